"""Tests columns of ratios: per $1,000 or a fraction of the original balance, row by row.

Every ratio is tested by itself against its amount, so a table of ratios needs no roll. Where
the original balance is not printed, the ending factor can still be proved by the round numbers in which
securities are issued: ending over factor is a whole thousand in two or more rows with enough digits.
"""

from collections.abc import Iterator
from decimal import Decimal

from parsers.checks.check_results import half_unit
from parsers.checks.class_checks import RATIOS
from parsers.general.accrual import rate_is_proved
from parsers.general.class_matrix import ClassMatrix, ClassRow
from parsers.general.identities import LEAST_ROWS
from parsers.general.one_ratio import THOUSAND, ratio_holds
from parsers.general.parts import Part
from parsers.general.strips import is_strip
from parsers.vocabulary.class_columns import Term

OF = {
    **RATIOS,
    "beginning_factor": ("factor", "beginning_balance", Decimal(1)),
}


def is_ratio(matrix: ClassMatrix, name: str) -> bool:
    """Whether a field's column holds in every row that can decide, except one in a large table."""
    if name == "factor" and not matrix.has("original_balance"):
        return _issues_are_round(matrix)
    _, amount, scale = OF[name]
    columns = map(matrix.column, (name, amount, "original_balance"))
    outcomes = [
        holds
        for printed, of, original in zip(*columns, strict=True)
        if (holds := ratio_holds(printed, of, original, scale)) is not None
    ]
    missed = outcomes.count(False)
    return bool(outcomes) and (not missed or (missed == 1 and len(outcomes) > LEAST_ROWS))


def is_zero(matrix: ClassMatrix, name: str) -> bool:
    """Whether a field's column has only zeros, and so do the amounts of its ratio."""
    return not any(matrix.column(name)) and not any(matrix.column(OF[name][1]))


def _issues_are_round(matrix: ClassMatrix) -> bool:
    outcomes = [holds for row in matrix.classes if (holds := _is_round(row)) is not None]
    return len(outcomes) > 1 and all(outcomes)


def _is_round(row: ClassRow) -> bool | None:
    """Whether ending over factor is a whole thousand; None where the factor has too few digits."""
    ending, factor = row.value("ending_balance"), row.value("factor")
    if not ending or not factor or factor == 1:
        return None
    issue = ending / factor
    open_by = issue * half_unit(factor) / factor
    if open_by * 4 > THOUSAND:
        return None
    return (
        abs(issue - THOUSAND * (issue / THOUSAND).to_integral_value()) <= open_by + half_unit(ending) / factor
    )


def is_proportional(matrix: ClassMatrix, name: str, to: str) -> bool:
    """Whether a percentage is the same multiple of an amount in two or more rows."""
    bounds: list[tuple[Decimal, Decimal]] = []
    for row in matrix.classes:
        share, amount = row.value(name), row.value(to)
        if share and amount and not is_strip(row, matrix):
            half = half_unit(share)
            bounds.append(((share - half) / amount, (share + half) / amount))
    return len(bounds) > 1 and max(low for low, _ in bounds) <= min(high for _, high in bounds)


PER_1000_OF = {"factor": "ending_balance_per_1000", "beginning_factor": "beginning_balance_per_1000"}


def settle_denominations(matrix: ClassMatrix) -> None:
    """Give each column of ratios the denomination of its figures, 1 or 1,000.

    Titles and headings call both 'factor'. A factor per $1,000 is a `_per_1000` field; such a field
    printed per $1 is multiplied by 1,000. Rates that are printed as fractions are multiplied by 100.
    """
    before = [(dict(part.terms), dict(part.shifts)) for part in matrix.parts]
    for part in matrix.parts:
        for place, term in part.terms.items():
            if term.field in OF:
                part.terms[place] = _settled(matrix, part, place, term)
            elif term.field == "security_pct" and _are_fractions(part, place):
                part.shifts[place] = 2
    if [(part.terms, part.shifts) for part in matrix.parts] != before:
        matrix.forget()
    _settle_rates(matrix)


def _settle_rates(matrix: ClassMatrix) -> None:
    """Read rates all below 1 as fractions ('0.0600 %' is 6.00) where accrual proves that, not the print."""
    places = [
        (part, place)
        for part in matrix.parts
        for place, term in part.terms.items()
        if term.field == "pass_through_rate_pct"
    ]
    if not places or any(_above_one(part, place) for part, place in places) or rate_is_proved(matrix) is True:
        return
    for part, place in places:
        part.shifts[place] = 2
    matrix.forget()
    if rate_is_proved(matrix) is not True:
        for part, place in places:
            del part.shifts[place]
        matrix.forget()


def _above_one(part: Part, place: int) -> bool:
    return any((row.values[place].value or 0) >= 1 for row in part.rows if place in row.values)


def _are_fractions(part: Part, place: int) -> bool:
    """Whether a whole column of percentages prints fractions: no percent sign, and no figure above 1."""
    cells = [row.values[place] for row in part.rows if place in row.values and row.values[place].value]
    return bool(cells) and not any(cell.percent or (cell.value or 0) > 1 for cell in cells)


def _settled(matrix: ClassMatrix, part: Part, place: int, term: Term) -> Term:
    _, amount, scale = OF[term.field]
    other = THOUSAND if scale == 1 else Decimal(1)
    if _column_holds(matrix, part, place, amount, scale):
        return _per_dollar(part, place, term)
    if not _column_holds(matrix, part, place, amount, other):
        return term
    if term.field in PER_1000_OF:
        return term._replace(field=PER_1000_OF[term.field], unit="per_1000")
    part.shifts[place] = 3
    return term


def _per_dollar(part: Part, place: int, term: Term) -> Term:
    """Read a fraction whose heading says balance and not factor as the balance per $1, stored per $1,000."""
    words = term.wording.split(" ")
    if term.field not in PER_1000_OF or "balance" not in words or "factor" in words:
        return term
    part.shifts[place] = 3
    return term._replace(field=PER_1000_OF[term.field], unit="per_1000")


def _column_holds(matrix: ClassMatrix, part: Part, place: int, amount: str, scale: Decimal) -> bool:
    """Whether at least one ratio of a column is its amount over the original balance, and most are."""
    outcomes = list(_outcomes(matrix, part, place, amount, scale))
    return 4 * outcomes.count(True) > 3 * len(outcomes) and bool(outcomes)


def holds_nowhere(matrix: ClassMatrix, part: Part, place: int) -> bool:
    """Whether no figure of a part's column is the ratio of its field, as others are: a foreign column."""
    name = part.terms[place].field
    _, amount, scale = OF[name]
    outcomes = _outcomes(matrix, part, place, amount, scale)
    return next(outcomes, True) is False and not any(outcomes)


def _outcomes(matrix: ClassMatrix, part: Part, place: int, amount: str, scale: Decimal) -> Iterator[bool]:
    """Whether a column's figure is its amount over the original balance, for each row that can decide."""
    for row in matrix.classes:
        original = row.value("original_balance")
        for line in [line for own, line in row.rows if own is part]:
            holds = ratio_holds(part.value(line, place), row.value(amount), original, scale)
            if holds is not None:
                yield holds
