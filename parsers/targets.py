"""Targets of labelled figures: the record, which one of its kind, and the field; and how to store figures.

A page may give the parts of a target in several places: the row of a table 'balance', its column
'30-59', the title above it 'foreclosure'. Each has a target with its own part, and `join` merges them.
"""

from functools import lru_cache
from typing import NamedTuple

from msgspec import UNSET, Struct

from parsers.amount_names import AMOUNTS
from parsers.builder import AS_PRINTED, Builder, Misfit, Value, fits, value_in
from parsers.cells import Cell
from parsers.printed_values import read_date
from parsers.records import (
    UNITS,
    CreditSupport,
    Delinquency,
    Line,
    Pool,
    Statement,
    Total,
    Tranche,
    Trigger,
)

KINDS: dict[str, type[Struct]] = {
    "statement": Statement,
    "tranche": Tranche,
    "pool": Pool,
    "total": Total,
    "delinquency": Delinquency,
    "credit_support": CreditSupport,
}
MANY = 4096  # joined targets of a run's pages, which are repeated on the next statement


class Target(NamedTuple):
    """A field of a record or the name of an amount (`record` 'amount'), and the keys of the record.

    `of` is the loss that credit support covers ('fraud'), or the name of a trigger; support of a class has
    its `class_name`. `record` 'total' means the balances of all certificates that a statement repeats
    beside its pools; 'tranche' without a `class_name` the totals of the class tables. The unit of a
    trigger's figures is in `column`.
    """

    record: str = ""
    field: str = ""
    of: str = ""
    status: str = ""
    bucket: str = ""
    group: str = ""
    class_name: str = ""
    column: str = ""
    loss_type: str = ""

    @lru_cache(maxsize=MANY)  # noqa: B019 # a target is a value, and the memory is bounded
    def join(self, other: "Target") -> "Target":
        """Both joined: 'original' and 'balance' are `original_balance`; else the other's word counts."""
        field = "_".join(part for part in (self.field, other.field) if part)
        both = (theirs or own for own, theirs in zip(self, other, strict=True))
        return Target(*both)._replace(field=field)

    @property
    def unit(self) -> str:
        """The unit of the field; '' where the target is incomplete, or names no field of its record.

        Such a target holds no value. (The layout lint finds misspelt names.)
        """
        return _unit(self)

    @property
    def is_whole(self) -> bool:
        """Whether it has a key that distinguishes one record from others of its kind."""
        if self.record == "delinquency":
            return bool(self.status and self.bucket)
        return self.record != "credit_support" or bool(self.of or self.class_name)

    @property
    def is_text(self) -> bool:
        """Whether its values are printed in words or as a date, not as a number."""
        return self.unit in ("text", "date")

    def holds(self, cell: Cell) -> bool:
        """Whether the field can have a cell's value."""
        unit = _unit(self)
        # Nearly every figure is a plain number below words of an amount.
        if unit in AS_PRINTED and cell.kind == "number" and not cell.percent:
            return cell.value is not None
        return unit != "" and fits(unit, cell)


NOTHING = Target()


@lru_cache(maxsize=MANY)
def _unit(target: Target) -> str:
    if target.record == "amount":
        return AMOUNTS[target.field].unit if target.field in AMOUNTS else ""
    if target.record == "trigger":
        return "text" if target.field == "result" else target.column
    kind = KINDS.get(target.record)
    return UNITS[kind].get(target.field, "") if kind is not None and target.is_whole else ""


def targets(record: str, fields: dict[str, str], **where: str) -> dict[str, Target]:
    """The labels of one kind of record, each with its field there; `where` holds the keys they all share."""
    return {label: Target(record, field, **where) for label, field in fields.items()}


