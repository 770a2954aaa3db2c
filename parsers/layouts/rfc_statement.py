"""Residential Funding's 'Statement to Certificateholder' of 20 numbered sections, 2006 and 2007 (HTML).

Known of it are its first page and the class table. What the other sections hold has not been seen: their
numbers are reported.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_rows import NAME, Row, Table, open_table, read_nameless_row
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.deals import find_series, name_deal
from parsers.headings import Column
from parsers.labels import plain
from parsers.layout import Layout
from parsers.page import Line
from parsers.printed_values import read_date
from parsers.records import ClassFigures, Statement, Tranche, unit_of
from parsers.splitting import Titles

# By the number below the heading; the words of the heading are scattered or lost until August 2006.
NUMBERED = {
    "(1)": "beginning_balance",
    "(2)": "pass_through_rate_pct",
    "(3)": "principal",
    "(4)": "interest",
    "(5)": "total_distribution",
    "(6)": "realized_loss",
    "(7)": "interest_loss",
    "(8)": "deferred_interest",
    "(9)": "ending_balance",
}
# Words of the heading, or how a sum is made ('(3) + (4) = (5)'), may stand before the numbers.
ANCHOR = r"\(1\)" + "".join(rf" .{{,60}}?\({number}\)" for number in range(2, 10)) + r"[ ]*$"
NUMBER = re.compile(r"\([1-9]\)$")
VALUES = 10  # the original face value stands before (1) and has no number

# The facts of the first page; '' for words that head others.
FACTS = {
    "deal name": "trust",
    "asset type": "asset_type",
    "closing date": "closing_date",
    "first distribution date": "first_distribution_date",
    "determination date": "determination_date",
    "distribution date": "distribution_date",
    "record date": "",
    "book-entry": "book_entry_record_date",
    "definitive": "definitive_record_date",
    "variable book entry": "variable_book_entry_record_date",
    "fixed be": "fixed_book_entry_record_date",
    "trustee": "trustee",
    "main telephone": "trustee_phone",
    "gmac-rfc": "",
    "bond administrator": "bond_administrator",
    "telephone": "bond_administrator_phone",
    "pool(s)": "pool_number",
}
SERIES_WORD = re.compile(r"\bSeries\s*$", re.IGNORECASE)
SECTION = re.compile(r"(\d{1,2})\. ?(\S.*?)(?: \(Not Applicable\))?$", re.IGNORECASE)
NOT_APPLICABLE = re.compile(r"\(Not Applicable\)$", re.IGNORECASE)
TIME = re.compile(r"(?:(\S+) )?(\d{1,2}):(\d\d:\d\d) ?([AP])M\b", re.IGNORECASE)
FOOT = re.compile(r"\bPage \d+ of \d+$|\bwww\.|\d:\d\d:\d\d ?[AP]M\b", re.IGNORECASE)
FIRST_FOOT = re.compile(r"\bPage 1 of \d+$", re.IGNORECASE)
TITLE = re.compile(r"Statement to Certificateholders?\b", re.IGNORECASE)
TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)
DEAL_TOTAL = re.compile(r"(?:deal )?totals?:?$", re.IGNORECASE)  # those of one group are reported
GAP = re.compile(r" {2,}")
LONE_NUMBER = re.compile(r"(^| {2})(\d{1,2}\.) +(?=\S)")  # of a section, in a cell of its own


def read(lines: Sequence[Line]) -> Builder:
    """One statement: the first page with its contents and facts, then section by section."""
    builder = Builder("rfc_statement")
    contents = _Contents(builder)
    sections = _Sections(builder, contents)
    for line in lines:
        if contents.covers(line):
            contents.read(line)
        else:
            sections.read(line)
    place_tables(builder, sections.tables)
    _tell_notional(builder)
    return builder


class _Contents:
    """Page 1: section titles and facts side by side, cell after cell, so that a label waits for its value.

    '(Not Applicable)' is said of the nearest section title before it. The page's digits are words.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.open = True
        self.titles: dict[int, str] = {}
        self.section = 0
        self.waiting = ""  # the field whose label came last
        self.last = ""

    def covers(self, line: Line) -> bool:
        """Whether a line is still of this page: its foot ends it, or what the next page begins with."""
        section = SECTION.match(line.squashed)
        begins = TITLE.match(line.squashed) or (section and int(section[1]) == 1)
        self.open = self.open and not (self.titles and begins)
        return self.open

    def read(self, line: Line) -> None:
        """Take in one row of the page."""
        whole = [cell for cell in line.cells if not cell.text.startswith("#")]
        self.builder.ignore(whole, "page_head")
        for words in GAP.split(LONE_NUMBER.sub(r"\1\2 ", line.text.strip())):
            self._read_cell(words, line.number)
            self.last = words

    def _read_cell(self, words: str, line: int) -> None:
        label, _, value = words.partition(":")
        if NOT_APPLICABLE.match(words):
            self._mark_not_applicable()
        elif match := SECTION.match(words):
            self._end_fact(line)
            self.section = int(match[1])
            self.titles[self.section] = plain(match[2])
            if NOT_APPLICABLE.search(words):
                self._mark_not_applicable()
        elif (match := TIME.match(words)) or FIRST_FOOT.search(words):
            self._end_page(words, match, line)
        elif plain(label) in FACTS:
            self._end_fact(line)
            self.waiting = FACTS[plain(label)]
            if value.strip() and self.waiting:
                self._set(value.strip(), line)
            elif value.strip():  # 'Record Date: Book-Entry: …' in one cell
                self._read_cell(value.strip(), line)
        elif self.waiting and words:
            self._set(words, line)

    def _mark_not_applicable(self) -> None:
        statement = self.builder.statement
        statement.sections_not_applicable = [*(statement.sections_not_applicable or []), self.section]

    def _end_page(self, words: str, stamp: re.Match[str] | None, line: int) -> None:
        """The foot: when the page was printed, by whom, which page it is; in cells of their own or in one."""
        if stamp is not None:
            self._stamp(stamp, line)
        if FIRST_FOOT.search(words):
            self._end_fact(line)
            self.open = False

    def _stamp(self, match: re.Match[str], line: int) -> None:
        day = read_date(match[1] or self.last)
        if day is not None:
            hour = int(match[2]) % 12 + (12 if match[4].upper() == "P" else 0)
            self.builder.set(self.builder.statement, "printed_at", f"{day} {hour:02}:{match[3]}", line)

    def _set(self, words: str, line: int) -> None:
        statement = self.builder.statement
        if self.waiting == "trust":
            self._name_deal(words, line)
        elif unit_of(Statement, self.waiting) == "date":
            self.builder.set(statement, self.waiting, read_date(words), line)
        else:
            self.builder.set(statement, self.waiting, words, line)
        self.waiting = ""

    def _name_deal(self, words: str, line: int) -> None:
        statement = self.builder.statement
        series = find_series(words)
        if series is not None:
            statement.series = series
            statement.deal = name_deal(words, series) or statement.deal
            words = SERIES_WORD.sub("", words[: words.find(series)]).rstrip(" ,.")
        self.builder.set(statement, "trust", words, line)

    def _end_fact(self, line: int) -> None:
        """A label whose value did not come: printed without one."""
        if self.waiting:
            self.builder.set(self.builder.statement, self.waiting, None, line)
        self.waiting = ""


