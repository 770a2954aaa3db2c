"""HTML to a page: table rows become lines, spans a grid, and lone signs join the number beside them."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PreformattedString, Tag

from parsers.page import Cell, Line, Page

_LOOKS_LIKE_HTML = re.compile(r"<\s*(?:html|body|head|tr|td|div|pre|table\s+\w|font|p)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>\n]{1,400}>")
_ROW = re.compile(r"<\s*tr\b", re.IGNORECASE)
_PRE = re.compile(r"<\s*pre\b", re.IGNORECASE)
# One column of the grid is so many places wide, so that columns of text and of HTML compare alike.
WIDTH = 100
WIDEST_SPAN = 200  # a column that spans more is a slip or an attack
BLOCKS = frozenset(
    {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "li", "hr", "center"}
)
_OPENS = re.compile(r"[$(]+$")
_CLOSES = re.compile(r"[)%]+\*?$")


def is_html(text: str) -> bool:
    """Whether a document is HTML; the <TABLE>, <CAPTION>, <S> and <C> of EDGAR's text tables are not."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def read_html(text: str) -> Page:
    """The page of an HTML document.

    Table rows in document order are lines 1, 2, …; words between tables carry the number of the row that
    follows. A document without rows, or printed in <PRE>, is a text page: its tags go, its lines stay.
    """
    if not _ROW.search(text) or _mostly_preformatted(text):
        return Page.from_text(entities.unescape(_MARKUP.sub("", text)).replace("\xa0", " "))
    soup = BeautifulSoup(text, "lxml")
    return Page(list(_read_lines(soup)))


def _mostly_preformatted(text: str) -> bool:
    return _PRE.search(text) is not None and len(_ROW.findall(text)) < 3


def _read_lines(soup: BeautifulSoup) -> Iterator[Line]:
    number, words = 0, list[str]()
    grids: dict[int, _Grid] = {}
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name in BLOCKS and words:
                yield _text_line(words, number + 1)
                words = []
            if node.name == "tr":
                number += 1
                table = node.find_parent("table")
                grid = grids.setdefault(id(table), _Grid())
                yield _row_line(grid, node, number)
        elif isinstance(node, NavigableString) and node.strip() and _stands_outside_rows(node):
            words.append(str(node))
    if words:
        yield _text_line(words, number + 1)


def _stands_outside_rows(node: NavigableString) -> bool:
    if isinstance(node, Comment | PreformattedString) or node.find_parent(("script", "style", "title")):
        return False
    return node.find_parent("tr") is None


def _text_line(words: list[str], number: int) -> Line:
    return Line(number, _tidy(" ".join(words)))


def _tidy(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


@dataclass
class _Piece:
    """The text of one or more neighbouring cells and the grid columns that they take."""

    text: str
    start: int
    end: int


class _Grid:
    """Which columns of a table are still taken by cells that span rows."""

    def __init__(self) -> None:
        self.taken: dict[int, int] = {}

    def place(self, row: Tag) -> list[_Piece]:
        """The cells of a row at their columns."""
        pieces, column = [], 0
        held, self.taken = self.taken, {at: left - 1 for at, left in self.taken.items() if left > 1}
        for cell in row.find_all(("td", "th"), recursive=False):
            while column in held:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            pieces.append(_Piece(_tidy(_own_text(cell)), column, column + width))
            if height > 1:
                self.taken.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        return pieces


def _span(cell: Tag, name: str) -> int:
    digits = re.match(r"\s*(\d{1,6})", str(cell.get(name, "")))
    return min(max(int(digits[1]), 1), WIDEST_SPAN) if digits else 1


def _own_text(cell: Tag) -> str:
    """The text of a cell without that of the rows of tables inside it, which are lines of their own."""
    if cell.find("tr") is None:
        return cell.get_text(" ")
    own = cell.find_parent("tr")
    return " ".join(str(node) for node in cell.find_all(string=True) if node.find_parent("tr") is own)


def _row_line(grid: _Grid, row: Tag, number: int) -> Line:
    pieces = _join_signs([piece for piece in grid.place(row) if piece.text])
    cells = [cell for piece in pieces for cell in _cells(piece, number)]
    return Line(number, "  ".join(piece.text for piece in pieces), cells)


def _join_signs(pieces: list[_Piece]) -> list[_Piece]:
    """'$', '(' , ')' and '%' in cells of their own go with the number beside them."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (_OPENS.fullmatch(last.text) or (_CLOSES.match(piece.text) and _is_figure(last.text))):
            joined[-1] = _Piece(last.text + piece.text, last.start, piece.end)
        else:
            joined.append(piece)
    return joined


def _is_figure(text: str) -> bool:
    return re.search(r"\d\s*$", text) is not None or text.endswith(("%", ")"))


def _cells(piece: _Piece, number: int) -> Iterator[Cell]:
    """The cells inside a table cell, spread over the columns that it takes."""
    start, width = piece.start * WIDTH, (piece.end - piece.start) * WIDTH - 1
    length = max(len(piece.text), 1)
    for cell in Line(number, piece.text).cells:
        cell.start, cell.end = start + cell.start * width // length, start + cell.end * width // length
        yield cell
