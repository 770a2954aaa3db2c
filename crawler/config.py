"""Reads a run's settings and arguments once, before anything starts; what is wrong is told in a sentence."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import platformdirs

from crawler.filings import FilingRef, first_year, read_ref, ten_digits
from crawler.quarters import FIRST_DAY, eastern_today
from crawler.rate_limiter import origin_of
from crawler.trusts import ANY

SEC = "https://www.sec.gov"
SEC_LIMIT = 10.0  # requests a second that the SEC allows one user, over all machines
SOURCES = ("full-index", "daily-index", "submissions", "full-text", "accession")  # see crawler/sources
DEFAULT_FORMS = "8-K,8-K/A,10-D,10-D/A"
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
FORM = re.compile(r"[A-Z0-9][A-Z0-9 /-]{0,19}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Read = TypeVar("Read")
ARCHIVES = ("sample", "history")  # bundled: see crawler/bundled_archives.py
ARGUMENTS = ("since", "until", "source", "cik", "accession", "again", "forms", "archive")


class ConfigError(Exception):
    """The run cannot start; the message is one sentence that says what to set."""


@dataclass(frozen=True)
class Config:
    """A run as the user wants it, checked."""

    spider: str
    user_agent: str
    base_url: str  # without a slash at its end
    max_rate: float
    budget_folder: Path
    block_pause: float
    retry_pause: float
    landing_zone: str
    state_dir: Path
    since: date | None  # None: what can have changed
    until: date | None
    source: str
    ciks: tuple[str, ...]
    filings: tuple[FilingRef, ...]
    again: bool  # fetch those filings anew whose raw file is damaged
    forms: tuple[str, ...]
    arguments: Mapping[str, str]  # as given, for the manifest

    @property
    def data_url(self) -> str:
        """Where the submissions API is."""
        return "https://data.sec.gov" if self._is_at_the_sec else self.base_url

    @property
    def search_url(self) -> str:
        """Where full-text search is."""
        return "https://efts.sec.gov" if self._is_at_the_sec else self.base_url

    @property
    def _is_at_the_sec(self) -> bool:
        return origin_of(self.base_url) == "sec.gov"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Where a redirect may lead."""
        if self._is_at_the_sec:
            return ("www.sec.gov", "data.sec.gov", "efts.sec.gov")
        return (urlsplit(self.base_url).netloc,)


def read_config(spider: str, settings: Mapping[str, Any], arguments: Mapping[str, str]) -> Config:
    """The configuration from Scrapy's settings and the spider's arguments; raises ConfigError."""
    given = {name: value for name, value in arguments.items() if not name.startswith("_")}  # scrapyd's _job
    _know_arguments(given)
    if spider == ANY and not given.keys() & {"cik", "accession"}:
        raise ConfigError("name whose filings to fetch, as in `scrapy crawl edgar -a cik=1264853`.")
    base_url = read_base_url(settings["EDGAR_BASE_URL"])
    since, until = _read_days(given)
    return Config(
        spider=spider,
        user_agent=read_user_agent(settings["EDGAR_USER_AGENT"]),
        base_url=base_url,
        max_rate=read_rate(settings["EDGAR_MAX_RATE"], base_url),
        budget_folder=read_folder("EDGAR_BUDGET", settings["EDGAR_BUDGET"], default_budget),
        block_pause=_read_seconds("EDGAR_BLOCK_PAUSE", settings["EDGAR_BLOCK_PAUSE"]),
        retry_pause=_read_seconds("EDGAR_RETRY_PAUSE", settings["EDGAR_RETRY_PAUSE"]),
        landing_zone=_not_empty("LANDING_ZONE", settings["LANDING_ZONE"]),
        state_dir=read_home("STATE_DIR", _not_empty("STATE_DIR", settings["STATE_DIR"])),
        since=since,
        until=until,
        source=_read_source(given),
        ciks=_read_list(given, "cik", read_cik, "a CIK, one to ten digits, as in 1264853"),
        filings=_read_filings(given),
        again=given.get("again") == "yes",
        forms=_read_list(
            {"forms": DEFAULT_FORMS} | given, "forms", read_form, "a form type, as in 8-K or 10-D/A"
        ),
        arguments=given,
    )


