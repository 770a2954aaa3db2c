"""The spider of all programs: fetches pending filings first, then those its source finds, each once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.edgar_forms import is_known
from crawler.filings import FilingRef, Received
from crawler.rate_limiter import Interrupted
from crawler.refetching import find_damaged
from crawler.refused_requests import FAILED_BEFORE, SUBMISSION, Refused
from crawler.response_policy import Action
from crawler.sources import SOURCES, FilingSource
from crawler.sources.index_lookup import IndexLookup
from storage.filing_states import IN_THE_ZONE

if TYPE_CHECKING:  # `scrapy list` imports the spiders and runs none
    from crawler.run_context import CrawlRun

LOG = logging.getLogger(__name__)
SHORTLY = 0.02  # seconds

Work = FilingRef | Received  # to be fetched, or landed by an earlier run and to be read


class TrustSpider(Spider):
    """Requests the filings of a program; each goes to the landing pipeline or becomes pending."""

    def __init__(self, run: "CrawlRun", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.run = run
        self.work: asyncio.Queue[Work | None] = asyncio.Queue()
        self.failed_before: set[str] = set()  # accessions that failed in an earlier run

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, run: "CrawlRun | None" = None, **arguments: Any
    ) -> "TrustSpider":
        """`scrapy crawl` passes a run; a spider that a program starts with CrawlerProcess opens its own."""
        if run is None:
            from crawler.run_lifecycle import open_run_of  # noqa: PLC0415 - `scrapy list` opens none

            run = open_run_of(crawler, cls.name, arguments)
        spider = super().from_crawler(crawler, *args, run=run, **arguments)
        run.crawler = crawler
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if self.run.stopped:  # before it began
            return
        for form in self.run.config.forms:
            if not is_known(form):
                LOG.warning("Form %s is not known here: only filings of exactly this form are found.", form)
        finding = asyncio.create_task(self._find())
        try:
            while (work := await self.work.get()) is not None:
                await self.run.outcomes.slots.acquire()
                yield work if isinstance(work, Received) else self._request_for(work)
            await finding
        finally:
            finding.cancel()

    async def _find(self) -> None:
        """Queue the work as fast as it is found, so that the progress has its total; pending first."""
        try:
            await self._find_damaged()
            for landed in self.run.ledger.unparsed():
                if landed.accession not in self.run.damaged:
                    self._queue(Received(FilingRef(landed.accession), landed=landed), landed.accession)
            pending = self._pending()
            self._queue_wanted(ref for ref in pending if ref.path)
            while self.run.stats.settled < self.run.stats.new and not self.run.is_stopping():
                await asyncio.sleep(SHORTLY)
            self.run.sought = {ref.accession for ref in self._without_path(pending)}
            await self._read(SOURCES[self.run.config.source](self.run, self.fetch))
            # Last, because it can cost many requests, and the source may already have found them.
            await self._read(IndexLookup(self.run, self.fetch, self._without_path(pending)))
            self.run.all_found = not self.run.is_stopping()
        except Interrupted:
            pass  # the stats have the lists still to be read
        finally:
            self.work.put_nowait(None)

    async def _find_damaged(self) -> None:
        """The filings to fetch for `again=yes`; in a thread, because it reads every manifest."""
        if self.run.config.again:
            named = {ref.accession for ref in self.run.config.filings}
            self.run.damaged.update(await asyncio.to_thread(find_damaged, self.run.zone, named))

    async def _read(self, source: FilingSource | IndexLookup) -> None:
        async for ref in source.refs():
            if ref.cik:
                self.run.stats.ciks.add(ref.cik)
            self._queue_wanted([ref])

    def _queue_wanted(self, refs: Iterable[FilingRef]) -> None:
        for ref in refs:
            if self._is_wanted(ref):
                self._queue(ref, ref.accession)

    def _pending(self) -> list[FilingRef]:
        """The filings that earlier runs left pending, at the path that the user names now, if any."""
        given = {ref.accession: ref for ref in self.run.config.filings if ref.path}
        pending = [
            given.get(one.accession, FilingRef(one.accession, one.cik, one.form, one.filed, one.path))
            for one in self.run.ledger.pending()
        ]
        self.failed_before = {ref.accession for ref in pending}
        return pending

    def _without_path(self, pending: list[FilingRef]) -> list[FilingRef]:
        """The accessions without a path that the source did not find."""
        refs = [*self.run.config.filings, *pending]
        return [ref for ref in refs if not ref.path and ref.accession not in self.run.stats.found]

    def _queue(self, work: Work, accession: str) -> None:
        self.run.stats.found.add(accession)
        self.run.stats.waiting.discard(accession)
        self.run.stats.new += 1
        self.work.put_nowait(work)

    def _is_wanted(self, ref: FilingRef) -> bool:
        """Whether to fetch a filing: not twice, not if landed, a deleted one only if the user names it."""
        stats = self.run.stats
        stats.waiting.discard(ref.accession)
        if ref.accession in stats.found:
            return False
        stats.found.add(ref.accession)
        if not ref.has_text:
            stats.without_text += 1
            return False
        state = self.run.ledger.state(ref.accession)
        if ref.accession in self.run.damaged:
            return True
        is_there = state in IN_THE_ZONE or (state == "gone" and not self.run.config.filings)
        stats.already += is_there
        return not is_there

    def _request_for(self, ref: FilingRef) -> Request:
        return Request(
            f"{self.run.config.base_url}/Archives/{ref.path}",
            callback=self.parse,
            errback=self.fail,
            cb_kwargs={"ref": ref},
            meta={"accession": ref.accession, FAILED_BEFORE: ref.accession in self.failed_before},
            dont_filter=True,  # each accession comes once; a path may not
        )

    def parse(self, response: Response, ref: FilingRef) -> Iterator[Received]:
        yield Received(ref, response.body, response.meta.pop(SUBMISSION))

    async def fail(self, failure: Failure) -> None:
        """No usable answer came: record the reason; other filings are not affected."""
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy adds it
        ref: FilingRef = request.cb_kwargs["ref"]
        error, outcomes = failure.value, self.run.outcomes
        if isinstance(error, Interrupted):
            outcomes.slots.release()  # known and not requested: the next run finds it again
            return
        if isinstance(error, Refused) and error.verdict.action == Action.GONE:
            self.run.stats.listed |= (
                {ref.accession} if ref.filed else set()
            )  # filings named by the user may have no day
            await outcomes.give_up(ref, error.verdict.reason)
        else:
            await outcomes.leave_pending(ref, str(error) or type(error).__name__)
        outcomes.settle()

    async def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch a file for a source; raises Refused, and Interrupted in a run that is being stopped."""
        try:
            return await self.crawler.engine.download_async(
                Request(url, headers=dict(headers or {}), dont_filter=True)
            )
        except (Refused, Interrupted):
            raise
        except Exception as error:
            if self.run.is_stopping():
                raise Interrupted from error
            raise Refused.because(error) from error
