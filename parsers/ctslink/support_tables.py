"""Subordination and credit enhancement of a CTSLink statement.

The dollars of a subordination row are the balance below that class ('A': all subordinate classes; the last
class: nothing), so the records are of kind 'subordination'. Original and current columns have equal headings
except for their signs '$' and '%', which stacked headings lose: the cells' percent signs separate them.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.checks.check_results import half_unit
from parsers.ctslink.section_rows import SectionRows
from parsers.printed_values import tidy_class_name
from parsers.records import CreditSupport
from parsers.vocabulary.wording import normalize

SUBORDINATION = ("Subordination Level/Credit Enhancement/Class Percentage and Prepayment Percentage",)
COVERAGE = ("Credit Enhancement",)
COVERED = {"bankruptcy": "bankruptcy", "fraud": "fraud", "special hazard": "special_hazard"}
MONEY = {"original": "original_balance", "current": "current_balance"}
SHARES = {
    "original": "original_share_pct",
    "current": "current_share_pct",
    "current class": "class_pct",
    "class": "class_pct",
    "prepayment": "prepayment_pct",
    "next prepayment": "prepayment_pct",
}
PAIRS = (("original_share_pct", "original_balance"), ("current_share_pct", "current_balance"))


def place_supports(builder: Builder, page: SectionRows) -> None:
    """Map both tables, each column by its complete heading and unit."""
    for block in page.below(SUBORDINATION):
        fields = _fields(block)
        for name in _doubted(block, fields):
            fields = {at: own for at, own in fields.items() if own not in (name, *_beside(name))}
        for row in block.rows:
            if normalize(row.label).startswith("class "):
                _place(builder, "subordination", tidy_class_name(row.label), row, fields)
    for block in page.below(COVERAGE):
        fields = _fields(block)
        for row in block.rows:
            if covered := COVERED.get(normalize(row.label)):
                _place(builder, "loss_coverage", covered, row, fields)


def _fields(block: Block) -> dict[int, str]:
    """The field of each column by its heading and its cells' unit; of two for one field, neither."""
    found: dict[int, str] = {}
    for at, column in enumerate(block.columns):
        cells = [row.values[at] for row in block.rows if at in row.values]
        # Stacked headings of HTML run together: '$' and '%' as one title, and 'Class %' with the next '%'.
        words = _words(column.heading)
        longer = _words(" ".join((column.heading, *column.titles)))
        signs = {cell.percent for cell in cells if cell.kind == "number"}
        known = {frozenset({True}): SHARES, frozenset({False}): MONEY}.get(frozenset(signs), {})
        if name := known.get(longer) or known.get(words):
            found[at] = name
    names = list(found.values())
    return {at: name for at, name in found.items() if names.count(name) == 1}


def _words(heading: str) -> str:
    return " ".join(normalize(heading).replace("$", " ").replace("%", " ").split())


def _beside(name: str) -> tuple[str, ...]:
    return next((pair for pair in PAIRS if name in pair), ("class_pct", "prepayment_pct"))


def _doubted(block: Block, fields: Mapping[int, str]) -> Iterator[str]:
    """The columns that the table's own figures contradict.

    Shares are one multiple of their dollars in all rows. A class's share of all certificates is that below
    the class before it less that below itself; where the prepayments' column equals this and the
    classes' does not, the two were exchanged.
    """
    columns = {name: [_value(row, at) for row in block.rows] for at, name in fields.items()}
    for share, balance in PAIRS:
        if share in columns and balance in columns and not proportional(columns[share], columns[balance]):
            yield share
    if {"current_share_pct", "class_pct", "prepayment_pct"} <= columns.keys():
        own, other = (
            _steps(columns["current_share_pct"], columns[name]) for name in ("class_pct", "prepayment_pct")
        )
        if other > own:
            yield "class_pct"


def _value(row: BlockRow, at: int) -> Decimal | None:
    cell = row.values.get(at)
    return cell.value if cell else None


def proportional(
    shares: Sequence[Decimal | None], balances: Sequence[Decimal | None], least: int = 0
) -> bool:
    """Whether shares are one multiple of their amounts, in enough rows."""
    bounds = [
        ((share - half_unit(share)) / balance, (share + half_unit(share)) / balance)
        for share, balance in zip(shares, balances, strict=True)
        if share and balance
    ]
    if len(bounds) < max(least, 1):
        return not least
    return max(low for low, _ in bounds) <= min(high for _, high in bounds)


def _steps(below: Sequence[Decimal | None], shares: Sequence[Decimal | None]) -> int:
    """In how many rows a share is the difference between the shares below this row and the row before."""
    before: Sequence[Decimal | None] = [Decimal(100), *below]
    return sum(
        above is not None
        and own is not None
        and share is not None
        and abs(above - own - share) < Decimal("0.00001")
        for above, own, share in zip(before, below, shares, strict=False)
    )


def _place(builder: Builder, kind: str, name: str, row: BlockRow, fields: Mapping[int, str]) -> None:
    cells: dict[str, Cell] = {fields[at]: cell for at, cell in row.values.items() if at in fields}
    if not cells:
        return
    support = next((one for one in builder.supports if (one.kind, one.name) == (kind, name)), None)
    if support is None:
        support = CreditSupport(kind=kind, name=name, label=row.label)
        builder.supports.append(support)
    for field, cell in cells.items():
        builder.put(support, field, cell, f"credit support {name}")
