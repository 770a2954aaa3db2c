"""The filings that a user names by address, and those known by a bare accession, looked up in the indexes."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from crawler.filings import FilingRef
from crawler.rate_limiter import Interrupted
from crawler.refetching import locate
from crawler.robots import RobotsTxt
from storage import Unwritable

if TYPE_CHECKING:
    from crawler.lookups import Lookups
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

GIVES_UP = " The next run gives it up"


class Accessions:
    """The filings of `accession=` whose path is known, or which the zone has; `LookedUp` finds the others."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch") -> None:
        self.run = run

    def plan(self) -> list[str]:
        """No index is read."""
        return []

    async def refs(self) -> AsyncIterator[FilingRef]:
        for ref in map(self._located, self.run.config.filings):
            is_there = ref.accession not in self.run.damaged and self.run.ledger.is_done(ref.accession)
            if ref.path or is_there:
                yield ref

    def _located(self, ref: FilingRef) -> FilingRef:
        """A damaged filing was here before, so its path is mostly known."""
        is_damaged = ref.accession in self.run.damaged
        return locate(ref, self.run.zone, self.run.ledger) if is_damaged else ref


class LookedUp:
    """The filings known by a bare accession, each as the first index row that lists it.

    One that no index has, and that no index to come can have, is gone: at once where an earlier run left it
    pending; where the user names it, at the next run, so that this one does not end as if it had been found.
    """

    def __init__(self, run: "CrawlRun", bare: Iterable[FilingRef]) -> None:
        self.run = run
        self.bare = {ref.accession: ref for ref in bare}
        self.named = {ref.accession for ref in run.config.filings}

    async def refs(self) -> AsyncIterator[FilingRef]:
        for accession, reason in self.run.ledger.in_no_index().items():
            if accession in self.bare and accession not in self.named:
                self._settle_gone(self.bare.pop(accession), reason.removesuffix(GIVES_UP))
        if not self.bare:
            return
        from crawler.lookups import Lookups  # noqa: PLC0415 - `requests` is for those who look up

        lookups = Lookups(self.run, self.bare, self.named)
        try:
            await self._ask_robots(lookups.url)
        except Interrupted:
            return
        except IgnoreRequest as error:
            for ref in self.bare.values():
                self._leave_pending(ref, str(error))
            return
        # Off the event loop: `requests` waits for its answers.
        for found in (await asyncio.to_thread(lookups.find)).values():
            yield found
        self._settle(lookups)

    def _settle(self, lookups: "Lookups") -> None:
        """What becomes of those that were not found; nothing where the search was stopped."""
        for ref in self.bare.values() if not lookups.was_stopped else ():
            if ref.accession in lookups.found:
                continue
            is_final, reason = lookups.is_final(ref.accession), lookups.missed(ref.accession)
            if is_final and ref.accession not in self.named:
                self._settle_gone(ref, reason)
            elif is_final:
                self._leave_pending(ref, reason + GIVES_UP, is_in_no_index=True)
            else:
                self._leave_pending(ref, reason)

    async def _ask_robots(self, url: str) -> None:
        """The rules that Scrapy reads for its own requests hold for these too."""
        assert self.run.crawler is not None
        robots = self.run.crawler.get_downloader_middleware(RobotsTxt)
        assert robots is not None
        await robots.process_request(Request(url))

    def _leave_pending(self, ref: FilingRef, reason: str, *, is_in_no_index: bool = False) -> None:
        self.run.tally.pending[ref.accession] = reason
        self._record(ref, reason, "pending", is_in_no_index=is_in_no_index)

    def _settle_gone(self, ref: FilingRef, reason: str) -> None:
        self.run.tally.gone[ref.accession] = reason
        self._record(ref, reason, "gone")

    def _record(self, ref: FilingRef, reason: str, outcome: str, *, is_in_no_index: bool = False) -> None:
        self.run.tally.found.add(ref.accession)
        self.run.tally.waiting.discard(ref.accession)
        ledger = self.run.ledger
        try:
            ledger.record_failed(ref, reason, final=outcome == "gone", is_in_no_index=is_in_no_index)
            ledger.run_filing(self.run.name, ref.accession, outcome, reason=reason)
        except Unwritable as error:  # the next run finds it in the ledger as it was
            self.run.stop(str(error))
