"""Delinquency of the loans: the single table of the first years, and the later five blocks side by side.

Until about 2001 'Delinquency Status' has one row per status or bucket, with counts, balances and percentages
beside it. From then on 'Loan Status Stratification' prints DELINQUENT, BANKRUPTCY, FORECLOSURE, REO and TOTAL
side by side over two or more tables, each with its own labels of days, and again in percent; the row
of sums has no label. The order of the line that names the statuses gives the status of each pair of columns.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.ctslink.section_rows import SectionRows
from parsers.ctslink.support_tables import proportional
from parsers.page import Line
from parsers.targets import Target, place
from parsers.vocabulary.wording import normalize

ROWS = {
    "30 days": ("delinquent", "30-59"),
    "60 days": ("delinquent", "60-89"),
    "90+ days": ("delinquent", "90+"),
    "foreclosure": ("foreclosure", "total"),
    "reo": ("reo", "total"),
    "total": ("all", "total"),
    "totals": ("all", "total"),
}
STATUSES = {
    "delinquent": "delinquent",
    "bankruptcy": "bankruptcy",
    "foreclosure": "foreclosure",
    "reo": "reo",
    "total": "all",
}
DAYS = {
    "0 29 days": "0-29",
    "30 days": "30-59",
    "60 days": "60-89",
    "90 days": "90-119",
    "120 days": "120-149",
    "150 days": "150-179",
    "180+ days": "180+",
}
COUNTS = frozenset(map(normalize, ("No. of Loans", "Current Number of Loans", "Number of Loans")))
BALANCES = frozenset(
    map(normalize, ("Actual Balance", "Principal Balance", "Unpaid Principal Balance", "Unpaid Balance"))
)
SIDE_BY_SIDE = ("Loan Status Stratification/Credit Enhancement Statement", "Delinquency Status by Group")
OLD, BY_GROUP = "Delinquency Status", "Delinquency Status by Group"
NEAR = 8  # lines from the names of the statuses down to the first row


class StatusFigure(NamedTuple):
    """A figure of the tables and its target."""

    target: Target
    label: str
    cell: Cell


def place_status(builder: Builder, page: SectionRows) -> None:
    """Map the delinquency tables; a target that two tables print with different values is not mapped."""
    found: dict[Target, list[StatusFigure]] = {}
    entries = [entry for block in page.below((OLD,)) for entry in _of_rows(page, block)]
    entries += [entry for block in page.below(SIDE_BY_SIDE) for entry in _side_by_side(page, block)]
    for entry in entries:
        found.setdefault(entry.target, []).append(entry)
    for prints in found.values():
        if len({entry.cell.value for entry in prints}) == 1:
            for entry in prints:
                place(builder, entry.target, entry.cell, entry.label)


def _measure(heading: str, cell: Cell) -> str:
    """What a column measures, in the unit of its cells: 'loan_count', 'balance_pct'; or ''."""
    words = normalize(heading)
    ending = next((name for name in (*COUNTS, *BALANCES) if words == name or words.endswith(f" {name}")), "")
    amount = "loan_count" if ending in COUNTS else "balance" if ending in BALANCES else ""
    return f"{amount}_pct" if amount and cell.percent else amount


def _of_rows(page: SectionRows, block: Block) -> Iterator[StatusFigure]:
    """The entries of the old table; none where columns repeat a heading, each below another status."""
    headings = [column.heading for column in block.columns if column.heading]
    measures = _measures(block) if len(set(headings)) == len(headings) else {}
    for row in block.rows:
        status, bucket = ROWS.get(normalize(row.label), ("", ""))
        for at, cell in row.values.items() if status else ():
            if at in measures:
                group = page.group_of(row) or ""
                target = Target("delinquency", measures[at], status=status, bucket=bucket, group=group)
                yield StatusFigure(target, row.label, cell)


def _measures(block: Block) -> dict[int, str]:
    """What each column measures, by its heading; percentages without a heading, by their denominators."""
    found = {}
    columns = {at: [row.values.get(at) for row in block.rows] for at in range(len(block.columns))}
    for at, cells in columns.items():
        first = next((cell for cell in cells if cell is not None), None)
        if first is not None and (measure := _measure(block.columns[at].heading, first)):
            found[at] = measure
    amounts = {name: at for at, name in found.items() if name in AMOUNTS}
    for at, cells in columns.items():
        if at not in found and all(cell is None or cell.percent for cell in cells):
            of = [name for name, own in amounts.items() if _proportional(cells, columns[own])]
            if len(of) == 1:
                found[at] = f"{of[0]}_pct"
    names = list(found.values())
    return {at: name for at, name in found.items() if names.count(name) == 1}


AMOUNTS = frozenset({"loan_count", "balance"})


def _proportional(shares: Sequence[Cell | None], amounts: Sequence[Cell | None]) -> bool:
    return proportional(_values(shares), _values(amounts), least=2)


def _values(cells: Sequence[Cell | None]) -> list[Decimal | None]:
    return [None if cell is None else cell.value for cell in cells]


def _side_by_side(page: SectionRows, block: Block) -> Iterator[StatusFigure]:
    """The entries of blocks side by side: a pair of columns for each status that the line above names."""
    statuses = _statuses_above(page.lines, block)
    if len(block.columns) != 2 * len(statuses) or not _are_pairs(block):
        return
    for row in block.rows:
        bucket, group = _bucket(block, row), page.group_of(row)
        lost = group is None and page.section_of(row) == normalize(BY_GROUP)
        if bucket is None or lost:
            continue
        for at, cell in row.values.items():
            amount = "balance" if at % 2 else "loan_count"
            measure = f"{amount}_pct" if cell.percent else amount
            target = Target(
                "delinquency", measure, status=statuses[at // 2], bucket=bucket, group=group or ""
            )
            yield StatusFigure(target, row.label, cell)


def _statuses_above(lines: Sequence[Line], block: Block) -> list[str]:
    """The statuses in the order of the nearest line that contains nothing else."""
    first = block.rows[0].line.number
    above = [line for line in lines if first - NEAR <= line.number < first and line.cells]
    for line in reversed(above):
        named = [STATUSES.get(normalize(cell.text), "") for cell in line.cells]
        if all(named):
            return named
        if line.values:
            break
    return []


def _are_pairs(block: Block) -> bool:
    """Whether the columns alternate between numbers of loans and balances."""
    return all(
        _ends_with(column.heading, BALANCES if at % 2 else COUNTS) for at, column in enumerate(block.columns)
    )


def _ends_with(heading: str, known: frozenset[str]) -> bool:
    words = normalize(heading)
    return any(words == name or words.endswith(f" {name}") for name in known)


def _bucket(block: Block, row: BlockRow) -> str | None:
    """The bucket that all labels of a row name; for the last row, which has no label, the total."""
    labels = [cell.text for cell in row.line.cells if not cell.is_value]
    if not labels:
        return "total" if row is block.rows[-1] else None
    named = {DAYS.get(normalize(label)) for label in labels}
    return named.pop() if len(named) == 1 else None
