"""Strips: a notional balance is the sum of other classes' balances, before and after the distribution."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from parsers.builder import Builder
from parsers.checks.check_results import Tally, number
from parsers.records import Tranche


def reference_of(strip: Tranche, classes: Sequence[Tranche]) -> Sequence[Tranche]:
    """The neighbours in printed order whose balances sum to the strip's, before and after; () for none.

    The shortest such run of classes counts; classes without a beginning balance are ignored.
    """
    whole = number(strip.beginning_balance), number(strip.ending_balance)
    rows = combinations(range(len(classes) + 1), 2)
    for start, stop in sorted(rows, key=lambda row: row[1] - row[0]):
        own = classes[start:stop]
        if whole == (_sum(own, "beginning_balance"), _sum(own, "ending_balance")):
            return own
    return ()


def _sum(classes: Sequence[Tranche], field: str) -> Decimal:
    values = [number(getattr(one, field)) for one in classes]
    return sum((value for value in values if value is not None), Decimal(0))


def check_notional(builder: Builder, tally: Tally) -> None:
    """Each strip whose balance moved, against the classes that have a balance of their own."""
    if not builder.rates_from_interest:
        return
    own = [one for one in builder.tranches if not one.notional]
    for strip in (one for one in builder.tranches if one.notional and one.beginning_balance):
        if reference_of(strip, own):
            tally.passed["notional_reference"] += 1
        else:
            tally.skip("notional_reference", "the classes that it refers to are not named")
