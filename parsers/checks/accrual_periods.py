"""The days of a class's accrual by its own dates, and rates that were computed back from its interest."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from parsers.checks.check_results import half_unit, number
from parsers.records import DerivedOfClass, Statement, Tranche

PERIODS = (28, 29, 31, 32, 33, 34)  # days from one distribution to the next, except the 30 of 30/360
AGREED_PLACES = Decimal("0.00001")  # of an agreed rate or one fixed by an index; with more, it is computed
YEAR = Decimal(36000)  # percent, and days of 360


def own_days(tranche: Tranche, statement: Statement) -> int | None:
    """Calendar days from the class's first day to its last; None where the page does not print both.

    A period that is printed as ending on the distribution date ends the day before.
    """
    start, end = tranche.accrual_start, tranche.accrual_end
    if not isinstance(start, str) or not isinstance(end, str):
        return None
    last = date.fromisoformat(end)
    if end == statement.distribution_date:
        last -= timedelta(days=1)
    return (last - date.fromisoformat(start)).days + 1


def is_rate_of_interest_paid(tranche: Tranche, statement: Statement) -> bool:
    """Whether the printed rate is computed from the interest paid, so that it proves nothing about accrual.

    Such a rate has more digits than an agreed one, or stands beside interest loss. Where interest was lost
    the rate before the loss is derived, `contract_rate_pct`: interest and loss over balance and days.
    """
    balance, rate = number(tranche.beginning_balance), number(tranche.pass_through_rate_pct)
    interest, lost = number(tranche.interest), number(tranche.interest_loss) or Decimal(0)
    if not balance or not rate or not interest or (rate == rate.quantize(AGREED_PLACES) and not lost):
        return False
    for days in _days_of(tranche, statement):
        full = balance * rate * days / YEAR
        allowed = half_unit(interest) + (half_unit(balance) * rate + half_unit(rate) * balance) * days / YEAR
        if abs(full - interest) <= allowed:
            if lost:
                tranche.derived = DerivedOfClass(contract_rate_pct=_rate(interest + lost, balance, days))
            return True
    return False


def is_other_income(tranche: Tranche) -> bool:
    """Whether a class without balance and rate is paid something other than interest: charges, a residual."""
    return not tranche.beginning_balance and not tranche.pass_through_rate_pct and bool(tranche.interest)


def _days_of(tranche: Tranche, statement: Statement) -> Iterator[int]:
    """The days that a class may accrue for, by its day count and dates; else the usual days of a period."""
    if tranche.day_count == "30/360":
        yield 30
    elif tranche.day_count == "actual/360" and (days := own_days(tranche, statement)) is not None:
        yield days
    else:
        yield from (30, *PERIODS)


def _rate(interest: Decimal, balance: Decimal, days: int) -> Decimal:
    """The annual percent, with as many digits as the cents of the interest allow."""
    hidden = 2 * half_unit(interest) * YEAR / (balance * days)
    return (interest * YEAR / (balance * days)).quantize(Decimal(1).scaleb(hidden.adjusted() + 1))
