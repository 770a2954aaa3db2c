"""The page: lines of cells, each with its text, kind and position; the same for text and HTML."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from msgspec import Struct

from parsers.cells import VALUE_KINDS, Cell, read_cells
from parsers.characters import plain_characters
from parsers.signatures import Signature

# Blank, drawn, markup alone ('<S> <C>'), or a page stamp ('- 2 -', '<PAGE>   12', 'Page   3', 'Page 2/15'). A
# lone dash is a value, and so is a field of asterisks as wide as one.
_RULE = re.compile(
    r"\s*+(?![^-=_.<*Pp])(?:(?!-\s*$)[-=_.\s]*$|(?:</?[A-Za-z]+>\s*)+$|- ?(?!0)\d{1,3} ?-\s*$|\*{20,}\s*$"
    r"|(?i:<page>)[- ]*\d{1,4}[- ]*$"
    r"|(?i:page)(?: {2,}| ?- ?| (?=\d+ ?/))\d{1,4}[- ]*(?:(?:/|of) *\d{1,4}\s*)?$)"
)
BEGINS_RULE = frozenset("-=_.<*Pp")  # the first characters of a rule that is not blank
# A page's number in words. Some headings contain one ('Page 2 of 15'): only tables skip it.
PAGE_NUMBER = re.compile(r"(?:page )?\d+ of \d+$|page \d+$", re.IGNORECASE)


class Line(Struct, eq=False, gc=False):
    """A printed line: its number in the document (from 1), its text, and its cells from left to right."""

    number: int
    text: str
    _cells: list[Cell] | None = None
    _values: list[Cell] | None = None
    _squashed: str | None = None
    _is_rule: bool | None = None

    @property
    def squashed(self) -> str:
        """The words joined by single blanks, for comparing with headings."""
        if self._squashed is None:
            self._squashed = " ".join(self.text.split())
        return self._squashed

    @property
    def is_rule(self) -> bool:
        """Whether the line has no content: blank, dashes, a page's number, or markup alone ('<S> <C>')."""
        if self._is_rule is None:
            self._is_rule = not self.text or _RULE.match(self.text) is not None
        return self._is_rule

    @property
    def cells(self) -> list[Cell]:
        """Words and values in the order of the line."""
        if self._cells is None:
            self._cells = [] if self.is_rule else read_cells(self.text, self.number)
        return self._cells

    @property
    def label(self) -> str:
        """The words of the line without its values."""
        return " ".join([cell.text for cell in self.cells if cell.kind == "words"])

    @property
    def dates(self) -> list[Cell]:
        """The dates of the line."""
        return [cell for cell in self.cells if cell.kind == "date"]

    @property
    def values(self) -> list[Cell]:
        """The value cells: numbers, lone dashes, and the asterisks that spreadsheets print for a number."""
        if self._values is None:
            self._values = [cell for cell in self.cells if cell.kind in VALUE_KINDS]
        return self._values

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text!r})"


class ReadLine(Line, eq=False, gc=False):
    """A line of a statement, with everything on it read.

    Readers ask for it some ten times per line, and a property takes ten times as long as an attribute.
    """

    cells: list[Cell] = []
    values: list[Cell] = []
    squashed: str = ""


def with_cells(line: Line, cells: list[Cell]) -> ReadLine:
    """A line with other cells than its text has: several of them joined, or some left out."""
    values = [cell for cell in cells if cell.kind in VALUE_KINDS]
    return ReadLine(line.number, line.text, None, None, None, False, cells, values, line.squashed)


