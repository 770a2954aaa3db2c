"""Class tables as printed: headings, and the rows of classes and totals below them."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from parsers.cells import VALUE_KINDS, Cell
from parsers.headings import Column
from parsers.page import Line
from parsers.printed_values import tidy_class_name

NAME = "class_name"
TEXT_FIELDS = frozenset({NAME, "cusip", "class_type", "rate_type"})
TOTALS = frozenset({"total", "totals", "total notes"})
TOTAL_LABELS = (*TOTALS, "deal totals", "group totals")


class Row(Struct):
    """A row: the words before its first typed cell, and its cells; `total` for a row of totals."""

    line: Line
    lead: str
    words: list[Cell]
    values: list[Cell]
    total: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        self.name = tidy_class_name(self.lead)

    def named(self, rest: str) -> "Row":
        """The row with the rest of a name that was wrapped: 'A-II-' and '1' below it."""
        return replace(self, lead=self.lead + rest)


@dataclass
class Table:
    """One heading and the rows below it; `fields` renames columns (the per-$1,000 table)."""

    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    # The columns from a row on, where a page break has moved them.
    moved: list[tuple[int, list[Column]]] = field(default_factory=list)

    @property
    def pages(self) -> list["Table"]:
        """The table's parts, each below the heading as its page prints it."""
        headings = [(0, self.columns), *self.moved]
        stops = [start for start, _ in self.moved] + [len(self.rows)]
        return [
            Table(columns, self.rows[start:stop])
            for (start, columns), stop in zip(headings, stops, strict=True)
        ]

    @property
    def numeric(self) -> list[Column]:
        """The columns that hold numbers, without a damaged heading over the class names."""
        first = self.columns[0]
        leads = [row.line.cells[0] for row in self.rows if row.lead]
        over_names = first.field is None and any(
            cell.start < first.end and first.start < cell.end for cell in leads
        )
        numeric = self.columns[1:] if over_names else self.columns
        return [column for column in numeric if column.field not in TEXT_FIELDS]

    @property
    def fields(self) -> list[str | None]:
        """The fields of the columns, in order."""
        return [column.field for column in self.columns]

    def has(self, name: str) -> bool:
        """Whether the heading has that field."""
        return name in self._fields

    @cached_property
    def _fields(self) -> frozenset[str | None]:
        return frozenset(self.fields)


def open_table(tables: list[Table], columns: list[Column]) -> None:
    """Begin a table, or continue the open one where a heading is repeated behind a page break."""
    last = tables[-1] if tables else None
    if (
        last
        and last.fields == [column.field for column in columns]
        and not any(row.total for row in last.rows)
    ):
        before = last.moved[-1][1] if last.moved else last.columns
        if [column.start for column in columns] != [column.start for column in before]:
            last.moved.append((len(last.rows), columns))
        return
    tables.append(Table(columns))


def read_row(line: Line) -> Row | None:
    """A line as a table row that begins with words (the class name); None where it does not."""
    cells = line.cells
    if not cells or cells[0].kind != "words":
        return None
    if not line.values and all(cell.kind == "words" for cell in cells):
        return None
    row = read_nameless_row(line)
    row.total = row.lead.casefold().rstrip(":") in TOTALS
    return row


def read_nameless_row(line: Line) -> Row:
    """A line as a table row, whether it begins with a class name or not."""
    words = [cell for cell in line.cells if cell.kind not in VALUE_KINDS]
    lead = words.pop(0).text if line.cells and line.cells[0].kind == "words" else ""
    return Row(line, lead, words, list(line.values))


_REST_OF_NAME = re.compile(r"(?:\d{1,2}|[IVX]{1,4})$")


def ends_name(row: Row, line: Line) -> bool:
    """Whether a line is the end of the class name in the row right above it, wrapped behind its hyphen."""
    if not row.lead.endswith("-") or line.number != row.line.number + 1 or len(line.cells) != 1:
        return False
    rest, beside = line.cells[0], row.line.cells[1]
    return _REST_OF_NAME.match(rest.text) is not None and rest.start < beside.start
