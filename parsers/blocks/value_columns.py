"""Columns of a block, found from the positions of its values.

Theory of operation. A heading alone does not define its columns: words stack over several lines, one line has
no word for a column, a title spans several. Values do: the numbers of one column are above each other. So
the columns come from the rows that have the most cells, and a cell belongs to the column that it overlaps
most. A cell between two columns, or the second in one, belongs to none: there is no guess.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from msgspec import Struct

from parsers.cells import Cell
from parsers.headings import overlap


class ValueColumn(Struct, eq=False, gc=False):
    """The extent of a column's cells; its heading's phrases from the top; the titles that span it."""

    start: int
    end: int
    of_values: bool = True
    phrases: list[Cell] = []
    titles: list[str] = []
    _heading: str | None = None  # computed on first use, when the phrases are complete

    @property
    def heading(self) -> str:
        """The words of the heading from top to bottom, as printed."""
        if self._heading is None:
            self._heading = " ".join([phrase.text for phrase in self.phrases])
        return self._heading


def find_columns(rows: Sequence[Sequence[Cell]], *, of_values: bool = True) -> list[ValueColumn]:
    """The columns of rows of cells, from left to right."""
    rows = [row for row in rows if row]
    count, columns = _columns_in_order(rows) if rows else (0, [])
    for row in rows:
        for cell in row if len(row) != count else ():
            if column_of(cell, columns) is None:
                columns = _insert(columns, cell)
    return [ValueColumn(start, end, of_values, [], []) for start, end in columns]


def _columns_in_order(rows: Sequence[Sequence[Cell]]) -> tuple[int, list[tuple[int, int]]]:
    """The columns that the rows with the most cells agree on; if these disagree, rows with fewer cells.

    The first result is the number of cells of these rows, which all fit the columns; 0 where that is unsure.
    """
    for count in sorted(set(map(len, rows)), reverse=True):
        full = [row for row in rows if len(row) == count]
        if len(full) == 1:
            spans = [(cell.start, cell.end) for cell in full[0]]
        else:
            spans = [_span(cells) for cells in zip(*full, strict=True)]
        if all(left[1] <= right[0] for left, right in pairwise(spans)):
            return count, spans
        middles = [
            (median_low([cell.start for cell in cells]), median_low([cell.end for cell in cells]))
            for cells in zip(*full, strict=True)
        ]
        if len(full) * 2 > len(rows):
            return 0, middles
    return 0, []


def _span(cells: Sequence[Cell]) -> tuple[int, int]:
    """The extent of a column's cells; a sign in its own cell takes the HTML column beside it."""
    own = [cell for cell in cells if cell.text[:1] != "$"] or cells
    whole = [cell for cell in own if not (cell.percent and cell.end - cell.start != len(cell.text))] or own
    return min([cell.start for cell in own]), max([cell.end for cell in whole])


def column_of(cell: Cell, columns: Sequence[tuple[int, int]]) -> int | None:
    """The column, of some from left to right, that a cell is in; None for no column or between two."""
    start, end = cell.start, cell.end
    own, most, tied = None, 0, False
    for place, (left, right) in enumerate(columns):
        if left >= end:
            break
        if right > start:
            shared = min(end, right) - max(start, left)
            tied = shared == most
            if shared > most:
                own, most = place, shared
    return None if tied else own


def _insert(columns: Sequence[tuple[int, int]], cell: Cell) -> list[tuple[int, int]]:
    if any(overlap(cell.start, cell.end, *column) > 0 for column in columns):
        return list(columns)  # between two: it has no column
    return sorted([*columns, (cell.start, cell.end)])


def place_cells(cells: Sequence[Cell], columns: Sequence[ValueColumn]) -> dict[int, Cell]:
    """The cell of a row in each column; a cell between two columns, or the second in one, has none."""
    if not cells or not columns:
        return {}
    if len(cells) == 1 == len(columns):  # as most words of rows
        cell, column = cells[0], columns[0]
        return {0: cell} if cell.start < column.end and cell.end > column.start else {}
    if len(cells) == len(columns) and _stand_in_order(cells, columns):
        return dict(enumerate(cells))
    spans = [(column.start, column.end) for column in columns]
    placed: dict[int, Cell] = {}
    doubled: set[int] = set()
    for cell in cells:
        place = column_of(cell, spans)
        if place is not None:
            doubled |= {place} & placed.keys()
            placed[place] = cell
    return {place: cell for place, cell in placed.items() if place not in doubled}


def _stand_in_order(cells: Sequence[Cell], columns: Sequence[ValueColumn]) -> bool:
    """Whether each column has exactly one of equally many cells, which is in no other column."""
    before = beside = -1  # the ends of the column before and of its cell
    for cell, column in zip(cells, columns, strict=True):
        start, end = cell.start, cell.end
        if start >= column.end or end <= column.start or start < before or beside > column.start:
            return False
        before, beside = column.end, end
    return True


def stand_below(values: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether a row has several values, each below one of another row with as many."""
    if len(values) != len(others) or len(values) < 2:
        return False
    for value, other in zip(values, others, strict=True):
        if value.start >= other.end or other.start >= value.end:
            return False
    return True
