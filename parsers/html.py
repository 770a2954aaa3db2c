"""Converts HTML to a page: table rows, words between tables and preformatted pages become lines."""

import html as entities
import re
from collections.abc import Mapping

from lxml import etree

from parsers.html_rows import HtmlPiece, HtmlRow, part_tall, row_line, span, tidy
from parsers.html_stacks import part_stacked
from parsers.page import Line, Page

_LOOKS_LIKE_HTML = re.compile(
    r"<\s*(?:html|body|head|tr|td|div|pre|table\s+\w|font|p|br|center|span)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:[/\s]*([A-Za-z]\w*)|[!?])[^<>]{0,400}>")
_ROW = re.compile(r"<\s*tr\b", re.IGNORECASE)
_CELL = re.compile(r"<\s*t[dh]\b", re.IGNORECASE)
_BREAK = re.compile(r"<\s*(?:br|/p|/div)\b", re.IGNORECASE)
# One that is never closed ends where a row begins.
_PREFORMATTED = re.compile(r"<\s*pre\b.*?(?:<\s*/pre\b|<\s*tr\b|\Z)", re.IGNORECASE | re.DOTALL)
SILENT = frozenset({"script", "style", "title"})
HEADINGS = {f"h{level}" for level in range(1, 7)}
BLOCKS = frozenset({"p", "div", "br", "pre", "li", "hr", "center", "table", "tr", "td", "th", *HEADINGS})
MARKS = frozenset({"sup", "sub"})
CELLS = frozenset({"td", "th"})
BREAKS = frozenset({"br", "p", "div"})


