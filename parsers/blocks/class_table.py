"""Class table: one row per class, its columns spread over any number of tables, with worded headings.

Theory of operation. A line of words, alone or stacked with the lines right above it, is a heading where most
of its columns are known; the rows below it, which begin with the class's name, belong to its table. A heading
that is repeated behind a page break continues the table above. Totals end the table where no row is right
below them: a row that begins with that word, or with a value below a rule of dashes or above a double rule.
A heading right above a row with unknown columns also ends it. The only class of a deal may have no name: its
row, with all values, is right below the heading. A title (`titled`) changes the meaning of the words below
it: 'Prin' below 'AMOUNTS PER $1,000 UNIT' is another field.

The tables of a statement are joined after all are read (`class_joining`): rows by name and order, values by
position.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parsers.builder import Builder
from parsers.class_rows import TEXT_FIELDS, Row, ends_name, open_table, read_nameless_row, read_row
from parsers.clipped_headings import ClippedHeadings
from parsers.headings import Column, Headings, known_in
from parsers.page import Line

MOST_LINES = 6  # of a heading
FEWEST = 2  # known columns of the first heading: with one, the line may be any words
_SUM_RULE = re.compile(r"\s*(?:- )?-{5,}(?: +-{5,})*\s*$")
_END_RULE = re.compile(r"\s*={5,}\s*$")


@dataclass(frozen=True)
class ClassTable:
    """The headings of the columns, each with its field of `tranche`; `titled` are those below a title."""

    headings: Mapping[str, str]
    titled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def words(self) -> Headings:
        """The headings below no title."""
        return ClippedHeadings(self.headings)

    @cached_property
    def words_below(self) -> dict[str, Headings]:
        """The headings below each title."""
        return {title.casefold(): ClippedHeadings(headings) for title, headings in self.titled.items()}

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Keep the rows of some lines in the builder's tables; returns the lines that are not rows."""
        reader = _Reader(self, builder)
        return [line for line in lines if not reader.read(line)]


class _Reader:
    """Reads rows and headings line by line."""

    def __init__(self, table: ClassTable, builder: Builder) -> None:
        self.table = table
        self.builder = builder
        self.headings = table.words
        self.initials = {first for title in table.words_below for first in (title[0], title[0].upper())}
        self.above: list[Line] = []  # lines of words without a blank one between, the nearest last
        self.heading: list[Column] = []  # columns of the headings since the last row
        self.rows: list[Row] | None = None  # of the open table
        self.is_summed = False  # a rule was drawn below its rows
        self.is_ruled = False  # a rule was drawn below the last heading: its rows are lost
        self.nameless: Line | None = None  # the line above, of values alone, that was not a row
        self.totals = 0  # the line number of its totals

    def read(self, line: Line) -> bool:
        """Whether a line belongs to the table: a row, a title over its heading, the rest of a name."""
        if below := self._titled(line):
            self.builder.ignore(line.cells, "heading")
            self.headings, self.above, self.heading = below, [], []
        elif columns := self._name(line):
            self.heading, self.is_ruled = columns, False
        elif not self._take_row(line):
            self._take_rule(line)
            return False
        self.nameless = None
        return True

    def _take_rule(self, line: Line) -> None:
        """Whether a rule of dashes is above the sums, or a double rule below them."""
        if _SUM_RULE.match(line.text):
            self.is_summed = self.is_summed or bool(self.rows)
            self.is_ruled = True
        elif self.nameless is not None and _END_RULE.match(line.text):
            self._take_sums(self.nameless)
        if line.cells:
            self.nameless = line if line.values and all(cell.is_value for cell in line.cells) else None

    def _take_sums(self, line: Line) -> None:
        """The line above a double rule: the sums of the rows above it, even where all of these were lost."""
        if self.heading and self.is_ruled:
            self._open()
        if self.rows is not None and not self.totals:
            self._append(read_nameless_row(line), is_total=True)

    def _open(self) -> None:
        open_table(self.builder.tables, self.heading)
        self.rows, self.heading, self.is_summed = self.builder.tables[-1].rows, [], False
        self.totals = 0

    def _append(self, row: Row, *, is_total: bool) -> None:
        if self.rows is not None:
            row.total = is_total
            self.rows.append(row)
        self.totals, self.is_summed = (row.line.number, False) if is_total else (0, self.is_summed)

    def _titled(self, line: Line) -> Headings | None:
        if line.squashed[:1] not in self.initials:
            return None
        words = line.squashed.casefold()
        below = self.table.words_below.items()
        return next((headings for title, headings in below if words.startswith(title)), None)

    def _name(self, line: Line) -> list[Column]:
        """The columns of a heading that ends with this line: of all its stacks, the one best known."""
        if line.values and line.values[-1].kind == "number":
            return []
        if not line.cells or any(cell.kind != "words" for cell in line.cells):
            return self._if_enough(self.headings.read(line))
        goes_on = bool(self.above) and line.number == self.above[-1].number + 1
        self.above = [*self.above[1 - MOST_LINES :], line] if goes_on else [line]
        best: list[Column] = []
        for height in range(len(self.above), 1, -1) if self.headings.may_end_at(line) else ():
            best = max(best, self.headings.read_stacked(self.above[-height:]), key=known_in)
            if best and known_in(best) == len(best):
                return self._if_enough(best)
        return self._if_enough(max(best, self.headings.read(line), key=known_in))

    def _take_row(self, line: Line) -> bool:
        if self.rows and ends_name(self.rows[-1], line):
            self.builder.ignore(line.cells, "rest_of_class_name")
            self.rows[-1] = self.rows[-1].named(line.squashed)
            return True
        row = self._read_row(line)
        if row is None:
            return False
        if self.heading:
            self._open()
        elif self._is_below_other_heading(line) or (self.totals and line.number > self.totals + 1):
            self.rows = None
        if self.rows is None:
            return False
        self._append(row, is_total=row.total)
        return True

    def _read_row(self, line: Line) -> Row | None:
        """A row of a class, or of totals without a name below a rule."""
        row = read_row(line)
        if row is None and self.is_summed and line.values and all(cell.is_value for cell in line.cells):
            row = read_nameless_row(line)
            row.total = True
        return row or self._read_only_class(line)

    def _read_only_class(self, line: Line) -> Row | None:
        """The row of a deal's only class, without a name: right below a heading, with all of its values."""
        if not line.values or line.cells[0].kind == "words":
            return None
        named = any(row.lead for table in self.builder.tables for row in table.rows)
        fields = [column.field for column in self.heading]
        if named or self.is_ruled or not fields or None in fields:
            return None
        numeric = [name for name in fields if name not in TEXT_FIELDS]
        return read_nameless_row(line) if len(line.values) == len(numeric) else None

    def _is_below_other_heading(self, line: Line) -> bool:
        above = self.above[-1] if self.above else None
        return above is not None and above.number == line.number - 1 and len(above.cells) > 1

    def _if_enough(self, columns: list[Column]) -> list[Column]:
        return columns if self.builder.tables or known_in(columns) >= FEWEST else []
