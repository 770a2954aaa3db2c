"""The head of a servicing certificate: its trust, the group or class it covers, its dates and days."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from msgspec import UNSET

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.deals import find_series, name_deal
from parsers.labels import plain
from parsers.page import PAGE_NUMBER, Line, Page
from parsers.splitting import Titles, place_of

_TITLE = re.compile(r"^\s*servicing certificate\b", re.IGNORECASE)
_GROUPS = re.compile(r"\b(?:loan )?group ((?:A-[IVX]+)|\d+[A-Z]?)(?!\S)", re.IGNORECASE)


@dataclass(frozen=True)
class CertificateTitles(Titles):
    """Certificates, each without the repeats of its head and title on later pages."""

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each certificate."""
        return [_without_running_heads(lines) for lines in super().split(page)]


def _without_running_heads(lines: list[Line]) -> list[Line]:
    title = title_of(lines)
    named = (line for line in lines[:title] if find_series(line.text) or not groups_in(line))
    heads = {line.squashed for line in named if line.squashed}
    return [
        line
        for place, line in enumerate(lines)
        if place <= title or line.values or not _is_running_head(line, heads)
    ]


def _is_running_head(line: Line, heads: Set[str]) -> bool:
    words = line.squashed
    return words in heads or bool(PAGE_NUMBER.match(words)) or bool(_TITLE.match(line.text))


def title_of(lines: Sequence[Line]) -> int:
    """The index of the line of a certificate's title; 0 where it has none."""
    return place_of(_TITLE, lines)


def has_title(lines: Sequence[Line]) -> bool:
    """Whether a certificate's title is among some lines, or they belong to a later section."""
    return any(_TITLE.match(line.text) for line in lines)


# The first line of a certificate: of the lines above its title, the one with the series (some have nothing
# else); 'as of Payment Date' ends an account of the certificate before.
SPLITTING = CertificateTitles(
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
SHELF = "GMACM"  # GMAC Mortgage certifies the loans of this shelf only; some titles are just the series


def read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Fill the statement from the lines above its title."""
    title = title_of(lines)
    builder.ignore(lines[title].cells, "heading")
    above: Line | None = None
    for line in lines[:title]:
        words = line.label
        if find_series(words):
            _read_title(builder, line, above)
        elif covered := _covered_on(line, lines[:title]):
            builder.statement.group = covered[2]
        else:
            _read_field(builder, line, words)
        above = line


def groups_in(line: Line) -> list[str | None]:
    """The loan groups that a line names: '1', '1A', 'A-I'."""
    return name_groups(" ".join(cell.text for cell in line.cells))


def name_groups(words: str) -> list[str | None]:
    """The loan groups that some words name."""
    return [match[1] for match in _GROUPS.finditer(words)]


def with_groups(lines: Iterable[Line]) -> Iterator[tuple[Line, str | None]]:
    """Each line with the one group that a heading right above its rows names.

    A line that another block took counts as a row.
    """
    group, number, is_row_above = None, 0, False
    for line in lines:
        is_row_above = is_row_above or line.number > number + 1
        if line.cells and not line.values:
            group = None if is_row_above else group
            groups = groups_in(line)
            group, is_row_above = groups[0] if len(groups) == 1 else group, False
        if _TITLE.match(line.text):  # its groups are those of the pools' columns
            group = None
        is_row_above, number = is_row_above or bool(line.values), line.number
        yield line, group


def groups_on(builder: Builder, lines: Sequence[Line]) -> Sequence[str | None]:
    """The loan groups of a certificate, in the order of their columns; none is [None].

    They are above the pools' columns: beside the title, below it, or on the line above it; else the page
    covers one group, which its head names. `lines` may belong to a later section.
    """
    title = title_of(lines)
    if not has_title(lines):
        return [pool.group for pool in builder.pools] or [None]
    below = takewhile(lambda line: not line.values, lines[title + 1 :])
    above = next((line for line in reversed(lines[:title]) if line.cells), lines[title])
    beside = next((groups for line in [lines[title], *below] if (groups := groups_in(line))), [])
    if not beside and all(_GROUPS.fullmatch(cell.text) for cell in above.cells):
        beside = groups_in(above)
    return beside or [_covered_group(lines[:title])]


def _covered_group(head: Sequence[Line]) -> str | None:
    """The one group that a page covers, by its head; for a class, the group of its loans."""
    found = None
    for line in head:
        series = find_series(line.label)
        covered = _COVERED.search(line.label, line.label.find(series)) if series else _covered_on(line, head)
        if covered and covered[1].lower() == "group":
            found = covered[2]
    return found


def _covered_on(line: Line, head: Sequence[Line]) -> re.Match[str] | None:
    """The group or class that a line names alone, except the last one, which heads the pools' columns."""
    last = next((line for line in reversed(head) if line.cells), None)
    return _COVERED.fullmatch(line.label) if line is not last else None


def _read_title(builder: Builder, line: Line, above: Line | None) -> None:
    statement, words = builder.statement, line.label
    series = find_series(words)
    if not series or statement.series:
        return
    statement.series = series
    statement.deal = name_deal(words, series) or f"{SHELF} {series.upper()}"
    start = words.find(series)
    own = _SERIES.sub("", words[:start].strip())
    if not own and start and above is not None and _TRUST.search(above.squashed):
        own = above.squashed.rstrip(",")
        statement.lines.append(above.number)
    statement.trust = own or UNSET
    statement.lines.append(line.number)
    if covered := _COVERED.search(words, start):
        statement.group = covered[2]


def _read_field(builder: Builder, line: Line, words: str) -> None:
    field = FIELDS.get(plain(words)) or ("distribution_date" if _ends_so(words) else None)
    value: Cell | None = next((cell for cell in line.cells if cell.kind not in ("words", "dash")), None)
    if field is not None and value is not None:
        builder.put(builder.statement, field, value, "statement")


def _ends_so(words: str) -> bool:
    return plain(words).endswith("payment date")
