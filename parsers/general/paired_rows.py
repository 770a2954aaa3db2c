"""Class tables that print each class on two rows: its dollars, and below them the same per $1,000.

    Class               Original        Opening      Principal
    CUSIP             Face Value        Balance        Payment
                       Per 1,000      Per 1,000      Per 1,000
    A-1           150,000,000.00 101,234,567.89   2,345,678.90
    61745MAA1     1,000.000000000 674.897119267   15.637859333

Theory of operation. Rows are paired by arithmetic: in each column of money the lower figure is the upper one
per $1,000 of the original balance, which is in a column of its own and is 1,000 below. Two such pairs or more
show the form of the table; zeros and unreadable rows are then paired by order. The table is read as two, one
in dollars and one of ratios, whose rows take the names of the classes above them. A table whose rows do not
all pair is left as it is.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.line_kinds import is_of_units
from parsers.blocks.value_columns import ValueColumn
from parsers.cells import Cell
from parsers.general.one_ratio import THOUSAND, ratio_holds
from parsers.vocabulary import class_columns, table_titles

LEAST_PAIRS = 2  # that arithmetic shows
LEAST_RATIOS = 3  # nonzero ones of a pair

Pair = tuple[BlockRow, BlockRow]


def split_pairs(block: Block) -> tuple[Block, Block] | None:
    """The table of dollars and that of ratios that a block prints in turns; None for any other block."""
    if len(block.rows) < 2 * LEAST_PAIRS or not any(map(is_of_units, block.heading)):
        return None
    original = _column_of(block, "original_balance")
    rows = [row for row in block.rows if 2 * len(row.values) > len(block.columns)]
    shown = [original is not None and _are_pair(pair, original) for pair in pairwise(rows)]
    if original is None or shown.count(True) < LEAST_PAIRS:
        return None
    pairs = list(_pairs(rows, shown))
    paired = {id(row) for pair in pairs for row in pair}
    single = [row for row in rows if id(row) not in paired]
    if not all(table_titles.is_total(row.label) for row in single):
        return None
    upper = [row for row in rows if id(row) not in {id(lower) for _, lower in pairs}]
    return (
        _part_of(block, upper, is_upper=True),
        _part_of(block, [_named_by(*pair) for pair in pairs], is_upper=False),
    )


def _pairs(rows: Sequence[BlockRow], shown: Sequence[bool]) -> Iterator[Pair]:
    """The pairs in printed order: those that arithmetic shows, and others of zeros in their order."""
    place = 0
    while place < len(rows) - 1:
        if shown[place] or _may_be_pair(rows[place], rows[place + 1]):
            yield rows[place], rows[place + 1]
            place += 1
        place += 1


def _may_be_pair(upper: BlockRow, lower: BlockRow) -> bool:
    """Whether two rows, of a table with pairs, may be one: a code below a name, beside as many figures."""
    if table_titles.is_total(upper.label) or table_titles.is_total(lower.label):
        return False
    zeros = not any(cell.value for row in (upper, lower) for cell in row.values.values())
    first = lower.line.cells[0]
    return first.kind == "cusip" or first.is_value or zeros


def _are_pair(pair: Pair, original: int) -> bool:
    """Whether every lower figure in a column of money is the upper one per $1,000, and some are not zero."""
    upper, lower = pair
    issue = upper.values.get(original)
    unit = lower.values.get(original)
    if issue is None or unit is None or not issue.value or unit.value != THOUSAND:
        return False
    outcomes = [
        ratio_holds(cell.value, amount.value, issue.value, THOUSAND)
        for place, cell in lower.values.items()
        if (amount := upper.values.get(place)) and not (amount.percent or cell.percent)
    ]
    return False not in outcomes and outcomes.count(True) >= LEAST_RATIOS


def _column_of(block: Block, field: str) -> int | None:
    """The only column whose words above the line of units name a field."""
    places = [
        place
        for place, column in enumerate(block.columns)
        if (term := class_columns.find(_heading(block, column, is_upper=True))) and term.field == field
    ]
    return places[0] if len(places) == 1 else None


def _part_of(block: Block, rows: list[BlockRow], *, is_upper: bool) -> Block:
    columns = [
        ValueColumn(column.start, column.end, True, _phrases(block, column, is_upper=is_upper), column.titles)
        for column in block.columns
    ]
    heading = [line for line in block.heading if not (is_upper and is_of_units(line))]
    return Block(heading, block.drawn, rows, columns, block.word_columns, block.lost)


def _heading(block: Block, column: ValueColumn, *, is_upper: bool) -> str:
    return " ".join(cell.text for cell in _phrases(block, column, is_upper=is_upper))


def _phrases(block: Block, column: ValueColumn, *, is_upper: bool) -> list[Cell]:
    """The words over the upper figures of a column, or over the lower: those beside the units, if any."""
    units = {line.number for line in block.heading if is_of_units(line)}
    own = [cell for cell in column.phrases if cell.line in units]
    words = [cell for cell in column.phrases if cell.line not in units]
    return words if is_upper or not own else own


def _named_by(upper: BlockRow, lower: BlockRow) -> BlockRow:
    """A row of ratios with the name of its class, and its own code beside it."""
    names = {0: upper.words[0]} if 0 in upper.words else {}
    codes = {
        place + 1: cell for place, cell in enumerate(lower.words.values(), start=1) if cell.kind == "cusip"
    }
    return replace(lower, words={**names, **codes})
