"""Checks of interest: accrual by rate, balance and days; or, where shortfall is not printed by class, the
common share of full accrual that all classes were paid.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.accrual_periods import PERIODS, is_other_income, is_rate_of_interest_paid, own_days
from parsers.checks.check_results import Tally, half_unit, number, rounding, shown
from parsers.checks.class_checks import is_residual, key_of, name_of, subject_of
from parsers.checks.class_groups import group_of, pool_of
from parsers.checks.interest_sums import check_interest_total
from parsers.records import Check, Derived, Statement, Tranche

# A page that prints one of these by class allocates the shortfall; else all classes share it alike.
PRINTED_BY_CLASS = ("accrued_interest", "interest_shortfall", "net_prepayment_interest_shortfall")
DIVISION = Decimal("1e-12")  # the error of a quotient of 28 digits: a share must fit its own range
TWICE = Decimal(2)  # in tolerances: from here on a class just misses
MONTH = Decimal(1200)  # 30/360: a month's interest is the balance times the percent over 1,200


def check_interest(builder: Builder, tally: Tally) -> None:
    """Check accrual class by class, or the common share of it.

    Where a column that it may need was not read, a class that misses is not reported.
    """
    tranches = builder.tranches
    if builder.rates_from_interest:
        computed = [one for one in tranches if is_rate_of_interest_paid(one, builder.statement)]
        income = [one for one in tranches if is_other_income(one)]
        for one in (*computed, *income):
            reason = "rate computed from interest" if one in computed else "no balance and no rate accrue"
            tally.skip("interest_accrual", reason)
        tranches = [one for one in tranches if one not in computed and one not in income]
        check_interest_total(builder, tally)
    tried = Tally()
    if any(getattr(tranche, field) is not UNSET for tranche in tranches for field in PRINTED_BY_CLASS):
        for tranche in tranches:
            _interest_accrual(tranche, builder.statement, tried)
    else:
        _common_share(builder, tranches, tried)
    for heading in builder.unread_interest[:1]:
        for _ in tried.failed:
            tried.skip("interest_accrual", f"the column {heading!r}, which it may need, is not read")
        tried.failed.clear()
    tally.add(tried)


def _interest_accrual(tranche: Tranche, statement: Statement, tally: Tally) -> None:
    own, notional = number(tranche.beginning_balance), number(tranche.beginning_interest_balance)
    beginning = own if notional is None else notional  # for a strip the summary may print 0
    rate = number(tranche.pass_through_rate_pct)
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
    """Interest accrued: as printed, else the sum of interest paid, deferred and short; with its terms."""
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
    if is_residual(tranche):
        return "the class is a residual"
    if beginning is None or rate is None or accrued is None:
        return "balance, rate or interest is not printed"
    return "balance or rate is 0" if not beginning or not rate else ""


def _days(tranche: Tranche, statement: Statement) -> tuple[int | None, str]:
    """Days of the period by the class's day count; None, and the reason, where the page lacks them."""
    if tranche.day_count == "actual/360":
        days = own_days(tranche, statement) or statement.actual_accrual_days
        return (days, "") if isinstance(days, int) else (None, "the actual days are not printed")
    days = statement.accrual_days if tranche.day_count else None
    return (days if isinstance(days, int) else 30), ""


class Paid(NamedTuple):
    """A class's interest: paid or deferred, accrued in full, and the rounding between the two."""

    tranche: Tranche
    paid: Decimal
    full: Decimal
    tolerance: Decimal

    @property
    def shares(self) -> tuple[Decimal, Decimal]:
        """The least and the largest share of full accrual that the printed digits allow."""
        return (self.paid - self.tolerance) / self.full, (self.paid + self.tolerance) / self.full

    def fits(self, share: Decimal) -> bool:
        """Whether the class may have been paid that share."""
        return abs(self.paid - share * self.full) <= self.tolerance + DIVISION


def _common_share(builder: Builder, tranches: Sequence[Tranche], tally: Tally) -> None:
    """All classes of a deal, or of each of its loan groups, are paid one share of full accrual."""
    paid = [one for tranche in tranches if (one := _paid(tranche, tally)) is not None]
    groups = [pool for pool in builder.pools if pool.group is not None]
    share = _share_of_most(paid)
    if len(groups) < 2 or (share is not None and all(one.fits(share) for one in paid)):
        if _judge(paid, [] if share is None else [share], tally) and share is not None:
            builder.statement.derived = Derived(interest_paid_ratio=share.quantize(Decimal("1e-8")))
        return
    for name, own in _by_group(paid).items():
        alone = len(own) == len(paid)  # no class names its group: then there are as many shares as groups
        shares = _shares_of(own, len(groups) + 1 if alone else 1)
        pool = pool_of(groups, builder.tranches, name) if name else None
        if _judge(own, shares, tally) and pool is not None:
            pool.derived = Derived(interest_paid_ratio=shares[0].quantize(Decimal("1e-8")))


def _by_group(paid: Sequence[Paid]) -> dict[str, list[Paid]]:
    """The classes by the loan group in their names; '' for classes without one."""
    sets: dict[str, list[Paid]] = {}
    for one in paid:
        sets.setdefault(group_of(one.tranche), []).append(one)
    return sets


