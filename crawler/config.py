"""Reads and checks a run's settings and arguments before anything starts; each error is one sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from crawler.command_errors import ConfigError
from crawler.edgar_forms import DEFAULT_FORMS, correction
from crawler.filings import FilingRef, first_year, read_ref, ten_digits
from crawler.origins import origin_of
from crawler.quarters import FIRST_DAY, FIRST_INDEX, eastern_today
from crawler.setting_values import (
    default_budget,
    read_base_url,
    read_folder,
    read_home,
    read_rate,
    read_seconds,
    read_text,
    read_user_agent,
)
from crawler.trusts import ANY

SOURCES = ("full-index", "daily-index", "submissions", "full-text", "accession")  # see crawler/sources
FORM = re.compile(r"[A-Z0-9][A-Z0-9 /-]{0,19}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Given = ParamSpec("Given")
Read = TypeVar("Read")
ARCHIVES = ("sample", "history")  # bundled: see crawler/bundled_archives.py
# Each argument with its text for `scrapy crawl --help`.
ARGUMENTS = {
    "since": "filed on this day or later, YYYY-MM-DD (default: all that can have changed since 1999-01-01)",
    "until": "filed on this day or earlier, YYYY-MM-DD (default: today)",
    "source": f"the source of the list of filings: {', '.join(SOURCES[:-1])} (default: {SOURCES[0]})",
    "cik": "these registrants alone, a comma list of CIKs (default: those of the spider's program)",
    "accession": "these filings alone, a comma list of accessions, cik:accession pairs or EDGAR paths",
    "again": "yes: with accession=, fetch anew those whose raw file is damaged",
    "forms": f"these forms alone, a comma list (default: {DEFAULT_FORMS})",
    "archive": f"crawl a bundled archive in place of EDGAR: {' or '.join(ARCHIVES)}",
}


@dataclass(frozen=True)
class Config:
    """The checked configuration of a run."""

    spider: str
    user_agent: str
    base_url: str  # without a trailing slash
    max_rate: float
    budget_folder: Path
    block_pause: float
    retry_pause: float
    landing_zone: str
    state_dir: Path
    since: date | None  # None: all that can have changed
    until: date | None
    source: str
    ciks: tuple[str, ...]
    filings: tuple[FilingRef, ...]
    again: bool  # fetch damaged raw files anew
    forms: tuple[str, ...]
    arguments: Mapping[str, str]  # as given, for the manifest

    @property
    def data_url(self) -> str:
        """The address of the submissions API."""
        return "https://data.sec.gov" if self._is_at_the_sec else self.base_url

    @property
    def search_url(self) -> str:
        """The address of full-text search."""
        return "https://efts.sec.gov" if self._is_at_the_sec else self.base_url

    @property
    def _is_at_the_sec(self) -> bool:
        return origin_of(self.base_url) == "sec.gov"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts to which a redirect may lead."""
        if self._is_at_the_sec:
            return ("www.sec.gov", "data.sec.gov", "efts.sec.gov")
        return (urlsplit(self.base_url).netloc,)


def read_config(spider: str, settings: Mapping[str, Any], arguments: Mapping[str, str]) -> Config:
    """The configuration from Scrapy's settings and the spider's arguments; raises ConfigError."""
    given = {name: value for name, value in arguments.items() if not name.startswith("_")}  # scrapyd's _job
    _check_arguments(given)
    if spider == ANY and not given.keys() & {"cik", "accession"}:
        raise ConfigError("name whose filings to fetch, as in `scrapy crawl edgar -a cik=1264853`.")
    read = AllErrors()
    base_url = read(read_base_url, settings["EDGAR_BASE_URL"])
    since, until = read(_read_day, given, "since"), read(_read_day, given, "until")
    read(_check_days, given, since, until)
    config = Config(
        since=since,
        until=until,
        source=read(_read_source, given),
        ciks=read(_read_list, given, "cik", read_cik, "a CIK, one to ten digits, as in 1264853"),
        filings=read(_read_filings, given),
        again=given.get("again") == "yes",
        forms=read(_read_forms, given),
        arguments=given,
        spider=spider,
        user_agent=read(read_user_agent, settings["EDGAR_USER_AGENT"]),
        base_url=base_url,
        max_rate=read(read_rate, settings["EDGAR_MAX_RATE"], base_url or ""),
        budget_folder=read(read_folder, "EDGAR_BUDGET", settings["EDGAR_BUDGET"], default_budget),
        block_pause=read(read_seconds, "EDGAR_BLOCK_PAUSE", settings["EDGAR_BLOCK_PAUSE"]),
        retry_pause=read(read_seconds, "EDGAR_RETRY_PAUSE", settings["EDGAR_RETRY_PAUSE"]),
        landing_zone=read(read_text, "LANDING_ZONE", settings["LANDING_ZONE"]),
        state_dir=read(read_state_dir, settings["STATE_DIR"]),
    )
    read.refuse()
    return config


