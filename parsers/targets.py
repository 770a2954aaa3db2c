"""Where a labelled figure goes: which record, which one of its kind, and the field; and how it is put there.

A page may say the parts of a target in several places: the row of a table says 'balance', its column
'30-59', the title above it 'foreclosure'. Each has a target with what it says, and `join` makes them one.
"""

from functools import lru_cache
from typing import NamedTuple

from msgspec import UNSET, Struct

from parsers.amount_names import AMOUNTS
from parsers.builder import AS_PRINTED, Builder, Misfit, fits, value_in
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
MANY = 4096  # joined targets of a run's pages, which come again on the next statement


class Target(NamedTuple):
    """A field of a record or the name of an amount (`record` 'amount'), and what tells it from its likes.

    `of` is what credit support protects against ('fraud'), or the name of a trigger; support of a class has
    its `class_name`. `record` 'total' stands for the balances of all certificates that a statement repeats
    beside its pools; 'tranche' without a `class_name` for the totals of the class tables. The unit of a
    trigger's figures stands in `column`.
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
        """What both say: 'original' and 'balance' are `original_balance`; else the other's word counts."""
        field = "_".join(part for part in (self.field, other.field) if part)
        both = (theirs or own for own, theirs in zip(self, other, strict=True))
        return Target(*both)._replace(field=field)

    @property
    def unit(self) -> str:
        """The unit of the field; '' where the target is not whole, or names no field of its record.

        Such a target holds no value. (The lint of the layouts finds misspelt names.)
        """
        return _unit(self)

    @property
    def is_whole(self) -> bool:
        """Whether it tells one record from others of its kind."""
        if self.record == "delinquency":
            return bool(self.status and self.bucket)
        return self.record != "credit_support" or bool(self.of or self.class_name)

    @property
    def is_text(self) -> bool:
        """Whether what it holds is printed in words or as a date, and is no number."""
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
    """The labels of one kind of record, each with its field there; `where` is what all of them share."""
    return {label: Target(record, field, **where) for label, field in fields.items()}


def place(builder: Builder, target: Target, cell: Cell, label: str) -> bool:
    """Put a cell where its target says, `label` being the words beside it; False where it cannot be that."""
    unit = _unit(target)
    try:
        value = value_in(unit, cell)
    except Misfit:  # no record without a figure
        return False
    if not unit:
        return False
    if target.record == "amount":
        where = {name: getattr(target, name) for name in ("group", "class_name", "column", "loss_type")}
        told = {name: value for name, value in where.items() if value}
        return builder.add_amount(target.field, cell, label, **told)
    if target.record == "trigger":
        return _place_in_trigger(builder, target, cell, label)
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
    """The value that a target's figure has so far; UNSET where it has none."""
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


def _place_in_trigger(builder: Builder, target: Target, cell: Cell, label: str) -> bool:
    try:
        value = value_in(target.unit, cell)
    except Misfit:
        return False
    trigger = _trigger(builder, target, label)
    builder.put_value(trigger, target.field, cell, value)
    trigger.unit = target.unit
    return True


def place_text(builder: Builder, target: Target, cell: Cell, label: str = "") -> bool:
    """Put words or a date where a target says; False where it cannot be that, or has another value there."""
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
    """The record of a target, and what checks call it where its own figures do not tell."""
    group = target.group or None
    if target.record == "pool":
        return builder.pool(group), ""
    if target.record == "delinquency":
        return builder.delinquency(group, target.status, target.bucket, label), ""
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
