"""Rows of HTML that hold several printed lines: each cell has as many, parted by line breaks.

Some programs print a whole table as one row: a cell of all labels, and a cell of all figures of each column.
"""

import re
from collections.abc import Sequence

from parsers.html_rows import BREAK, HtmlPiece, tidy

_FIGURE = re.compile(r"[$(<-]{0,3} ?[\d,]*\.?\d+ ?[)%>-]{0,2}|\$? ?-{1,2}|N/?A", re.IGNORECASE)
_SIGNS = re.compile(r"[$%()]?")


def part_stacked(pieces: list[HtmlPiece]) -> list[list[HtmlPiece]]:
    """The cells of each printed line of a row; a row of one line, or of uneven cells, stays whole."""
    columns = [[tidy(line) for line in "".join(piece.words).split(BREAK)] for piece in pieces]
    heights = [_height(column) for column in columns]
    most = max(heights, default=0)
    is_stacked = (
        most > 1
        and sum(height == most for height in heights) > 1
        and all(_fits(column, most) for column in columns)
        and any(_is_of_figures(column) for column in columns)
    )
    if not is_stacked:
        return [pieces]
    return [_line(pieces, [column[place : place + 1] for column in columns]) for place in range(most)]


def _line(pieces: Sequence[HtmlPiece], words: Sequence[list[str]]) -> list[HtmlPiece]:
    """The cells of one printed line; a sign beside no figure is dropped, as the figure is on another line."""
    has_figure = any(map(_FIGURE.fullmatch, (text for own in words for text in own)))
    return [
        HtmlPiece(piece.start, piece.end, words=own)
        for piece, own in zip(pieces, words, strict=True)
        if has_figure or not all(map(_SIGNS.fullmatch, own))
    ]


def _height(lines: Sequence[str]) -> int:
    """The number of lines down to the last that is not blank."""
    return max((place for place, line in enumerate(lines, start=1) if line), default=0)


def _fits(lines: Sequence[str], most: int) -> bool:
    """Whether a cell has a line for each of a row's, blank ones counted, or at most signs."""
    return len(lines) >= most or all(map(_SIGNS.fullmatch, lines))


def _is_of_figures(lines: Sequence[str]) -> bool:
    printed = [line for line in lines if line]
    return len(printed) > 1 and all(map(_FIGURE.fullmatch, printed))
