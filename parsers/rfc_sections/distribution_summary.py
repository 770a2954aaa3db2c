"""Section 1, the class table: the numbers (1) to (9) below the headings identify its columns.

The words of the heading are scattered or lost until August 2006.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_joining import place_tables
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.checks.check_results import Tally
from parsers.checks.class_checks import check_classes, key_of
from parsers.checks.notional_checks import reference_of
from parsers.class_rows import NAME, Row, Table, open_table, read_nameless_row
from parsers.headings import Column
from parsers.page import Line
from parsers.records import ClassFigures, Tranche

NUMBERED = {
    "(1)": "beginning_balance",
    "(2)": "pass_through_rate_pct",
    "(3)": "principal",
    "(4)": "interest",
    "(5)": "total_distribution",
    "(6)": "realized_loss",
    "(7)": "interest_loss",
    "(8)": "deferred_interest",
    "(9)": "ending_balance",
}
# Words of the heading, or the terms of a sum ('(3) + (4) = (5)'), may be before the numbers.
ANCHOR = r"\(1\)" + "".join(rf" .{{,60}}?\({number}\)" for number in range(2, 10)) + r"[ ]*$"
NUMBER = re.compile(r"\([1-9]\)$")
VALUES = 10  # the original face value is before (1) and has no number
TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)
DEAL_TOTAL = re.compile(r"(?:deal )?totals?:?$", re.IGNORECASE)  # those of a single group are reported


def read_summary(builder: Builder, pages: Sequence[Sequence[Line]]) -> None:
    """Read the class table from the parts of the section on each page."""
    tables: list[Table] = []
    for lines in pages:
        edge: int | None = None  # where the last column ends; None above the heading
        for line in lines:
            if edge is None:
                edge = _goes_on(tables, line)
            if edge is None:
                edge = _open_table(tables, line)
                builder.ignore(line.cells, "heading")
            elif not any(row.total for row in tables[-1].rows):  # the totals end the table
                _read_row(builder, tables[-1], line, edge)
    place_tables(builder, tables)
    _mark_notional(builder)
    if _is_broken(builder):
        builder.withdraw(cell for table in tables for row in table.rows for cell in row.values)


def _is_broken(builder: Builder) -> bool:
    """Whether most classes that have a balance break the sums in the heading, (5) and (9).

    The columns are then under each other's numbers; a class or two may be the page's own error.
    """
    tally = Tally()
    check_classes(builder, tally)
    failed = {check.subject for check in tally.failed if check.check in SUMS}
    with_balance = [one for one in builder.tranches if one.beginning_balance or one.ending_balance]
    off = sum(key_of(one) in failed for one in with_balance)
    return off > 1 and 2 * off > len(with_balance)


SUMS = frozenset({"balance_roll", "total_distribution"})


def _goes_on(tables: Sequence[Table], line: Line) -> int | None:
    """The edge of the table on the page before, if its rows continue here without a heading."""
    if tables and any(cell.kind == "cusip" for cell in line.cells):
        return tables[-1].columns[-1].end
    return None


def _open_table(tables: list[Table], line: Line) -> int | None:
    """The columns by the row (1) to (9), whatever words remain above it."""
    numbers = [(match[0], cell) for cell in line.cells if (match := NUMBER.search(cell.text))]
    if [number for number, _ in numbers] != list(NUMBERED):
        return None
    numbered = [Column(cell.text, cell.start, cell.end, NUMBERED[number]) for number, cell in numbers]
    first, second = numbered[:2]
    step = second.start - first.start
    face = Column("", first.start - step, first.end - step, "original_balance")
    code = Column("CUSIP", face.start - step, face.end - step, "cusip")
    open_table(tables, [Column("Class", -2, -1, NAME), code, face, *numbered])
    return numbered[-1].end


def _read_row(builder: Builder, table: Table, line: Line, edge: int) -> None:
    row = read_nameless_row(line)
    while row.values and _is_stray(row, edge):
        builder.ignore([row.values.pop()], "stray_one")
    row.total = DEAL_TOTAL.match(row.lead) is not None
    if row.values and (row.lead or row.words) and (row.total or not TOTAL.search(row.lead)):
        table.rows.append(row)


def _is_stray(row: Row, edge: int) -> bool:
    """Whether the last value is one of the cells that hold a 1 behind the last column (spring of 2006)."""
    last: Cell = row.values[-1]
    return last.text == "1" and (len(row.values) > VALUES or last.start >= edge or not row.lead)


def _mark_notional(builder: Builder) -> None:
    """Classes whose balance changes without principal, loss or deferred interest, as that of others does.

    The column is headed 'Notional / Principal Balance' for all classes: only the figures separate the two
    kinds. A class whose balance does not change, or changes like no other, is left to the checks.
    """
    idle = [one for one in builder.tranches if _moves_alone(one)]
    busy = [one for one in builder.tranches if one not in idle]
    tied = [_balances(figures) for figures in (*builder.tranches, *builder.totals)]
    for one in idle:
        if tied.count(_balances(one)) > 1 or reference_of(one, busy):
            one.notional = True


def _moves_alone(one: Tranche) -> bool:
    paid = one.principal or one.realized_loss or one.deferred_interest
    return not paid and one.beginning_balance != one.ending_balance


def _balances(figures: ClassFigures) -> tuple[object, object]:
    return figures.beginning_balance, figures.ending_balance
