"""Notes a run's work before it begins, so that the run can report what it did not reach."""

from collections.abc import Mapping

from scrapy.http import Response

from crawler.run_context import CrawlRun
from crawler.sources import SOURCES


def plan(run: CrawlRun) -> None:
    """Plan the filings that are tried in any case, and the indexes or lists of the run's source."""
    ledger, waiting = run.ledger, run.stats.waiting
    waiting |= {landed.accession for landed in ledger.unparsed()}
    waiting |= {pending.accession for pending in ledger.pending()}
    waiting |= {ref.accession for ref in run.config.filings if not ledger.is_done(ref.accession)}
    run.stats.plan(SOURCES[run.config.source](run, _asks_nothing).plan())


async def _asks_nothing(url: str, headers: Mapping[str, str] | None = None) -> Response:
    raise AssertionError(f"a plan sends no requests, but {url} was requested")
