"""Tables of delinquencies: a row a bucket; in the wide form each row counts three further statuses."""

import re
from collections.abc import Sequence

from parsers.cells import Cell
from parsers.certificates.certificate import Block, Certificate
from parsers.certificates.certificate_columns import ColumnWords
from parsers.headings import Column
from parsers.labels import plain
from parsers.page import Line
from parsers.value_places import assign, places_of

FIELDS = {
    "Balance": "balance",
    "Number of Loans": "loan_count",
    "of Loans": "loan_count",
    "Percent of Balance": "balance_pct",
    "Percent of Ending Balance": "balance_pct",
    "of Balance": "balance_pct",
    # The wide form, under the name of a status each.
    "Units": "loan_count",
    "Dollars": "balance",
}
_WORDS = ColumnWords(FIELDS)
STATUSES = {
    "reo": "reo",
    "foreclosures": "foreclosure",
    "foreclosure": "foreclosure",
    "foreclosed loans": "foreclosure",
    "bankruptcies": "bankruptcy",
    "bankruptcy": "bankruptcy",
}
BUCKETS = {"30": "30-59", "60": "60-89", "90": "90-119", "120": "120-149", "150": "150-179", "180": "180+"}
_DAYS = re.compile(r"Delinquent Loans \((\d+) ?(\+?) ?Days\)", re.IGNORECASE)
_MARK = re.compile(r"\(\d\)")
_WORD = re.compile(r"\S+")
_WIDE = re.compile(r"\b(?:units|dollars)$", re.IGNORECASE)


class Delinquencies(Block):
    """The rows of one table, of one loan group or of all."""

    def __init__(self, certificate: Certificate, columns: Sequence[Column], wide: Sequence[str]) -> None:
        self.certificate = certificate
        self.builder = certificate.builder
        self.group = certificate.group
        self.columns = columns
        # The status of each column: of the row itself, then in the wide form of the pair that it is in.
        pairs = [column for column in columns if _WIDE.search(column.heading)]
        self.wide = {id(column): wide[place // 2] for place, column in enumerate(pairs)}
        self.rows: list[tuple[str, Line, list[Cell]]] = []

    def take(self, line: Line, label: str) -> bool:
        """A row of a bucket or a status; '(1)' behind its label is a footnote's mark and no figure."""
        if _status_of(line.cells[0].text) is None:
            return False
        values = list(line.values)
        printed = line.cells[0].text
        if values and _MARK.fullmatch(values[0].text) and f"{printed} {values[0].text}" in line.squashed:
            self.builder.ignore(values[:1], "footnote_mark")
            printed = f"{printed} {values.pop(0).text}"
        self.rows.append((printed, line, values))
        return True

    def place(self) -> None:
        """Place the rows under the columns, if it is known whose they are."""
        if not self._is_known():
            return
        places = places_of(self.columns, [values for _, _, values in self.rows])
        for label, _, values in self.rows:
            status, bucket = _status_of(label) or ("", "")
            for column, cell in zip(self.columns, assign(values, places), strict=True):
                if cell is None or column.field is None:
                    continue
                own = self.wide.get(id(column), status)
                record = self.builder.delinquency(self.group, own, bucket, label)
                self.builder.put(record, column.field, cell, f"{own} {bucket}")

    def _is_known(self) -> bool:
        """Whether the table names its group, goes on with the one before, or is of all groups.

        After the tables of some groups one without a name is of all only where each group has its own: else
        it is that of a group whose name was lost.
        """
        tables = [block for block in self.certificate.closed if isinstance(block, Delinquencies)]
        place = tables.index(self)
        if self.group is None and place and self._goes_on(tables[place - 1]):
            self.group = tables[place - 1].group
            return tables[place - 1]._is_known()
        named = {table.group for table in tables} - {None}
        return (
            self.group is not None or not named or named.issuperset(pool.group for pool in self.builder.pools)
        )

    def _goes_on(self, before: "Delinquencies") -> bool:
        """Whether the heading is that of the table before, behind a page break, and no row is of its rows."""
        headings = [[column.heading for column in table.columns] for table in (self, before)]
        rows = [{_status_of(label) for label, _, _ in table.rows} for table in (self, before)]
        return headings[0] == headings[1] and not rows[0] & rows[1]


def open_delinquencies(certificate: Certificate, heading: Sequence[Line]) -> Block | None:
    """The table below a heading with balances and numbers of loans."""
    columns = [column for column in _WORDS.name(heading) if column.field is not None]
    if not {"balance", "loan_count"}.issubset(column.field for column in columns):
        return None
    wide = _statuses_over(heading)
    if sum(bool(_WIDE.search(column.heading)) for column in columns) != 2 * len(wide):
        return None
    return Delinquencies(certificate, columns, wide)


def _statuses_over(heading: Sequence[Line]) -> list[str]:
    """The statuses that a heading names, from left to right."""
    words = (
        (cell.start + word.start(), STATUSES.get(plain(word[0])))
        for line in heading
        for cell in line.cells
        for word in _WORD.finditer(cell.text)
    )
    return [status for _, status in sorted((start, status) for start, status in words if status)]


def _status_of(label: str) -> tuple[str, str] | None:
    if match := _DAYS.match(label):
        days, open_end = match[1], match[2]
        return ("delinquent", f"{days}+" if open_end else BUCKETS.get(days, days))
    status = STATUSES.get(plain(label))
    return (status, "total") if status else None
