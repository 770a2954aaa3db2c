"""Checks over the classes together: printed totals, and figures that the page prints twice."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder, Repeat
from parsers.checks.check_results import Subject, Tally, half_unit, number, rounding, shown
from parsers.checks.class_checks import key_of, name_of
from parsers.records import Check, Total, Tranche, unit_of

# Strips have no balance of their own: totals of balances leave them out, totals of payments do not.
BALANCES = frozenset({"original_balance", "beginning_balance", "ending_balance"})
# Of the balances that interest accrues on, pages total all or all but the strips.
OF_INTEREST = frozenset({"beginning_interest_balance", "ending_interest_balance"})
MONEY = [field for field in Total.__struct_fields__ if unit_of(Total, field) == "usd"]


def check_totals(builder: Builder, tally: Tally) -> None:
    """Column totals and repeated figures."""
    for total in builder.totals:
        if total.group is UNSET:
            for field in MONEY:
                if getattr(total, field) is not UNSET:
                    _column_total(builder.tranches, total, field, tally)
    names = {key_of(tranche): name_of(tranche) for tranche in builder.tranches}
    for repeat in builder.repeats:
        _repeated(repeat, tally, names.get(repeat.subject, repeat.subject))
    _repeated_certificates(builder, tally)


def _column_total(tranches: Sequence[Tranche], total: Total, field: str, tally: Tally) -> None:
    summed = [tranche for tranche in tranches if not (field in BALANCES and tranche.notional)]
    values = [number(getattr(tranche, field)) for tranche in summed]
    printed = number(getattr(total, field))
    known = [value for value in values if value is not None]
    if printed is None or len(known) < len(values):
        tally.skip("column_total", "a class or the total lacks the figure")
        return
    if field in OF_INTEREST:
        own = [number(getattr(tranche, field)) for tranche in tranches if not tranche.notional]
        if sum((value for value in own if value is not None), Decimal(0)) == printed:
            known = [value for value in own if value is not None]
    tally.compare(
        "column_total",
        lambda: Subject("totals", total.lines, f"totals, {field.replace('_', ' ')}", field),
        expected=sum(known, Decimal(0)),
        printed=printed,
        tolerance=lambda: rounding([*known, printed]),
        message="the classes add up to {expected}, the printed total is {printed}",
    )


def _repeated(repeat: Repeat, tally: Tally, name: str) -> None:
    """The same both times, at the coarser of the two precisions."""
    if repeat.first == repeat.again:
        tally.passed["repeated_value"] += 1
        return
    first, again, tolerance = number(repeat.first), number(repeat.again), None
    if first is not None and again is not None:
        tolerance = max(half_unit(first), half_unit(again))
        if abs(first - again) <= tolerance:
            tally.passed["repeated_value"] += 1
            return
    what = repeat.field.replace("_", " ")
    tally.fail(
        Check(
            check="repeated_value",
            subject=repeat.subject,
            field=repeat.field,
            expected=repeat.first,
            printed=repeat.again,
            difference=again - first if first is not None and again is not None else None,
            tolerance=tolerance,
            message=f"{name}: the {what} is {_told(repeat.first)} at first and "
            f"{_told(repeat.again)} on line {repeat.line}",
            lines=[repeat.line],
        )
    )


def _told(value: object) -> str:
    return shown(value) if isinstance(value, Decimal | int) else f"'{value}'"


def _repeated_certificates(builder: Builder, tally: Tally) -> None:
    """The balances of all certificates under each group against the totals of the class tables."""
    whole = next((total for total in builder.totals if total.group is UNSET), None)
    if whole is None:
        return
    for total in builder.totals:
        for field in ("beginning_balance", "ending_balance"):
            again = getattr(total, field)
            if total.group is not UNSET and again is not UNSET and getattr(whole, field) is not UNSET:
                subject = f"group {total.group} certificates" if total.group else "certificates"
                line = total.lines[0] if total.lines else 0
                _repeated(Repeat(subject, field, getattr(whole, field), again, line), tally, subject)
