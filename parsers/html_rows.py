"""A row of an HTML table: its cells in a grid of spans, detached signs merged, and its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.cells import ABSENT, Cell, read_cells, stands_for_nothing
from parsers.characters import plain_characters
from parsers.page import BEGINS_RULE, Line

# The width in characters of one grid column, so that columns of text and of HTML compare alike.
WIDTH = 100
BREAK = "\v"  # between the lines of a cell, among its words
WIDEST_SPAN = 200  # a column that spans more is an error or an attack
_OPENS = re.compile(r"[$(]+$")
_CLOSES = re.compile(r"[)%]+\*?$")
_DRAWN = re.compile(r"--|==|__")
_SPAN = re.compile(r"\s*(\d{1,6})")


def tidy(text: str) -> str:
    """Words with single blanks between, in plain characters."""
    return " ".join(plain_characters(text).split())


@dataclass(slots=True)
class HtmlPiece:
    """The words of one or more neighbouring cells and the grid columns that they take."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    text: str = ""
    rows: int = 1


class HtmlRow:
    """A row while its cells are read: the number of its line, and its columns in the grid."""

    def __init__(self, number: int, place: int, taken: dict[int, int]) -> None:
        self.number = number
        self.place = place
        self.taken = taken
        self.below = {column: left - 1 for column, left in taken.items() if left > 1}
        self.column = 0
        self.pieces: list[HtmlPiece] = []
        self.is_broken = False  # a cell has several lines

    def open_cell(self, width: int, height: int) -> None:
        """The next cell, at the first free columns."""
        while self.column in self.taken:
            self.column += 1
        self.pieces.append(HtmlPiece(self.column, self.column + width, rows=height))
        if height > 1:
            self.below.update(dict.fromkeys(range(self.column, self.column + width), height - 1))
        self.column += width

    def break_line(self, *, is_new: bool) -> None:
        """A line of a cell ends: at each `<br>`, and at a paragraph behind other words."""
        if self.pieces and (is_new or any(word.strip() for word in self.pieces[-1].words)):
            self.pieces[-1].words.append(BREAK)
            self.is_broken = True


def part_tall(pieces: list[HtmlPiece], waiting: list[HtmlPiece]) -> tuple[list[HtmlPiece], list[HtmlPiece]]:
    """Separate a row's printed cells from waiting ones: a heading that spans rows is printed with the last.

    So it is on the line with the words that other columns print below ('Factor' beside 'Balance').
    """
    if not waiting and all(piece.rows <= 1 for piece in pieces):
        return pieces, []
    for piece in waiting:
        piece.rows -= 1
    is_heading = not any(
        character.isdigit() for piece in pieces for word in piece.words for character in word
    )
    tall = [piece for piece in pieces if is_heading and piece.rows > 1]
    printed = [piece for piece in pieces if piece not in tall]
    if not any(word.strip() for piece in printed for word in piece.words):
        printed, tall = pieces, []  # a row that has only spanning cells is printed on its own line
    due = [piece for piece in waiting if piece.rows <= 1]
    printed = sorted([*printed, *due], key=lambda piece: piece.start)
    return printed, [*(piece for piece in waiting if piece.rows > 1), *tall]


def span(attributes: Mapping[str, str], name: str) -> int:
    """How many columns ('colspan') or rows ('rowspan') a cell takes; 1 where the value is unusable."""
    said = attributes.get(name)
    if not said:
        return 1
    digits = _SPAN.match(said)
    return min(max(int(digits[1]), 1), WIDEST_SPAN) if digits else 1


def row_line(pieces: list[HtmlPiece], number: int) -> Line:
    """The line that a row prints."""
    for piece in pieces:
        piece.text = tidy("".join(piece.words))
    joined = _join_signs([piece for piece in pieces if piece.text])
    text = "  ".join(piece.text for piece in joined)
    if _DRAWN.search(text) and Line(number, text).is_rule:
        return Line(number, text, [])  # drawn below a heading, with a lone dash below its '%'
    is_heading = "$" in text and not any(map(str.isdigit, text))
    cells: list[Cell] = []
    for place, piece in enumerate(joined):
        if is_heading and piece.text == "$":  # part of a heading: 'Original $   Original %'
            cells.append(Cell("words", "$", number, piece.start * WIDTH, piece.end * WIDTH - 1))
        cells += _cells(piece, number, place, is_heading=is_heading)
    return Line(number, text, cells)


def _join_signs(pieces: list[HtmlPiece]) -> list[HtmlPiece]:
    """Merge '$', '(' , ')' and '%' in cells of their own with the number beside them."""
    joined: list[HtmlPiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (
            (last.text[-1] in "$(" and _OPENS.fullmatch(last.text) and piece.text != "%")
            or (piece.text[0] in ")%" and _CLOSES.match(piece.text) and _is_figure(last.text))
        ):
            joined[-1] = HtmlPiece(last.start, piece.end, text=last.text + piece.text)
        else:
            joined.append(piece)
    return joined


def _is_figure(text: str) -> bool:
    return _ENDS_FIGURE.search(text) is not None


_ENDS_FIGURE = re.compile(r"\d[ )%]*$")


def _cells(piece: HtmlPiece, number: int, place: int, *, is_heading: bool) -> list[Cell]:
    """The cells inside a table cell, spread over its columns; `place` is its index in the row."""
    text, start, width = piece.text, piece.start * WIDTH, (piece.end - piece.start) * WIDTH - 1
    if (place or start) and stands_for_nothing(text):
        return [Cell("absent" if text in ABSENT else "broken", text, number, start, start + width)]
    if text[0] in BEGINS_RULE and Line(number, text).is_rule:
        return []
    cells, length = read_cells(text, number), len(text)
    if is_heading and text.endswith(" $") and len(cells) == 1:
        cells[0].text = text  # 'Original $' beside 'Original %'
    for cell in cells:
        cell.start, cell.end = start + cell.start * width // length, start + cell.end * width // length
    return cells
