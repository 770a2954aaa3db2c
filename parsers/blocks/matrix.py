"""Matrix: rows of several values, each value of its row and its column.

Theory of operation. A value's target is put together from what the title above the table says ('Foreclosure':
a status), what its column says ('30-59': a bucket) and what its row says ('Scheduled Bal': a field). Any of
them may be silent: `columns={"{column}": Target()}` keeps each heading as it is printed.

Lines of words between two rows are the heading of what follows. A title may stand alone ('Foreclosure') or be
the first cell of the heading ('Delinquency   30-59   60-89'). Of the heading's lines, alone or stacked, those
count that make most columns known. A table without a heading of its own, below another title, has the
columns of the one before; below other words in several columns it has none.

Values are matched to columns by order: as many as the heading has known columns, else the row is left. With
`by_place` they are matched by where they stand, so that a row may have fewer; a figure between the rows that
is none of theirs then ends the table.

What comes again was printed for something whose heading was lost: a title that comes again ends the reading,
and a row that comes again below one title is left, with all rows to the next title.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from parsers.blocks.label_table import LabelTable
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.headings import Column, overlap, stack
from parsers.page import Line
from parsers.targets import Target, place
from parsers.value_places import assign, places_of

MOST_LINES = 6  # of a heading


@dataclass(frozen=True)
class Matrix:
    """A table of rows and columns: what the words of each say of a value."""

    rows: Mapping[str, Target]
    columns: Mapping[str, Target]
    titles: Mapping[str, Target] = field(default_factory=dict)
    by_place: bool = False

    @cached_property
    def row_table(self) -> LabelTable:
        """The labels of rows."""
        return LabelTable(self.rows)

    @cached_property
    def column_table(self) -> LabelTable:
        """The headings of columns."""
        return LabelTable(self.columns)

    @cached_property
    def title_table(self) -> LabelTable:
        """The titles."""
        return LabelTable(self.titles)

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Place the rows of some lines; the lines that hold none, up to where their group is lost."""
        reader = _Reader(self, builder, Target(group=group or ""))
        rest: list[Line] = []
        for line in lines:
            if reader.read(line):
                continue
            if reader.is_lost:
                break
            rest.append(line)
        reader.close()
        return rest


class _Row(NamedTuple):
    line: Line
    label: str
    target: Target


class _HeadedColumn(NamedTuple):
    place: Column
    target: Target | None


class _Head(NamedTuple):
    words: str  # of a column that names a bucket
    target: Target


