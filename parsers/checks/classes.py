"""Checks of each class by itself: its balance, its ratios, its CUSIP."""

import re
from decimal import Decimal

from parsers.checks.tally import Subject, Tally, half_unit, number, rounding
from parsers.draft import Draft
from parsers.records import Check, ClassFigures, Tranche
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