class AllErrors:
    """Reads value after value, so that the user learns of all errors at once."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def __call__(self, read: Callable[Given, Read], *values: Given.args, **named: Given.kwargs) -> Read:
        """The value; where it is refused, None until `refuse` is called."""
        try:
            return read(*values, **named)
        except ConfigError as error:
            self.sentences.append(str(error))
            return cast("Read", None)

    def refuse(self) -> None:
        """Raise ConfigError if a value was refused."""
        if self.sentences:
            raise ConfigError("\n".join(self.sentences))


def read_state_dir(value: str | None) -> Path:
    return read_home("STATE_DIR", read_text("STATE_DIR", value))


def _read_forms(given: Mapping[str, str]) -> tuple[str, ...]:
    return _read_list(
        {"forms": DEFAULT_FORMS, **given}, "forms", read_form, "a form type, as in 8-K or 10-D/A"
    )


def read_cik(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) == 0:
        raise ValueError(text)
    return ten_digits(text)


def read_form(text: str) -> str:
    form = text.upper()
    if meant := correction(form):
        raise ConfigError(f"EDGAR has no form {text!r}: did you mean {meant}?")
    if not FORM.fullmatch(form):
        raise ValueError(text)
    return form


def _check_arguments(given: Mapping[str, str]) -> None:
    unknown = sorted(given.keys() - set(ARGUMENTS))
    if unknown:
        raise ConfigError(f"there is no argument {unknown[0]!r}: the arguments are {', '.join(ARGUMENTS)}.")
    if given.get("archive", ARCHIVES[0]) not in ARCHIVES:
        known = " or ".join(f"archive={name}" for name in ARCHIVES)
        raise ConfigError(f"there is no archive {given['archive']!r}: use -a {known}.")
    if given.get("again", "yes") != "yes":
        raise ConfigError(f"again={given['again']} is not understood: use again=yes, or leave it out.")
    if "again" in given and "accession" not in given:
        raise ConfigError("again=yes fetches damaged filings anew: name them with accession=.")
    if "accession" in given and "source" in given:
        raise ConfigError("accession= names the filings itself: leave source= out.")


def _read_source(given: Mapping[str, str]) -> str:
    if "accession" in given:
        return "accession"
    source = given.get("source", "full-index")
    if source not in SOURCES or source == "accession":
        raise ConfigError(f"there is no source {source!r}: the sources are {', '.join(SOURCES[:-1])}.")
    return source


def _check_days(given: Mapping[str, str], since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise ConfigError(f"since={since} is after until={until}: swap them.")
    if since and since > eastern_today() + timedelta(days=1):  # a day begins earlier elsewhere
        raise ConfigError(f"since={since} is still to come: name a day that has begun.")
    if until and until < FIRST_DAY and not given.keys() & {"since", "accession"}:
        raise ConfigError(f"until={until} is before {FIRST_DAY}, where a crawl begins: name since= too.")


def _read_day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{name}={text} is not a valid day: use YYYY-MM-DD, as in 2004-01-26.") from None
    if day < FIRST_INDEX:
        raise ConfigError(f"{name}={day} is before {FIRST_INDEX}: EDGAR has no filing of an earlier day.")
    return day


def _read_list(
    given: Mapping[str, str], name: str, read: Callable[[str], Read], wanted: str
) -> tuple[Read, ...]:
    if name not in given:
        return ()
    values = []
    for text in given[name].split(","):
        try:
            values.append(read(text.strip()))
        except ValueError:
            raise ConfigError(f"{name}={text.strip()!r} is not {wanted}.") from None
    return tuple(dict.fromkeys(values))


def _read_filings(given: Mapping[str, str]) -> tuple[FilingRef, ...]:
    wanted = "an accession (0001019965-04-000027), a cik:accession pair or an EDGAR path"
    filings = _read_list(given, "accession", read_ref, wanted)
    for ref in filings:
        if first_year(ref.accession) > (eastern_today() + timedelta(days=1)).year:
            raise ConfigError(
                f"accession={ref.accession}: its year, {first_year(ref.accession)}, is still to come."
            )
    return filings