class _Sections:
    """The pages after the first; each begins with the title, the deal, the date and the section's heading."""

    def __init__(self, builder: Builder, contents: _Contents) -> None:
        self.builder = builder
        self.contents = contents
        self.section = 0
        self.in_head = True
        self.tables: list[Table] = []
        self.edge: int | None = None  # where the last column ends; None above its heading

    def read(self, line: Line) -> None:
        """Take one line in."""
        words = line.squashed
        if TITLE.match(words):
            self.in_head, self.edge = True, None
        if self._opens_section(words):
            self.in_head, self.edge = False, None
        elif FOOT.search(words):
            pass
        elif self.in_head:
            self._check_date(line)
        elif self.section == 1 and not self._goes_on(line):
            self._open_table(line)
        else:
            if self.section == 1:
                self._read_row(line)
            return
        self.builder.ignore(line.cells, "page_stamp" if FOOT.search(words) else "heading")

    def _goes_on(self, line: Line) -> bool:
        """Whether the heading of the table is above, on this page or the one before that goes on here."""
        if self.edge is None and self.tables and any(cell.kind == "cusip" for cell in line.cells):
            self.edge = self.tables[-1].columns[-1].end
        return self.edge is not None

    def _opens_section(self, words: str) -> bool:
        match = SECTION.match(words)
        title = self.contents.titles.get(int(match[1])) if match else None
        if match is None or title is None or not plain(match[2]).startswith(title):
            return False
        self.section = int(match[1])
        return True

    def _check_date(self, line: Line) -> None:
        """Every page repeats the date of the distribution."""
        dates = line.dates
        if len(dates) == 1:
            self.builder.put(self.builder.statement, "distribution_date", dates[0], "statement")

    def _open_table(self, line: Line) -> None:
        """The row (1) to (9) tells the columns, whatever is left of the words above it."""
        numbers = [(match[0], cell) for cell in line.cells if (match := NUMBER.search(cell.text))]
        if [number for number, _ in numbers] != list(NUMBERED):
            return
        numbered = [Column(cell.text, cell.start, cell.end, NUMBERED[number]) for number, cell in numbers]
        first, second = numbered[:2]
        step = second.start - first.start
        face = Column("", first.start - step, first.end - step, "original_balance")
        code = Column("CUSIP", face.start - step, face.end - step, "cusip")
        open_table(self.tables, [Column("Class", -2, -1, NAME), code, face, *numbered])
        self.edge = numbered[-1].end

    def _read_row(self, line: Line) -> None:
        row = read_nameless_row(line)
        while row.values and _is_stray(row, self.edge or 0):
            self.builder.ignore([row.values.pop()], "stray_one")
        row.total = DEAL_TOTAL.match(row.lead) is not None
        if row.values and (row.lead or row.words) and (row.total or not TOTAL.search(row.lead)):
            self.tables[-1].rows.append(row)


