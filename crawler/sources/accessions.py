"""The filings that a user names by address, or that the zone has; index_lookup.py finds the others."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from crawler.filings import FilingRef
from crawler.refetching import locate

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch


class Accessions:
    """The filings of `accession=` with a known path, or in the zone; `IndexLookup` finds the others."""

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
        """A damaged filing was landed before, so its path is usually known."""
        is_damaged = ref.accession in self.run.damaged
        return locate(ref, self.run.zone, self.run.ledger) if is_damaged else ref
