"""Class tables of a layout's words, or of the page's arithmetic where the words leave more numbers.

Theory of operation. The words of a layout are tried first, on a builder that is thrown away. Where they leave
a number without a field, the tables are read once more without the layout's words, by the field's vocabulary
and the identities that prove it (`parsers.general`). Whichever places more numbers is kept. A digit that was
changed makes a table unproved and leaves the words as they are, so that its check fails; a heading that the
words do not find, stacked otherwise or cut, leaves the proof. With no words at all only the proof is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_table import ClassTable
from parsers.blocks.finding import find_blocks
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.general.class_reading import read_classes
from parsers.general.known_words import KNOWN
from parsers.page import Line


@dataclass(frozen=True)
class ProvedClassTable(ClassTable):
    """As ClassTable; its lines must hold all class tables of a statement, for they prove each other.

    Without `headings` nothing is read but what is proved.
    """

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the classes of some lines; the lines that hold none."""
        open_before = _open(builder, lines)
        by_words = Builder(builder.statement.layout or "")
        rest = super().read(by_words, lines, group) if self.headings else list(lines)
        place_tables(by_words, by_words.tables)
        left = _without_fate(by_words, open_before)
        if left and self._is_proved_better(lines, open_before, left):
            read_classes(builder, find_blocks(lines, KNOWN))
            return [line for line in lines if _open(builder, [line]) or not line.values]
        if self.headings:
            super().read(builder, lines, group)
        return rest

    def _is_proved_better(self, lines: Sequence[Line], open_before: Sequence[Cell], left: int) -> bool:
        by_proof = Builder("")
        read_classes(by_proof, find_blocks(lines, KNOWN))
        return _without_fate(by_proof, open_before) < left


def _open(builder: Builder, lines: Sequence[Line]) -> list[Cell]:
    """The numbers to which nothing has become of yet."""
    return [cell for line in lines for cell in builder.values(line) if builder.fate(cell) is None]


def _without_fate(builder: Builder, cells: Sequence[Cell]) -> int:
    return sum(builder.fate(cell) is None for cell in cells)
