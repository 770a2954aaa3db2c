"""The class matrix: the classes of a statement, and each of their figures with every cell that prints it.

Theory of operation. Rows of several parts are one class where they have the same name; names that a page cut
('A-III-' five times) identify classes by their order, if every part has them equally often. A part without
names is joined by order alone where it has a row for each row of the table above it; the proof decides
whether its figures belong there.

A row is not a class where it sums rows above it, whatever its label, where its words say fee, reserve, draw
or overcollateralization, or where it is in none of the tables that hold the balances: rows of another
table may follow at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from parsers.blocks.finding import BlockRow
from parsers.cells import Cell
from parsers.general.parts import Part, remic_of

Figure = tuple[Cell, Decimal | None]
ROOTS = ("beginning_balance", "principal", "ending_balance")  # a class has a row wherever these are printed


@dataclass(eq=False)
class ClassRow:
    """A class: the rows of the parts that print it."""

    name: str
    rows: list[tuple[Part, BlockRow]] = field(default_factory=list)
    group: str | None = None
    _prints: dict[str, list[Figure]] | None = None  # by field, on first use
    _values: dict[str, Decimal | None] = field(default_factory=dict)

    def _read(self) -> dict[str, list[Figure]]:
        """Every cell that proposes a figure, by field, with its value; then the one value of each field."""
        prints: dict[str, list[Figure]] = {}
        for part, row in self.rows:
            for name, cell, value in part.proposed(row):
                prints.setdefault(name, []).append((cell, value))
        for name, ((_, first), *others) in prints.items():
            self._values[name] = first if all(_agree(first, other) for _, other in others) else None
        self._prints = prints
        return prints

    def _figures(self, name: str) -> Sequence[Figure]:
        """Every cell that proposes a figure for a field, with its value; a dash is 0."""
        prints = self._read() if self._prints is None else self._prints
        return prints.get(name, ())

    def has(self, name: str) -> bool:
        """Whether a cell proposes a figure for a field."""
        return bool(self._figures(name))

    def cells(self, name: str) -> list[Cell]:
        """The cells that propose a figure for a field, in printed order."""
        return [cell for cell, _ in self._figures(name)]

    def value(self, name: str) -> Decimal | None:
        """The figure of a field (a dash is 0); None where it is not printed, or two prints differ."""
        if self._prints is None:
            self._read()
        return self._values.get(name)

    def contradicts(self, name: str) -> bool:
        """Whether a field is printed twice with different figures."""
        figures = self._figures(name)
        if len(figures) < 2:
            return False
        values = [value for _, value in figures if value is not None]
        return any(not _agree(values[0], other) for other in values[1:])

    def forget(self) -> None:
        """Discard the cached figures."""
        self._prints = None
        self._values.clear()

    @cached_property
    def words(self) -> str:
        """The class's name and type, as words to be judged."""
        return " ".join(cell.text for _, row in self.rows for cell in row.words.values())


@dataclass(eq=False)
class ClassMatrix:
    """Classes in printed order, rows of totals, other rows, and the parts that they come from."""

    parts: list[Part]
    classes: list[ClassRow] = field(default_factory=list)
    totals: list[tuple[Part, BlockRow]] = field(default_factory=list)
    exempt: list[ClassRow] = field(default_factory=list)  # fees, reserves and the like
    others: list[ClassRow] = field(default_factory=list)  # in none of the tables that hold the balances
    _printed: dict[str, bool] = field(default_factory=dict)
    _totals: dict[str, Decimal | None] | None = None  # by field, once asked for
    _columns: dict[str, list[Decimal | None]] = field(default_factory=dict)
    strips: list[ClassRow] | None = None  # according to the totals, on first use

    @property
    def remic(self) -> str | None:
        """The REMIC of these classes, where the page names one."""
        return remic_of(self.parts[0]) if self.parts else None

    def has(self, name: str) -> bool:
        """Whether a class prints a figure for that field."""
        if name not in self._printed:
            self._printed[name] = any(row.has(name) for row in self.classes)
        return self._printed[name]

    def column(self, name: str) -> Sequence[Decimal | None]:
        """The figure of a field for each class in turn."""
        if name not in self._columns:
            self._columns[name] = [row.value(name) for row in self.classes]
        return self._columns[name]

    def total(self, name: str) -> Decimal | None:
        """The figure that the last totals row prints for a field."""
        if self._totals is None:
            printed = (one for part, row in self.totals for one in part.proposed(row))
            self._totals = {own: value for own, _, value in printed}
        return self._totals.get(name)

    def sum(self, name: str, rows: Iterable[ClassRow] | None = None) -> Decimal:
        """The sum of a field over classes, all of them or those given."""
        summed = self.classes if rows is None else rows
        return sum((row.value(name) or Decimal(0) for row in summed), Decimal(0))

    def forget(self) -> None:
        """Discard the cached figures: a column has another field or denomination than before."""
        for row in (*self.classes, *self.exempt, *self.others):
            row.forget()
        self._printed.clear()
        self._columns.clear()
        self._totals = None
        self.strips = None


def _agree(first: Decimal | None, other: Decimal | None) -> bool:
    """Whether two prints of a figure agree at the coarser of their precisions."""
    if first is None or other is None:
        return False
    if first == other:
        return True
    coarser = max(int(first.as_tuple().exponent), int(other.as_tuple().exponent))
    return abs(first - other) < Decimal(1).scaleb(min(coarser, 0))


def proposed(rows: Sequence[ClassRow], name: str) -> list[ClassRow]:
    """Those of the classes that are in a table with a column for a field, even if the column is empty."""
    having = {id(part) for part in {part for row in rows for part, _ in row.rows} if name in part.fields()}
    return [row for row in rows if any(id(part) in having for part, _ in row.rows)]
