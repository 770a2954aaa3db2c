"""Matrix: rows of several values, each value of its row and its column.

Theory of operation. A value's target is joined from the title above the table ('Foreclosure': a status), its
column ('30-59': a bucket) and its row ('Scheduled Bal': a field). Any of them may contribute nothing:
`columns={"{column}": Target()}` keeps each heading as it is printed.

Lines of words between two rows are the heading of the rows below. A title may be alone ('Foreclosure') or be
the first cell of the heading ('Delinquency   30-59   60-89'). Of the heading's lines, alone or stacked, those
count that make most columns known. A table without a heading of its own, below another title, reuses the
columns of the table before; below other words in several columns it has no columns.

Values are matched to columns by order: a row is read only with as many values as known columns. With
`by_place` they are matched by position, so that a row may have fewer; a figure between the rows that belongs
to none of them then ends the table.

A repeated title or row belongs to something whose heading was lost: a repeated title ends the reading, and a
row repeated below one title is not read, nor are the rows from there to the next title.
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
ANY_WORDS = "{column}"  # of a table whose headings are kept as they are printed


@dataclass(frozen=True)
class Matrix:
    """A table of rows and columns: the meaning of the words of each."""

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
        """Map the rows of some lines; returns the lines left, up to where their group is lost."""
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


_Placed = tuple[_Row, Sequence[_Head | None], Sequence[Cell | None]]  # a row, and the head of each value


class _Reader:
    """Reads rows line by line; the rows below one heading are mapped together."""

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
        self.first_head: _Head | None = None
        self.rows: list[_Row] = []
        self.is_lost = False
        self.number = 0  # of the last line read

    def read(self, line: Line) -> bool:
        """Whether a line is a row of the table; if so, keep it."""
        if line.values:
            self.number = line.number
            self._take_heading()
            return self._take_row(line)
        if line.cells:
            self._take_title(line.cells[0].text)
            goes_on = line.number <= self.number + 1  # else another block took a row between them
            self.above = [*self.above[1 - MOST_LINES :], line] if goes_on else [line]
        self.number = line.number
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
                self.columns = []
                self._set_heads()
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
        """The target of a row, chosen by its first value in a known column; below no title, in any column.

        With `by_place` the first value may be in an unknown column: then a complete label is enough.
        """
        head = self.first_head
        whole = self.matrix.row_table.find_whole(label) if head is None or self.matrix.by_place else None
        if head is None or whole is not None:
            return whole
        return self.matrix.row_table.find(label, first, head.target)

    def _set_heads(self) -> None:
        """The target that group, title and column give for each known column."""
        base = self.of_group.join(self.title) if self.title is not None else None
        self.heads = [
            # The bucket may be named by the column or by the row.
            _Head(column.place.heading if column.target.bucket else "", base.join(column.target))
            if base is not None and column.target is not None
            else None
            for column in self.columns
        ]
        self.first_head = next((head for head in self.heads if head is not None), None)

    def close(self) -> None:
        """Map the rows below one heading and title."""
        for row, heads, cells in self._by_place() if self.matrix.by_place else self._by_order():
            for head, cell in zip(heads, cells, strict=True):
                if head is not None and cell is not None:
                    place(self.builder, head.target.join(row.target), cell, head.words or row.label)
        self.rows = []

    def _by_order(self) -> Iterator[_Placed]:
        known = [head for head in self.heads if head is not None]
        for row in self.rows:
            if len(row.line.values) == len(known):
                yield row, known, row.line.values

    def _by_place(self) -> Iterator[_Placed]:
        values = [row.line.values for row in self.rows]
        columns = [(one.place, head) for one, head in zip(self.columns, self.heads, strict=True)]
        over = [(column, head) for column, head in columns if not self._is_over_labels(column)]
        if not over and ANY_WORDS not in self.matrix.columns:
            over = columns  # one column's known heading, printed as a title above the rows
        places = places_of([column for column, _ in over], values)
        if len(over) == 1:  # the others may be lost: a value below it may belong to one of them
            places = places._replace(proven=False)
        heads = [head for _, head in over]
        for row, cells in zip(self.rows, values, strict=True):
            yield row, heads, assign(cells, places)

    def _is_over_labels(self, column: Column) -> bool:
        """Whether a column is above the rows' labels and above no value."""
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
    """The lines of a heading without the title alone above it, which in HTML may be as wide as the table."""
    left = lines[-1].cells[0].start
    above = [line for line in lines[:-1] if len(line.cells) > 1 or line.cells[0].start >= left]
    return [*above, lines[-1]]