def read_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a statement, each with its cells and values computed."""
    return [_with_all_read(line) for line in lines]


def _with_all_read(line: Line) -> ReadLine:
    text, cells = line.text, line._cells
    squashed = " ".join(text.split())
    # The first character rules out nearly all lines.
    is_rule = not squashed or (squashed[0] in BEGINS_RULE and line.is_rule)
    if cells is None:
        cells = [] if is_rule else read_cells(text, line.number)
    values = [cell for cell in cells if cell.kind in VALUE_KINDS] if cells else cells
    return ReadLine(line.number, text, None, None, None, is_rule, cells, values, squashed)


class Page:
    """The lines of one document, numbered from 1; `of_rows` where they are the rows of HTML tables."""

    def __init__(self, lines: list[Line], *, of_rows: bool = False) -> None:
        self.lines = lines
        self.of_rows = of_rows
        self.revised: set[int] = set()  # numbers of the lines whose title says 'Revised'
        self._held: dict[str, bool] = {}  # results of earlier searches

    @cached_property
    def text(self) -> str:
        """The page as lines of text."""
        return "\n".join([line.text for line in self.lines])

    @cached_property
    def capitals(self) -> str:
        """The text in capitals, to search for words and signs of a page."""
        return self.text.upper()

    def forget_text(self) -> None:
        """Discard the cached text after a line was replaced."""
        self.__dict__.pop("text", None)
        self.__dict__.pop("capitals", None)
        self._held.clear()

    def has(self, sign: Signature) -> bool:
        """Whether a sign matches one of the lines."""
        if sign.words and not self._holds(sign.words):
            return False
        return next(sign.lines(self.capitals), None) is not None

    def _holds(self, words: str) -> bool:
        """Whether words are on the page; cached, as several layouts search for the same rare words."""
        if words not in self._held:
            self._held[words] = words in self.capitals
        return self._held[words]

    def places(self, sign: Signature) -> list[int]:
        """The indices of the lines that a sign matches."""
        starts = [0, *sign.lines(self.capitals)]
        between = (self.capitals.count("\n", start, stop) for start, stop in pairwise(starts))
        return list(accumulate(between))

    @classmethod
    def from_text(cls, text: str) -> "Page":
        """A page of fixed-width text; tabs are set to stops of eight, as the printers did."""
        if "\r" in text:
            text = _RETURNS.sub(_line_ends, text)
        text = plain_characters(text)
        printed = enumerate(text.split("\n"), start=1)
        if "\f" in text or "\v" in text or "\t" in text:
            lines = [Line(number, part.expandtabs()) for number, line in printed for part in _parts_of(line)]
        else:
            lines = [Line(number, line) for number, line in printed]
        if _ALONE.search(f"\n{text}"):
            for place in _numbers_of_pages(lines):
                lines[place] = Line(lines[place].number, lines[place].text, [])
        return cls(lines)


_RETURNS = re.compile(r"\r+\n?")
_FEEDS = re.compile(r"[\f\v]+")


def _line_ends(returns: re.Match[str]) -> str:
    """Normalize line ends, even repeated ones; carriage returns alone end a line each."""
    return "\n" if returns[0].endswith("\n") else "\n" * len(returns[0])


def _parts_of(line: str) -> Sequence[str]:
    """Split a line of the file into printed lines: a form feed or vertical tab ends a printed line."""
    if "\f" not in line and "\v" not in line:
        return (line,)
    return [part for part in _FEEDS.split(line) if part.strip()] or ("",)


# An integer alone on a line, as the number of a page may be.
_ALONE = re.compile(r"[\n\f\v][^\S\n\f\v]*\d{1,3}[^\S\n\f\v]*(?![^\n\f\v])")
PAGE_LINES = 12  # a page with a number has at least this many


def _numbers_of_pages(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines that number the pages: bare integers alone, far apart, increasing by one."""
    words = ((place, line.text.strip()) for place, line in enumerate(lines))
    alone = [(place, int(word)) for place, word in words if len(word) <= 3 and word.isdecimal()]
    steps = [(far - near, after - before) for (near, before), (far, after) in pairwise(alone)]
    if not steps or alone[0][1] > 2 or any(lines < PAGE_LINES or step != 1 for lines, step in steps):
        return []
    return [place for place, _ in alone]
