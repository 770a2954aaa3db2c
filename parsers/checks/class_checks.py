"""Checks of each class by itself: its balance, its ratios, its CUSIP."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Subject, Tally, half_unit, number, rounding
from parsers.printed_values import cusip_check_digit
from parsers.records import Check, ClassFigures, Tranche
from parsers.vocabulary.table_titles import exemption_of

# Each ratio: its check, the amount in its numerator, and the original balance in its denominator.
PER_1000_OF = {
    f"{amount}_per_1000": amount
    for amount in ("beginning_balance", "principal", "interest", "deferred_interest", "ending_balance")
} | {"total_per_1000": "total_distribution"}
# Of a table that prints the original balance too.
DETAILS_PER_1000 = {
    f"{amount}_per_1000": amount
    for amount in (
        *("scheduled_principal", "unscheduled_principal", "accretion", "principal_reduction"),
        *("realized_loss", "principal_recovery", "interest_loss", "interest_shortfall", "accrued_interest"),
        *("unpaid_shortfall_paid", "net_prepayment_interest_shortfall", "remaining_interest_shortfall"),
        *("beginning_interest_balance", "ending_interest_balance"),
    )
}
RATIOS = {
    **{
        ratio: ("per_1000", amount, Decimal(1000))
        for ratio, amount in (PER_1000_OF | DETAILS_PER_1000).items()
    },
    "factor": ("factor", "ending_balance", Decimal(1)),
}
RESIDUAL = re.compile(r"R(?:\b|\d|-|[IVX]+\b)")
_RESIDUAL_TYPES = frozenset({"R", "RES", "RES_FI"})  # as CTSLink describes them
_CUSIP = re.compile(r"[0-9A-Z*@#]{8}[0-9]$")


def key_of(tranche: Tranche) -> str:
    """'tranche 12'."""
    return f"tranche {tranche.tranche}"


def name_of(tranche: Tranche) -> str:
    """'tranche 12 (B-3)', for a person."""
    return f"{key_of(tranche)} ({tranche.class_name})" if tranche.class_name else key_of(tranche)


def subject_of(tranche: Tranche, field: str = "") -> Subject:
    """A class as the subject of a check, with one of its figures or several."""
    return Subject(key_of(tranche), tranche.lines, name_of(tranche), field)


def what_row(tranche: Tranche) -> str | None:
    """'fee', 'overcollateralization', 'draw' or 'reserve', where a row among the classes is one of these."""
    return exemption_of(f"{tranche.class_name or ''} {tranche.class_type or ''}")


def is_residual(tranche: Tranche) -> bool:
    """Whether a class is a residual, by its name or its description."""
    return tranche.class_type in _RESIDUAL_TYPES or RESIDUAL.match(tranche.class_name or "") is not None


def check_classes(builder: Builder, tally: Tally) -> None:
    """All checks of one class alone."""
    for tranche in builder.tranches:
        _balance_roll(tranche, tally)
        _total_distribution(tranche, tally)
        _ratios(tranche, partial(subject_of, tranche), tally)
        _cusip(tranche, tally)
    for total in builder.totals:
        _ratios(total, partial(Subject, "totals", total.lines, ""), tally)


def _balance_roll(tranche: Tranche, tally: Tally) -> None:
    beginning, ending = number(tranche.beginning_balance), number(tranche.ending_balance)
    principal = number(tranche.principal)
    if tranche.notional:
        tally.skip("balance_roll", "the class is notional")
    elif row := what_row(tranche):
        tally.skip("balance_roll", f"the row is of {row}, not of a class")
    elif beginning is None or ending is None or principal is None:
        tally.skip("balance_roll", "balances or principal are not printed")
    else:
        loss = number(tranche.realized_loss)
        deferred = number(tranche.deferred_interest)
        expected = beginning - principal - (loss or 0) + (deferred or 0)
        terms = [term for term in (beginning, ending, principal, loss, deferred) if term is not None]
        tally.compare(
            "balance_roll",
            lambda: subject_of(tranche),
            expected=expected,
            printed=ending,
            tolerance=lambda: rounding(terms),
            message=lambda: (
                f"the balance fell by {{gap}} {'more' if ending < expected else 'less'} than principal and "
                "printed loss explain"
            ),
        )


def _total_distribution(tranche: Tranche, tally: Tally) -> None:
    total = number(tranche.total_distribution)
    principal, interest = number(tranche.principal), number(tranche.interest)
    if total is None or principal is None or interest is None:
        tally.skip("total_distribution", "principal, interest or their total is not printed")
        return
    tally.compare(
        "total_distribution",
        lambda: subject_of(tranche),
        expected=principal + interest,
        printed=total,
        tolerance=lambda: rounding([total, principal, interest]),
        message="principal and interest make {expected}, the printed total is {printed}",
    )


def _ratios(figures: ClassFigures, subject: Callable[[str], Subject], tally: Tally) -> None:
    """Per $1,000 of original balance, and the factor."""
    original = number(figures.original_balance)
    for field, (check, of, scale) in RATIOS.items():
        value = getattr(figures, field)
        if value is UNSET:  # most of them on most pages
            continue
        printed = number(value)
        if printed is None or (original is None and field in DETAILS_PER_1000):
            continue
        amount = number(getattr(figures, of))
        if original is None:
            tally.skip(check, "the original balance is not printed")
        elif not original:
            tally.skip(check, "the original balance is 0")
        elif amount is None:
            tally.skip(check, "the amount is not printed")
        elif not tally.is_ratio(check, printed=printed, amount=amount, whole=original, scale=scale):
            tally.compare(
                check,
                partial(subject, field),
                expected=scale * amount / original,
                printed=printed,
                tolerance=partial(_ratio_tolerance, printed, amount, original, scale),
                message=partial(_about_ratio, of),
            )


def _about_ratio(of: str) -> str:
    return f"{of.replace('_', ' ')} over the original balance is {{expected}}, printed is {{printed}}"


def _ratio_tolerance(printed: Decimal, amount: Decimal, original: Decimal, scale: Decimal) -> Decimal:
    """A unit of the printed ratio, plus the rounding of the two amounts."""
    # A bare zero is rounded as its neighbour, the original balance, is.
    hidden = min(half_unit(amount), half_unit(original)) if not amount else half_unit(amount)
    carried = scale * (hidden + half_unit(original) * abs(amount) / original) / original
    return 2 * half_unit(printed) + carried


def _cusip(tranche: Tranche, tally: Tally) -> None:
    cusip = tranche.cusip
    if not isinstance(cusip, str):
        return
    digit = cusip_check_digit(cusip) if _CUSIP.match(cusip) else None
    if digit == cusip[-1]:
        tally.passed["cusip_check_digit"] += 1
        return
    reason = f"its check digit would be {digit}" if digit else "it is not nine characters of a CUSIP"
    tally.fail(
        Check(
            check="cusip_check_digit",
            subject=key_of(tranche),
            field="cusip",
            expected=cusip[:8] + digit if digit else None,
            printed=cusip,
            message=f"{name_of(tranche)}: {cusip} is not a valid CUSIP, {reason}",
            lines=list(tranche.lines),
        )
    )
