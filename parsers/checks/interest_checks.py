"""Checks of interest: what accrued by rate, balance and days; or, where shortfall is not told by class, what
share of it all classes were paid.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Tally, half_unit, number, rounding, shown
from parsers.checks.class_checks import RESIDUAL, key_of, name_of, subject_of
from parsers.records import Check, Derived, Statement, Tranche

# A page that prints one of these by class tells what fell short; else all classes share a shortfall alike.
TOLD_BY_CLASS = ("accrued_interest", "interest_shortfall", "net_prepayment_interest_shortfall")
PERIODS = (28, 29, 31, 32, 33, 34)  # days from one distribution to the next, but for the 30 of 30/360
DIVISION = Decimal("1e-12")  # what a quotient loses behind its 28th digit: a share's edge must fit itself
TWICE = Decimal(2)  # tolerances, from which a class is just off
MONTH = Decimal(1200)  # 30/360: a month's interest is the balance times the percent over 1,200


def check_interest(builder: Builder, tally: Tally) -> None:
    """Accrual class by class, or the common share of it.

    Where a column that it may need was not read, a class that is off is no finding.
    """
    tried = Tally()
    if any(getattr(tranche, field) is not UNSET for tranche in builder.tranches for field in TOLD_BY_CLASS):
        for tranche in builder.tranches:
            _interest_accrual(tranche, builder.statement, tried)
    else:
        _common_share(builder, tried)
    for heading in builder.unread_interest[:1]:
        for _ in tried.failed:
            tried.skip("interest_accrual", f"the column {heading!r}, which it may need, is not read")
        tried.failed.clear()
    tally.add(tried)


def _interest_accrual(tranche: Tranche, statement: Statement, tally: Tally) -> None:
    beginning, rate = number(tranche.beginning_balance), number(tranche.pass_through_rate_pct)
    accrued, parts = _accrued(tranche)
    reason = _why_no_accrual(tranche, beginning, rate, accrued)
    days, day_reason = _days(tranche, statement)
    if reason or beginning is None or rate is None or accrued is None or days is None:
        tally.skip("interest_accrual", reason or day_reason)
        return
    share = Decimal(days) / 36000
    expected = beginning * rate * share
    tolerance = (half_unit(beginning) * rate + half_unit(rate) * beginning) * share + rounding(parts)
    if not tranche.day_count and abs(accrued - expected) > tolerance:
        tally.skip("interest_accrual", "no day count is printed, and 30/360 does not hold")
        return
    tally.compare(
        "interest_accrual",
        lambda: subject_of(tranche),
        expected=expected,
        printed=accrued,
        tolerance=tolerance,
        message=f"{days} days of interest are {{expected}}, the page accrues {{printed}}",
    )


def _accrued(tranche: Tranche) -> tuple[Decimal | None, list[Decimal]]:
    """Interest accrued: as printed, else what was paid, deferred and fell short; and its terms."""
    accrued = number(tranche.accrued_interest)
    if accrued is not None:
        return accrued, [accrued]
    interest = number(tranche.interest)
    if interest is None:
        return None, []
    rest = (
        number(tranche.deferred_interest),
        number(tranche.interest_shortfall),
        number(tranche.net_prepayment_interest_shortfall),
    )
    terms = [interest, *(term for term in rest if term is not None)]
    return sum(terms, Decimal(0)), terms


def _why_no_accrual(
    tranche: Tranche, beginning: Decimal | None, rate: Decimal | None, accrued: Decimal | None
) -> str:
    if RESIDUAL.match(tranche.class_name or ""):
        return "the class is a residual"
    if beginning is None or rate is None or accrued is None:
        return "balance, rate or interest is not printed"
    return "balance or rate is 0" if not beginning or not rate else ""


def _days(tranche: Tranche, statement: Statement) -> tuple[int | None, str]:
    """Days of the period by the class's day count; None, and why, where the page does not tell them."""
    if tranche.day_count == "actual/360":
        days = statement.actual_accrual_days
        return (days, "") if isinstance(days, int) else (None, "the actual days are not printed")
    days = statement.accrual_days if tranche.day_count else None
    return (days if isinstance(days, int) else 30), ""


class Paid(NamedTuple):
    """A class's interest: paid or deferred, in full, and how far rounding may part the two."""

    tranche: Tranche
    paid: Decimal
    full: Decimal
    tolerance: Decimal

    @property
    def shares(self) -> tuple[Decimal, Decimal]:
        """The least and the most share of full accrual that the printed digits allow."""
        return (self.paid - self.tolerance) / self.full, (self.paid + self.tolerance) / self.full

    def fits(self, share: Decimal) -> bool:
        """Whether the class may have been paid that share."""
        return abs(self.paid - share * self.full) <= self.tolerance + DIVISION


