"""The head of a CTSLink statement: issuer, dates, series, run stamp, and the agent's address.

The head is above the summary's title, in two columns from 2000 on; its series line and run stamp are
repeated above later sections. Digits of the agent's street, ZIP code and telephone are not values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import UNSET

from parsers.builder import Builder
from parsers.deals import name_deal
from parsers.general.names_and_dates import name_trust
from parsers.page import Line, Page
from parsers.printed_values import read_date
from parsers.splitting import Titles, place_of

TITLE = r"^[ \t]*Certif\w*holder'?s?'? Distribution Summary\b"  # one page has 'Certifcateholder'
_TITLE = re.compile(TITLE, re.IGNORECASE)
OPENS = (
    r"\b(?:Record|Distribution) Date\b|^[ \t]*(?:.*[ \t])?Contact:|\bPass-? ?Through Certificates[ \t]*$"
    r"|\bSeries:? +(?:19|20)\d\d-"
)
SERIES = re.compile(
    r"^(?P<shelf>(?-i:[A-Z][A-Z0-9]{1,11})) Series:? (?P<series>(?:19|20)\d\d-[A-Z0-9]{1,10})(?= |$)",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?P<label>Record|Distribution) Date:?\s*"
    r"(?P<day>\d{1,2}[-/] ?\w{1,9}[-/] ?\d{2,4}|[A-Z]{3}\w* \d{1,2}, ?\d{4})",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"(?P<day>\d{1,2}- ?[A-Z]{3,9}- ?\d{4})\s+(?P<hour>\d{1,2}): ?(?P<rest>\d\d: ?\d\d) ?(?P<half>[AP])M\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:contact|telephone|fax|securities (?:administration|link)|(?:wells fargo|norwest) bank|CTS ?link)\b"
    r"|\b(?:new horizon way|stagecoach circle)\b|\b[A-Z]{2},? \d{5}\b",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"^(?:EX-|exhibit\b|page\b|<)|\d{4}|\bdate\b|\bindex to\b", re.IGNORECASE)
# Behind a trust's name: 'Sequoia Mortgage Trust 2004-3'.
OWN_SERIES = re.compile(r",?(?: series)? (?:19|20)\d\d-[A-Z0-9]{1,10}$", re.IGNORECASE)
CONTACT = re.compile(r"contact:", re.IGNORECASE)
GAP = re.compile(r" {2,}")
MOST_NAMES = 3  # lines of the issuer's name


@dataclass(frozen=True)
class SummaryHeads:
    """Statements that begin with a head and the summary's title; a head begins with the issuer's name.

    Later pages repeat the title, the series and the dates: such a part continues the one before.
    """

    titles: Titles

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement, from the issuer's name on; one printed twice is kept once."""
        parts = self.titles.split(page)
        # By identity: in HTML the words above a table have the number of its first row.
        places = {id(line): place for place, line in enumerate(page.lines)}
        for number, part in enumerate(parts):
            names = _names_above(page.lines, places[id(part[0])])
            if number:
                own = set(map(id, names))
                parts[number - 1] = [line for line in parts[number - 1] if id(line) not in own]
            parts[number] = [*names, *part]
        return _joined(parts)


HEADS = SummaryHeads(Titles(TITLE + r"[ \t]*$", head=20, opens=OPENS))


def _joined(parts: Sequence[list[Line]]) -> list[list[Line]]:
    joined: list[list[Line]] = []
    printed: set[tuple[str, ...]] = set()
    for part in parts:
        words = tuple(line.squashed for line in part if line.cells)
        if words in printed:
            continue
        printed.add(words)
        keys = _series_and_dates(part)
        if joined and keys and keys <= _series_and_dates(joined[-1]):
            joined[-1] = joined[-1] + part[_title_of(part) :]
        else:
            joined.append(part)
    return joined


def _title_of(part: Sequence[Line]) -> int:
    return place_of(_TITLE, part)


def _series_and_dates(part: Sequence[Line]) -> set[str]:
    """The series and the dates that a head names."""
    head = part[: _title_of(part)]
    series = {match["series"].upper() for line in head if (match := SERIES.search(line.squashed))}
    return series | {match[0].lower() for line in head for match in DATE.finditer(line.text)}


def _names_above(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines right above the first line that opens a head: the issuer's name over one line or several."""
    found: list[Line] = []
    for line in reversed(lines[max(start - MOST_NAMES, 0) : start]):
        figures = any(
            "," in cell.text or "." in cell.text for cell in line.values
        )  # the 4 of 'Mortgage Trust 4' is not one
        words = OWN_SERIES.sub("", line.squashed)
        if not words or figures or line.is_rule or NO_NAME.search(words):
            break
        found.insert(0, line)
    return found


def read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Read the head, and leave out its repeats on later pages."""
    place = _title_of(lines)
    head = lines[:place]
    for line in head:
        _read_line(builder, line)
        builder.ignore(line.cells, "page_head")
    for line in lines[place:]:
        if SERIES.search(line.squashed) or STAMP.search(line.text) or ADDRESS.search(line.text):
            builder.ignore(line.cells, "page_head")
    if builder.statement.series is UNSET:
        name_trust(builder, head)
    _name_issuer(builder, head)


def _read_line(builder: Builder, line: Line) -> None:
    statement = builder.statement
    for dated in DATE.finditer(line.text):
        field = f"{dated['label'].lower()}_date"
        day = read_date(re.sub(r"- +", "-", dated["day"]))
        if day is not None and getattr(statement, field) is UNSET:
            builder.set(statement, field, day, line.number, "statement")
    if match := STAMP.search(line.text):
        builder.set(statement, "printed_at", _time(match), line.number, "statement")
    if (match := SERIES.search(line.squashed)) and statement.series is UNSET:
        shelf, series = match["shelf"].upper(), match["series"].upper()
        builder.set(statement, "series", match["series"], line.number, "statement")
        statement.deal = name_deal(f"{shelf} Series", series) or f"{shelf} {series}"


def _time(match: re.Match[str]) -> str:
    """'19-Sep-2002 4:39:52PM' as '2002-09-19 16:39:52'; unchanged where the date does not exist."""
    day = read_date(match["day"].replace("- ", "-"))
    hour = int(match["hour"]) % 12 + (12 if match["half"].upper() == "P" else 0)
    return f"{day} {hour:02}:{match['rest'].replace(' ', '')}" if day else match[0]


def _name_issuer(builder: Builder, head: Sequence[Line]) -> None:
    """The words above the dates and the series, left of the agent's address."""
    names: list[str] = []
    for line in head:
        words = GAP.split(line.text.strip())[0]
        if line.dates or DATE.search(line.text) or SERIES.search(line.squashed) or CONTACT.match(words):
            break  # an address in first position has no name beside it
        words = OWN_SERIES.sub("", words)
        if words and not line.is_rule and not ADDRESS.search(words) and not NO_NAME.search(words):
            names.append(words)
            builder.statement.lines.append(line.number)
    if names and builder.statement.trust is UNSET:
        builder.statement.trust = " ".join(names[:MOST_NAMES])
