"""Records the outcome of each filing of a run: one ledger commit, made in a thread, and the counts.

A `record_` method writes to the ledger and may be called in any thread. The others change the run's counts
and are called in the event loop alone.
"""

import asyncio
import logging
from collections.abc import Callable, Set
from typing import Any

from crawler.filings import FilingRef
from crawler.landing_threads import LandingThreads
from crawler.run_stats import RunStats
from storage import Ledger, StoredFile, Unwritable

LOG = logging.getLogger(__name__)
# Filings under way at a time, so that memory does not grow with the archive: enough that none waits for work.
UNDER_WAY = 64


class FilingOutcomes:
    """Ends a filing's way through a run; `slots` has one for each filing under way."""

    def __init__(
        self,
        run_name: str,
        ledger: Ledger,
        stats: RunStats,
        damaged: Set[str],
        stop: Callable[[str], None],
        threads: LandingThreads,
    ) -> None:
        self.run_name, self.ledger, self.stats, self.stop = run_name, ledger, stats, stop
        self.damaged = damaged  # accessions to be fetched in place of what the zone has
        self.threads = threads
        self.slots = asyncio.Semaphore(UNDER_WAY)

    def record_done(
        self, ref: FilingRef, raw: StoredFile, records: StoredFile, word: str, facts: dict[str, Any]
    ) -> None:
        """Raw and records are in the zone; `word` is the manifest's ('landed' or 'parsed').

        Raises Unwritable.
        """
        anew = ref.accession in self.damaged
        self.ledger.record_read(ref, raw, records, word, facts, anew=anew)

    def record_pending(
        self, ref: FilingRef, reason: str, *, raw: StoredFile | None = None, is_in_no_index: bool = False
    ) -> None:
        """The filing failed for this run, and the next one tries it first; `raw` is its landed file."""
        self._record_failed(ref, reason, "pending", raw=raw, is_in_no_index=is_in_no_index)

    def count_pending(self, ref: FilingRef, reason: str) -> None:
        """The same for the run's counts and log."""
        LOG.warning("%s is pending: %s", ref.accession, reason)
        self.stats.pending[ref.accession] = reason

    async def leave_pending(self, ref: FilingRef, reason: str, *, is_in_no_index: bool = False) -> None:
        """Count and record a filing that failed."""
        self.count_pending(ref, reason)
        await self.threads.call(self.record_pending, ref, reason, is_in_no_index=is_in_no_index)

    async def give_up(self, ref: FilingRef, reason: str) -> None:
        """EDGAR does not have the filing, and no later run asks for it unless the user names it."""
        self.stats.gone[ref.accession] = reason
        await self.threads.call(self._record_failed, ref, reason, "gone")

    def settle(self) -> None:
        """Release the slot of a filing under way."""
        self.stats.settled += 1
        self.slots.release()

    def _record_failed(
        self,
        ref: FilingRef,
        reason: str,
        word: str,
        *,
        raw: StoredFile | None = None,
        is_in_no_index: bool = False,
    ) -> None:
        ledger = self.ledger
        try:
            with ledger.at_once():
                if raw:
                    ledger.record_landed(ref, raw, anew=ref.accession in self.damaged)
                ledger.record_failed(ref, reason, final=word == "gone", is_in_no_index=is_in_no_index)
                ledger.run_filing(self.run_name, ref.accession, word, reason=reason)
        except Unwritable as error:  # the next run finds the filing again
            self.stop(str(error))