def _common_share(builder: Builder, tally: Tally) -> None:
    """All classes are paid the same share of full accrual, but for the last digit."""
    paid = [one for tranche in builder.tranches if (one := _paid(tranche, tally)) is not None]
    share = _share_of_most(paid)
    if share is None or sum(one.fits(share) for one in paid) < min(2, 1 + (share != 1)):
        for _ in paid:
            tally.skip(
                "interest_accrual", "no day count is printed, 30/360 does not hold, and no classes agree"
            )
        return
    builder.statement.derived = Derived(interest_paid_ratio=share.quantize(Decimal("1e-8")))
    for one in paid:
        if one.fits(share):
            tally.passed["interest_accrual"] += 1
        elif days := _other_days(one, share):
            tally.skip("interest_accrual", f"no day count is printed, and {days} actual days fit")
        else:
            tally.fail(_off_the_share(one, share))


def _paid(tranche: Tranche, tally: Tally) -> Paid | None:
    """What a class was paid and would be in full; None, and counted, where there is nothing to compare."""
    beginning, rate = number(tranche.beginning_balance), number(tranche.pass_through_rate_pct)
    interest, deferred = number(tranche.interest), number(tranche.deferred_interest)
    if beginning is None or rate is None or interest is None:
        tally.skip("interest_accrual", "balance, rate or interest is not printed")
    elif not beginning and interest and not (tranche.notional or _is_of_excess(tranche, rate)):
        tally.fail(_on_nothing(tranche, interest))
    elif not beginning or not rate:
        tally.skip("interest_accrual", "balance or rate is 0")
    elif RESIDUAL.match(tranche.class_name or ""):
        tally.skip("interest_accrual", "the class is a residual")
    else:
        hidden = (half_unit(beginning) * rate + half_unit(rate) * beginning) / MONTH
        # A unit for rounding, and one for the cents that rounding left over and the last class takes up.
        cents = 4 * half_unit(interest)
        return Paid(tranche, interest + (deferred or 0), beginning * rate / MONTH, cents + hidden)
    return None


def _is_of_excess(tranche: Tranche, rate: Decimal) -> bool:
    """Whether a class has no rate and never had a balance: it is paid what interest is left over."""
    return not rate and number(tranche.original_balance) == 0


def _share_of_most(paid: Sequence[Paid]) -> Decimal | None:
    """The share that most classes can have been paid, 1 where that is one of the likeliest.

    Of two that as many classes fit, the one that they are nearest to: one class's odd cents decide nothing.
    """
    if not paid:
        return None
    edges = [Decimal(1), *(edge for one in paid for edge in one.shares)]
    counts = [sum(one.fits(edge) for one in paid) for edge in edges]
    best = [edge for edge, count in zip(edges, counts, strict=True) if count == max(counts)]
    if 1 in best:
        return Decimal(1)
    middles = [_middle([one for one in paid if one.fits(edge)]) for edge in best]
    return min(middles, key=lambda share: _misses(paid, share))


def _middle(paid: Sequence[Paid]) -> Decimal:
    """The middle of the shares that all of some classes can have been paid."""
    shares = [one.shares for one in paid]
    return (max(least for least, _ in shares) + min(most for _, most in shares)) / 2


def _misses(paid: Sequence[Paid], share: Decimal) -> Decimal:
    """How far classes are from a share, each by what its digits tell; a class far off counts no more."""
    misses = [min(abs(one.paid - share * one.full) / one.tolerance, TWICE) for one in paid]
    return sum(misses, Decimal(0))


def _other_days(one: Paid, share: Decimal) -> int | None:
    """How many actual days the class, or else the others, accrued by: floating rates beside fixed ones.

    None where no number of days in a period fits, or the class is too small to tell one from the next.
    """
    if 2 * one.tolerance * 30 >= one.full:
        return None
    for days in PERIODS:
        if one.fits(share * days / 30) or one.fits(share * 30 / days):
            return days
    return None


def _off_the_share(one: Paid, share: Decimal) -> Check:
    expected = (share * one.full).quantize(one.paid)
    percent = shown((100 * share).quantize(Decimal("1e-4")))
    told = (
        f"its interest is {shown(one.paid)}; at the {percent} % of the other classes it is {shown(expected)}"
    )
    if abs(one.paid - one.full) <= one.tolerance:
        told = f"its interest is paid in full, {shown(one.paid)}; the other classes get {percent} % of theirs"
    return _failed(one.tranche, expected, one.paid, told, one.tolerance)


def _on_nothing(tranche: Tranche, interest: Decimal) -> Check:
    told = f"{shown(interest)} of interest is paid on a zero balance"
    return _failed(tranche, Decimal(0), interest, told, half_unit(interest))


def _failed(tranche: Tranche, expected: Decimal, printed: Decimal, told: str, tolerance: Decimal) -> Check:
    return Check(
        check="interest_accrual",
        subject=key_of(tranche),
        field="interest",
        expected=expected,
        printed=printed,
        difference=printed - expected,
        tolerance=tolerance.quantize(Decimal("1e-9")).normalize() + 0,
        message=f"{name_of(tranche)}: {told}",
        lines=list(tranche.lines),
    )