def _is_stray(row: Row, edge: int) -> bool:
    """Whether the last value is one of the cells that hold a 1 behind the last column (spring of 2006)."""
    last: Cell = row.values[-1]
    return last.text == "1" and (len(row.values) > VALUES or last.start >= edge or not row.lead)


def _tell_notional(builder: Builder) -> None:
    """Classes whose balance moves without principal, loss or deferred interest, as another's or all's does.

    The column is headed 'Notional / Principal Balance' for all classes: only the figures tell one from the
    other. A class that stands still, or moves like no other, is left to the checks.
    """
    idle = [one for one in builder.tranches if _moves_alone(one)]
    busy = [one for one in builder.tranches if one not in idle]
    tied = [_balances(figures) for figures in (*builder.tranches, *builder.totals)]
    tied.append((_sum(busy, "beginning_balance"), _sum(busy, "ending_balance")))
    for one in idle:
        if tied.count(_balances(one)) > 1:
            one.notional = True


def _moves_alone(one: Tranche) -> bool:
    paid = one.principal or one.realized_loss or one.deferred_interest
    return not paid and one.beginning_balance != one.ending_balance


def _sum(classes: Sequence[Tranche], field: str) -> Decimal:
    values = [getattr(one, field) for one in classes]
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _balances(figures: ClassFigures) -> tuple[object, object]:
    return figures.beginning_balance, figures.ending_balance


LAYOUT = Layout(
    name="rfc_statement",
    signatures=(
        r"^[ ]*Statement to Certificateholders?\b",
        r"\bDeal Name ?:",
        r"^[ ]*1\. *Distribution Summary\b",
        r"\b20\. *Comments\b",
        ANCHOR,
    ),
    splitting=Titles(
        r"\bDeal Name ?:",
        head=60,  # the contents may all stand above the facts
        opens=r"^[ ]*Statement to Certificateholders?\b",
        nearest=True,
    ),
    reader=read,
)
