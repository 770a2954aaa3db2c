"""The note table of a servicing certificate: a class table with rows of notes, and rates printed as rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from parsers.blocks.class_table import FEWEST, MOST_LINES, ClassTable
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_rows import Row, Table
from parsers.headings import Column, known_in
from parsers.page import Line
from parsers.printed_values import as_percent
from parsers.value_places import assign, places_of

_CLASS = re.compile(
    r"class\b|a?-?io\b|notional|certificates$|(?:term|variable)\b.*\bnotes|total notes|total$", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{1,3}(?: ?-? ?[IVX\d]+)+$")
# A factor has seven decimals: further digits belong to the next column's amount.
_GLUED = re.compile(r"(\d+\.\d{7})(\d{1,3}(?:,\d{3})*\.\d\d)$")
_RATE = re.compile(r"Note Rate ?- ?(Class .+)$", re.IGNORECASE)
_SHARES = ("security_pct", "percentage_interest_pct")
_MOST = Decimal("0.01")  # an IO note has a share of 0.00 % though its balance is more than this part of all


@dataclass(frozen=True)
class NoteTable(ClassTable):
    """A class table whose rows begin with a class or have a value for most columns.

    Words alone below a blank line, if they do not head notes, are the heading of another table, and end it.
    """

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Keep the rows of notes in the builder's tables; returns the other lines."""
        known = len(builder.tables)
        own = list(self._to_other_headings(lines))
        left = {line.number for line in super().read(builder, own, group)}
        taken = {line.number for line in own} - left
        for table in builder.tables[known:]:
            _tidy(builder, table)
        return [line for line in lines if line.number not in taken]

    def _to_other_headings(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The headings and rows of notes, without the rows below other headings."""
        above: list[Line] = []  # the words since the last row
        is_open = False
        for line in lines:
            if line.values:
                above = []
                if is_open and self._may_be_note(line):
                    yield line
                continue
            is_apart = bool(above) and not above[-1].text.strip()
            above = [*above, line]
            if line.cells and self._heads_notes(above):
                is_open = True
            elif line.cells and is_apart:
                is_open = False
            yield line

    def _heads_notes(self, above: Sequence[Line]) -> bool:
        """Whether a line of several phrases, alone or stacked, names columns of notes."""
        if len(above[-1].cells) < FEWEST:
            return False
        words = list(takewhile(lambda line: line.cells, reversed(above)))[:MOST_LINES]
        found = self.words.read(above[-1]) or self.words.read_stacked(words[::-1])
        return known_in(found) >= FEWEST

    def _may_be_note(self, line: Line) -> bool:
        first = line.cells[0].text
        is_named = _CLASS.match(first) is not None or _CODE.match(first) is not None
        return is_named or 2 * len(line.values) > len(self.headings)


@dataclass(frozen=True)
class NoteRates:
    """Rates printed as rows ('Note Rate - Class A-1 Notes   1.93%'): one column, one row per class."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Keep the rates in the builder's tables; returns the other lines."""
        rest: list[Line] = []
        rows: list[Row] = []
        for line in lines:
            match = _RATE.match(line.label) if len(line.values) == 1 else None
            if match is None:
                rest.append(line)
            else:
                rows.append(Row(line, match[1], [], list(line.values)))
        if rows:
            first = rows[0].values[0]
            column = Column("Note Rate", first.start, first.end, "pass_through_rate_pct")
            builder.tables.append(Table([column], rows))
        return rest


def part_glued_figures(builder: Builder, lines: Sequence[Line]) -> None:
    """'0.86666291,891,537.83' is a factor and the principal, if principal equals the fall of the balance.

    The row alone proves it: a lost heading does not make two numbers one.
    """
    for line in lines:
        values = line.values
        at = next((at for at, cell in enumerate(values) if cell.kind == "broken"), 0)
        match = _GLUED.match(values[at].text) if at else None
        balances = [cell.value for cell in values[:at] if cell.value is not None]
        if match is None or len(balances) != 2:
            continue
        glued, middle = values[at], values[at].start + match.end(1)
        parts = [
            Cell.number(match[1], glued.line, glued.start, middle),
            Cell.number(match[2], glued.line, middle, glued.end),
        ]
        if balances[0] - balances[1] == parts[1].value:
            builder.part(glued, parts)


def _tidy(builder: Builder, table: Table) -> None:
    """Take the split parts of joined figures, and read columns of bare fractions as percent."""
    for row in table.rows:
        row.values = list(builder.values(row.line))
    for share in _SHARES:
        read_as_percent(builder, [cell for page in table.pages for cell in _cells_below(page, share)])


def _cells_below(table: Table, field: str) -> Iterator[Cell]:
    """The values in the columns of a field."""
    numeric = table.numeric
    values = [row.values for row in table.rows]
    places = places_of(numeric, [row for row in values if row])
    for place in (place for place, column in enumerate(numeric) if column.field == field):
        yield from (cell for row in values if (cell := assign(row, places)[place]) is not None)


def read_as_percent(builder: Builder, cells: Sequence[Cell]) -> None:
    """Store shares as percent where all are printed as bare fractions."""
    values = [cell.value for cell in cells if cell.value is not None]
    if not values or any(cell.percent for cell in cells) or not all(abs(value) <= 1 for value in values):
        return
    for cell in cells:
        if cell.value is not None:
            builder.read_as(cell, as_percent(cell.value))


def mark_notional(builder: Builder) -> None:
    """A note with a balance and no share of the securities is notional, even with a name like 'Class A-6'."""
    balances = [note.ending_balance for note in builder.tranches if isinstance(note.ending_balance, Decimal)]
    whole = sum(balances, Decimal(0))
    for note in builder.tranches:
        ending, share = note.ending_balance, note.security_pct
        if isinstance(ending, Decimal) and share == 0 and ending > whole * _MOST:
            note.notional = True
