"""Looks up in the indexes what a bare accession does not say, with `requests` in the same budget."""

import logging
import threading
import time
from collections.abc import Container, Iterable
from datetime import date, timedelta
from http.cookiejar import DefaultCookiePolicy
from itertools import chain
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import requests
import tenacity
import urllib3

from crawler.decompression import LARGEST, TooLarge, Unreadable, unpack
from crawler.filings import FilingRef, first_year
from crawler.identical_answers import Asked
from crawler.master_index import BrokenIndex, find_accessions
from crawler.quarters import FIRST_INDEX, LATE, Quarter, eastern_today, quarters_between
from crawler.rate_limiter import STEP, Interrupted, Unkept
from crawler.response_middleware import end_probe
from crawler.response_policy import (
    UNPROVED_REASON,
    Action,
    Answer,
    Verdict,
    is_proved_whole,
    judge,
    no_envelope,
)

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun

LOG = logging.getLogger(__name__)
TIMES = 4
TIMEOUT = (10, 60)  # seconds to connect, and between two pieces of an answer
LONGEST = 120.0  # seconds for one answer
PIECE = 1 << 16


class Passing(Exception):
    """This look-up failed in a way that may pass."""


class Lookups:
    """Reads the indexes from the accessions' years on, until every accession is found.

    For what the user names all of them up to now; for the others, which are pending since an earlier run,
    those in which a row can be, whatever days the run is for: of the accession's year and one quarter more.
    """

    def __init__(self, run: "CrawlRun", accessions: Iterable[str], named: Container[str] = ()) -> None:
        self.run = run
        self.found: dict[str, FilingRef] = {}
        self.was_stopped = False
        self.unread: dict[Quarter, str] = {}  # quarters whose index could not be had whole, with the reason
        self.session = plain_session(run.config.user_agent)
        self._today = eastern_today()
        self._quarters = {one: self._named(one) if one in named else self._own(one) for one in accessions}

    @property
    def url(self) -> str:
        """An address like those that are asked for."""
        return self._url(Quarter.of(FIRST_INDEX))

    def find(self) -> dict[str, FilingRef]:
        """The row of each accession that an index lists, of several the first."""
        for quarter in sorted(set(chain.from_iterable(self._quarters.values()))):
            sought = {
                accession
                for accession, quarters in self._quarters.items()
                if quarter in quarters and accession not in self.found
            }
            try:
                for row in self._rows(quarter, sought) if sought else ():
                    self.found.setdefault(row.accession, row)
            except Interrupted:
                self.was_stopped = True
                break
        return self.found

    def is_final(self, accession: str) -> bool:
        """Whether no index can list it: all that could are closed and were read whole, without it."""
        if Quarter(first_year(accession), 1) > Quarter.of(self._today + timedelta(days=1)):
            return True  # its year is still to come
        own = self._own(accession)
        is_closed = last_quarter(accession).last_day + LATE < self._today
        return is_closed and set(own) <= set(self._quarters[accession]) and not self.unread.keys() & set(own)

    def missed(self, accession: str) -> str:
        """Why an accession was not found, in a sentence."""
        if Quarter(first_year(accession), 1) > Quarter.of(self._today + timedelta(days=1)):
            return f"its year, {first_year(accession)}, is still to come: is it typed right?"
        quarters = self._quarters[accession]
        where = f"from {quarters[0]} to {quarters[-1]}" if quarters else "of these days"
        unread = [quarter for quarter in quarters if quarter in self.unread]
        where += f" ({unread[0]} could not be read: {self.unread[unread[0]]})" if len(unread) == 1 else ""
        where += f" ({len(unread)} of them could not be read)" if len(unread) > 1 else ""
        if self.is_final(accession):
            return f"not listed in the indexes {where}: is it typed right?"
        return (
            f"not listed in the indexes {where}; name it as cik:{accession},"
            f" or give it up with `scrapy forget {accession}`"
        )

    def _named(self, accession: str) -> list[Quarter]:
        config = self.run.config
        first = max(date(first_year(accession), 1, 1), FIRST_INDEX, config.since or FIRST_INDEX)
        return list(quarters_between(first, min(config.until or self._today, self._today)))

    def _own(self, accession: str) -> list[Quarter]:
        """A filing sent in on the last days of a year can have been filed on the first ones of the next."""
        first = max(date(first_year(accession), 1, 1), FIRST_INDEX)
        return list(quarters_between(first, min(last_quarter(accession).last_day, self._today)))

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
            for attempt in again:
                with attempt:
                    return self._read(quarter, accessions, is_first=attempt.retry_state.attempt_number == 1)
        except (Passing, BrokenIndex, Unkept, requests.RequestException) as error:
            if isinstance(error, Unkept):
                self.run.stop(str(error))
            LOG.warning("The index of %s could not be read: %s", quarter, error)
            self.unread[quarter] = str(error)
        return []

    def _read(self, quarter: Quarter, accessions: set[str], *, is_first: bool) -> list[FilingRef]:
        answer, verdict = self._judged(Asked(self._url(quarter), is_first))
        if verdict.action != Action.KEEP:
            self._refuse(verdict)
            self.unread[quarter] = verdict.reason  # EDGAR has none, which says nothing of its filings
            return []
        reading = find_accessions(answer.body, accessions)
        if reading.received and Quarter.of(reading.received) != quarter:
            raise BrokenIndex(f"it is the index of {Quarter.of(reading.received)}")
        if not is_proved_whole(answer):
            self.unread[quarter] = UNPROVED_REASON
        if reading.broken:
            self.unread[quarter] = f"a row cannot be read: {reading.broken[0]!r}"
        return reading.rows

    def _judged(self, asked: Asked) -> tuple[Answer, Verdict]:
        """Ask in a slot of the budget, and judge what comes."""
        budget = self.run.budget
        is_probe = budget.take_blocking(self.run.is_stopping).is_probe
        try:
            answer = self._ask(asked.url)
        except BaseException:
            if is_probe:
                budget.lost()
            raise
        verdict = self.run.wall.judge(asked, answer, judge(answer, no_envelope), budget.is_silent)
        if is_probe:
            end_probe(budget, verdict)
        return answer, verdict

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
            body = unpack(bytes(packed), headers.get("content-encoding", ""))
            came.put(Answer("index", response.status_code, headers, body, received=bytes(packed)))
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


def plain_session(user_agent: str) -> requests.Session:
    """A session that sends what we set and nothing else.

    `requests` would add the passwords of ~/.netrc, go through the proxies of the environment and give back
    the cookies that it was given.
    """
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"})
    return session


def last_quarter(accession: str) -> Quarter:
    """The last in whose index a filing of this accession can be."""
    return Quarter(first_year(accession) + 1, 1)
