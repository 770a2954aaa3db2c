"""Checks over the classes together: printed totals, and figures that the page prints twice."""

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from msgspec import UNSET

from parsers.builder import GENERAL, Builder, Repeat
from parsers.checks.check_results import Subject, Tally, half_unit, number, numbers, rounding, shown
from parsers.checks.class_checks import key_of, name_of
from parsers.records import Check, Total, Tranche, unit_of

# Strips have no balance of their own: totals of balances mostly exclude them, totals of payments do not.
BALANCES = frozenset(
    {
        *("original_balance", "beginning_balance", "ending_balance"),
        *("beginning_interest_balance", "ending_interest_balance"),
    }
)
MONEY = [field for field in Total.__struct_fields__ if unit_of(Total, field) == "usd"]


def check_totals(builder: Builder, tally: Tally) -> None:
    """Column totals and repeated figures."""
    for total in builder.totals:
        for field in MONEY if _classes_of(builder, total) else ():
            if getattr(total, field) is not UNSET:
                _column_total(builder, total, field, tally)
    names = {key_of(tranche): name_of(tranche) for tranche in builder.tranches}
    for repeat in builder.repeats:
        _repeated(repeat, tally, names.get(repeat.subject, repeat.subject))
    _repeated_certificates(builder, tally)


def _classes_of(builder: Builder, total: Total) -> list[Tranche]:
    """The classes that a total covers: those of its REMIC and group; none where a group repeats a total."""
    group = [tranche for tranche in builder.tranches if tranche.group == total.group]
    own = [tranche for tranche in group if tranche.remic == total.remic]
    return own if own or total.remic is not UNSET else group


def _column_total(builder: Builder, total: Total, field: str, tally: Tally) -> None:
    printed = number(getattr(total, field))
    values = _values(_summed(builder, total, field), field)
    if printed is None or values is None:
        tally.skip("column_total", "a class or the total lacks the figure")
        return
    tally.compare(
        "column_total",
        lambda: Subject("totals", total.lines, f"totals, {field.replace('_', ' ')}", field),
        expected=sum(values, Decimal(0)),
        printed=printed,
        tolerance=lambda: rounding([*values, printed]),
        message="the classes add up to {expected}, the printed total is {printed}",
    )


def _summed(builder: Builder, total: Total, field: str) -> list[Tranche]:
    """The classes whose figures a total sums: for balances without strips, unless only they make it right."""
    classes = _classes_of(builder, total)
    if field not in BALANCES:
        return classes
    own = [tranche for tranche in classes if not tranche.notional]
    if len(own) < len(classes) and sum(_values(classes, field) or ()) == getattr(total, field):
        return classes
    if builder.statement.layout == GENERAL:
        edges = ("beginning_balance", "ending_balance")
        left_out = {one.tranche for edge in edges for one in _left_out(own, total, edge)}
        return [tranche for tranche in own if tranche.tranche not in left_out]
    return own


def _left_out(classes: Sequence[Tranche], total: Total, edge: str) -> list[Tranche]:
    """The classes that the total of a balance excludes, each alone: a note on payments to others."""
    values, printed = _values(classes, edge), getattr(total, edge)
    if values is None or not isinstance(printed, Decimal):
        return []
    missing = sum(values) - printed
    return [one for one, value in zip(classes, values, strict=True) if value and value == missing]


def _values(tranches: Sequence[Tranche], field: str) -> list[Decimal] | None:
    """A figure of each class; None where one lacks it."""
    return numbers(map(attrgetter(field), tranches))


def _repeated(repeat: Repeat, tally: Tally, name: str) -> None:
    """A figure printed twice agrees, at the coarser of the two precisions."""
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
            message=f"{name}: the {what} is {_in_words(repeat.first)} at first and "
            f"{_in_words(repeat.again)} on line {repeat.line}",
            lines=[repeat.line],
        )
    )


def _in_words(value: object) -> str:
    return shown(value) if isinstance(value, Decimal | int) else f"'{value}'"


def _repeated_certificates(builder: Builder, tally: Tally) -> None:
    """The balances of all certificates under each group against the totals of the class tables."""
    whole = next((total for total in builder.totals if total.group is UNSET), None)
    if whole is None:
        return
    for total in builder.totals:
        if total.group is UNSET or _classes_of(builder, total):
            continue
        for field in ("beginning_balance", "ending_balance"):
            again = getattr(total, field)
            if again is not UNSET and getattr(whole, field) is not UNSET:
                subject = f"group {total.group} certificates" if total.group else "certificates"
                line = total.lines[0] if total.lines else 0
                _repeated(Repeat(subject, field, getattr(whole, field), again, line), tally, subject)
