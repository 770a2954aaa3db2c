"""Page 1 of Residential Funding's statement: its contents on the left, the facts of the deal on the right."""

import re
from collections.abc import Mapping, Sequence

from parsers.builder import Builder
from parsers.deals import find_series, name_deal
from parsers.labels import plain
from parsers.page import Line
from parsers.printed_values import read_date
from parsers.records import Statement, unit_of

# The facts of the first page; '' for words that are headings of others.
FACTS = {
    "deal name": "trust",
    "deal": "trust",  # in statements of 16 sections
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
    "gmac-rfc bond administrator": "bond_administrator",  # in statements of 16 sections: one cell
    "telephone": "bond_administrator_phone",
    "pool(s)": "pool_number",
}
SERIES_WORD = re.compile(r"\bSeries\s*$", re.IGNORECASE)
SECTION = re.compile(r"(\d{1,2})\. ?(\S.*?)(?: \(Not Applicable\))?$", re.IGNORECASE)
NOT_APPLICABLE = re.compile(r"\(Not Applicable\)$", re.IGNORECASE)
TIME = re.compile(r"(?:(\S+) )?(\d{1,2}):(\d\d:\d\d) ?([AP])M\b", re.IGNORECASE)
FIRST_FOOT = re.compile(r"\bPage 1 of \d+$", re.IGNORECASE)
TITLE = re.compile(r"Statement to Certificateholders?\b", re.IGNORECASE)
# Alone in the row under the title, or behind it.
REVISED = re.compile(r"(?:Statement to Certificateholders? )?[-(]? ?(?:revised|restated)\)?$", re.IGNORECASE)
GAP = re.compile(r" {2,}")
LONE_NUMBER = re.compile(r"(^| {2})(\d{1,2}\.) +(?=\S)")  # of a section, in its own cell


def read_front_page(builder: Builder, lines: Sequence[Line]) -> tuple[Mapping[int, str], list[Line]]:
    """Read page 1: the titles of the sections by their numbers, and the lines of the later pages."""
    contents = _Contents(builder)
    rest: list[Line] = []
    for line in lines:
        if contents.covers(line):
            contents.read(line)
        else:
            rest.append(line)
    return contents.titles, rest


class _Contents:
    """Page 1: section titles and facts side by side, cell after cell, so that a label waits for its value.

    '(Not Applicable)' refers to the nearest section title before it. The page's digits are ignored.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.open = True
        self.titles: dict[int, str] = {}
        self.section = 0
        self.waiting = ""  # the field of the last label
        self.last = ""

    def covers(self, line: Line) -> bool:
        """Whether a line belongs to this page, which ends at its foot or at the next page's beginning."""
        section = SECTION.match(line.squashed)
        begins = TITLE.match(line.squashed) or (section and int(section[1]) == 1)
        self.open = self.open and not (self.titles and begins)
        return self.open

    def read(self, line: Line) -> None:
        """Read one row of the page."""
        if REVISED.match(line.squashed):
            self.builder.statement.revised = True
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
        """Read the foot: time of printing, printer, page number; in separate cells or in one."""
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
        """Store a label without a value as printed without one."""
        if self.waiting:
            self.builder.set(self.builder.statement, self.waiting, None, line)
        self.waiting = ""
