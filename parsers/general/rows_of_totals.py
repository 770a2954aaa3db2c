"""Whether a row of totals is that of its classes: its figures are the sums of their columns."""

from decimal import Decimal

from parsers.blocks.finding import BlockRow
from parsers.cells import Cell
from parsers.general.class_matrix import ClassMatrix
from parsers.general.one_ratio import ratio_holds
from parsers.general.parts import Part
from parsers.general.ratios import OF
from parsers.general.strips import is_strip
from parsers.vocabulary.class_columns import Term


def sums_up(matrix: ClassMatrix, part: Part, row: BlockRow) -> bool:
    """Whether half the columns support a row of totals: money adds up, with or without strips; ratios hold.

    The other half may be balances that exclude notes beside the classes. An amount of a few dollars may match
    nearly any sum of cents: it counts only where no other does.
    """
    tried = [
        (term, cell.value, holds)
        for place, cell in row.values.items()
        if (term := part.terms.get(place))
        and cell.value
        and (holds := _is_total(matrix, term, cell.value)) is not None
    ]
    if any(not holds and _is_of_other_column(matrix, part, term, value) for term, value, holds in tried):
        return False
    outcomes = [(abs(value) > len(matrix.classes), holds) for _, value, holds in tried]
    votes = [holds for large, holds in outcomes if large] or [holds for _, holds in outcomes]
    borne_out = bool(votes) and 2 * votes.count(True) >= len(votes)
    return borne_out or not any(cell.value for cell in row.values.values())


def _is_of_other_column(matrix: ClassMatrix, part: Part, term: Term, printed: Decimal) -> bool:
    """Whether a figure that is not its column's sum is the exact sum of another: the row is shifted."""
    others = part.fields() - {term.field}
    return any(matrix.sum(name) == printed for name in others)


def may_be_total(matrix: ClassMatrix, term: Term, cell: Cell) -> bool:
    """Whether a cell of a totals row can belong to its column: some pages print dollars below ratios."""
    return term.field not in OF or not cell.value or _is_total(matrix, term, cell.value) is True


def _is_total(matrix: ClassMatrix, term: Term, printed: Decimal) -> bool | None:
    if term.field in OF:
        _, amount, scale = OF[term.field]
        return ratio_holds(printed, matrix.total(amount), matrix.total("original_balance"), scale)
    if term.unit != "usd":
        return None
    own = [one for one in matrix.classes if not is_strip(one, matrix)]
    small = Decimal(len(matrix.classes))
    counted = (own, matrix.classes, [*own, *matrix.exempt], [*matrix.classes, *matrix.exempt])
    return any(abs(matrix.sum(term.field, rows) - printed) <= small for rows in counted)