def place(builder: Builder, target: Target, cell: Cell, label: str) -> bool:
    """Put a cell into its target; `label` is the words beside it. False where it cannot be such a value."""
    unit = _unit(target)
    if not unit:
        return False
    try:
        value = value_in(unit, cell)
    except Misfit:  # no record without a figure
        return False
    if target.record == "amount":
        where = {name: getattr(target, name) for name in ("group", "class_name", "column", "loss_type")}
        keys = {name: value for name, value in where.items() if value}
        return builder.add_amount(target.field, cell, label, **keys)
    if target.record == "trigger":
        return _place_in_trigger(builder, target, cell, value, label)
    if target.record == "tranche":
        of_class = _class_record(builder, target)
        return of_class is not None and _put(builder, of_class, target.field, cell)
    record, subject = _record(builder, target, label)
    builder.put_fitting(record, target.field, cell, value, subject)
    return True


def _put(builder: Builder, record: Line, field: str, cell: Cell) -> bool:
    return field in UNITS[type(record)] and builder.put(record, field, cell)


def _class_record(builder: Builder, target: Target) -> Tranche | Total | None:
    """The class of that name, or the totals of all; None where no class or more than one has it."""
    if not target.class_name:
        totals = [] if target.group else builder.totals
        return next((total for total in totals if total.group is UNSET), None)
    named = [one for one in builder.tranches if one.class_name == target.class_name]
    return named[0] if len(named) == 1 else None


def _trigger(builder: Builder, target: Target, label: str) -> Trigger:
    return builder.trigger(target.of, label, target.group or None)


def printed_in(builder: Builder, target: Target) -> object:
    """The current value of a target's figure; UNSET where it has none."""
    if target.record == "amount":
        where = {name: getattr(target, name) for name in ("group", "class_name", "column", "loss_type")}
        earlier = builder.amount(target.field, **{name: value for name, value in where.items() if value})
        return UNSET if earlier is None else earlier.value
    group = target.group or None
    if target.record == "pool":
        records: list[Line] = [one for one in builder.pools if one.group == group]
    elif target.record == "delinquency":
        place = (group, target.status, target.bucket)
        records = [one for one in builder.delinquencies if (one.group, one.status, one.bucket) == place]
    elif target.record == "trigger":
        records = [one for one in builder.triggers if (one.name, one.group or None) == (target.of, group)]
    else:
        return UNSET
    return getattr(records[0], target.field) if records else UNSET


def _place_in_trigger(builder: Builder, target: Target, cell: Cell, value: Value, label: str) -> bool:
    trigger = _trigger(builder, target, label)
    builder.put_value(trigger, target.field, cell, value)
    trigger.unit = target.unit
    return True


def place_text(builder: Builder, target: Target, cell: Cell, label: str = "") -> bool:
    """Put words or a date into a target; False where it cannot be that, or has another value already."""
    if target.record == "trigger":
        record: Line | None = _trigger(builder, target, label)
    else:
        record = _class_record(builder, target)
    unit = target.unit
    if record is None or not hasattr(record, target.field):
        return False
    value = read_date(cell.text) if unit == "date" else cell.text
    if value is None:
        return False
    builder.set(record, target.field, value, cell.line)
    if isinstance(record, Trigger) and unit == "date":
        record.unit = unit
    return True


def _record(builder: Builder, target: Target, label: str) -> tuple[Line, str]:
    """The record of a target, and its name in checks where its own figures do not give one."""
    group = target.group or None
    if target.record == "delinquency":  # most of them
        return builder.delinquency(group, target.status, target.bucket, label), ""
    if target.record == "pool":
        return builder.pool(group), ""
    if target.record == "total":
        whose = f"group {group}" if group else "pool"
        return _certificates(builder, group), f"{whose} certificates"
    if target.record == "credit_support":
        return _support(builder, target, label), ""
    return builder.statement, ""


def _certificates(builder: Builder, group: str | None) -> Total:
    """The balances of all certificates as a group repeats them."""
    for total in builder.totals:
        if total.group == group:
            return total
    builder.totals.append(Total(group=group))
    return builder.totals[-1]


def _support(builder: Builder, target: Target, label: str) -> CreditSupport:
    kind, name = ("class", target.class_name) if target.class_name else ("loss_coverage", target.of)
    for support in builder.supports:
        if (support.kind, support.name, support.group or "") == (kind, name, target.group):
            return support
    support = CreditSupport(kind=kind, name=name, group=target.group or UNSET, label=label)
    builder.supports.append(support)
    return builder.supports[-1]
