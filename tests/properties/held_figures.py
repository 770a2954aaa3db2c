"""Which checks hold a figure of a class table, by the identities alone, and which a change must fail."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

Fields = Mapping[str, Any]  # of a record as read

ROLL = frozenset({"beginning_balance", "principal", "realized_loss", "deferred_interest", "ending_balance"})
TOTAL = frozenset({"principal", "interest", "total_distribution"})
RATIOS = {
    "beginning_balance_per_1000": "beginning_balance",
    "principal_per_1000": "principal",
    "interest_per_1000": "interest",
    "total_per_1000": "total_distribution",
    "deferred_interest_per_1000": "deferred_interest",
    "ending_balance_per_1000": "ending_balance",
    "factor": "ending_balance",
}
ACCRUAL = frozenset(
    {
        *("beginning_balance", "pass_through_rate_pct", "interest", "accrued_interest", "deferred_interest"),
        *("interest_shortfall", "net_prepayment_interest_shortfall"),
    }
)
NOT_MONEY = ("_per_1000", "_pct", "factor")


class Held(NamedTuple):
    """A check that holds a figure: its name, subject and field; `fails`: whether it cannot pass any more."""

    check: str
    subject: str
    field: str
    fails: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self[:3]


class Change(NamedTuple):
    """A figure that changed: the record that has it now, and the others that it is summed up with."""

    subject: str  # 'tranche 3', 'totals'
    field: str
    before: Decimal
    record: Fields
    classes: Sequence[Fields]
    total: Fields | None

    @property
    def delta(self) -> Decimal:
        after = self.record.get(self.field)
        return abs(after - self.before) if isinstance(after, Decimal | int) else Decimal(0)


def holding(change: Change) -> Iterator[Held]:
    """The checks that hold a changed figure.

    Accrual is skipped where no day count fits, and a repeated figure may be read from its other print: these
    may fail.
    """
    subject, field, delta = change.subject, change.field, change.delta
    large = delta > 5 * _coarsest(change.record)
    if subject != "totals":
        if field in ROLL:
            rolls = _has(change.record, "beginning_balance", "principal", "ending_balance")
            yield Held("balance_roll", subject, "", rolls and large and not change.record.get("notional"))
        if field in TOTAL:
            yield Held("total_distribution", subject, "", _has(change.record, *TOTAL) and large)
        if field in ACCRUAL:
            yield Held("interest_accrual", subject, "interest", False)
            yield Held("interest_accrual", subject, "", False)
    if not field.endswith(NOT_MONEY):
        yield Held("column_total", "totals", field, _was_sum(change))
    for ratio, amount in RATIOS.items():
        if field in (ratio, amount, "original_balance"):
            check = "factor" if ratio == "factor" else "per_1000"
            yield Held(check, subject, ratio, _moves_ratio(change, ratio, amount))
    yield Held("repeated_value", subject, field, False)


def _was_sum(change: Change) -> bool:
    """Whether the printed total was, to the digit, the sum of the classes that are no strips; it is no more.

    Each class may be off by half a unit of its last digit.
    """
    counted = [record for record in change.classes if not record.get("notional")]
    if change.total is None or not all(_has(record, change.field) for record in (*counted, change.total)):
        return False
    if change.subject != "totals" and change.record not in counted:
        return False
    off = sum(record[change.field] for record in counted) - change.total[change.field]
    return bool(abs(off) == change.delta > (len(counted) + 1) * _coarsest(change.record))


def _moves_ratio(change: Change, ratio: str, amount: str) -> bool:
    """Whether a ratio of the original balance is off by more than four units of its last digit."""
    record = change.record
    if not _has(record, ratio, amount, "original_balance") or not record["original_balance"]:
        return False
    scale = 1 if ratio == "factor" else 1000
    original = record["original_balance"]
    moved = {
        ratio: change.delta,
        amount: scale * change.delta / original,
        "original_balance": record[ratio] * change.delta / original,
    }[change.field]
    return bool(moved > 4 * _unit(record[ratio]) + scale * Decimal("0.02") / original)


def _has(record: Fields, *names: str) -> bool:
    return all(isinstance(record.get(name), Decimal | int) for name in names)


def _coarsest(record: Fields) -> Decimal:
    """One of the last digit of the amounts; a bare zero has none."""
    return max((_unit(record[name]) for name in ROLL | TOTAL if record.get(name)), default=Decimal("0.01"))


def _unit(value: Any) -> Decimal:
    return (
        Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
        if isinstance(value, Decimal)
        else Decimal(1)
    )
