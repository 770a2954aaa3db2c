"""The note table: a row a class, in one table or split over several."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from parsers.blocks.class_rows import Row, Table, open_table, read_row
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.certificates.certificate import Block, Certificate, Opener
from parsers.certificates.certificate_columns import ColumnWords
from parsers.labels import plain
from parsers.page import Line
from parsers.printed_values import as_percent, tidy_class_name
from parsers.value_places import assign, places_of

_CLASS = re.compile(
    r"class\b|a?-?io\b|notional|certificates$|(?:term|variable)\b.*\bnotes|total notes|total$", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{1,3}(?: ?-? ?[IVX\d]+)+$")
_TOTALS = frozenset({"total", "totals", "total notes"})
# A factor has seven decimals: what follows at once is the next column's amount.
_GLUED = re.compile(r"(\d+\.\d{7})(\d{1,3}(?:,\d{3})*\.\d\d)$")
SHARES = ("security_pct", "percentage_interest_pct")
_MOST = 0.01  # an IO note has a share of 0.00 % though its balance is more than this part of all


class Notes(Block):
    """The rows below a heading of note columns."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def take(self, line: Line, label: str) -> bool:
        """A row that begins with a class, or has a value for most columns."""
        row = read_row(line)
        if row is None or not (_names_class(row.lead) or 2 * len(row.values) > len(self.table.numeric)):
            return False
        row.total = plain(row.lead) in _TOTALS
        self.table.rows.append(row)
        return True


def _names_class(lead: str) -> bool:
    return _CLASS.match(lead) is not None or _CODE.match(lead) is not None


def note_opener(headings: Mapping[str, str]) -> Opener:
    """What opens a note table: a heading with at least three of these columns."""
    words = ColumnWords(headings)

    def open_notes(certificate: Certificate, heading: Sequence[Line]) -> Block | None:
        columns = words.name(heading)
        known = sum(column.field is not None for column in columns)
        if known < 3 or 2 * known <= len(columns):
            return None
        open_table(certificate.notes, columns)
        return Notes(certificate.notes[-1])

    return open_notes


def tidy_tables(builder: Builder, tables: Sequence[Table]) -> None:
    """Part glued figures and read columns of fractions as percent, before the rows are placed."""
    for table in tables:
        for row in table.rows:
            _part_glued(builder, row)
        for share in SHARES:
            read_as_percent(builder, [cell for page in table.pages for cell in _cells_below(page, share)])


def _cells_below(table: Table, field: str) -> Iterator[Cell]:
    """The values of the columns of a field."""
    numeric = table.numeric
    values = [row.values for row in table.rows]
    places = places_of(numeric, [row for row in values if row])
    for place in (place for place, column in enumerate(numeric) if column.field == field):
        yield from (cell for row in values if (cell := assign(row, places)[place]) is not None)


def _part_glued(builder: Builder, row: Row) -> None:
    """'0.86666291,891,537.83' is a factor and the principal, where principal is what the balance fell by."""
    glued = next((cell for cell in row.values if cell.kind == "broken" and _GLUED.match(cell.text)), None)
    if glued is None:
        return
    match = _GLUED.match(glued.text)
    balances = [cell.value for cell in row.values[: row.values.index(glued)] if cell.value is not None]
    if match is None or len(balances) != 2:
        return
    middle = glued.start + match.end(1)
    parts = [
        Cell.number(match[1], glued.line, glued.start, middle),
        Cell.number(match[2], glued.line, middle, glued.end),
    ]
    if balances[0] - balances[1] == parts[1].value:
        builder.part(glued, parts)
        row.values = list(builder.values(row.line))


def read_as_percent(builder: Builder, cells: Sequence[Cell]) -> None:
    """Shares printed as bare fractions throughout are stored as percent."""
    values = [cell.value for cell in cells if cell.value is not None]
    if not values or any(cell.percent for cell in cells) or not all(abs(value) <= 1 for value in values):
        return
    for cell in cells:
        if cell.value is not None:
            builder.read_as(cell, as_percent(cell.value))


def mark_notional(builder: Builder) -> None:
    """A note with a balance and no share of the securities is notional, whatever its name ('Class A-6')."""
    balances = [note.ending_balance for note in builder.tranches if isinstance(note.ending_balance, Decimal)]
    whole = sum(balances, Decimal(0))
    for note in builder.tranches:
        ending, share = note.ending_balance, note.security_pct
        if isinstance(ending, Decimal) and share == 0 and ending > whole * Decimal(_MOST):
            note.notional = True


def place_note_rates(certificate: Certificate) -> None:
    """Rates printed as rows: of the class that the row names, else of the page's one 'Term Notes'."""
    builder = certificate.builder
    by_name = {(note.class_name or "").casefold(): note for note in builder.tranches}
    for row in certificate.rows.class_rates:
        note = by_name.get(tidy_class_name(row.class_name or "Term Notes").casefold())
        if note is None and row.class_name:
            begun = [other for name, other in by_name.items() if name.startswith(row.class_name.casefold())]
            note = begun[0] if len(begun) == 1 else None
        if note is None and not row.class_name:
            builder.add_amount(row.name, row.first, row.label)
        elif note is not None:
            builder.put(note, "pass_through_rate_pct", row.first, f"tranche {note.tranche}")
