"""Reads a source as a run would, from a function that answers each path."""

import asyncio
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from scrapy.http import Response

from crawler import settings
from crawler.config import Config, read_config
from crawler.filings import FilingRef
from crawler.progress import Progress
from crawler.rate_limiter import RateLimiter
from crawler.refused_requests import Refused
from crawler.response_policy import Action, Verdict
from crawler.run_context import CrawlRun
from crawler.run_stats import RunStats
from crawler.sources.daily_index import DailyIndex
from crawler.sources.full_text import FullTextSearch
from crawler.sources.submissions_api import Submissions
from storage import Ledger

NOW = dt.datetime(2004, 2, 4, 12, tzinfo=dt.UTC)  # a Wednesday
GONE = Refused(Verdict(Action.GONE, "EDGAR has no such file"))
DOWN = Refused(Verdict(Action.RETRY, "EDGAR answered 503"))
AR1 = "0001264853"
SOURCES = {"daily-index": DailyIndex, "submissions": Submissions, "full-text": FullTextSearch}
Edgar = Callable[[str], Any]


@dataclass
class Reader:
    """Runs on one ledger; `stats` holds what they leave pending."""

    ledger: Ledger
    stats: RunStats

    def __call__(self, edgar: Edgar, source: str, now: dt.datetime = NOW, **given: str) -> list[FilingRef]:
        named = {"EDGAR_USER_AGENT": "a@b.example", "EDGAR_BASE_URL": "http://edgar"}
        values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()} | named
        config = read_config("gmacm", values, {"source": source, **given})
        more = {} if source == "submissions" else {"now": now}

        async def refs(run: CrawlRun) -> list[FilingRef]:
            found = SOURCES[source](run, fetch_from(edgar), **more).refs()  # type: ignore[operator]
            return [ref async for ref in found]

        with run_on(self.ledger, config, self.stats) as run:
            return asyncio.run(refs(run))


@contextmanager
def run_on(ledger: Ledger, config: Config, stats: RunStats) -> Iterator[CrawlRun]:
    """A run that sends nothing: its spider's `fetch` is the test's."""
    limiter = RateLimiter(ledger.database.path.parent / "budget", "test", 1.0)
    run = CrawlRun("run", config, ledger.zone, ledger, limiter, Progress(), stats)
    yield run
    run.threads.close()


def fetch_from(edgar: Edgar) -> Callable[..., Any]:
    """What the sources ask with: bytes and JSON are answered, exceptions raised."""

    async def fetch(url: str, headers: Mapping[str, str] | None = None) -> Response:
        answer = edgar(url.removeprefix("http://edgar"))
        if isinstance(answer, Exception):
            raise answer
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return Response(url, body=body)

    return fetch
