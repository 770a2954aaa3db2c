"""Builds one statement: its records so far, the fate of each number, and figures printed twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from msgspec import UNSET, Struct

from parsers.amount_names import AMOUNTS
from parsers.cells import Cell
from parsers.class_rows import Table
from parsers.page import Line as PageLine
from parsers.printed_values import read_date
from parsers.records import (
    DASH_IS_ZERO,
    KINDS,
    UNITS,
    WHOLE_NUMBERS,
    Amount,
    Check,
    CreditSupport,
    Delinquency,
    Line,
    Pool,
    Statement,
    Total,
    Tranche,
    Trigger,
)

Value = Decimal | int | str | None
AnyLine = TypeVar("AnyLine", bound=Line)


class Misfit(Exception):
    """A cell that cannot be a value of the requested unit: a percentage where an amount is expected."""


class Repeat(Struct, frozen=True):
    """A figure or word printed a second time."""

    subject: str
    field: str
    first: Value
    again: Value
    line: int


def value_in(unit: str, cell: Cell) -> Value:
    """The value of a cell in a unit; null without digits. Raises Misfit where it cannot be in that unit."""
    value = cell.value
    if value is None or cell.kind != "number":
        return _without_digits(unit, cell)
    if unit == "pct":
        # Rates reach 4,623.73 % on tiny balances, but print no comma: with one, it is money under a rate.
        if "," in cell.text and not cell.percent:
            raise Misfit
        return value
    if cell.percent or unit in NO_NUMBERS:
        raise Misfit
    return _whole(value) if unit in WHOLE_NUMBERS else value


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


def _whole(value: Decimal) -> int:
    whole = int(value)  # '0.00' loans are 0 loans
    if whole != value or not 0 <= whole < MOST_COUNTED:
        raise Misfit
    return whole


def fits(unit: str, cell: Cell) -> bool:
    """Whether a cell can be a value of the unit."""
    try:
        value_in(unit, cell)
    except Misfit:
        return False
    return True


# Of these a number without a percent sign is stored as it is printed.
AS_PRINTED = frozenset(unit for kind in KINDS for unit in UNITS[kind].values()) - {
    *NO_NUMBERS,
    *WHOLE_NUMBERS,
    "pct",
}
_FIELDS_AS_PRINTED = {
    kind: frozenset(field for field, unit in UNITS[kind].items() if unit in AS_PRINTED) for kind in KINDS
}


class Fate(Struct, frozen=True, gc=False):
    """The fate of a value cell: mapped to a field of a record, or left out by a named rule."""

    kind: Literal["mapped", "ignored"]
    what: str  # the field, or the rule
    record: Line | None = None


class PlacedTable(NamedTuple):
    """Cells that were mapped as one table, their fields, and the checks that can disprove it.

    `proofs` are names of checks with the fields that each covers.
    """

    proofs: Mapping[str, Sequence[str]]
    fields: Set[str]
    cells: Sequence[Cell]


GENERAL = "general"  # the layout name of statements read without a layout


class Builder:
    """The records of one statement, filled by a layout, and the fate of each of its value cells.

    Cells are never changed: their fates are kept here, by the cell's identity.
    """

    def __init__(self, layout: str) -> None:
        self.statement = Statement(layout=layout)
        self.tranches: list[Tranche] = []
        self.totals: list[Total] = []
        self.pools: list[Pool] = []
        self.delinquencies: list[Delinquency] = []
        self.supports: list[CreditSupport] = []
        self.amounts: list[Amount] = []
        self.tables: list[Table] = []  # of classes, joined after all are read
        self.triggers: list[Trigger] = []
        self.placed_tables: list[PlacedTable] = []
        self.disproofs: list[Check] = []  # of tables that were withdrawn
        self.rates_from_interest = False  # rates of many digits are computed back from the interest paid
        self.unproved: frozenset[str] = frozenset()  # checks that no real page has shown to hold
        self.repeats: list[Repeat] = []
        self.unread_interest: list[str] = []  # headings of columns beside the classes that accrual may need
        self._placed: dict[tuple[str | None, str, str], Delinquency] = {}
        self._pools: dict[str | None, Pool] = {}
        self._amounts: dict[tuple[object, ...], Amount] = {}
        self._fates: dict[int, Fate] = {}
        self._readings: dict[int, Decimal] = {}
        self.unread_rows: list[int] = []  # lines of a section with sums, whose label has no field
        self._refused: set[int] = set()
        self._parted: dict[int, list[Cell]] = {}

    @property
    def figures(self) -> Iterable[Line]:
        """All lines but the statement's own, in the order of a records file."""
        of_loans = (self.pools, self.delinquencies, self.supports)
        for kind in (self.tranches, self.totals, *of_loans, self.amounts, self.triggers):
            yield from kind

    def put(self, record: Line, field: str, cell: Cell, subject: str = "") -> bool:
        """Put a cell into a field; False, without a change, where it cannot be a value of that field.

        `subject` is the record's name in checks, where its own figures do not give it (`subject_of`).
        """
        try:
            value = value_in(UNITS[type(record)][field], cell)
        except Misfit:
            return False
        self.put_fitting(record, field, cell, value, subject)
        return True

    def put_fitting(self, record: Line, field: str, cell: Cell, value: Value, subject: str = "") -> None:
        """As `put`, for a cell that is known to mean `value` in the field's unit."""
        if self._readings:
            value = self._readings.get(id(cell), value)
        lines, line = record.lines, cell.line
        if getattr(record, field) is UNSET:  # as nearly always
            setattr(record, field, value)
            if not lines or lines[-1] != line:
                lines.append(line)
            kept = True
        else:
            kept = self.set(record, field, value, line, subject)
        if kept and cell.kind != "broken":  # '########' leaves null in the field and is still reported
            self._fates[id(cell)] = Fate("mapped", field, record)

    def put_row(self, record: Line, fields: Iterable[str | None], cells: Iterable[Cell | None]) -> None:
        """As `put`, for each cell and the field of its column, where there are both.

        Most of a page's numbers are put this way: a plain number is stored without a further call.
        """
        as_printed, fates, lines = _FIELDS_AS_PRINTED[type(record)], self._fates, record.lines
        for field, cell in zip(fields, cells, strict=True):
            if field is None or cell is None:
                continue
            value = cell.value
            is_plain = value is not None and cell.kind == "number" and not cell.percent
            is_new = field in as_printed and getattr(record, field) is UNSET
            if is_plain and is_new and not self._readings:
                setattr(record, field, value)
                fates[id(cell)] = Fate("mapped", field, record)
                if not lines or lines[-1] != cell.line:
                    lines.append(cell.line)
            else:
                self.put(record, field, cell)

    def put_reading(self, record: Line, field: str, cell: Cell, value: Decimal) -> None:
        """Put a cell into a field as a converted value: per $1 where the field is per $1,000."""
        self._fates[id(cell)] = Fate("mapped", field, record)
        self.set(record, field, value, cell.line)

    def put_value(self, record: Line, field: str, cell: Cell, value: Value) -> None:
        """Put a cell into a field that has no unit of its own, as a value computed from it."""
        if cell.kind != "broken":
            self._fates[id(cell)] = Fate("mapped", field, record)
        self.set(record, field, value, cell.line)

    def withdraw(self, cells: Iterable[Cell]) -> None:
        """Undo mappings: the cells have no fate again, their fields no value."""
        for cell in cells:
            fate = self._fates.pop(id(cell), None)
            if fate is None or fate.record is None:
                continue
            again = [one for one in self.repeats if (one.line, one.field) == (cell.line, fate.what)]
            if again:  # the first print remains
                self.repeats.remove(again[0])
            else:
                setattr(fate.record, fate.what, None if fate.what == "value" else UNSET)
            fate.record.lines = [line for line in fate.record.lines if line != cell.line]
        self.pools = [one for one in self.pools if one.lines]
        self.delinquencies = [one for one in self.delinquencies if one.lines]
        self.amounts = [one for one in self.amounts if one.lines]
        self.triggers = [one for one in self.triggers if one.lines]
        self._pools = {pool.group: pool for pool in self.pools}
        self._placed = {(one.group, one.status, one.bucket): one for one in self.delinquencies}
        self._amounts = {place: one for place, one in self._amounts.items() if one.lines}

    def set(self, record: Line, field: str, value: Value, line: int, subject: str = "") -> bool:
        """Set a field to a value read from a line; a second print is kept beside the first.

        False where the second print has another value, which is then in no field.
        """
        first = getattr(record, field)
        lines = record.lines
        if not lines or lines[-1] != line:
            lines.append(line)
        if first is UNSET:
            setattr(record, field, value)
            return True
        self.repeats.append(Repeat(subject or subject_of(record), field, first, value, line))
        return agree(first, value)

    def ignore(self, cells: Iterable[Cell], rule: str) -> None:
        """Leave numbers out by a named rule: 'heading', 'signature', 'page_stamp'. Words have no fate."""
        for cell in cells:
            if cell.is_value:
                self._fates[id(cell)] = Fate("ignored", rule)

    def refuse(self, cells: Iterable[Cell]) -> None:
        """Keep the general reader from numbers: the layout knows their table, and its sums do not hold."""
        self._refused.update(map(id, cells))

    def is_refused(self, cell: Cell) -> bool:
        """Whether the layout refused a number."""
        return id(cell) in self._refused

    def part(self, cell: Cell, parts: list[Cell]) -> None:
        """Count a cell as several: figures printed into each other."""
        self._parted[id(cell)] = parts

    def read_as(self, cell: Cell, value: Decimal) -> None:
        """Store a cell, when it is mapped, as a converted value: a bare fraction as percent."""
        self._readings[id(cell)] = value

    def fate(self, cell: Cell) -> Fate | None:
        """The fate of a value cell; None where it has none yet."""
        return self._fates.get(id(cell))

    def fates(self, cells: Iterable[Cell]) -> Iterator[Fate | None]:
        """The fates of several cells, in their order."""
        return map(self._fates.get, map(id, cells))

    def values(self, line: PageLine) -> Sequence[Cell]:
        """The value cells of a line, with cells of several figures split."""
        if not self._parted:
            return line.values
        return [part for cell in line.values for part in self._parted.get(id(cell), (cell,))]

    def values_of(self, lines: Iterable[PageLine]) -> Sequence[Cell]:
        """The value cells of several lines."""
        if not self._parted:
            return [cell for line in lines for cell in line.values]
        return [cell for line in lines for cell in self.values(line)]

    def explains(self, lines: Iterable[PageLine]) -> bool:
        """Whether each number of some lines is mapped or left out."""
        return None not in self.fates(self.values_of(lines))

    def pool(self, group: str | None) -> Pool:
        """The pool of a group, made on first use."""
        if group not in self._pools:
            self._pools[group] = Pool(group=group)
            self.pools.append(self._pools[group])
        return self._pools[group]

    def delinquency(self, group: str | None, status: str, bucket: str, label: str) -> Delinquency:
        """The line of a group, status and bucket, made with its printed label on first use."""
        key = (group, status, bucket)
        found = self._placed.get(key)
        if found is None:
            found = self._placed[key] = Delinquency(group=group, status=status, bucket=bucket, label=label)
            self.delinquencies.append(found)
        return found

    def add_amount(self, name: str, cell: Cell, label: str, **where: str) -> bool:
        """A labelled figure of the vocabulary; `where` gives group, class_name, column or loss_type."""
        unit = AMOUNTS[name].unit
        try:
            value = value_in(unit, cell)
        except Misfit:
            return False
        earlier = self.amount(name, **where)
        if earlier is not None:
            subject = f"group {where['group']} {name}" if "group" in where else name
            earlier.lines.append(cell.line)
            self.repeats.append(Repeat(subject, "value", earlier.value, value, cell.line))
        else:
            amount = Amount(name=name, label=label, value=value, unit=unit, lines=[cell.line], **where)  # type: ignore[arg-type] # value is not a str: an amount has no date
            self.amounts.append(amount)
            self._amounts[_place(name, where)] = amount
        if cell.kind != "broken" and (earlier is None or agree(earlier.value, value)):
            self._fates[id(cell)] = Fate("mapped", "value", self._amounts[_place(name, where)])
        return True

    def trigger(self, name: str, label: str, group: str | None = None) -> Trigger:
        """The test of that name and group, made with its printed label on first use."""
        for one in self.triggers:
            if one.name == name and (one.group or None) == group:
                return one
        self.triggers.append(Trigger(name=name, label=label, group=group or UNSET))
        return self.triggers[-1]

    def amount(self, name: str, **where: str) -> Amount | None:
        """The amount of that name and place, if the page has it."""
        return self._amounts.get(_place(name, where))


