"""Checks of each class by itself: its balance, its interest, its ratios, its CUSIP."""

import re
from decimal import Decimal

from parsers.checks.tally import Subject, Tally, half_unit, number, rounding
from parsers.draft import Draft
from parsers.records import Check, ClassFigures, Statement, Tranche, unit_of
from parsers.values import cusip_check_digit

PER_1000 = {
    "beginning_balance_per_1000": "beginning_balance",
    "principal_per_1000": "principal",
    "interest_per_1000": "interest",
    "total_per_1000": "total_distribution",
    "deferred_interest_per_1000": "deferred_interest",
    "ending_balance_per_1000": "ending_balance",
}
RESIDUAL = re.compile(r"R(?:\b|\d|-|[IVX]+\b)")
_CUSIP = re.compile(r"[0-9A-Z*@#]{8}[0-9]$")


def key_of(tranche: Tranche) -> str:
    """'tranche 12'."""
    return f"tranche {tranche.tranche}"


def name_of(tranche: Tranche) -> str:
    """'tranche 12 (B-3)', for a person."""
    return f"{key_of(tranche)} ({tranche.class_name})" if tranche.class_name else key_of(tranche)


def subject_of(tranche: Tranche, field: str = "") -> Subject:
    """A class as the subject of a check, of one of its figures or of several."""
    return Subject(key_of(tranche), tranche.lines, name_of(tranche), field)


def check_classes(draft: Draft, tally: Tally) -> None:
    """All checks that look at one class."""
    for tranche in draft.tranches:
        _balance_roll(tranche, tally)
        _total_distribution(tranche, tally)
        _interest_accrual(tranche, draft.statement, tally)
        _ratios(tranche, subject_of(tranche), tally)
        _cusip(tranche, tally)
    for total in draft.totals:
        _ratios(total, Subject("totals", total.lines), tally)


def _balance_roll(tranche: Tranche, tally: Tally) -> None:
    beginning, ending = number(tranche.beginning_balance), number(tranche.ending_balance)
    principal = number(tranche.principal)
    if tranche.notional:
        tally.skip("balance_roll", "the class is notional")
    elif beginning is None or ending is None or principal is None:
        tally.skip("balance_roll", "balances or principal are not printed")
    else:
        loss = number(tranche.realized_loss)
        deferred = number(tranche.deferred_interest)
        expected = beginning - principal - (loss or 0) + (deferred or 0)
        terms = [term for term in (beginning, ending, principal, loss, deferred) if term is not None]
        direction = "more" if ending < expected else "less"
        tally.compare(
            "balance_roll",
            subject_of(tranche),
            expected=expected,
            printed=ending,
            tolerance=rounding(terms),
            message=f"the balance fell by {{gap}} {direction} than principal and printed loss explain",
        )


def _total_distribution(tranche: Tranche, tally: Tally) -> None:
    total = number(tranche.total_distribution)
    principal, interest = number(tranche.principal), number(tranche.interest)
    if total is None or principal is None or interest is None:
        tally.skip("total_distribution", "principal, interest or their total is not printed")
        return
    tally.compare(
        "total_distribution",
        subject_of(tranche),
        expected=principal + interest,
        printed=total,
        tolerance=rounding([total, principal, interest]),
        message="principal and interest make {expected}, the printed total is {printed}",
    )


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
        subject_of(tranche),
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


def _ratios(figures: ClassFigures, subject: Subject, tally: Tally) -> None:
    """Per $1,000 of original balance, and the factor."""
    for field, of in PER_1000.items():
        _ratio(figures, subject, tally, ("per_1000", field, of, Decimal(1000)))
    _ratio(figures, subject, tally, ("factor", "factor", "ending_balance", Decimal(1)))


def _ratio(
    figures: ClassFigures, subject: Subject, tally: Tally, what: tuple[str, str, str, Decimal]
) -> None:
    check, field, of, scale = what
    printed, amount = number(getattr(figures, field)), number(getattr(figures, of))
    if printed is None:
        return
    original = number(figures.original_balance)
    if not original or amount is None:
        reason = (
            "the original balance is 0" if original is not None else "the original balance is not printed"
        )
        tally.skip(check, reason if not original else "the amount is not printed")
        return
    # A bare zero is rounded as its neighbour, the original balance, is.
    hidden = min(half_unit(amount), half_unit(original)) if not amount else half_unit(amount)
    carried = scale * (hidden + half_unit(original) * abs(amount) / original) / original
    tally.compare(
        check,
        subject._replace(field=field),
        expected=scale * amount / original,
        printed=printed,
        tolerance=2 * half_unit(printed) + carried,
        message=f"{of.replace('_', ' ')} over the original balance is {{expected}}, printed is {{printed}}",
    )


def _cusip(tranche: Tranche, tally: Tally) -> None:
    cusip = tranche.cusip
    if not isinstance(cusip, str):
        return
    digit = cusip_check_digit(cusip) if _CUSIP.match(cusip) else None
    if digit == cusip[-1]:
        tally.passed["cusip_check_digit"] += 1
        return
    told = f"its check digit would be {digit}" if digit else "it is not nine characters of a CUSIP"
    tally.fail(
        Check(
            check="cusip_check_digit",
            subject=key_of(tranche),
            field="cusip",
            expected=cusip[:8] + digit if digit else None,
            printed=cusip,
            message=f"{name_of(tranche)}: {cusip} is no valid CUSIP, {told}",
            lines=list(tranche.lines),
        )
    )


def is_money(field: str) -> bool:
    """Whether a figure of a class is an amount of dollars."""
    return unit_of(Tranche, field) == "usd"
