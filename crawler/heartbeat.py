"""Reports a crawl's progress at intervals, also during a block or while large indexes are read."""

import asyncio
from contextlib import suppress

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler.progress import Standing
from crawler.run_context import CrawlRun, run_of

EVERY = 1.0  # seconds
QUARTERLY = "full-index"  # the source whose lists are quarters


class Heartbeat:
    """A Scrapy extension that lives as long as its spider."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._beating: asyncio.Task[None] | None = None
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Heartbeat":
        return cls(crawler)

    def begin(self, spider: Spider) -> None:
        self._beating = asyncio.ensure_future(self._beat(run_of(self.crawler)))

    def end(self, spider: Spider) -> None:
        if self._beating:
            self._beating.cancel()
        with suppress(OSError):
            run = run_of(self.crawler)
            run.progress.show(standing(run))  # so that the bar ends with the run

    async def _beat(self, run: CrawlRun) -> None:
        with suppress(OSError):  # of the rate limiter's file: the next request reports it and stops the run
            while True:
                run.progress.show(standing(run))
                await asyncio.sleep(EVERY)


def standing(run: CrawlRun) -> Standing:
    """The run's progress."""
    stats = run.stats
    return Standing(
        stats.settled, stats.new, len(stats.pending), looking_at(run), run.rate_limiter.blocked_for()
    )


def looking_at(run: CrawlRun) -> str:
    """'quarter 31 of 112' while the indexes or lists are read; '' where no more filings can be found."""
    stats = run.stats
    if run.all_found:
        return ""
    if not stats.unread:
        return "looking for filings"  # by their accessions, or in what a first page promises
    name = "quarter" if run.config.source == QUARTERLY else "list"
    return f"{name} {stats.planned - len(stats.unread) + 1:,} of {stats.planned:,}"
