"""Cells: the words and values of a printed line, told apart where they touch."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from parsers.values import read_number

Kind = Literal["words", "number", "dash", "broken", "date", "cusip", "rate_type"]

# What became of a value cell: placed in a field, left out by a named rule, or part of a heading and no value.
Fate = Literal["mapped", "ignored", "heading"] | None

# The kinds that are value cells: they must be mapped, ignored by a named rule, or reported.
VALUE_KINDS = frozenset({"number", "dash", "broken"})

_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_DECIMAL = r"\d+\.\d+|(?<![\w)])\.\d+"
_PERCENT = r"(?:[ ]{0,2}%)?"
# A number with a comma or a point is one even where it is printed into a word ('Amou6,258,626.61',
# 'Not0.00lders'); a bare integer must stand free, else every 'A-1' and '(30 Days)' would be one.
_STRONG = (
    rf"(?:\(\$?|\$\()(?:{_GROUPED}|{_DECIMAL}){_PERCENT}\){_PERCENT}"
    rf"|(?:(?<!\S)-)?\$?(?:(?<=\$)-)?(?<![\d.,/])(?:{_GROUPED}|{_DECIMAL})(?!/){_PERCENT}"
)
_WEAK = rf"(?<!\S)(?:\(\$?\d+%?\)|-?\$?\d+){_PERCENT}(?![^\s*])"
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]*"
_SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
_RATE_TYPE = r"(?i:Var|Fix)[A-Za-z]*[ ]?-[ ]?(?i:30|Act)[A-Za-z]*[ ]?/[ ]?36[05]"
_CUSIP = r"\d{3}(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5}\d"
# Few letters begin anything but words: where none of these stands, no expression is tried.
_TYPED = re.compile(
    r"(?=[\d($#.-]|\b[JFMASONDVjfmasondv])"
    rf"(?:(?P<date>(?<![\d/]){_SLASHED}(?![\d/])"
    rf"|\b{_MONTH}\.? \d{{1,2}}, ?\d{{4}}|(?<!\S)\d{{1,2}}-{_MONTH}-\d{{2,4}}(?!\S))"
    rf"|(?P<rate_type>\b{_RATE_TYPE})"
    r"|(?P<broken>#{3,}|#(?:DIV/0!|REF!|VALUE!|N/A|NAME\?|NUM!))"
    rf"|(?P<cusip>(?<![\w.,-]){_CUSIP}(?:(?![\w.,-])|(?={_GROUPED}(?![\d,]))))"
    rf"|(?P<strong>{_STRONG})"
    r"|(?P<fragment>(?<!\S)-?\d+,[\d,]*\d[\d,.]*(?!\S))"
    r"|(?P<stub>(?<=  )\d+\.(?!\S))"
    rf"|(?P<weak>{_WEAK})"
    r"|(?P<dash>(?<!\S)\$?--?(?!\S)))"
)
# Neither a value nor what leads to one ('$', '....').
_WORD = r"(?:[A-Za-z][\w-]*+(?![^ ])|[^\s\d#$.-][^\s\d#.]*+(?:\.(?!\.)[^\s\d#.]*+)*+)"
# Words apart by one blank are a phrase, two blanks or more part two cells. Nearly every such stretch of a
# statement is one thing, which its group names; `mixed` is what may hold several. A page is mostly
# blanks: they are passed over once, from the first of them (`(?<! ) *+`).
_STRETCH = re.compile(
    r"(?<! ) *+(?:(?:(?P<number>(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?)"
    rf"|(?P<words>{_WORD}(?: {_WORD})*+)"
    rf"|(?P<cusip>{_CUSIP})|(?P<rate_type>{_RATE_TYPE})|(?P<dash>--?)"
    rf"|(?P<date>{_SLASHED})|(?P<percent>\d++(?:\.\d++)?%))(?! ?[^ ])"
    r"|(?P<mixed>\S+(?: \S+)*))"
)
# What must follow a bare integer: values one blank apart, if any, then a wide gap, a unit or the line's end
# ('Number of Loans 4 0 -'). `stop` says that it does.
_VALUES_AHEAD = re.compile(
    rf"(?: ?\*)?(?: (?:--?|\(?-?\$?(?:{_GROUPED}|{_DECIMAL}|\d+)\)?%?)(?!\S))*+"
    r"(?P<stop> ?$|[ ]{2,}| CPR\b)?"
)
# A bare integer after one of these is a name ('Group 1', 'Page 2 of 3'), not a value.
_NAMING = re.compile(
    r"(?:\b(?:group|class|classes|page|of|pool|pool#|series|no\.?|item|number|exhibit|form|and|to)"
    r"|[A-Za-z]-|#)$",
    re.IGNORECASE,
)
# A class's name is words, whatever its blanks: 'Class I - A - 1', 'Class A-II -2', 'Class I-A-1 - VF - 1'.
_CLASS_NAME = re.compile(r"Class [A-Z]{1,3}(?: ?- ?(?:[A-Z]{1,3}|\d{1,2}))+(?![\w.,])", re.IGNORECASE)


class Cell(Struct, eq=False, gc=False):  # no two cells are the same one, and none refers to another
    """A printed thing: `text` at columns `start` to `end` of line `line`; `value` if it is a number."""

    kind: Kind
    text: str
    line: int
    start: int
    end: int
    value: Decimal | None = None
    percent: bool = False
    fate: Fate = None

    @classmethod
    def number(cls, text: str, line: int, start: int, end: int) -> "Cell":
        """A printed number with its value."""
        return cls("number", text, line, start, end, read_number(text), "%" in text)

    @property
    def is_value(self) -> bool:
        """Whether the account of numbers must explain it."""
        return self.kind in VALUE_KINDS

    def __repr__(self) -> str:
        return f"Cell({self.kind} {self.text!r} line {self.line}, {self.start}-{self.end})"


def read_cells(text: str, number: int) -> list[Cell]:
    """The cells of a line of text from left to right; `number` is the line's."""
    cells: list[Cell] = []
    for stretch in _STRETCH.finditer(text):
        kind = stretch.lastgroup or ""
        words = stretch[kind]
        start, end = stretch.span(kind)
        if kind == "number":
            cells.append(Cell("number", words, number, start, end, Decimal(words.replace(",", ""))))
        elif kind == "percent":
            cells.append(Cell("number", words, number, start, end, Decimal(words[:-1]), percent=True))
        elif kind == "mixed":
            cells += _part(text, number, start, end)
        else:
            cells.append(Cell(kind, words, number, start, end))  # type: ignore[arg-type] # a group's name
    return cells


