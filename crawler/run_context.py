"""The shared state of one crawl: its configuration, zone, ledger, rate limiter and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from scrapy.crawler import Crawler

from crawler.config import Config
from crawler.filing_outcomes import FilingOutcomes
from crawler.filings import FilingRef
from crawler.identical_answers import IdenticalAnswers
from crawler.landing_threads import LandingThreads
from crawler.progress import Progress
from crawler.quarters import Quarter
from crawler.rate_limiter import RateLimiter
from crawler.run_stats import RunStats
from storage import Landing, Ledger


@dataclass
class CrawlRun:
    """One run of one spider on one zone; the command makes it and the spider carries it as `spider.run`."""

    name: str
    config: Config
    zone: Landing
    ledger: Ledger
    rate_limiter: RateLimiter
    progress: Progress
    stats: RunStats = field(default_factory=RunStats)
    identical_answers: IdenticalAnswers = field(default_factory=IdenticalAnswers)
    stopped: str = ""  # why the run was stopped before its end, in a sentence
    damaged: set[str] = field(default_factory=set)  # accessions whose damaged files are fetched again
    sought: set[str] = field(default_factory=set)  # accessions without a path, to be looked up in the indexes
    # For each quarter whose index this run has read completely: the rows of these accessions.
    sought_rows: dict[Quarter, list[FilingRef]] = field(default_factory=dict)
    all_found: bool = False  # the sources were read to their end
    crawler: Crawler | None = None
    threads: LandingThreads = field(default_factory=LandingThreads)
    outcomes: FilingOutcomes = field(init=False)

    def __post_init__(self) -> None:
        self.outcomes = FilingOutcomes(
            self.name, self.ledger, self.stats, self.damaged, self.stop, self.threads
        )

    async def record_index(
        self,
        url: str,
        filter_digest: str,
        rows: Sequence[Any],
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Record in the ledger that an index was read whole; returns when that is on disk."""
        record = self.ledger.record_index
        await self.threads.call(record, url, filter_digest, etag, last_modified, rows)

    def stop(self, reason: str) -> None:
        """Stop the run: none of its later requests could succeed."""
        self.stopped = self.stopped or reason

    def is_stopping(self) -> bool:
        """Whether the run was stopped, by a signal or by an answer of EDGAR's."""
        assert self.crawler is not None
        return bool(self.stopped) or not self.crawler.engine.running

    @property
    def outcome(self) -> Literal["complete", "pending", "interrupted"]:
        """Whether the run was interrupted: it did not request all that it knew of or had to find."""
        if self.stopped or not self.all_found or any(self.stats.not_reached.values()):
            return "interrupted"
        return "complete" if self.stats.is_complete else "pending"


def run_of(crawler: Crawler) -> CrawlRun:
    """The run of a Scrapy component."""
    run = getattr(crawler.spider, "run", None)
    if run is None:
        raise RuntimeError("start the spiders with `scrapy crawl`, which checks the configuration first")
    return cast("CrawlRun", run)
