"""The head of a servicing certificate: whose it is, which group or class it covers, its dates and days."""

import re
from collections.abc import Sequence

from msgspec import UNSET

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.deals import find_series, name_deal
from parsers.labels import plain
from parsers.page import Line
from parsers.splitting import Titles

# Where a certificate begins: of the lines above its title with the one that has the series (some have nothing
# else); 'as of Payment Date' ends an account of the certificate before.
SPLITTING = Titles(
    r"^[ ]*Servicing Certificate\b",
    head=12,
    opens=r"\b(?:19|20)\d\d-(?:HE|HLTV|CL)\d+\b|(?<!of )\bPayment Date\b|^[ ]*GMACM?\b.*\bTrust,?[ ]*$",
    first=r"\b(?:Beginning|Ending) (?:Pool|Principal) Balance\b",
)
FIELDS = {
    "payment date": "distribution_date",
    "cut-off date": "cutoff_date",
    "cut-off period date": "cutoff_date",
    "determination date": "determination_date",
    "record date": "record_date",
    "accrual period (30/360)": "accrual_days",
    "actual days in accrual period (30/360)": "actual_accrual_days",
}
_COVERED = re.compile(r"\b(?:loan )?(group|class) ([A-Z0-9]+(?:-[A-Z0-9]+)*)$", re.IGNORECASE)
_SERIES = re.compile(r"(?:^|,? )Series$", re.IGNORECASE)
_TRUST = re.compile(r"\b(?:trust|notes|GMACM),?$", re.IGNORECASE)  # the series may follow on the next line
SHELF = "GMACM"  # the only one whose loans GMAC Mortgage certifies; some titles are the bare series


def read_head(builder: Builder, lines: Sequence[Line]) -> str | None:
    """Fill the statement from the lines above its title; the loan group, where the page covers one only."""
    group = None
    last = next((line for line in reversed(lines) if line.cells), None)
    above: Line | None = None
    for line in lines:
        words = line.label
        if find_series(words):
            group = _read_title(builder, line, above) or group
        elif (covered := _COVERED.fullmatch(words)) and line is not last:  # that heads the pools' column
            group = _cover(builder, covered) or group
        else:
            _read_field(builder, line, words)
        above = line
    return group


def _read_title(builder: Builder, line: Line, above: Line | None) -> str | None:
    statement, words = builder.statement, line.label
    series = find_series(words)
    if not series or statement.series:
        return None
    statement.series = series
    statement.deal = name_deal(words, series) or f"{SHELF} {series.upper()}"
    start = words.find(series)
    own = _SERIES.sub("", words[:start].strip())
    if not own and start and above is not None and _TRUST.search(above.squashed):
        own = above.squashed.rstrip(",")
        statement.lines.append(above.number)
    statement.trust = own or UNSET
    statement.lines.append(line.number)
    covered = _COVERED.search(words, start)
    return _cover(builder, covered) if covered is not None else None


def _cover(builder: Builder, covered: re.Match[str]) -> str | None:
    """The page covers one group or class; the former is that of its loans."""
    builder.statement.group = covered[2]
    return covered[2] if covered[1].lower() == "group" else None


def _read_field(builder: Builder, line: Line, words: str) -> None:
    field = FIELDS.get(plain(words)) or ("distribution_date" if _ends_so(words) else None)
    value: Cell | None = next((cell for cell in line.cells if cell.kind not in ("words", "dash")), None)
    if field is not None and value is not None:
        builder.put(builder.statement, field, value, "statement")


def _ends_so(words: str) -> bool:
    return plain(words).endswith("payment date")
