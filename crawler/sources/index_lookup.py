"""Looks up filings by accession in the quarterly indexes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from crawler.filings import FilingRef, first_year
from crawler.master_index import BrokenIndex, IndexReading, find_accessions
from crawler.quarters import FIRST_INDEX, LATE, Quarter, eastern_today, quarters_between
from crawler.rate_limiter import Interrupted
from crawler.refused_requests import UNPROVED, Refused
from crawler.response_policy import UNPROVED_REASON, Action
from crawler.sources.until_valid import until_valid

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

LOG = logging.getLogger(__name__)
GIVES_UP = " The next run gives it up"


class IndexLookup:
    """Reads the indexes from the accessions' years on, until each is found: its first row is the filing.

    For what the user names these are all indexes up to now. For the others, which are pending since an
    earlier run, they are those in which a row can be, whatever days the run is for: of the accession's year
    and one quarter more. A filing that no index has, and that no index to come can have, is given up: at once
    where an earlier run left it pending; where the user names it, at the next run, so that this one does not
    end as if it had been found.
    """

    def __init__(self, run: "CrawlRun", fetch: "Fetch", bare: Iterable[FilingRef]) -> None:
        self.run = run
        self.fetch = fetch
        self.bare = {ref.accession: ref for ref in bare}  # without those found
        self.named = {ref.accession for ref in run.config.filings}
        self.unread: dict[
            Quarter, str
        ] = {}  # quarters whose index could not be read completely, with the reason
        self._today = eastern_today()
        self._quarters: dict[str, list[Quarter]] = {}  # by accession

    async def refs(self) -> AsyncIterator[FilingRef]:
        """The filings found; raises Interrupted in a run that is stopped."""
        for accession, reason in self.run.ledger.in_no_index().items():
            if accession in self.bare and accession not in self.named:
                await self._give_up(self.bare.pop(accession), reason.removesuffix(GIVES_UP))
        self._quarters = {one: self._named(one) if one in self.named else self._own(one) for one in self.bare}
        try:
            for quarter in sorted(set(chain.from_iterable(self._quarters.values()))):
                for row in await self._rows(quarter):
                    if self.bare.pop(row.accession, None):
                        yield row
        except IgnoreRequest as error:  # robots.txt
            for ref in self.bare.values():
                await self._leave_pending(ref, str(error))
            return
        await self._settle()

    async def _rows(self, quarter: Quarter) -> list[FilingRef]:
        """The rows of a quarter that list an accession still sought."""
        sought = {accession for accession in self.bare if quarter in self._quarters[accession]}
        if not sought:
            return []
        if quarter in self.run.sought_rows:  # the run's source has read its index
            return [row for row in self.run.sought_rows[quarter] if row.accession in sought]
        try:
            reading = await until_valid(partial(self._read, quarter, sought), BrokenIndex)
        except Refused as refused:
            self._note_refusal(quarter, refused)
            return []
        except BrokenIndex as broken:
            self._note_unread(quarter, str(broken))
            return []
        if reading.broken:
            self.unread[quarter] = f"a row cannot be read: {reading.broken[0]!r}"
        return reading.rows

    async def _read(self, quarter: Quarter, sought: set[str]) -> IndexReading:
        response = await self.fetch(self.run.config.base_url + quarter.master_path)
        reading = await asyncio.to_thread(find_accessions, response.body, sought)
        if reading.received and Quarter.of(reading.received) != quarter:
            raise BrokenIndex(f"it is the index of {Quarter.of(reading.received)}")
        if UNPROVED in response.flags:
            self.unread[quarter] = UNPROVED_REASON
        return reading

    def _note_refusal(self, quarter: Quarter, refused: Refused) -> None:
        if isinstance(refused.__cause__, IgnoreRequest):
            raise refused.__cause__
        if self.run.is_stopping():
            raise Interrupted from refused
        if refused.verdict.action == Action.GONE:  # which says nothing of its filings
            self.unread[quarter] = refused.verdict.reason
        else:
            self._note_unread(quarter, refused.verdict.reason)

    def _note_unread(self, quarter: Quarter, reason: str) -> None:
        LOG.warning("The index of %s could not be read: %s", quarter, reason)
        self.unread[quarter] = reason

    def _named(self, accession: str) -> list[Quarter]:
        config = self.run.config
        first = max(date(first_year(accession), 1, 1), FIRST_INDEX, config.since or FIRST_INDEX)
        return list(quarters_between(first, min(config.until or self._today, self._today)))

    def _own(self, accession: str) -> list[Quarter]:
        """A filing sent in on the last days of a year can have been filed on the first ones of the next."""
        first = max(date(first_year(accession), 1, 1), FIRST_INDEX)
        return list(quarters_between(first, min(last_quarter(accession).last_day, self._today)))

    async def _settle(self) -> None:
        """Record the accessions that were not found."""
        for ref in self.bare.values():
            is_final, reason = self._is_final(ref.accession), self._reason(ref.accession)
            if is_final and ref.accession not in self.named:
                await self._give_up(ref, reason)
            elif is_final:
                await self._leave_pending(ref, reason + GIVES_UP, is_in_no_index=True)
            else:
                await self._leave_pending(ref, reason)

    def _is_final(self, accession: str) -> bool:
        """Whether no index can list it: all that could are closed and were read completely."""
        if self._is_to_come(accession):
            return True
        own = self._own(accession)
        is_closed = last_quarter(accession).last_day + LATE < self._today
        return is_closed and set(own) <= set(self._quarters[accession]) and not self.unread.keys() & set(own)

    def _is_to_come(self, accession: str) -> bool:
        return Quarter(first_year(accession), 1) > Quarter.of(self._today + timedelta(days=1))

    def _reason(self, accession: str) -> str:
        """The reason why an accession was not found, in a sentence."""
        if self._is_to_come(accession):
            return f"its year, {first_year(accession)}, is still to come: is it typed right?"
        quarters = self._quarters[accession]
        where = f"from {quarters[0]} to {quarters[-1]}" if quarters else "of these days"
        unread = [quarter for quarter in quarters if quarter in self.unread]
        where += f" ({unread[0]} could not be read: {self.unread[unread[0]]})" if len(unread) == 1 else ""
        where += f" ({len(unread)} of them could not be read)" if len(unread) > 1 else ""
        if self._is_final(accession):
            return f"not listed in the indexes {where}: is it typed right?"
        return (
            f"not listed in the indexes {where}; name it as cik:{accession},"
            f" or give it up with `scrapy forget {accession}`"
        )

    async def _leave_pending(self, ref: FilingRef, reason: str, *, is_in_no_index: bool = False) -> None:
        self._count(ref)
        await self.run.outcomes.leave_pending(ref, reason, is_in_no_index=is_in_no_index)

    async def _give_up(self, ref: FilingRef, reason: str) -> None:
        self._count(ref)
        await self.run.outcomes.give_up(ref, reason)

    def _count(self, ref: FilingRef) -> None:
        self.run.stats.found.add(ref.accession)
        self.run.stats.waiting.discard(ref.accession)


def last_quarter(accession: str) -> Quarter:
    """The last in whose index a filing of this accession can be."""
    return Quarter(first_year(accession) + 1, 1)
