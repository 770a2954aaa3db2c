"""Whether a rate column is one: interest over balance and rate is a number of days, the same for all or most.

A class is paid interest for 30 days of a 360-day year, or for the actual days; where interest fell short,
all classes of a group are paid the same share of it. A column that is no rate gives shares of no such kind.
A row whose digits cannot tell 30 days from 31 says nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from parsers.checks.check_results import half_unit, rounding
from parsers.checks.class_checks import RESIDUAL
from parsers.general.class_matrix import ClassMatrix, ClassRow

MONTH = Decimal(1200)
# Days of a period in months, from a first one that is short to one that is long; the usual ones first.
PERIODS = [Decimal(days) / 30 for days in (30, 31, 28, 29, 32, 33, *range(14, 28), *range(34, 67))]
LEAST_SHARE, MOST_SHARE = Decimal("0.5"), Decimal("1.2")
BESIDES_PAID = ("deferred_interest", "interest_shortfall", "net_prepayment_interest_shortfall")


class Share(NamedTuple):
    """The least and the most share of a month's interest that a class's digits allow."""

    group: str | None
    least: Decimal
    most: Decimal

    def holds(self, share: Decimal) -> bool:
        """Whether the class may have been paid that share."""
        return self.least <= share <= self.most


def rate_is_proved(matrix: ClassMatrix) -> bool | None:
    """Whether accrual bears the rate column out; None where no row can tell.

    Where interest was lost, some pages print a rate computed back from what was paid; so the rate is tried on
    what was accrued and on what was paid.
    """
    if _pays_without_rate(matrix):
        return False
    told = [_bears_out(list(_shares(matrix, paid))) for paid in (_accrued, _paid)]
    return True if True in told else False if False in told else None


def accrued_is_proved(matrix: ClassMatrix) -> bool:
    """Whether the column of accrued interest is what the rates accrue, and zero only on no balance."""
    if any(row.value("accrued_interest") == 0 and _accrues(row) for row in matrix.classes):
        return False
    return _bears_out(list(_shares(matrix, lambda row: row.value("accrued_interest")))) is True


def shortfall_is_proved(matrix: ClassMatrix, name: str) -> bool:
    """Whether each class with a shortfall was paid, with it, what its rate accrues, and was not without it.

    The days are those of a month, or those that classes without a shortfall were paid for.
    """
    without, short = [], []
    for row in matrix.classes:
        share = next(iter(_shares_of([row], _interest)), None)
        if row.value(name):
            short.append((share, next(iter(_shares_of([row], partial(_with, name))), None)))
        elif share:
            without.append(share)
    paid_for = [day for day in PERIODS if any(share.holds(day) for share in without)]
    if not short or not paid_for:
        return False
    return all(
        paid and whole and any(map(whole.holds, paid_for)) and not any(map(paid.holds, paid_for))
        for paid, whole in short
    )


def _interest(row: ClassRow) -> Decimal | None:
    return row.value("interest")


def _with(name: str, row: ClassRow) -> Decimal | None:
    interest, shortfall = row.value("interest"), row.value(name)
    return None if interest is None or shortfall is None else interest + shortfall


def _accrues(row: ClassRow) -> bool:
    """Whether a class has a balance that its rate gives interest on, in dollars."""
    beginning, rate = row.value("beginning_balance"), row.value("pass_through_rate_pct")
    return bool(beginning and rate and beginning * rate > MONTH and not RESIDUAL.match(row.name))


def _pays_without_rate(matrix: ClassMatrix) -> bool:
    """Whether classes are paid interest on their balances, and all of them at a rate of zero."""
    rates = [
        rate
        for row in matrix.classes
        if (rate := row.value("pass_through_rate_pct")) is not None
        and row.value("beginning_balance")
        and row.value("interest")
    ]
    return bool(rates) and not any(rates)


def _bears_out(shares: Sequence[Share]) -> bool | None:
    if not shares:
        return None
    fitting = sum(any(map(share.holds, PERIODS)) for share in shares)
    if 4 * fitting >= 3 * len(shares):
        return True
    if len(shares) == 1:
        return None if LEAST_SHARE <= shares[0].least <= MOST_SHARE else False
    return all(
        _agree([one for one in shares if one.group == group]) for group in {one.group for one in shares}
    )


def _agree(shares: Sequence[Share]) -> bool:
    """Whether most classes of a group were paid one share, and it is one that can be."""
    edges = [edge for one in shares for edge in (one.least, one.most)]
    best = max(edges, key=lambda edge: sum(one.holds(edge) for one in shares))
    fitting = sum(one.holds(best) for one in shares)
    return LEAST_SHARE <= best <= MOST_SHARE and fitting > 1 and 2 * fitting > len(shares)


def _shares(matrix: ClassMatrix, interest: Callable[[ClassRow], Decimal | None]) -> Iterator[Share]:
    return _shares_of(matrix.classes, interest)


def _shares_of(rows: Sequence[ClassRow], interest: Callable[[ClassRow], Decimal | None]) -> Iterator[Share]:
    for row in rows:
        beginning, rate = row.value("beginning_balance"), row.value("pass_through_rate_pct")
        paid = interest(row)
        if RESIDUAL.match(row.name) or not beginning or not rate or not paid:
            continue
        full = beginning * rate / MONTH
        hidden = (half_unit(beginning) * rate + half_unit(rate) * beginning) / MONTH
        tolerance = hidden + 2 * rounding([paid])
        if 60 * tolerance < full:
            yield Share(row.group, (paid - tolerance) / full, (paid + tolerance) / full)


def _accrued(row: ClassRow) -> Decimal | None:
    accrued = row.value("accrued_interest")
    return _paid(row) if accrued is None else accrued


def _paid(row: ClassRow) -> Decimal | None:
    """Interest paid, and what was deferred or fell short."""
    interest = row.value("interest")
    if interest is None:
        return None
    return interest + sum((row.value(name) or Decimal(0) for name in BESIDES_PAID), Decimal(0))