class _Reader:
    """Reads rows line by line; those below one heading are placed together."""

    def __init__(self, matrix: Matrix, builder: Builder, of_group: Target) -> None:
        self.matrix = matrix
        self.builder = builder
        self.of_group = of_group
        self.title: Target | None = None if matrix.titles else Target()
        self.titled: list[Target] = []
        self.seen: set[Target] = set()
        self.above: list[Line] = []
        self.columns: list[_HeadedColumn] = []
        self.heads: list[_Head | None] = []  # of each column, where it and the title are known
        self.rows: list[_Row] = []
        self.is_lost = False

    def read(self, line: Line) -> bool:
        """Whether a line is a row of the table, and if so, keep it."""
        if line.values:
            self._take_heading()
            return self._take_row(line)
        if line.cells:
            self._take_title(line.cells[0].text)
            self.above = [*self.above[1 - MOST_LINES :], line]
        return False

    def _take_title(self, words: str) -> None:
        title = self.matrix.title_table.find_whole(words)
        if title is None:
            return
        self.close()
        self.is_lost = title in self.titled
        self.titled.append(title)
        self.title, self.seen = title, set()
        self._set_heads()

    def _take_heading(self) -> None:
        """The columns that the words above a row name, if they name any."""
        if not self.above:
            return
        found = max((self._name(heading) for heading in _headings(self.above)), key=_known)
        if _known(found) or any(len(line.cells) > 1 for line in self.above):
            self.close()
            self.columns = found if _known(found) else []
            self._set_heads()
        self.above = []

    def _name(self, heading: Sequence[Column]) -> list[_HeadedColumn]:
        find = self.matrix.column_table.find_whole
        return [_HeadedColumn(column, find(column.heading)) for column in heading]

    def _take_row(self, line: Line) -> bool:
        label = line.label
        target = self._find(label, line.values[0])
        if target is None:
            if self.matrix.by_place and len(line.values) != _known(self.columns):  # of something else
                self.close()
                self.columns, self.heads = [], []
            return False
        if self.matrix.titles and target in self.seen:
            self.close()
            self.title = None
            self._set_heads()
        self.seen.add(target)
        if self.title is not None:
            self.rows.append(_Row(line, label, target))
        return True

    def _find(self, label: str, first: Cell) -> Target | None:
        """What a row says, told by its first value in a column that is known; any column, below no title."""
        head = next((head for head in self.heads if head is not None), None)
        if head is None:
            return self.matrix.row_table.find_whole(label)
        return self.matrix.row_table.find(label, first, head.target)

    def _set_heads(self) -> None:
        """What the group, the title and the column say of a value, for each column that is known."""
        base = self.of_group.join(self.title) if self.title is not None else None
        self.heads = [
            # A bucket's words are those of its column or of its row.
            _Head(column.place.heading if column.target.bucket else "", base.join(column.target))
            if base is not None and column.target is not None
            else None
            for column in self.columns
        ]

    def close(self) -> None:
        """Place the rows below one heading and title."""
        for row, head, cell in self._by_place() if self.matrix.by_place else self._by_order():
            place(self.builder, head.target.join(row.target), cell, head.words or row.label)
        self.rows = []

    def _by_order(self) -> Iterator[tuple[_Row, _Head, Cell]]:
        known = [head for head in self.heads if head is not None]
        for row in self.rows:
            if len(row.line.values) == len(known):
                for head, cell in zip(known, row.line.values, strict=True):
                    yield row, head, cell

    def _by_place(self) -> Iterator[tuple[_Row, _Head, Cell]]:
        values = [row.line.values for row in self.rows]
        columns = zip(self.columns, self.heads, strict=True)
        over = [(column.place, head) for column, head in columns if not self._is_over_labels(column.place)]
        places = places_of([column for column, _ in over], values)
        if len(over) == 1:  # the others may be lost: a value stands below it or belongs to one of them
            places = places._replace(proven=False)
        for row, cells in zip(self.rows, values, strict=True):
            for (_, head), cell in zip(over, assign(cells, places), strict=True):
                if head is not None and cell is not None:
                    yield row, head, cell

    def _is_over_labels(self, column: Column) -> bool:
        """Whether a column stands over the rows' labels and over no value."""
        of_words = (cell for row in self.rows for cell in row.line.cells if not cell.is_value)
        of_values = (cell for row in self.rows for cell in row.line.values)
        return any(_is_below(cell, column) for cell in of_words) and not any(
            _is_below(cell, column) for cell in of_values
        )


def _is_below(cell: Cell, column: Column) -> bool:
    return overlap(cell.start, cell.end, column.start, column.end) > 0


def _known(columns: Sequence[_HeadedColumn]) -> int:
    return sum(column.target is not None for column in columns)


def _headings(lines: Sequence[Line]) -> Iterator[list[Column]]:
    """The columns that the lines above a row may name: all of them stacked, or one of them alone."""
    yield stack(_below_title(lines))
    for line in reversed(lines):
        yield [Column(cell.text, cell.start, cell.end, None) for cell in line.cells]


def _below_title(lines: Sequence[Line]) -> list[Line]:
    """The lines of a heading without the title alone above it, in HTML as wide as the table perhaps."""
    left = lines[-1].cells[0].start
    above = [line for line in lines[:-1] if len(line.cells) > 1 or line.cells[0].start >= left]
    return [*above, lines[-1]]
