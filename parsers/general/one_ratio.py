"""Tests one ratio: whether it is its amount over the original balance, at the printed precision."""

from decimal import Decimal

from parsers.checks.check_results import half_unit

THOUSAND = Decimal(1000)
LARGEST_FACTOR = 100  # of a class that grows


def ratio_holds(
    ratio: Decimal | None, amount: Decimal | None, original: Decimal | None, scale: Decimal
) -> bool | None:
    """Whether a ratio is its amount over the original balance; None where that is undecided.

    A zero shows nothing: a dash has no digits, and fits whatever its rounding hides.
    """
    if ratio is None or amount is None or not original or not (ratio or amount):
        return None
    if scale == 1 and ratio > LARGEST_FACTOR:
        return False  # the original balance may be in the factor's column: their product is the same
    miss, half = abs(scale * amount / original - ratio), half_unit(ratio)
    if ratio and miss <= half and original > 0:
        return True  # without what the digits of the amounts hide, which is never less than nothing
    hidden = scale * (half_unit(amount) + half_unit(original) * abs(amount) / original) / original
    holds = miss <= 2 * half + hidden
    return holds if ratio or not holds else None
