"""Checks of the other figures: fees, losses, shortfalls, overcollateralization, days of the period."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Subject, Tally, half_unit, number, rounding
from parsers.records import Amount


class Sum(NamedTuple):
    """A printed total, what adds to it and what is taken from it; `needed` of them must be printed."""

    check: str
    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


SUMS = (
    Sum(
        "fee_total",
        "total_fee",
        (
            "master_servicing_fee",
            "sub_servicing_fee",
            "insurance_premium",
            "mortgage_insurance_fee",
            "other_fee",
        ),
    ),
    Sum(
        "loss_total",
        "total_realized_loss",
        ("current_realized_loss", "additional_gain_or_loss"),
        needed=("current_realized_loss",),
    ),
    Sum(
        "loss_roll",
        "cumulative_loss_ending",
        ("cumulative_loss_beginning", "loss_current_month"),
        ("recoveries_current_month",),
        needed=("cumulative_loss_beginning", "loss_current_month"),
    ),
    Sum(
        "loss_roll",
        "net_recovery_ending",
        ("net_recovery_beginning", "net_recovery_current_month"),
        needed=("net_recovery_beginning", "net_recovery_current_month"),
    ),
    Sum(
        "shortfall_total",
        "net_prepayment_interest_shortfall",
        ("gross_prepayment_interest_shortfall",),
        ("servicing_fee_compensation", "other_compensation", "compensating_interest"),
        needed=("gross_prepayment_interest_shortfall",),
    ),
    Sum(
        "shortfall_total",
        "net_curtailment_interest_shortfall",
        ("gross_curtailment_interest_shortfall",),
        ("curtailment_compensating_interest",),
        needed=("gross_curtailment_interest_shortfall",),
    ),
    *(
        Sum(
            "shortfall_roll",
            f"{stem}_remaining",
            (f"{stem}_current", f"{stem}_prior_unpaid"),
            (f"{stem}_paid",),
            needed=(f"{stem}_current", f"{stem}_prior_unpaid", f"{stem}_paid"),
        )
        for stem in ("prepayment_shortfall", "basis_risk_shortfall")
    ),
    Sum(
        "reserve_fund_roll",
        "reserve_fund_ending",
        ("reserve_fund_beginning", "reserve_fund_deposits"),
        ("reserve_fund_withdrawals",),
        needed=("reserve_fund_beginning", "reserve_fund_deposits", "reserve_fund_withdrawals"),
    ),
    Sum(
        "overcollateralization_roll",
        "overcollateralization_ending",
        ("overcollateralization_beginning", "overcollateralization_change"),
        needed=("overcollateralization_beginning", "overcollateralization_change"),
    ),
)


def check_amounts(builder: Builder, tally: Tally) -> None:
    """Every printed sum that the page has, and the days of its periods."""
    for rule in SUMS:
        for total in (amount for amount in builder.amounts if amount.name == rule.total):
            _sum(builder, rule, total, tally)
    _per_1000(builder, tally)
    _days(builder, tally)


def _sum(builder: Builder, rule: Sum, total: Amount, tally: Tally) -> None:
    plus, minus = list(_terms(builder, rule.plus, total)), list(_terms(builder, rule.minus, total))
    names = {name for name, _ in [*plus, *minus]}
    printed = number(total.value)
    if printed is None or not names or not names.issuperset(rule.needed):
        tally.skip(rule.check, "its terms are not all printed")
        return
    added = sum((value for _, value in plus), Decimal(0)) - sum((value for _, value in minus), Decimal(0))
    where = " ".join(str(part) for part in (total.group and f"group {total.group}", total.loss_type) if part)
    tally.compare(
        rule.check,
        Subject(f"{where} {total.name}".strip(), total.lines),
        expected=added,
        printed=printed,
        tolerance=rounding([printed, *(value for _, value in [*plus, *minus])]),
        message="its terms make {expected}, the page prints {printed}",
    )


def _per_1000(builder: Builder, tally: Tally) -> None:
    """A fact per $1000 is its amount over the original face of all classes: no page has shown of which."""
    whole = next((number(total.original_balance) for total in builder.totals if total.group is UNSET), None)
    for ratio in (amount for amount in builder.amounts if amount.unit == "usd_per_1000"):
        amount = builder.amount(str(ratio.name).removesuffix("_per_1000"))
        value, printed = number(amount.value if amount else None), number(ratio.value)
        if whole and value is not None and printed is not None:
            carried = 1000 * half_unit(value) / whole
            tally.note(
                "amount_per_1000",
                expected=1000 * value / whole,
                printed=printed,
                tolerance=2 * half_unit(printed) + carried,
            )


def _terms(builder: Builder, names: tuple[str, ...], total: Amount) -> Iterator[tuple[str, Decimal]]:
    """The terms that stand where the total stands: the same group, class and loss type."""
    for amount in builder.amounts:
        place = (amount.group, amount.class_name, amount.loss_type)
        if amount.name in names and place == (total.group, total.class_name, total.loss_type):
            value = number(amount.value)
            if value is not None:
                yield amount.name, value


def _days(builder: Builder, tally: Tally) -> None:
    """Days from first to last: by 30/360 for the accrual period, by the calendar for the actual one."""
    statement = builder.statement
    periods = (
        ("accrual period", statement.accrual_start, statement.accrual_end, statement.accrual_days, _days_30),
        (
            "actual accrual period",
            statement.actual_accrual_start,
            statement.actual_accrual_end,
            statement.actual_accrual_days,
            _days_actual,
        ),
    )
    for subject, start, end, printed, count in periods:
        if not isinstance(printed, int):
            continue
        if not isinstance(start, str) or not isinstance(end, str):
            tally.skip("accrual_days", "the days of the period are not printed")
            continue
        days = count(date.fromisoformat(start), date.fromisoformat(end))
        tally.compare(
            "accrual_days",
            Subject(subject, statement.lines),
            expected=Decimal(days),
            printed=Decimal(printed),
            tolerance=Decimal(0),
            message=f"{start} to {end} are {{expected}} days, the page prints {{printed}}",
        )


def _days_30(start: date, end: date) -> int:
    return (
        (end.year - start.year) * 360 + (end.month - start.month) * 30 + min(end.day, 30) - min(start.day, 30)
    )


def _days_actual(start: date, end: date) -> int:
    return (end - start).days
