"""The filings that a user names; what a bare accession does not say is looked up in the indexes."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from scrapy import Request

from crawler.filings import FilingRef
from crawler.lookups import Lookups
from crawler.refetching import locate
from crawler.robots import RobotsTxt

if TYPE_CHECKING:
    from crawler.run import CrawlRun
    from crawler.sources import Fetch


class Accessions:
    """The filings of `accession=`, or those given: each with the path under which EDGAR has it."""

    def __init__(
        self, run: "CrawlRun", fetch: "Fetch | None" = None, filings: tuple[FilingRef, ...] | None = None
    ) -> None:
        self.run = run
        self.filings = run.config.filings if filings is None else filings

    async def refs(self) -> AsyncIterator[FilingRef]:
        bare = []
        for ref in map(self._located, self.filings):
            is_there = ref.accession not in self.run.damaged and self.run.ledger.is_done(ref.accession)
            if ref.path or is_there:
                yield ref
            else:
                bare.append(ref)
        if bare:
            for ref in await self._look_up(bare):
                yield ref

    def _located(self, ref: FilingRef) -> FilingRef:
        """A damaged filing was here before, so its path is mostly known."""
        is_damaged = ref.accession in self.run.damaged
        return locate(ref, self.run.zone, self.run.ledger) if is_damaged else ref

    async def _look_up(self, bare: list[FilingRef]) -> list[FilingRef]:
        """What the indexes say of them. Off the event loop: `requests` waits for its answers."""
        lookups = Lookups(self.run)
        await self._ask_robots(lookups.urls()[0])
        found = await asyncio.to_thread(lookups.find, {ref.accession for ref in bare})
        for ref in bare:
            if ref.accession not in found:
                self._leave_pending(ref, lookups.missed(ref.accession))
        return list(found.values())

    async def _ask_robots(self, url: str) -> None:
        """The rules that Scrapy reads for its own requests hold for these too."""
        assert self.run.crawler is not None
        robots = self.run.crawler.get_downloader_middleware(RobotsTxt)
        assert robots is not None
        await robots.process_request(Request(url))

    def _leave_pending(self, ref: FilingRef, reason: str) -> None:
        tally = self.run.tally
        tally.found.add(ref.accession)
        tally.pending[ref.accession] = reason
        self.run.ledger.record_failed(ref, reason)
        self.run.ledger.run_filing(self.run.name, ref.accession, "pending", reason=reason)
