"""Finds the numbers of a page that a failed check tests: only those are red, not others on their lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from parsers.records import Check

# The fields that a check tests if its record names none; for labelled figures, the value.
TESTED: Mapping[str, Sequence[str]] = {
    "balance_roll": ("ending_balance",),
    "total_distribution": ("total_distribution",),
    "interest_accrual": ("accrued_interest", "interest"),
    "pool_roll": ("ending_balance",),
    "loan_count_roll": ("ending_loan_count",),
    "cpr": ("cpr_pct",),
}


def checks_by_line(records: Sequence[Any]) -> dict[int, list[Check]]:
    """The failed checks of a statement by line number."""
    found: dict[int, list[Check]] = {}
    for check in (record for record in records if isinstance(record, Check)):
        for line in check.lines:
            found.setdefault(line, []).append(check)
    return found


def is_about(check: Check, record: Any, field: str | None) -> bool:
    """Whether a check of the same line tests this field of a record, by its keys and printed value."""
    if isinstance(check.field, str):
        is_field = field == check.field
    else:
        is_tested = field in TESTED.get(check.check, ("value",))
        is_field = is_tested and getattr(record, str(field), None) == check.printed
    return is_field and _has_keys(check, record)


def _has_keys(check: Check, record: Any) -> bool:
    """Whether a check is about this record: one line may hold several, such as the columns of a table."""
    for key in ("tranche", "status", "bucket"):
        wanted = getattr(check, key)
        if wanted is not UNSET and getattr(record, key, None) != wanted:
            return False
    group = getattr(record, "group", UNSET)
    return UNSET in (group, check.group) or group == check.group
