"""A statement while it is read: its records so far, which number went where, and what was printed twice."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from msgspec import UNSET, Struct

from parsers.amount_names import AMOUNTS
from parsers.blocks.class_rows import Table
from parsers.cells import Cell
from parsers.page import Line as PageLine
from parsers.printed_values import read_date
from parsers.records import (
    DASH_IS_ZERO,
    UNITS,
    WHOLE_NUMBERS,
    Amount,
    CreditSupport,
    Delinquency,
    Line,
    Pool,
    Statement,
    Total,
    Tranche,
)

Value = Decimal | int | str | None
AnyLine = TypeVar("AnyLine", bound=Line)


class Misfit(Exception):
    """A cell that cannot be a value of the asked unit: a percentage where an amount is due."""


class Repeat(NamedTuple):
    """A figure or word printed a second time."""

    subject: str
    field: str
    first: Value
    again: Value
    line: int


def value_in(unit: str, cell: Cell) -> Value:
    """What a cell says in a unit. Raises Misfit where it cannot be that; null where it prints no digits."""
    if cell.kind != "number" or cell.value is None:
        return _without_digits(unit, cell)
    if unit in NO_NUMBERS:
        raise Misfit
    if unit in WHOLE_NUMBERS:
        return _whole(cell)
    # Rates reach 4,623.73 % on tiny balances, but print no comma: with one, it is money under a rate.
    if unit == "pct" and "," in cell.text and not cell.percent:
        raise Misfit
    if cell.percent and unit != "pct":
        raise Misfit
    return cell.value


NO_NUMBERS = frozenset({"date", "text", "flag", ""})


def _without_digits(unit: str, cell: Cell) -> Value:
    if cell.kind in ("broken", "absent"):
        return None
    if cell.kind == "date" and unit == "date":
        return read_date(cell.text)
    if cell.kind != "dash":
        raise Misfit
    if unit in WHOLE_NUMBERS:
        return 0
    return Decimal(0) if unit in DASH_IS_ZERO else None


MOST_COUNTED = 10**15  # of loans, days or months


def _whole(cell: Cell) -> int:
    value = cell.value
    if value is None or cell.percent or value != value.to_integral_value() or not 0 <= value < MOST_COUNTED:
        raise Misfit
    return int(value)  # '0.00' loans are 0 loans


def fits(unit: str, cell: Cell) -> bool:
    """Whether a cell can be a value of the unit."""
    try:
        value_in(unit, cell)
    except Misfit:
        return False
    return True


# Of these a number without a percent sign is stored as it is printed.
AS_PRINTED = frozenset(unit for units in UNITS.values() for unit in units.values()) - {
    *NO_NUMBERS,
    *WHOLE_NUMBERS,
    "pct",
}


class Fate(Struct, frozen=True, gc=False):
    """What became of a value cell: mapped to a field of a record, or left out by a named rule."""

    kind: Literal["mapped", "ignored"]
    what: str  # the field, or the rule
    record: Line | None = None


GENERAL = "general"  # the layout of what is read without one


class Builder:
    """The records of one statement, filled by a layout, and what became of each of its value cells.

    Cells stay as they were read: their fates are kept here, by the cell's identity.
    """

    def __init__(self, layout: str) -> None:
        self.statement = Statement(layout=layout)
        self.tranches: list[Tranche] = []
        self.totals: list[Total] = []
        self.pools: list[Pool] = []
        self.delinquencies: list[Delinquency] = []
        self.supports: list[CreditSupport] = []
        self.amounts: list[Amount] = []
        self.tables: list[Table] = []  # of classes, joined when all are read
        self.repeats: list[Repeat] = []
        self.unread_interest: list[str] = []  # headings of columns beside the classes that accrual may need
        self._placed: dict[tuple[str | None, str, str], Delinquency] = {}
        self._pools: dict[str | None, Pool] = {}
        self._amounts: dict[tuple[object, ...], Amount] = {}
        self._fates: dict[int, Fate] = {}
        self._readings: dict[int, Decimal] = {}
        self._parted: dict[int, list[Cell]] = {}

    @property
    def figures(self) -> Iterable[Line]:
        """All lines but the statement's own, in the order of a records file."""
        for kind in (self.tranches, self.totals, self.pools, self.delinquencies, self.supports, self.amounts):
            yield from kind

    def put(self, record: Line, field: str, cell: Cell, subject: str = "") -> bool:
        """Place a cell in a field; False, and nothing done, where it cannot be a value of that field.

        `subject` is what checks call the record, where its own figures do not tell (`subject_of`).
        """
        unit = UNITS[type(record)][field]
        value: Value = cell.value
        if cell.kind != "number" or value is None or cell.percent or unit not in AS_PRINTED:
            try:
                value = value_in(unit, cell)
            except Misfit:
                return False
        if self._readings:
            value = self._readings.get(id(cell), value)
        if cell.kind != "broken":  # '########' leaves null in the field and stays to be reported
            self._fates[id(cell)] = Fate("mapped", field, record)
        self.set(record, field, value, cell.line, subject)
        return True

    def put_reading(self, record: Line, field: str, cell: Cell, value: Decimal) -> None:
        """Place a cell in a field as a reading of what is printed: per $1 where the field is per $1,000."""
        self._fates[id(cell)] = Fate("mapped", field, record)
        self.set(record, field, value, cell.line)

    def set(self, record: Line, field: str, value: Value, line: int, subject: str = "") -> None:
        """Set a field to a value read from a line; a second print is kept beside the first."""
        first = getattr(record, field)
        lines = record.lines
        if not lines or lines[-1] != line:
            lines.append(line)
        if first is UNSET:
            setattr(record, field, value)
        else:
            self.repeats.append(Repeat(subject or subject_of(record), field, first, value, line))

    def ignore(self, cells: Iterable[Cell], rule: str) -> None:
        """Leave numbers out by a named rule: 'heading', 'signature', 'page_stamp'. Words have no fate."""
        for cell in cells:
            if cell.is_value:
                self._fates[id(cell)] = Fate("ignored", rule)

    def part(self, cell: Cell, parts: list[Cell]) -> None:
        """Count a cell as several: figures printed into each other."""
        self._parted[id(cell)] = parts

    def read_as(self, cell: Cell, value: Decimal) -> None:
        """Store a cell, where it is placed, as a reading of what it prints: a bare fraction as percent."""
        self._readings[id(cell)] = value

    def fate(self, cell: Cell) -> Fate | None:
        """What became of a value cell; None where nothing has yet."""
        return self._fates.get(id(cell))

    def values(self, line: PageLine) -> Sequence[Cell]:
        """The value cells of a line, those that hold several figures taken apart."""
        if not self._parted:
            return line.values
        return [part for cell in line.values for part in self._parted.get(id(cell), (cell,))]

    def explains(self, line: PageLine) -> bool:
        """Whether each number of a line is mapped or left out."""
        return all(id(cell) in self._fates for cell in self.values(line))

    def pool(self, group: str | None) -> Pool:
        """The pool of a group, made when first asked for."""
        if group not in self._pools:
            self._pools[group] = Pool(group=group)
            self.pools.append(self._pools[group])
        return self._pools[group]

    def delinquency(self, group: str | None, status: str, bucket: str, label: str) -> Delinquency:
        """The line of a group, status and bucket, made with its printed label when first asked for."""
        key = (group, status, bucket)
        if key not in self._placed:
            self._placed[key] = Delinquency(group=group, status=status, bucket=bucket, label=label)
            self.delinquencies.append(self._placed[key])
        return self._placed[key]

    def add_amount(self, name: str, cell: Cell, label: str, **where: str) -> bool:
        """A labelled figure of the vocabulary; `where` tells group, class_name, column or loss_type."""
        unit = AMOUNTS[name].unit
        try:
            value = value_in(unit, cell)
        except Misfit:
            return False
        earlier = self.amount(name, **where)
        if earlier is not None:
            earlier.lines.append(cell.line)
            self.repeats.append(Repeat(name, "value", earlier.value, value, cell.line))
        else:
            amount = Amount(name=name, label=label, value=value, unit=unit, lines=[cell.line], **where)  # type: ignore[arg-type] # value is no str: an amount has no date
            self.amounts.append(amount)
            self._amounts[_place(name, where)] = amount
        if cell.kind != "broken":
            self._fates[id(cell)] = Fate("mapped", "value", self._amounts[_place(name, where)])
        return True

    def amount(self, name: str, **where: str) -> Amount | None:
        """The amount of that name and place, if the page has it."""
        return self._amounts.get(_place(name, where))


def subject_of(record: Line) -> str:
    """What checks call a record: 'tranche 12', 'totals', 'group 3 delinquent 30-59', 'pool', 'statement'."""
    if isinstance(record, Tranche):
        return f"tranche {record.tranche}"
    if isinstance(record, Total):
        return "totals"
    group = f"group {record.group}" if isinstance(record, Pool | Delinquency) and record.group else ""
    if isinstance(record, Delinquency):
        return f"{group} {record.status} {record.bucket}".strip()
    return group or type(record).__name__.lower()


def _place(name: str, where: dict[str, str]) -> tuple[object, ...]:
    """An amount's name and the place that tells it from others of that name."""
    return (name, *(where.get(field) for field in ("group", "class_name", "column", "loss_type")))
