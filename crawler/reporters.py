"""The list of reporters: who reports each deal to the SEC, in which family of statements, and when.

`reporters.tsv` has a row for each deal and reporter. It is in this package because the commands use it:
records depend on a filing's bytes alone, and the storage package knows no trustees. docs/reporters.md
describes the columns.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

LIST = Path(__file__).with_name("reporters.tsv")


class Family(NamedTuple):
    """Statements of one printed form, and where they were seen beyond the deals of the list."""

    printed_by: str
    elsewhere: str = ""


# A family is read by the layout of its name, or by the general reader where no layout has that name.
FAMILIES: Mapping[str, Family] = {
    "bank_one": Family("Bank One: first-lien trusts"),
    "paying_agent": Family("Wells Fargo: Certificateholder Distribution Summary"),
    "wells_fargo": Family("Norwest, Wells Fargo: CTSLink statement of other issuers", "1999 to 2005"),
    "servicing_certificate": Family("GMAC Mortgage: home-equity trusts"),
    "servicing_certificate_single": Family("the same, a page for one group or class"),
    "servicing_certificate_hltv": Family("the same, high loan-to-value trusts of 2000"),
    "rfc_report": Family(
        "Residential Funding: monthly report, hundreds of statements in one filing",
        "RFMSI and RALI from 1996 to 2000-12",
    ),
    "rfc_report_html": Family("the same report in HTML, 2008"),
    "rfc_statement": Family("Residential Funding: statement of 16 or 20 sections"),
    "bank_of_new_york": Family("Bank of New York: mortgage report"),
    "chase": Family("Chase Manhattan, JPMorgan Chase", "car loans from 1999 to 2006"),
    "deutsche": Family("Deutsche Bank National Trust", "other mortgage trusts from 2003 to 2005"),
}
FORMS = ("8-K", "10-D")
MEDIA = ("text", "html", "pdf")
# A statement was seen; an agreement names the trustee; or it is concluded from agents and sister deals.
Evidence = Literal["statement", "agreement", "presumed"]
EVIDENCE: tuple[Evidence, ...] = ("statement", "agreement", "presumed")
SILENT_MONTHS = 4  # months of silence after which an unlisted deal counts as ended
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class Reporter:
    """One row: a deal and who prints its statements. Months are first days of months of distribution.

    `ends` is the month of the last statement that the SEC can be expected to have; no form 15 of
    these trusts was seen, so it is presumed from the months after which all trusts of a program are silent.
    """

    deal: str
    reporter: str
    trustee: str | None
    family: str | None
    form: str | None
    media: tuple[str, ...]
    first_seen: dt.date | None
    last_seen: dt.date | None
    ends: dt.date | None
    known_by: Evidence
    source: str


def read_reporters(path: Path = LIST) -> list[Reporter]:
    """Every row of the list, in its order; raises ValueError with the line and the column at fault."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_read_row(row, f"{path.name} line {rows.line_num}") for row in rows]


def _read_row(row: Mapping[str, str], where: str) -> Reporter:
    one = Reporter(
        deal=row["deal"],
        reporter=row["reporter"],
        trustee=row["trustee"] or None,
        family=_one_of(FAMILIES, row["family"], f"{where}: family") if row["family"] else None,
        form=_one_of(FORMS, row["form"], f"{where}: form") if row["form"] else None,
        media=tuple(_one_of(MEDIA, word, f"{where}: media") for word in row["media"].split()),
        first_seen=_read_month(row["first_seen"], f"{where}: first_seen"),
        last_seen=_read_month(row["last_seen"], f"{where}: last_seen"),
        ends=_read_month(row["ends"], f"{where}: ends"),
        known_by=_one_of(EVIDENCE, row["known_by"], f"{where}: known_by"),
        source=row["source"],
    )
    months = [month for month in (one.first_seen, one.last_seen, one.ends) if month]
    if months != sorted(months):
        raise ValueError(f"{where}: first_seen, last_seen and ends are not in this order")
    return one


def _one_of(known: Iterable[Word], word: str, where: str) -> Word:
    for one in known:
        if one == word:
            return one
    raise ValueError(f"{where}: '{word}' is not one of {', '.join(known)}")


def _read_month(text: str, where: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValueError(f"{where}: '{text}' is not a month such as 2003-12") from None


@cache
def months_of_end() -> Mapping[str, dt.date]:
    """The deals whose end is in the list, each with the month of its last statement."""
    return {one.deal: one.ends for one in read_reporters() if one.ends}


@dataclass(frozen=True)
class Silence:
    """The meaning of a deal's silence: 'due' (its month is not over), 'late' or 'ended', and why."""

    state: Literal["due", "late", "ended"]
    reason: str


def judge_silence(deal: str, last: dt.date, now: dt.date, ends: Mapping[str, dt.date]) -> Silence:
    """Whether a deal is late or has ended: `last` is its last statement's day, `now` the last crawled day.

    The duty to report is suspended from the January on in which a trust has few holders (section 15(d),
    notified by form 15), so that most trusts fall silent after the statement of a December.
    """
    silent = 12 * (now.year - last.year) + now.month - last.month
    end = ends.get(deal)
    if end and (last.year, last.month) >= (end.year, end.month):
        return Silence("ended", f"the list of reporters has its last statement in {end:%Y-%m}")
    if silent <= 1:
        return Silence("due", "its next statement may still come this month")
    if last.month == 12:
        return Silence("ended", f"silent since December {last.year}: most trusts stop reporting in a January")
    if silent > SILENT_MONTHS and end is None:
        return Silence("ended", f"silent for {silent} months")
    return Silence("late", f"no statement since {last:%Y-%m}")
