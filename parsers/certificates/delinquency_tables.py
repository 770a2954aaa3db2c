"""Delinquency tables of a certificate: a matrix for each loan group, or one for all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.certificates.certificate_head import groups_on, name_groups, with_groups
from parsers.headings import words_of
from parsers.labels import plain
from parsers.page import Line

STATUSES = frozenset({"foreclosure", "foreclosures", "bankruptcy", "bankruptcies", "reo"})
_MARK = re.compile(r"\(\d\)")
PAIRED = frozenset({"units", "dollars"})
MOST_LINES = 4  # of a heading


@dataclass
class _Table:
    """The lines from a heading on; `heading` are its words, `labels` those of its rows."""

    heading: list[Line]
    group: str | None
    lines: list[Line] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)

    def goes_on(self, before: "_Table") -> bool:
        """Whether the heading continues the table before, behind a page break: no row label is repeated."""
        last, other = self.heading[-1], before.heading[-1]
        return _columns_on(last) == _columns_on(other) and not self.labels & before.labels


@dataclass(frozen=True)
class DelinquencyTables(Matrix):
    """A matrix for each table; in the wide form, pairs of columns are below a status each."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the rows of the tables whose group is known; returns the other lines."""
        rest, tables = self._part(builder, lines)
        groups = groups_on(builder, lines)
        for table in tables:
            if _is_known(table, tables, groups):
                super().read(builder, table.lines, table.group)
        return rest

    def _part(self, builder: Builder, lines: Sequence[Line]) -> tuple[list[Line], list[_Table]]:
        """The tables, with their headings and rows alone, and all other lines."""
        others: list[Line] = []
        tables: list[_Table] = []
        words: list[Line] = []  # since the last row
        for line, group in with_groups(lines):
            goes_on = bool(words) and line.number <= words[-1].number + 1  # else another block took a row
            words = [] if line.values else [*words, line] if goes_on else [line]
            if not line.values and self._heads_table(line):
                heading = [above for above in words if above.cells][-MOST_LINES:]
                tables.append(_Table(heading, group, _with_statuses(heading)))
            row = self._with_mark(builder, line)
            if tables and row.values and self.row_table.find_whole(row.label):
                tables[-1].lines.append(row)
                tables[-1].labels.add(plain(row.label))
            else:
                others.append(line)
        return others, tables

    def _heads_table(self, line: Line) -> bool:
        """Whether a line is the lowest of a heading: it names two fields by itself."""
        found = (self.column_table.find_whole(cell.text) for cell in line.cells)
        return len({target.field for target in found if target is not None}) > 1

    def _with_mark(self, builder: Builder, line: Line) -> Line:
        """A row with '(1)' behind its label as part of the label: a footnote mark is not a figure."""
        cells = line.cells
        if len(cells) < 2 or not _MARK.fullmatch(cells[1].text) or not cells[1].is_value:
            return line
        label, mark, *values = cells
        words = f"{label.text} {mark.text}"
        if words not in line.squashed or self.row_table.find_whole(label.text) is None:
            return line
        builder.ignore([mark], "footnote_mark")
        marked = Cell("words", words, line.number, label.start, mark.end)
        return Line(line.number, line.text, [marked, *values])


def _columns_on(line: Line) -> list[str]:
    return [plain(cell.text) for cell in line.cells if not name_groups(cell.text)]


def _is_known(table: _Table, tables: Sequence[_Table], groups: Sequence[str | None]) -> bool:
    """Whether a table names its group, continues the one before, or covers all groups.

    After the tables of some groups, one without a name covers all only where each group has its own: else it
    belongs to a group whose name was lost.
    """
    at = tables.index(table)
    if table.group is None and at and table.goes_on(tables[at - 1]):
        table.group = tables[at - 1].group
        return _is_known(tables[at - 1], tables, groups)
    named = {one.group for one in tables} - {None}
    return table.group is not None or not named or named.issuperset(groups)


def _with_statuses(heading: Sequence[Line]) -> list[Line]:
    """A heading where both columns of a pair have the status that is above the first of them only.

    'Foreclosure' over 'Units', with 'Dollars' beside that, is 'Foreclosure Units' and 'Foreclosure Dollars'.
    """
    *over, lowest = heading
    pairs = [cell for cell in lowest.cells if plain(cell.text) in PAIRED]
    words = [word for line in over for cell in line.cells for word in words_of(cell)]
    statuses = sorted((word for word in words if plain(word.text) in STATUSES), key=lambda word: word.start)
    if not pairs or len(pairs) != 2 * len(statuses):
        return list(heading)
    named = {id(cell): f"{statuses[at // 2].text} {cell.text}" for at, cell in enumerate(pairs)}
    cells = [
        Cell("words", named.get(id(cell), cell.text), cell.line, cell.start, cell.end)
        for cell in lowest.cells
    ]
    return [*map(_without_statuses, over), Line(lowest.number, lowest.text, cells)]


def _without_statuses(line: Line) -> Line:
    words = (word for cell in line.cells for word in words_of(cell))
    return Line(line.number, line.text, [word for word in words if plain(word.text) not in STATUSES])
