"""Finds filings in EDGAR's quarterly master indexes, and requests only those that can have changed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.filings import FilingRef
from crawler.index_cache import CachedIndex
from crawler.master_index import BrokenIndex, IndexReading, find_accessions, read_master
from crawler.quarters import FIRST_DAY, FIRST_INDEX, Quarter, eastern_today, last_rebuild, quarters_between
from crawler.refused_requests import UNPROVED, Refused
from crawler.response_policy import UNPROVED_REASON, Action
from crawler.sources.filters import FilingFilter
from crawler.sources.prefetch import read_ahead
from crawler.sources.until_valid import until_valid

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

LOG = logging.getLogger(__name__)
NIGHT = timedelta(days=1)  # and one more: the build can be late


class FullIndex:
    """The rows of every quarter from `since` to `until` that are of the run's registrants and forms."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch", now: datetime | None = None) -> None:
        self.run = run
        self.fetch = fetch
        self.now = now or datetime.now(UTC)
        self.filter = FilingFilter.of(run.config)
        self.digest = self.filter.digest

    def plan(self) -> list[str]:
        return [str(quarter) for quarter in self.quarters()]

    async def refs(self) -> AsyncIterator[FilingRef]:
        quarters = iter(self.quarters())
        async for rows in read_ahead(self.rows(quarter) for quarter in self.quarters()):
            for ref in self.filter.in_range(rows):
                yield ref
            self.run.stats.has_read(str(next(quarters)))

    def quarters(self) -> list[Quarter]:
        """Every requested quarter that has begun."""
        today = eastern_today(self.now)
        last = min(self.run.config.until or today, today)
        first = max(self.run.config.since or FIRST_DAY, FIRST_INDEX)
        return list(quarters_between(first, last))

    async def rows(self, quarter: Quarter) -> list[FilingRef]:
        """The matching rows of a quarter, from EDGAR or from the cache."""
        url = self._url(quarter)
        kept = CachedIndex.of(self.run.ledger.index_state(url, self.digest))
        if kept and self._still_holds(quarter, kept):
            return kept.rows
        try:
            return await self._ask(quarter, url, kept)
        except Refused as refused:
            self._note_refusal(quarter, refused)
        except BrokenIndex as broken:
            self.run.stats.index_failed(str(quarter), f"it cannot be read: {broken}")
        return kept.rows if kept else []

    def kept_rows(self, quarter: Quarter) -> list[FilingRef]:
        """The cached rows of the quarter's index; sends no request."""
        kept = CachedIndex.of(self.run.ledger.index_state(self._url(quarter), self.digest))
        return kept.rows if kept else []

    def covers(self, quarter: Quarter, day: date) -> bool:
        """Whether the quarter's cached index was built after a day: EDGAR builds it every night."""
        kept = CachedIndex.of(self.run.ledger.index_state(self._url(quarter), self.digest))
        return kept is not None and eastern_today(kept.checked) > day + NIGHT

    def _url(self, quarter: Quarter) -> str:
        return self.run.config.base_url + quarter.master_path

    def _still_holds(self, quarter: Quarter, kept: CachedIndex) -> bool:
        """Old quarters change with the Saturday rebuild only. With `since`, the user wants them checked."""
        today = Quarter.of(eastern_today(self.now))
        is_old = quarter.next() < today
        return self.run.config.since is None and is_old and kept.checked >= last_rebuild(self.now)

    async def _ask(self, quarter: Quarter, url: str, kept: CachedIndex | None) -> list[FilingRef]:
        async def ask() -> tuple[Response, IndexReading | None]:
            response = await self.fetch(url, kept.validators if kept else {})
            return response, None if response.status == 304 else await self._read(quarter, response)

        response, reading = await until_valid(ask, BrokenIndex)
        if reading is None:
            assert kept
            await self._keep(url, kept.etag, kept.last_modified, kept.rows)
            return kept.rows
        self._log_broken_rows(url, reading)
        if UNPROVED in response.flags:
            self.run.stats.index_failed(str(quarter), UNPROVED_REASON)
            return list(dict.fromkeys([*(kept.rows if kept else ()), *reading.rows]))
        await self._keep(url, header(response, "ETag"), header(response, "Last-Modified"), reading.rows)
        return reading.rows

    async def _read(self, quarter: Quarter, response: Response) -> IndexReading:
        body, wanted = response.body, self.filter
        reading = await asyncio.to_thread(read_master, body, wanted.registrants, wanted.forms)
        if reading.received and Quarter.of(reading.received) != quarter:
            raise BrokenIndex(f"it is the index of {Quarter.of(reading.received)}")
        await self._find_sought(quarter, response)
        return reading

    async def _find_sought(self, quarter: Quarter, response: Response) -> None:
        """Cache the rows of accessions to be looked up, so that the same index is not requested again."""
        if self.run.sought and UNPROVED not in response.flags:
            found = await asyncio.to_thread(find_accessions, response.body, self.run.sought)
            if not found.broken:
                self.run.sought_rows[quarter] = found.rows

    async def _keep(
        self, url: str, etag: str | None, last_modified: str | None, rows: list[FilingRef]
    ) -> None:
        kept = CachedIndex(etag, last_modified, self.now, rows)
        await self.run.record_index(url, self.digest, kept.as_json(), etag, last_modified)

    def _note_refusal(self, quarter: Quarter, refused: Refused) -> None:
        """A missing index is not pending in its own quarter: EDGAR builds the first one some days into it."""
        is_current = quarter >= Quarter.of(eastern_today(self.now))
        if refused.verdict.action == Action.GONE and is_current:
            LOG.info("EDGAR has no index of %s yet.", quarter)
        else:
            self.run.stats.index_failed(str(quarter), refused.verdict.reason)

    def _log_broken_rows(self, url: str, reading: IndexReading) -> None:
        self.run.stats.broken_rows += len(reading.broken)
        for line in reading.broken[:3]:
            LOG.warning("A row of %s cannot be read: %r", url, line)


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
