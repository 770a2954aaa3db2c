"""Withdraws tables that the page's own arithmetic disproves: words alone do not make them right."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from parsers.builder import Builder, PlacedTable
from parsers.checks import check_all
from parsers.checks.check_results import Tally
from parsers.records import Check

# One failing row may be a misprint; where two fail, or all, the table's words do not describe it.
MANY = 2


def withdraw_disproved(builder: Builder) -> None:
    """Withdraw each table of which two rows, or all, fail a check that it must pass, and report it.

    Tables are withdrawn one by one, in printed order: later tables are then tested without the wrong one.
    """
    left = list(builder.placed_tables)
    while left:
        tally = check_all(builder)
        disproved = [(table, failed) for table in left if (failed := _failures(table, tally))]
        if not disproved:
            return
        table, failed = disproved[0]
        left.remove(table)
        _withdraw(builder, table, failed[0], len({check.subject for check in failed}))


def _failures(table: PlacedTable, tally: Tally) -> Sequence[Check]:
    """The failed checks that disprove a table; none where one row of several fails."""
    failed = list(_about(table, tally.failed))
    many = len({check.subject for check in failed}) >= MANY
    return failed if failed and (many or not tally.passed[failed[0].check]) else ()


def _about(table: PlacedTable, failed: Sequence[Check]) -> Iterator[Check]:
    lines = {cell.line for cell in table.cells}
    for check in failed:
        about = (check.field,) if check.field is not UNSET else table.proofs.get(check.check, ())
        is_of_table = check.check in table.proofs and not lines.isdisjoint(check.lines)
        if is_of_table and not table.fields.isdisjoint(map(str, about)):
            yield check


def _withdraw(builder: Builder, table: PlacedTable, first: Check, rows: int) -> None:
    builder.withdraw(table.cells)
    outcome = f"{first.message}; so it is in {rows} rows" if rows > 1 else first.message
    first.message = f"{outcome}: the table is left unmapped"
    builder.disproofs.append(first)