def _part(text: str, number: int, start: int, stop: int) -> Iterable[Cell]:
    """The cells of a stretch of text without wide gaps, in which values and words may touch."""
    at = start
    for kind, begin, end in _typed(text, start, stop):
        yield from _read_words(text, number, at, begin)
        if kind == "number":
            yield Cell.number(text[begin:end], number, begin, end)
        else:
            yield Cell(kind, text[begin:end], number, begin, end)
        at = end
    yield from _read_words(text, number, at, stop)


def _typed(text: str, start: int, stop: int) -> Iterable[tuple[Kind, int, int]]:
    """What is not words in a stretch of text: its kind, and where it begins and ends."""
    at = start
    ahead: re.Match[str] | None = None
    name = _CLASS_NAME.match(text, start, stop)
    for match in _TYPED.finditer(text, name.end() if name else start, stop):
        kind = match.lastgroup or ""
        begin, end = match.span()
        if begin < at:
            continue
        if kind in _FREE_STANDING:
            if ahead is None or ahead.end() < end:  # else it is one of the values ahead of an earlier one
                ahead = _VALUES_AHEAD.match(text, end)
            if ahead is None or not ahead.lastgroup or not _stands_free(text[at:begin]):
                continue  # '30 Days', 'Account - balance'
        if kind == "stub" and not text[:begin].strip():
            continue  # '1.' at the beginning of a line numbers a paragraph
        kind = _KINDS.get(kind, kind)
        if kind == "number" and _glued(text, end):
            kind, end = "broken", _glue_end(text, end)
        elif match.lastgroup == "strong":
            kind, begin, end = _with_sign(text, begin, end, stop)
        yield kind, begin, end  # type: ignore[misc] # a group's name
        at = end


_FREE_STANDING = frozenset({"weak", "dash"})
_KINDS = {"strong": "number", "weak": "number", "fragment": "broken", "stub": "broken"}


def _stands_free(before: str) -> bool:
    """Whether a bare integer or dash is a value by what stands before it: nothing, a wide gap or a label.

    The label must not be one that a number names ('Group 1').
    """
    return not before.strip() or before.endswith("  ") or not _NAMING.search(before.rstrip())


def _glued(text: str, end: int) -> bool:
    """Whether a number was cut or printed into another ('0.317268017,111,694.71'): never guessed."""
    follows = text[end : end + 2]
    return follows[:1] in (",", ".") and (len(follows) == 1 or follows[1] == " " or follows[1].isdigit())


def _glue_end(text: str, end: int) -> int:
    while end < len(text) and text[end] in "0123456789.,%":
        end += 1
    return end


def _with_sign(text: str, begin: int, end: int, stop: int) -> tuple[str, int, int]:
    """A number with the sign behind it ('1.00-') or brackets apart from it ('( 1.00 )').

    One bracket alone tells that the other was cut, and a sign with it perhaps: never guessed. In prose a
    bracket holds more than the number ('(0.50% of the balance)').
    """
    if text[begin] in "-(":  # it has its sign; a bracket before it is the end of a cut label
        return "number", begin, end
    if _SIGN_BEHIND.match(text, end):
        return "number", begin, end + 1
    opened = text[max(0, begin - 2) : begin].rstrip(" ").endswith("(")
    closed = _CLOSED.match(text, end, stop)
    start = text.rfind("(", 0, begin) if opened else begin
    if opened and (closed or end == stop):
        return ("number" if closed else "broken"), start, closed.end() if closed else end
    if closed and not opened and not _in_brackets(text, begin):
        return "broken", begin, closed.end()
    return "number", begin, end


def _in_brackets(text: str, place: int) -> bool:
    """Whether words before a place opened a bracket; one with a gap behind it is a column's."""
    near = text[max(0, place - LONG) : place]
    return near.count("(") > near.count(")") and not near.rstrip().endswith("(")


LONG = 200  # columns: longer than any remark in brackets
_CLOSED = re.compile(r" ?\)")
_SIGN_BEHIND = re.compile(r"-(?= ?$|  | [\d($-])")  # words behind it make it a hyphen of the label below

# What leads to a value and is no word: dots, and a currency sign apart from its number.
_LEADER = re.compile(r"(?:(?<!\S)\$|(?:(?<!\S)\.|\.{3})[. ]*)$")


def _read_words(text: str, number: int, start: int, stop: int) -> Iterable[Cell]:
    phrase = text[start:stop]
    if words := _LEADER.sub("", phrase.strip()).rstrip():
        left = start + len(phrase) - len(phrase.lstrip())
        yield Cell("words", words, number, left, left + len(words))
