"""Class tables whose lines were wrapped at 65 columns, as in January 1998: columns in the report's order.

Words are then not above their columns, but the heading of a table still has all its words.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.builder import Builder
from parsers.class_rows import open_table, read_nameless_row
from parsers.headings import Column, known_in
from parsers.labels import plain
from parsers.page import Line

_SUM_RULE = re.compile(r"\s*(?:- )?-{5,}(?: +-{5,})*\s*$")
_END_RULE = re.compile(r"\s*={5,}\s*$")
# The tables in the report's order.
_PARTS = (
    "Class | Cusip | Original Face Value | Principal Balance Before Distribution"
    " | Current Pass-Through Rate | Principal Distribution",
    "Interest Distribution | Total Distribution | Deferred Interest | Realized Losses"
    " | Remaining Principal Balance",
    "Class | Beginning Balance Factor | Principal Factor | Interest Factor | Total Distribution"
    " | Deferred Interest | Ending Balance Factor",
)


def _words_of(headings: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in headings.casefold().split() if word != "|"))


_BY_WORDS = {_words_of(part): part.split(" | ") for part in _PARTS}


def read_wrapped(table: ClassTable, builder: Builder, lines: Sequence[Line]) -> list[Line]:
    """Keep the rows of wrapped tables in the builder's tables; returns the lines that are not of these."""
    rest: list[Line] = []
    above: list[Line] = []  # lines of words, which may be a heading
    reader = _Reader(builder)
    for line in lines:
        if line.cells and all(cell.kind == "words" for cell in line.cells):
            above.append(line)
            continue
        if above and (columns := _columns_of_words(table, above)):
            reader.open(columns)
            above = []
        rest += above
        above = []
        if not reader.read(line):
            rest.append(line)
    return rest + above


class _Reader:
    """Reads the rows of one table after the other."""

    def __init__(self, builder: Builder) -> None:
        self.tables = builder.tables
        self.is_open = self.is_summed = False  # below a heading; below the rule above its sums

    def open(self, columns: list[Column]) -> None:
        """Begin the table below a heading."""
        open_table(self.tables, columns)
        self.is_open, self.is_summed = True, False

    def read(self, line: Line) -> bool:
        """Whether a line is a row, or the rest of one; if so, keep it."""
        if not line.cells or not self.is_open:
            self.is_open = self.is_open and _END_RULE.match(line.text) is None
            self.is_summed = self.is_summed or _SUM_RULE.match(line.text) is not None
            return False
        row, rows = read_nameless_row(line), self.tables[-1].rows
        if rows and _goes_on(rows[-1].line, line):
            rows[-1].values += row.values
        else:
            row.total = self.is_summed and not row.lead
            rows.append(row)
        return True


def _columns_of_words(table: ClassTable, lines: Sequence[Line]) -> list[Column]:
    """The columns of the table with exactly these words in its heading, where they are over no column."""
    part = _BY_WORDS.get(_words_of(" ".join(line.squashed for line in lines)), [])
    for headings in (table.words, *table.words_below.values()):
        columns = [Column(heading, 0, 0, headings.fields.get(plain(heading))) for heading in part]
        if columns and all(column.field for column in columns):
            return [] if known_in(headings.read_stacked(lines)) > 2 else columns  # few are of a wrapped one
    return []


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line of values alone is the rest of the line right above."""
    return line.number == above.number + 1 and all(cell.is_value for cell in line.cells)
