"""Where a labelled figure goes: which record, which one of its kind, and the field; and how it is put there.

A page may say the parts of a target in several places: the row of a table says 'balance', its column
'30-59', the title above it 'foreclosure'. Each has a target with what it says, and `join` makes them one.
"""

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from parsers.amount_names import AMOUNTS
from parsers.builder import Builder, fits
from parsers.cells import Cell
from parsers.records import UNITS, CreditSupport, Delinquency, Line, Pool, Statement, Total

KINDS: dict[str, type[Struct]] = {
    "statement": Statement,
    "pool": Pool,
    "total": Total,
    "delinquency": Delinquency,
    "credit_support": CreditSupport,
}
MANY = 4096  # joined targets of a run's pages, which come again on the next statement


class Target(NamedTuple):
    """A field of a record or the name of an amount (`record` 'amount'), and what tells it from its likes.

    `of` is what credit support protects against ('fraud'); support of a class has its `class_name`. `record`
    'total' stands for the balances of all certificates that a statement repeats beside its pools.
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

    def holds(self, cell: Cell) -> bool:
        """Whether the field can have a cell's value."""
        unit = self.unit
        return unit != "" and fits(unit, cell)


NOTHING = Target()


@lru_cache(maxsize=MANY)
def _unit(target: Target) -> str:
    if target.record == "amount":
        return AMOUNTS[target.field].unit if target.field in AMOUNTS else ""
    kind = KINDS.get(target.record)
    return UNITS[kind].get(target.field, "") if kind is not None and target.is_whole else ""


def targets(record: str, fields: dict[str, str], **where: str) -> dict[str, Target]:
    """The labels of one kind of record, each with its field there; `where` is what all of them share."""
    return {label: Target(record, field, **where) for label, field in fields.items()}


def place(builder: Builder, target: Target, cell: Cell, label: str) -> bool:
    """Put a cell where its target says, `label` being the words beside it; False where it cannot be that."""
    if not target.holds(cell):  # no record without a figure
        return False
    if target.record == "amount":
        where = {name: getattr(target, name) for name in ("group", "class_name", "column", "loss_type")}
        told = {name: value for name, value in where.items() if value}
        return builder.add_amount(target.field, cell, label, **told)
    record, subject = _record(builder, target, label)
    return builder.put(record, target.field, cell, subject)


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
        support = _support(builder, target, label)
        return support, f"credit support {support.name}"
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
        if (support.kind, support.name) == (kind, name):
            return support
    builder.supports.append(CreditSupport(kind=kind, name=name, label=label))
    return builder.supports[-1]
