"""Quarterly and daily index files as EDGAR builds them: head, columns, order and bytes."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawler.replica.archive import IndexQuarter, IndexRow

# The feed began in 1993; before it there are no folders.
FIRST_QUARTER = IndexQuarter(1993, 1)
# Data rows got a wider form column for 'SCHEDULE 13D/A'; the column line above stayed as it was.
WIDE_FORM_SINCE = IndexQuarter(2025, 1)
CLOUD_HTTP = "Cloud HTTP:            https://www.sec.gov/Archives/"


def _master_line(row: IndexRow, _: int) -> str:
    return row.line()


# A name longer than its column moves the rest of the row to the right; two blanks always remain.
def _form_line(row: IndexRow, form_width: int) -> str:
    return f"{row.form:<{form_width}}  {row.name:<60}  {row.cik:<10}  {row.filed!s:<10}  {row.path}"


def _company_line(row: IndexRow, form_width: int) -> str:
    return f"{row.name:<60}  {row.form:<{form_width}}  {row.cik:<10}  {row.filed!s:<10}  {row.path:<52}"


@dataclass(frozen=True)
class IndexKind:
    """One kind of index file: its head's first line, its spacer lines, its column line and its rows."""

    title: str
    spacers: tuple[str, ...]
    columns: str
    dashes: int
    line: Callable[[IndexRow, int], str]


KINDS = {
    "master": IndexKind(
        title="Master Index of EDGAR Dissemination Feed",
        # One empty line and three of one space, as three copies of 2016 to 2026 show.
        spacers=(CLOUD_HTTP, "", " ", " ", " "),
        columns="CIK|Company Name|Form Type|Date Filed|Filename",
        dashes=80,
        line=_master_line,
    ),
    "form": IndexKind(
        title="Master Index of EDGAR Dissemination Feed by Form Type",
        spacers=(" ", " ", " ", " "),
        columns=f"{'Form Type':<12}{'Company Name':<62}{'CIK':<12}{'Date Filed':<12}File Name",
        dashes=141,
        line=_form_line,
    ),
    "company": IndexKind(
        title="Master Index of EDGAR Dissemination Feed by Company Name",
        spacers=(" ", " ", " ", " "),
        # A stray line feed breaks this line, seen in daily files of 2022 and 2023.
        columns=f"{'Company Name':<62}{'Form Type':<12}CIK\n      {'Date Filed':<12}File Name",
        dashes=145,
        line=_company_line,
    ),
}


def build_index(kind: str, quarter: IndexQuarter, rows: Iterable[IndexRow], today: dt.date) -> bytes:
    """The whole file: Latin-1, data lines in byte order of the whole line, exact doubles kept."""
    form_width = 15 if quarter >= WIDE_FORM_SINCE else 10
    lines = sorted(KINDS[kind].line(row, form_width).encode("latin-1") for row in rows)
    return b"\n".join([*_head(KINDS[kind], min(quarter.last_day(), today)), *lines, b""])


def build_daily_master(day: dt.date, rows: Iterable[IndexRow]) -> bytes:
    """A day's master index: a shorter head than the quarter's, and dates without hyphens."""
    lines = sorted(
        f"{row.cik}|{row.name}|{row.form}|{row.filed:%Y%m%d}|{row.path}".encode("latin-1") for row in rows
    )
    head = [
        "Description:           Daily Index of EDGAR Dissemination Feed",
        f"Last Data Received:    {day:%b} {day.day:2}, {day.year}",
        "Comments:              webmaster@sec.gov",
        "Anonymous FTP:         ftp://ftp.sec.gov/edgar/",
        "",
        "CIK|Company Name|Form Type|Date Filed|File Name",
        "-" * 80,
    ]
    return b"\n".join([*(line.encode("latin-1") for line in head), *lines, b""])


def _head(kind: IndexKind, last_received: dt.date) -> list[bytes]:
    lines = [
        f"Description:           {kind.title}",
        f"Last Data Received:    {last_received:%B} {last_received.day:2}, {last_received.year}",
        "Comments:              webmaster@sec.gov",
        "Anonymous FTP:         ftp://ftp.sec.gov/edgar/",
        *kind.spacers,
        kind.columns,
        "-" * kind.dashes,
    ]
    return [line.encode("latin-1") for line in lines]
