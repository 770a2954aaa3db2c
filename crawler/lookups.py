"""Looks up in the indexes what a bare accession does not say, with `requests` in the same budget."""

import logging
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import requests
import tenacity

from crawler.answers import Action, Answer, Envelope, Verdict, judge
from crawler.filings import FilingRef, first_year
from crawler.master_index import BrokenIndex, find_accessions
from crawler.quarters import Quarter, eastern_today, quarters_between

if TYPE_CHECKING:
    from crawler.run import CrawlRun

LOG = logging.getLogger(__name__)
TIMES = 4
TIMEOUT = (10, 60)  # seconds to connect, and between two pieces of an answer
FIRST_YEAR = 1993  # of EDGAR's full index


class Passing(Exception):
    """This look-up failed in a way that may pass."""


class Lookups:
    """Reads the indexes from the accessions' years on, until every accession is found."""

    def __init__(self, run: "CrawlRun") -> None:
        self.run = run
        self.unread: list[str] = []  # quarters whose index could not be had
        self.session = requests.Session()
        self.session.headers.update({"User-Agent": run.config.user_agent, "Accept-Encoding": "gzip, deflate"})

    def find(self, accessions: set[str]) -> dict[str, FilingRef]:
        """The row of each accession that an index lists, of several the first."""
        found: dict[str, FilingRef] = {}
        for quarter in self._quarters(min(map(first_year, accessions))):
            sought = {one for one in accessions - found.keys() if first_year(one) <= quarter.year}
            if not accessions - found.keys() or self.run.is_stopping():
                break
            if sought:
                for row in self._rows(quarter, sought):
                    found.setdefault(row.accession, row)
        return found

    def missed(self, accession: str) -> str:
        """Why an accession was not found, in a sentence."""
        quarters = list(self._quarters(first_year(accession)))
        where = f"from {quarters[0]} to {quarters[-1]}" if quarters else "before its own year"
        unread = f"; not read: {', '.join(self.unread)}" if self.unread else ""
        return f"not listed in the indexes {where}{unread}; name it as cik:{accession}"

    def urls(self) -> list[str]:
        """An address of each quarter that may be asked for."""
        return [self._url(quarter) for quarter in self._quarters(FIRST_YEAR)]

    def _quarters(self, year: int) -> Iterator[Quarter]:
        today = eastern_today()
        config = self.run.config
        first = max(date(max(year, FIRST_YEAR), 1, 1), config.since or date.min)
        last = min(config.until or today, today)
        return quarters_between(first, last)

    def _url(self, quarter: Quarter) -> str:
        return self.run.config.base_url + quarter.master_path

    def _rows(self, quarter: Quarter, accessions: set[str]) -> list[FilingRef]:
        again = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(TIMES),
            wait=tenacity.wait_exponential(multiplier=self.run.config.retry_pause, max=60),
            retry=tenacity.retry_if_exception_type((Passing, BrokenIndex, requests.RequestException)),
            reraise=True,
        )
        try:
            return again(self._read, self._url(quarter), accessions)
        except (Passing, BrokenIndex, requests.RequestException) as error:
            LOG.warning("The index of %s could not be read: %s", quarter, error)
            self.unread.append(str(quarter))
            return []

    def _read(self, url: str, accessions: set[str]) -> list[FilingRef]:
        self.run.budget.take_blocking(self.run.is_stopping)
        self.run.tally.sent(url)
        response = self.session.get(url, timeout=TIMEOUT, allow_redirects=False)
        headers = {name.lower(): value for name, value in response.headers.items()}
        verdict = judge(Answer("index", response.status_code, headers, response.content), _no_envelope)
        if verdict.action == Action.KEEP:
            return find_accessions(response.content, accessions)
        self._refuse(verdict)
        return []

    def _refuse(self, verdict: Verdict) -> None:
        """Nothing where EDGAR has no such index; else Passing."""
        if verdict.action == Action.WAIT:
            self.run.tally.blocks += 1
            self.run.budget.block(max(verdict.pause, self.run.config.block_pause))
        if verdict.action == Action.STOP:
            self.run.stopped = verdict.reason
        if verdict.action != Action.GONE:
            raise Passing(verdict.reason)


def _no_envelope(body: bytes) -> Envelope:
    raise AssertionError("an index has no envelope")
