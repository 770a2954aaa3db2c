"""Looks up in the indexes what a bare accession does not say, with `requests` in the same budget."""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import date
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import requests
import tenacity
import urllib3

from crawler.answers import Action, Answer, Envelope, Verdict, judge
from crawler.bodies import LARGEST, TooLarge, Unreadable, unpack
from crawler.budget import STEP, Interrupted, Unkept
from crawler.filings import FilingRef, first_year
from crawler.master_index import BrokenIndex, find_accessions
from crawler.quarters import FIRST_INDEX, Quarter, eastern_today, quarters_between

if TYPE_CHECKING:
    from crawler.run import CrawlRun

LOG = logging.getLogger(__name__)
TIMES = 4
TIMEOUT = (10, 60)  # seconds to connect, and between two pieces of an answer
LONGEST = 120.0  # seconds for one answer
PIECE = 1 << 16


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
        return [self._url(quarter) for quarter in self._quarters(FIRST_INDEX.year)]

    def _quarters(self, year: int) -> Iterator[Quarter]:
        today = eastern_today()
        config = self.run.config
        first = max(date(year, 1, 1), FIRST_INDEX, config.since or FIRST_INDEX)
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
            return again(self._read, quarter, accessions)
        except (Passing, BrokenIndex, Unkept, requests.RequestException) as error:
            if isinstance(error, Unkept):
                self.run.stop(str(error))
            LOG.warning("The index of %s could not be read: %s", quarter, error)
            self.unread.append(str(quarter))
            return []

    def _read(self, quarter: Quarter, accessions: set[str]) -> list[FilingRef]:
        is_probe = self.run.budget.take_blocking(self.run.is_stopping).is_probe
        try:
            answer = self._ask(self._url(quarter))
        except BaseException:
            if is_probe:
                self.run.budget.lost()
            raise
        verdict = judge(answer, _no_envelope)
        if is_probe and verdict.action != Action.WAIT:
            self.run.budget.answered()
        if verdict.action == Action.KEEP:
            reading = find_accessions(answer.body, accessions)
            if reading.received and Quarter.of(reading.received) != quarter:
                raise BrokenIndex(f"it is the index of {Quarter.of(reading.received)}")
            return reading.rows
        self._refuse(verdict)
        return []

    def _ask(self, url: str) -> Answer:
        """One request; raises Passing, Interrupted, or what `requests` raises."""
        self.run.tally.sent(url)
        came: SimpleQueue[Answer | Exception] = SimpleQueue()
        # In a thread that may be left behind: nothing ends a `requests` call that waits for its answer.
        threading.Thread(target=self._receive, args=(url, came), daemon=True).start()
        late = time.monotonic() + LONGEST
        while time.monotonic() < late:
            try:
                answer = came.get(timeout=STEP)
            except Empty:
                if self.run.is_stopping():
                    raise Interrupted from None
            else:
                if isinstance(answer, Exception):
                    raise answer
                return answer
        raise Passing(f"no whole answer in {LONGEST:.0f} s")

    def _receive(self, url: str, came: "SimpleQueue[Answer | Exception]") -> None:
        try:
            with self.session.get(url, timeout=TIMEOUT, allow_redirects=False, stream=True) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                packed = bytearray()
                while piece := response.raw.read(PIECE):
                    packed += piece
                    if len(packed) > LARGEST:
                        raise Passing(f"more than {LARGEST:,} bytes came")
            body = unpack(bytes(packed), headers.get("content-encoding", "").strip().lower())
            came.put(Answer("index", response.status_code, headers, body))
        except (Unreadable, TooLarge, urllib3.exceptions.HTTPError) as error:
            came.put(Passing(str(error)))
        except Exception as error:  # handed on: the one who waits raises it
            came.put(error)

    def _refuse(self, verdict: Verdict) -> None:
        """Nothing where EDGAR has no such index; else Passing."""
        if verdict.action == Action.WAIT:
            self.run.tally.blocks += 1
            self.run.budget.block(max(verdict.pause, self.run.config.block_pause))
        elif verdict.pause:
            self.run.budget.block(verdict.pause)
        if verdict.action == Action.STOP:
            self.run.stop(verdict.reason)
        if verdict.action != Action.GONE:
            raise Passing(verdict.reason)


def _no_envelope(body: bytes) -> Envelope:
    raise AssertionError("an index has no envelope")
