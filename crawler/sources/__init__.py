"""The sources of filings: a table of classes whose method `refs` yields the filings found."""

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Protocol

from scrapy.http import Response

from crawler.filings import FilingRef
from crawler.sources.accessions import Accessions
from crawler.sources.daily_index import DailyIndex
from crawler.sources.full_index import FullIndex
from crawler.sources.full_text import FullTextSearch
from crawler.sources.submissions_api import Submissions

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun


class Fetch(Protocol):
    """Fetches a file for a source; raises Refused if no usable answer came."""

    async def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> Response: ...


class FilingSource(Protocol):
    """A way to find filings. It records unreadable lists as pending in the run's stats, and continues."""

    def __init__(self, run: "CrawlRun", fetch: Fetch) -> None: ...

    def plan(self) -> list[str]:
        """The names of the indexes or lists that it is going to read; sends no requests."""
        ...

    def refs(self) -> AsyncIterator[FilingRef]:
        """The filings found, in any order; the same accession may come more than once."""
        ...


SOURCES: dict[str, type[FilingSource]] = {
    "full-index": FullIndex,
    "daily-index": DailyIndex,
    "submissions": Submissions,
    "full-text": FullTextSearch,
    "accession": Accessions,
}