def agree(first: Value, again: Value) -> bool:
    """Whether two prints of a figure agree at the coarser of their precisions."""
    if first == again or not isinstance(first, Decimal) or not isinstance(again, Decimal):
        return first == again
    coarsest = max(int(first.as_tuple().exponent), int(again.as_tuple().exponent))
    return abs(first - again) <= Decimal(5).scaleb(coarsest - 1)


def subject_of(record: Line) -> str:
    """A record's name in checks: 'tranche 12', 'totals', 'group 3 delinquent 30-59', 'pool', 'statement'."""
    if isinstance(record, Tranche):
        return f"tranche {record.tranche}"
    if isinstance(record, Total):
        return "totals"
    if isinstance(record, Pool | Delinquency | CreditSupport):
        return _subject_in_group(record)
    return type(record).__name__.lower()


def _subject_in_group(record: Pool | Delinquency | CreditSupport) -> str:
    group = f"group {record.group}" if record.group else ""
    if isinstance(record, Delinquency):
        return f"{group} {record.status} {record.bucket}".strip()
    if isinstance(record, CreditSupport):
        return f"{group} credit support {record.name}".strip()
    return group or "pool"


def _place(name: str, where: dict[str, str]) -> tuple[object, ...]:
    """An amount's name and the fields that distinguish it from others of that name."""
    return (name, *(where.get(field) for field in ("group", "class_name", "column", "loss_type")))
