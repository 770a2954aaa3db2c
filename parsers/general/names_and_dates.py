"""The trust and the dates of a page: dates by their labels, series and trust by the titles."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import UNSET

from parsers.blocks.finding import label_of
from parsers.blocks.section_titles import OF_PAGE
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.deals import find_series, name_deal
from parsers.page import PAGE_NUMBER, Line
from parsers.printed_values import squash
from parsers.untitled_statements import find_distribution_date
from parsers.vocabulary import dates_and_parties
from parsers.vocabulary.dates_and_parties import EDGES
from parsers.vocabulary.wording import normalize

HEAD = 30  # lines that may name the trust and its series
BELOW_TITLE = 6  # lines from a statement's title to a date that is alone


def read_names(builder: Builder, lines: Sequence[Line], *, all_dates: bool = True) -> None:
    """Put dates, series, deal and trust into the statement; without `all_dates` none behind its own date."""
    _read_dates(builder, lines, all_dates=all_dates)
    if builder.statement.distribution_date is UNSET and (found := find_distribution_date(lines)):
        builder.set(builder.statement, "distribution_date", found[0], found[1], "statement")
    if builder.statement.distribution_date is UNSET:
        _read_lone_date(builder, lines)
    name_trust(builder, lines[:HEAD])
    read_group(builder, lines[:HEAD])


def _read_dates(builder: Builder, lines: Sequence[Line], *, all_dates: bool) -> None:
    period = ""
    for line in [line for line in lines if len(line.cells) > 1]:
        words: list[str] = []
        for cell in line.cells:
            if cell.kind == "words":
                words.append(cell.text)
            elif words and cell.kind in ("date", "number"):
                own_period, edge, field = _meaning_of(" ".join(words))
                words = []
                period = own_period or period
                name = field or (f"{period}_{edge}" if period and edge else "")
                if name and getattr(builder.statement, name) is UNSET:
                    builder.put(builder.statement, name, cell, "statement")
        if not all_dates and builder.statement.distribution_date is not UNSET:
            return


@lru_cache(maxsize=4096)  # a cache: the labels of a page are repeated on the next statement's
def _meaning_of(words: str) -> tuple[str, str, str]:
    """The meaning of a label: a period, an edge of one, a date's field; '' for each that it lacks."""
    label = squash(words).rstrip(" :")
    edge = EDGES.get(normalize(label).split(" ")[-1] if label else "") or ""
    known = dates_and_parties.find(label)
    return dates_and_parties.find_period(_without_edge(label)) or "", edge, known.field if known else ""


def _without_edge(label: str) -> str:
    words = label.split(" ")
    return " ".join(words[:-1]).rstrip(" :") if words and normalize(words[-1]) in EDGES else label


_DISTRIBUTION = re.compile(r"(?:distribution|payment)$", re.IGNORECASE)


def _read_lone_date(builder: Builder, lines: Sequence[Line]) -> None:
    """The one date of a title: alone on its line, or before the word 'Distribution'."""
    lone = [
        line.dates[0]
        for line in lines[:HEAD]
        if len(line.dates) == 1
        and not line.values
        and (len(line.cells) == 1 or _DISTRIBUTION.match(label_of(line).strip()) or _ends_so(line))
    ]
    if len({cell.text for cell in lone}) == 1:
        builder.put(builder.statement, "distribution_date", lone[0], "statement")


def _ends_so(line: Line) -> bool:
    return (
        len(line.cells) == 2
        and line.cells[0].kind == "date"
        and bool(_DISTRIBUTION.match(line.cells[1].text))
    )


SERIES_OF = re.compile(r"\bSERIES:?\s+((?:19|20)\d\d-[A-Z0-9]{1,10})\b", re.IGNORECASE)
# Words that any trust may print: not a trust's name.
_GENERIC = re.compile(
    r"(?:(?:conduit|home|equity|loan|mortgage|asset|backed|pass|through|term|collateralized|variable|fixed|rate)"
    r"[ -]*)*"
    r"(?:certificates|notes|securities|bonds)?,?$",
    re.IGNORECASE,
)
_OF_A_TRUST = re.compile(
    r"\b(?:trust|certificates|securities|notes|bonds|funding|corp(?:oration)?|inc)\b", re.IGNORECASE
)
_NOT_ITS_NAME = re.compile(
    r"\b(?:statement|report|date|bank|street|trustee|n\.a|act|commission|registrant|distribution|summary)\b",
    re.IGNORECASE,
)


def name_trust(builder: Builder, lines: Sequence[Line]) -> None:
    """The series, the deal and the trust's name from the titles above the figures."""
    text = " ".join(line.squashed for line in lines)
    series = next((match[1] for line in lines if (match := SERIES_OF.search(line.squashed))), None)
    series = series or find_series(text)
    builder.statement.series = series or UNSET
    trust = _find_trust(lines, series) if series else None
    if trust:
        builder.statement.trust = trust
    deal = name_deal(text, series) or (f"{trust} {series}" if trust else None)
    builder.statement.deal = deal or UNSET


def read_group(builder: Builder, lines: Sequence[Line]) -> None:
    """The one group that the page covers, behind the series in its title."""
    groups = {match["name"] for line in lines if (match := OF_PAGE.search(line.squashed))}
    if len(groups) == 1:
        builder.statement.group = groups.pop()


def _find_trust(lines: Sequence[Line], series: str) -> str | None:
    """The name before the series, else on the nearest line above that names a trust."""
    place, words = next(
        (place, cell.text)
        for place, line in enumerate(lines)
        for cell in (*line.cells, Cell("words", line.squashed, line.number, 0, 0))
        if series.casefold() in cell.text.casefold()
    )
    before = re.split(re.escape(series), words, maxsplit=1, flags=re.IGNORECASE)[0]
    before = re.sub(r"[,\s]*(?:\bseries)?[:,\s]*$", "", before, flags=re.IGNORECASE).strip(" ,")
    if before and not _GENERIC.match(before) and not _NOT_ITS_NAME.search(before):
        return before
    above = (_without_page(line) for line in reversed(lines[:place]))
    below = (cell.text for line in lines[place : place + NEAR_SERIES] for cell in line.cells)
    named = next((words for words in above if _is_name(words)), None)
    return named or next((words for words in below if _IS_TRUST.search(words) and _is_name(words)), None)


NEAR_SERIES = 3  # lines in which a page's head may print the trust below its series
_IS_TRUST = re.compile(r"\btrust(?:$|,? (?:series )?(?:19|20)\d\d)", re.IGNORECASE)


def _without_page(line: Line) -> str:
    """The words of a line without the page's number beside them."""
    kept = [cell.text for cell in line.cells if not PAGE_NUMBER.match(cell.text)]
    return " ".join(kept) if len(kept) < len(line.cells) else line.squashed


def _is_name(words: str) -> bool:
    return bool(_OF_A_TRUST.search(words)) and not _GENERIC.match(words) and not _NOT_ITS_NAME.search(words)
