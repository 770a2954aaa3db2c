"""The paying agent's 'Certificateholder Distribution Summary' of GMAC Mortgage's first trusts (text).

Wells Fargo's CTSLink prints a class table of seven columns, and the rest in a second table; the same page
retyped from scans has six. Other blocks of that report have not been seen: their numbers are reported.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_rows import NAME, TOTALS, Row, Table, open_table
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_codes import is_none
from parsers.deals import name_deal
from parsers.headings import Headings, stack_words
from parsers.labels import Vocabulary
from parsers.layout import Layout
from parsers.page import PAGE_NUMBER, Line
from parsers.printed_values import read_date, squash
from parsers.splitting import NOTHING, Titles

COLUMNS = Headings(
    {
        "Class": NAME,
        "CUSIP": "cusip",
        "Certificate Class Description": "class_type",
        "Certificate Pass-Through Rate": "pass_through_rate_pct",
        "Beginning Certificate Balance": "beginning_balance",
        "Interest Distribution": "interest",
        "Principal Distribution": "principal",
        "Current Realized Loss": "realized_loss",
        "Ending Certificate Balance": "ending_balance",
        "Total Distribution": "total_distribution",
        "Cumulative Realized Losses": "cumulative_realized_loss",
    }
)
DATES = Vocabulary({"Record Date": "record_date", "Distribution Date": "distribution_date"})

TITLE = r"^[ \t]*Certif\w*holder'?s?'? Distribution Summary\b"  # one page has 'Certifcateholder'
SERIES = re.compile(r"^(GMA\w{0,3}) Series:? (\S+)$", re.IGNORECASE)
STAMP = re.compile(r"^(\d{1,2}-\w{1,9}-\d{4}) (\d{1,2}:?\d\d:\d\d ?[AP]M)$", re.IGNORECASE)
TIME = re.compile(r"(\d{1,2}):(\d\d:\d\d) ?([AP])M$", re.IGNORECASE)
OTHER_BLOCK = re.compile(
    r" (?:Statement|Status|Summary|Report|Information)(?: \(continued\))?$", re.IGNORECASE
)
NEAR = re.compile(r"[A-Za-z]{3}$")  # the end of a word that a number was printed close to
# The agent prints a code of its own where a class has no CUSIP: 'GMA99J02R', 'GMA00J4R1'.
ROW = re.compile(
    r"(?P<name>\S+(?: \S+)?) (?P<code>(?=[A-Z]*\d)[A-Z0-9]{7,12}|[A-Z0-9]{9}|N/?A) (?P<type>\w+)\b",
    re.IGNORECASE,
)


def read(lines: Sequence[Line]) -> Builder:
    """One statement: from the name of the trust to the next statement's."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    return reader.close()


