"""The keys that join a failed check to its record, and its level."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder, subject_of
from parsers.records import UNITS, Check, Delinquency, Pool, Tranche

FEW_UNITS = 10  # of the last printed digit
SMALL_SHARE = Decimal("0.001")
SMALL_AMOUNT = Decimal(100)  # dollars
OF_A_CLASS = frozenset({"balance_roll", "total_distribution"})
# Checks whose difference is in dollars for any field; other checks use the unit of their field.
IN_DOLLARS = frozenset(
    {
        *("balance_roll", "total_distribution", "interest_accrual", "column_total", "pool_roll"),
        *("interest_total", "group_total", "class_losses", "net_loss", "shortfall_roll", "reserve_fund_roll"),
        *("pool_vs_securities", "fee_total", "loss_total", "loss_roll", "shortfall_total"),
        *("overcollateralization_roll", "credit_support_balance"),
        *("principal_parts", "interest_parts", "account_roll", "account_total", "account_vs_classes"),
        "shortfall_vs_classes",
    }
)


def add_keys(builder: Builder, checks: list[Check]) -> None:
    """Give each failed check the keys of its record and its level."""
    if not checks:  # as on most pages
        return
    records = {
        subject_of(record): record for record in (*builder.tranches, *builder.pools, *builder.delinquencies)
    }
    named = (builder.pools, builder.delinquencies, builder.amounts, builder.totals)
    groups = {str(one.group) for kind in named for one in kind if one.group}
    for check in checks:
        record = records.get(check.subject)
        if isinstance(record, Tranche):
            check.tranche, check.class_name = record.tranche, record.class_name
        elif isinstance(record, Pool | Delinquency):
            check.group = record.group if record.group else UNSET
        elif group := _group_in(check.subject, groups):
            check.group = group
        if isinstance(record, Delinquency):
            check.status, check.bucket = record.status, record.bucket
        check.level = level_of(check)


def _group_in(subject: str, groups: Iterable[str]) -> str:
    """The group that a subject begins with, the longer of 'FIXED' and 'FIXED RATE'; '' for none."""
    return max((one for one in groups if f"{subject} ".startswith(f"group {one} ")), key=len, default="")


def level_of(check: Check) -> str:
    """'info' for words or a few units of the last digit, 'error' for a large amount, else 'warning'.

    A class's own roll or total that misses by more than a few units is always an error.
    """
    if check.difference is None or not isinstance(check.printed, Decimal | int):
        return "info"
    printed, difference = Decimal(check.printed), abs(Decimal(check.difference))
    if difference <= FEW_UNITS * Decimal(1).scaleb(min(int(printed.as_tuple().exponent), 0)):
        return "info"
    if check.check in OF_A_CLASS:
        return "error"
    whole = max(abs(printed), abs(Decimal(check.expected or 0)))
    grave = difference > SMALL_AMOUNT and difference > SMALL_SHARE * whole
    return "error" if grave and _is_money(check) else "warning"


def _is_money(check: Check) -> bool:
    if check.check in IN_DOLLARS:
        return True
    field = check.field if isinstance(check.field, str) else ""
    return any(UNITS[kind].get(field) == "usd" for kind in (Tranche, Pool, Delinquency))