def is_html(text: str) -> bool:
    """Whether a document is HTML; the <TABLE>, <CAPTION>, <S> and <C> of EDGAR's text tables are not."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def read_html(text: str) -> Page:
    """The page of an HTML document.

    Table rows in document order are lines 1, 2, …; words between tables carry the number of the next row,
    and the lines of a <PRE> among tables count as rows. A document of lines instead of cells becomes a text
    page: its tags are removed, its lines kept.
    """
    if _is_of_lines(text):
        return Page.from_text(entities.unescape(_print_lines(text)))
    return Page(read_rows(text), of_rows=True)


CHUNK = 1 << 16  # characters given to the parser at a time


def read_rows(text: str) -> list[Line]:
    """The lines of a document's rows and paragraphs, from the parser's events: no tree is built."""
    parser = etree.HTMLParser(target=RowReader(), huge_tree=True, remove_comments=True, remove_pis=True)
    for start in range(0, len(text), CHUNK):
        parser.feed(text[start : start + CHUNK])
    lines: list[Line] = parser.close()
    return lines


FEW_CELLS = 10  # fewer hold no table of a statement's figures, but may hold a whole page of lines
MANY_LINES = 20


def _is_of_lines(text: str) -> bool:
    """Whether a page is printed in lines: without rows, in <PRE>, or as lines in very few cells."""
    rows, cells = len(_ROW.findall(text)), len(_CELL.findall(text))
    preformatted = sum(len(match[0]) for match in _PREFORMATTED.finditer(text))
    if (rows < 3 and preformatted) or 2 * preformatted > len(text):
        return True
    return not rows or (cells < FEW_CELLS and (preformatted > 0 or len(_BREAK.findall(text)) > MANY_LINES))


def _print_lines(text: str) -> str:
    """The lines of a page without its tags; a <BR> where the source has no line break ends a line too."""
    made: list[str] = []
    printed = ended = False  # the line has text; a tag has just ended it
    for place, token in enumerate(_MARKUP.split(text)):
        if place % 2:
            name = (token or "").lower()
            if name in ("br", "hr") or (name in BLOCKS and printed):
                made.append("\n")
                printed, ended = False, True
        elif token:
            made.append(token.removeprefix("\n") if ended else token)
            *above, last = token.split("\n")
            printed = bool(last.strip()) or (printed and not above)
            ended = False
    return "".join(made)


class RowReader:
    """Takes tags and words in document order and makes a line of each row and of each paragraph between.

    `start`, `end`, `data` and `close` are the methods that lxml calls on a parser's target.
    """

    def __init__(self) -> None:
        self.lines: list[list[Line] | None] = []  # of each row and paragraph
        # For each open table, the columns taken by cells that span rows, and for how many rows more.
        self.grids: list[dict[int, int]] = [{}]
        self.tall: list[list[HtmlPiece]] = [[]]  # and the headings that wait for the last row of their span
        self.rows: list[HtmlRow] = []
        self.paragraph: list[str] = []
        self.preformatted: list[str] | None = None  # the text of an open <PRE>, its lines unchanged
        self.number = 0
        self.silent = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the beginning of a tag."""
        if name in CELLS and self.rows:  # most tags
            if attributes:
                self.rows[-1].open_cell(span(attributes, "colspan"), span(attributes, "rowspan"))
            else:
                self.rows[-1].open_cell(1, 1)
            return
        self.silent += name in SILENT
        if self.preformatted is not None and name == "br":
            self.preformatted.append("\n")
        self.part_words(name)
        if name in BREAKS and self.rows:
            self.rows[-1].break_line(is_new=name == "br")
        if name == "pre":
            self.end_paragraph()
            self.preformatted = []
        if name == "table":
            self.grids.append({})
            self.tall.append([])
        elif name == "tr":
            self.end_preformatted()
            self.number += 1
            self.rows.append(HtmlRow(self.number, len(self.lines), self.grids[-1]))
            self.lines.append(None)

    def end(self, name: str) -> None:
        """Handle the end of a tag; a row becomes the line that was reserved for it."""
        if name in CELLS and self.rows:
            if pieces := self.rows[-1].pieces:
                pieces[-1].words.append(" ")  # keeps the words before a tag's end apart from those behind it
            return
        self.silent -= name in SILENT
        if name == "pre":
            self.end_preformatted()
        self.part_words(name)
        if name == "table":
            self.grids.pop()
            if left := self.tall.pop():
                self.lines.append([row_line(left, self.number)])
        elif name == "tr":
            row = self.rows.pop()
            self.grids[-1] = row.below
            pieces, self.tall[-1] = part_tall(row.pieces, self.tall[-1])
            stacked = part_stacked(pieces) if row.is_broken else [pieces]
            self.lines[row.place] = [row_line(part, row.number) for part in stacked]

    def close(self) -> list[Line]:
        """End the document; returns its lines."""
        self.end_preformatted()
        self.end_paragraph()
        return [line for lines in self.lines if lines is not None for line in lines]

    def data(self, text: str) -> None:
        """Add words to the open cell, else to the paragraph between tables."""
        if self.silent:
            return
        if self.preformatted is not None:
            self.preformatted.append(text)
        elif self.rows and self.rows[-1].pieces:
            self.rows[-1].pieces[-1].words.append(text)
        else:
            self.paragraph.append(text)

    def end_preformatted(self) -> None:
        """Each line of a <PRE> is a line of the page; a table ends one that was never closed."""
        if self.preformatted is None:
            return
        for line in Page.from_text("".join(self.preformatted)).lines:
            self.number += 1
            self.lines.append([Line(self.number, line.text)])
        self.preformatted = None

    def part_words(self, name: str) -> None:
        """Separate words where a block begins or ends, and from a footnote's mark; other tags do not."""
        if self.rows and self.rows[-1].pieces:
            if name in BLOCKS or name in MARKS:
                self.rows[-1].pieces[-1].words.append(" ")
        elif not self.rows and name in BLOCKS:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """Make a line of the words between tables, with the number of the next row."""
        words, self.paragraph = tidy("".join(self.paragraph)), []
        if words:
            self.lines.append([Line(self.number + 1, words)])