def read_user_agent(value: str | None) -> str:
    """The User-Agent that the SEC demands: who we are, with an e-mail address."""
    agent = (value or "").strip()
    if not agent:
        raise ConfigError(
            "EDGAR_USER_AGENT is not set: the SEC wants to know who asks;"
            " set it to your name and an e-mail address, as in 'Sample Company contact@example.com'."
        )
    if not (agent.isascii() and agent.isprintable()):
        raise ConfigError(
            "EDGAR_USER_AGENT must be plain ASCII in one line, as in 'Sample contact@example.com'."
        )
    if not E_MAIL.search(agent):
        raise ConfigError(
            f"EDGAR_USER_AGENT {agent!r} has no e-mail address: the SEC wants one to contact you,"
            " as in 'Sample Company contact@example.com'."
        )
    return agent


def read_base_url(value: str | None) -> str:
    """The origin to ask; the SEC's own where none is set."""
    if not (value or "").strip():
        return SEC
    value = str(value).strip()
    if "@" in value:  # it would be in every message and manifest
        raise ConfigError("EDGAR_BASE_URL holds a user or password: set it to http(s)://host[:port] alone.")
    if not _is_origin(value):
        raise ConfigError(
            f"EDGAR_BASE_URL {value!r} is no origin: set it to http(s)://host[:port] or leave it unset."
        )
    parts = urlsplit(value)
    url = f"{parts.scheme}://{parts.netloc}"
    if origin_of(url) == "sec.gov" and url != SEC:  # it has three hosts, and answers http with a redirect
        raise ConfigError(f"EDGAR_BASE_URL {value!r} is the SEC's own: leave it unset.")
    return url


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port  # reading it checks it
    except ValueError:  # no such port, or a half bracketed address
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return is_web and not (parts.path.strip("/") or parts.query or parts.fragment or " " in value)


def read_rate(value: Any, base_url: str) -> float:
    """Requests a second, over all processes of this machine."""
    rate = _number(value)
    if not rate or rate <= 0:
        raise ConfigError(f"EDGAR_MAX_RATE {value!r} is no rate: set it to requests a second, as in 8.")
    if rate > SEC_LIMIT and origin_of(base_url) == "sec.gov":
        raise ConfigError(
            f"EDGAR_MAX_RATE {value} is above the SEC's limit of 10 requests a second: set it to 10 or less."
        )
    return rate


def read_folder(name: str, value: str | None, default: Callable[[], Path]) -> Path:
    return read_home(name, value) if value else default()


def read_home(name: str, value: str) -> Path:
    """A path, with '~' as the shell reads it: in `-s NAME=~/folder` the shell leaves it as it is."""
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ConfigError(f"{name} {value!r} names a home folder that is not known: {error}") from error


def default_budget() -> Path:
    """One place for all checkouts and virtual environments of this user, whatever the zone."""
    return platformdirs.user_cache_path("mortgage-trust-statements") / "budget"


def read_cik(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) == 0:
        raise ValueError(text)
    return ten_digits(text)


def read_form(text: str) -> str:
    if not FORM.fullmatch(text.upper()):
        raise ValueError(text)
    return text.upper()


def _know_arguments(given: Mapping[str, str]) -> None:
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


def _read_days(given: Mapping[str, str]) -> tuple[date | None, date | None]:
    since, until = _read_day(given, "since"), _read_day(given, "until")
    if since and until and since > until:
        raise ConfigError(f"since={since} is after until={until}: swap them.")
    if since and since > eastern_today() + timedelta(days=1):  # a day begins earlier elsewhere
        raise ConfigError(f"since={since} is still to come: name a day that has begun.")
    if until and not since and until < FIRST_DAY and "accession" not in given:
        raise ConfigError(f"until={until} is before {FIRST_DAY}, where a crawl begins: name since= too.")
    return since, until


def _read_day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{name}={text} is no day: use YYYY-MM-DD, as in 2004-01-26.") from None


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


def _read_seconds(name: str, value: Any) -> float:
    seconds = _number(value)
    if seconds is None or seconds < 0:
        raise ConfigError(f"{name} {value!r} is no number of seconds: set it to 0 or more.")
    return seconds


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _not_empty(name: str, value: str | None) -> str:
    if not (value or "").strip():
        raise ConfigError(f"{name} is empty: set it to a folder, or leave it unset.")
    return str(value).strip()
