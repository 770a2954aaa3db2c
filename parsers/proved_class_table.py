"""Class tables of a layout's words, or of the page's arithmetic where the words leave more numbers.

Theory of operation. The words of a layout are tried first, on a builder that is thrown away. Where they leave
a number without a field, the tables are read once more without the layout's words, by the field's vocabulary
and the identities that prove it (`parsers.general`). Whichever places more numbers is kept. A digit that was
changed makes a table unproved and leaves the words as they are, so that its check fails; a heading that the
words do not find, stacked otherwise or cut, leaves the proof. With no words at all only the proof is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_table import ClassTable
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.general.class_reading import read_classes
from parsers.page import Line
from parsers.records import Tranche


@dataclass(frozen=True)
class ProvedClassTable(ClassTable):
    """As ClassTable; its lines must hold all class tables of a statement, for they prove each other.

    Without `headings` nothing is read but what is proved.
    """

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the classes of some lines; the lines that hold none."""
        open_before = _open(builder, lines)
        by_words = Builder("")
        rest = self._read_by_words(by_words, lines)
        total = _name_of_sum(by_words)
        left = _without_fate(by_words, open_before)
        if left and self._is_proved_better(lines, open_before, left):
            read_classes(builder, find_blocks(lines, KNOWN))
            return [line for line in lines if _open(builder, [line]) or not line.values]
        self._read_by_words(builder, lines, total)
        return rest

    def _read_by_words(self, builder: Builder, lines: Sequence[Line], total: str | None = None) -> list[Line]:
        """Read by the layout's words; `total` is the name of a last row that is the sum of the others."""
        if not self.headings:
            return list(lines)
        rest = super().read(builder, lines)
        for table in builder.tables:
            if total and table.rows and table.rows[-1].name == total:
                table.rows[-1].total = True
        place_tables(builder, builder.tables)
        builder.tables = []
        return rest

    def _is_proved_better(self, lines: Sequence[Line], open_before: Sequence[Cell], left: int) -> bool:
        by_proof = Builder("")
        read_classes(by_proof, find_blocks(lines, KNOWN))
        return _without_fate(by_proof, open_before) < left


def _name_of_sum(builder: Builder) -> str | None:
    """The last class, where it is no class but the sum of the others with its label cut: 'T' of 'Total'."""
    if builder.totals or len(builder.tranches) <= FEWEST_SUMMED:
        return None
    *classes, last = builder.tranches
    summed = [name for name in MONEY if isinstance(getattr(last, name), Decimal) and getattr(last, name)]
    is_sum = len(summed) >= FEWEST_SUMMED and all(_is_sum(last, classes, name) for name in summed)
    return last.class_name or None if is_sum else None


FEWEST_SUMMED = 2  # classes, and columns
MONEY = ("principal", "interest", "total_distribution")  # strips have no part in sums of balances


def _is_sum(last: Tranche, classes: Sequence[Tranche], name: str) -> bool:
    values = [getattr(one, name) for one in classes]
    if not all(isinstance(value, Decimal) for value in values):
        return False
    return bool(getattr(last, name) == sum(values, Decimal(0)))


def _open(builder: Builder, lines: Sequence[Line]) -> list[Cell]:
    """The numbers to which nothing has become of yet."""
    return [cell for line in lines for cell in builder.values(line) if builder.fate(cell) is None]


def _without_fate(builder: Builder, cells: Sequence[Cell]) -> int:
    return sum(builder.fate(cell) is None for cell in cells)