def _shares_of(paid: Sequence[Paid], most: int) -> list[Decimal]:
    """The share that most classes were paid, then that of most others; each by two classes or in full."""
    shares: list[Decimal] = []
    left = list(paid)
    while left and len(shares) < most:
        share = _share_of_most(left)
        if share is None or sum(one.fits(share) for one in left) < min(2, 1 + (share != 1)):
            break
        shares.append(share)
        left = [one for one in left if not one.fits(share)]
    return shares


def _judge(paid: Sequence[Paid], shares: Sequence[Decimal], tally: Tally) -> bool:
    """Whether the classes were paid one of the shares; False, all skipped, where no two of them agree."""
    share = shares[0] if shares else None
    if share is None or sum(one.fits(share) for one in paid) < min(2, 1 + (share != 1)):
        for _ in paid:
            tally.skip(
                "interest_accrual", "no day count is printed, 30/360 does not hold, and no classes agree"
            )
        return False
    for one in paid:
        if any(map(one.fits, shares)):
            tally.passed["interest_accrual"] += 1
        elif days := next(filter(None, (_other_days(one, own) for own in shares)), None):
            tally.skip("interest_accrual", f"no day count is printed, and {days} actual days fit")
        else:
            tally.fail(_off_the_share(one, share))
    return True


def _paid(tranche: Tranche, tally: Tally) -> Paid | None:
    """A class's interest, paid and in full; None, counted as skipped, where they cannot be compared."""
    beginning, rate = number(tranche.beginning_balance), number(tranche.pass_through_rate_pct)
    interest, deferred = number(tranche.interest), number(tranche.deferred_interest)
    if beginning is None or rate is None or interest is None:
        tally.skip("interest_accrual", "balance, rate or interest is not printed")
    elif not beginning and interest and not _is_paid_what_is_left(tranche, rate):
        tally.fail(_on_nothing(tranche, interest))
    elif not beginning or not rate:
        tally.skip("interest_accrual", "balance or rate is 0")
    elif is_residual(tranche):
        tally.skip("interest_accrual", "the class is a residual")
    else:
        hidden = (half_unit(beginning) * rate + half_unit(rate) * beginning) / MONTH
        # A unit for rounding, and one for the cents left over by rounding, which the last class receives.
        cents = 4 * half_unit(interest)
        return Paid(tranche, interest + (deferred or 0), beginning * rate / MONTH, cents + hidden)
    return None


def _is_paid_what_is_left(tranche: Tranche, rate: Decimal) -> bool:
    """Whether interest without a balance is right: a strip, or a class without a coupon or a balance.

    CTSLink prints a rate of 0 for these, or calls them residuals.
    """
    no_coupon = tranche.class_type is not UNSET and (is_residual(tranche) or not rate)
    return bool(tranche.notional) or no_coupon or (not rate and number(tranche.original_balance) == 0)


def _share_of_most(paid: Sequence[Paid]) -> Decimal | None:
    """The share that most classes can have been paid; 1 where that is among the most likely.

    Of two that fit equally many classes, the nearest to all: odd cents of one class do not decide.
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
    """The middle of the range of shares that some classes can all have been paid."""
    shares = [one.shares for one in paid]
    return (max(least for least, _ in shares) + min(most for _, most in shares)) / 2


def _misses(paid: Sequence[Paid], share: Decimal) -> Decimal:
    """The distance of classes from a share, weighted by their digits; the distance of each is capped."""
    misses = [min(abs(one.paid - share * one.full) / one.tolerance, TWICE) for one in paid]
    return sum(misses, Decimal(0))


def _other_days(one: Paid, share: Decimal) -> int | None:
    """The actual days by which the class, or else the others, accrued: floating rates beside fixed ones.

    None where no number of days in a period fits, or the class is too small to separate one from the next.
    """
    if 2 * one.tolerance * 30 >= one.full:
        return None
    for days in PERIODS:
        if one.fits(share * days / 30) or one.fits(share * 30 / days):
            return days
    return 30 if one.fits(Decimal(1)) and _is_of_days(share) else None


def _is_of_days(share: Decimal) -> bool:
    """Whether the common share comes from other days than 30: a first period of 20, not a shortfall."""
    days = (30 * share).quantize(Decimal(1))
    return days != 30 and abs(30 * share - days) < Decimal("0.0005")


def _off_the_share(one: Paid, share: Decimal) -> Check:
    expected = (share * one.full).quantize(one.paid)
    percent = shown((100 * share).quantize(Decimal("1e-4")))
    text = (
        f"its interest is {shown(one.paid)}; at the {percent} % of the other classes it is {shown(expected)}"
    )
    if abs(one.paid - one.full) <= one.tolerance:
        text = f"its interest is paid in full, {shown(one.paid)}; the other classes get {percent} % of theirs"
    return _failed(one.tranche, expected, one.paid, text, one.tolerance)


def _on_nothing(tranche: Tranche, interest: Decimal) -> Check:
    text = f"{shown(interest)} of interest is paid on a zero balance"
    return _failed(tranche, Decimal(0), interest, text, half_unit(interest))


def _failed(tranche: Tranche, expected: Decimal, printed: Decimal, text: str, tolerance: Decimal) -> Check:
    return Check(
        check="interest_accrual",
        subject=key_of(tranche),
        field="interest",
        expected=expected,
        printed=printed,
        difference=printed - expected,
        tolerance=tolerance.quantize(Decimal("1e-9")).normalize() + 0,
        message=f"{name_of(tranche)}: {text}",
        lines=list(tranche.lines),
    )