class _Reader:
    """Walks the lines; a row belongs to the table whose heading stands above it, in the summary alone."""

    def __init__(self) -> None:
        self.builder = Builder("paying_agent")
        self.tables: list[Table] = []
        self.above: list[Line] = []  # words since the last value or gap
        self.named = self.begun = self.in_summary = self.in_table = self.gap = False

    def read(self, line: Line) -> None:
        """Take one line in."""
        if re.match(TITLE, line.text, re.IGNORECASE):
            self.begun = self.in_summary = True
            self._end_table()
        elif not self.begun or line.text.lstrip().startswith("<PAGE>"):
            self._read_head(line)
        elif not line.cells or PAGE_NUMBER.match(line.squashed):
            self.gap = True
        elif line.values:
            self._read_values(line)
        elif self._is_head(line):
            self._read_head(line)
        elif OTHER_BLOCK.search(line.squashed):
            self.in_summary = False
            self._end_table()
        else:
            self.above = [line] if self.gap else [*self.above, line]
            self.gap = False

    def close(self) -> Builder:
        """Put the tables together."""
        place_tables(self.builder, self.tables)
        return self.builder

    def _is_head(self, line: Line) -> bool:
        """Whether a later page begins with the lines of the first again."""
        words = line.squashed
        return bool(SERIES.match(words) or STAMP.match(words) or line.dates)

    def _end_table(self) -> None:
        self.above, self.in_table = [], False

    def _read_values(self, line: Line) -> None:
        if self.above:
            self._open_table()
        row = self._row(line) if self.in_table else None
        if row is not None:
            self.tables[-1].rows.append(row)
            self.in_table = not row.total

    def _open_table(self) -> None:
        """The words above are the heading of a class table, or end the one before."""
        columns = COLUMNS.name(stack_words(self.above))
        known = sum(column.field is not None for column in columns)
        self._end_table()
        few = known == len(columns) and columns[0].field == NAME  # the last columns may be one alone
        if self.in_summary and (known >= 3 or few) and 2 * known > len(columns):
            open_table(self.tables, columns)
            self.in_table = True

    def _row(self, line: Line) -> Row | None:
        """A class with its code and description before the values, or with its name alone; else none."""
        words = _words_of(line)
        if not words or words[0] is not line.cells[0]:
            return None
        values = [cell for cell in line.values if cell not in words and not _touches(cell, words)]
        if words[0].text.casefold().rstrip(":") in TOTALS:
            return Row(line, words[0].text, [], values, total=True)
        if not self.tables[-1].has("cusip"):
            return Row(line, words[0].text, [], values)
        match = ROW.match(squash(" ".join(cell.text for cell in words)))
        if match is None:
            return None
        first, last = words[0].start, words[-1].end
        own = [
            Cell("cusip", match["code"], line.number, first, first),
            Cell("words", match["type"], line.number, first, last),
        ]
        return Row(line, match["name"], own, values)

    def _read_head(self, line: Line) -> None:
        """Names, dates, run stamp, series and the agent's address: their digits are words."""
        words = line.squashed
        self.builder.ignore(line.cells, "page_head")
        statement = self.builder.statement
        dates = line.dates
        field = DATES.find(line.label)
        self.named = self.named or bool(dates)
        if field is not None and len(dates) == 1:
            self.builder.put(statement, field, dates[0], "statement")
        elif match := STAMP.match(words):
            self.builder.set(statement, "printed_at", _stamp(match), line.number, "statement")
        elif match := SERIES.match(words):
            self.builder.set(statement, "series", match[2], line.number, "statement")
            statement.deal = name_deal(f"{match[1]} Series", match[2]) or statement.deal
        elif words and not line.is_rule and not self.named:
            statement.trust = f"{statement.trust or ''} {words}".strip()
            statement.lines.append(line.number)


def _words_of(line: Line) -> list[Cell]:
    """The words of a row; 'N/A' amid them stands for the code, and behind them for a value."""
    printed = [cell for cell in line.cells if not cell.is_value]
    ends = printed[-1].start if printed else 0
    return [cell for cell in line.cells if not cell.is_value or (cell.start < ends and is_none(cell.text))]


def _touches(value: Cell, words: Sequence[Cell]) -> bool:
    """Whether a value is what a scan's letters left of a number ('36,l00,000.00'): not to be placed.

    Words that end in letters ('Totals1,817,534.07') were printed too close.
    """
    return any(
        value.end == cell.start or (value.start == cell.end and not NEAR.search(cell.text)) for cell in words
    )


def _stamp(match: re.Match[str]) -> str:
    """'19-Sep-2002 4:39:52PM' as '2002-09-19 16:39:52'; as printed where the scan has lost a part."""
    day, time = read_date(match[1]), TIME.match(match[2])
    if day is None or time is None:
        return match[0]
    hour = int(time[1]) % 12 + (12 if time[3].upper() == "P" else 0)
    return f"{day} {hour:02}:{time[2]}"


LAYOUT = Layout(
    name="paying_agent",
    signatures=(
        TITLE,
        r"^[ \t]*GMA\w{0,3} +Series:? +(?:19|20)\d\d-\w+[ \t]*$",
        r"\b(?:CUSIP|Description)\b",  # of the heading; a cut page may have lost one of them
    ),
    splitting=Titles(
        TITLE + r"[ \t]*$",
        head=20,
        opens=r"^[ \t]*(?:GMAC\b.*|Mortgage Pass-Through Certificates|Record Date:.*)$",
        first=NOTHING,
    ),
    reader=read,
)
