"""Finds filings by registrant in the submissions API: the newest in one answer, older ones in its pages."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec

from crawler.filings import ACCESSION, FilingRef, flat_path, ten_digits
from crawler.refused import Refused
from crawler.response_policy import Action
from crawler.sources.again import again
from crawler.sources.filters import Choice
from crawler.sources.prefetch import read_ahead

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

LOG = logging.getLogger(__name__)
PAGE_NAME = re.compile(r"CIK\d{10}-submissions-\d{3,}\.json")
Read = TypeVar("Read")


class Columns(msgspec.Struct):
    """Filings as parallel lists; EDGAR names a dozen more."""

    accessions: list[str] = msgspec.field(name="accessionNumber")
    filed: list[date] = msgspec.field(name="filingDate")
    forms: list[str] = msgspec.field(name="form")


class Page(msgspec.Struct):
    """An older page, and the days of its filings."""

    name: str
    first: date = msgspec.field(name="filingFrom")
    last: date = msgspec.field(name="filingTo")
    count: int = msgspec.field(name="filingCount")


class Filings(msgspec.Struct):
    """The newest filings, and where the others are."""

    recent: Columns
    files: list[Page]


class Company(msgspec.Struct):
    """What the API says of a registrant; its CIK with or without leading zeros."""

    cik: str | int
    filings: Filings


class Unreadable(Exception):
    """The answer is not what the API gives."""


class Submissions:
    """The filings of every listed registrant; one that no list has cannot be found in this way."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch") -> None:
        self.run = run
        self.fetch = fetch
        self.choice = Choice.of(run.config)

    def plan(self) -> list[str]:
        return [name_of(cik) for cik in self._ciks()]

    async def refs(self) -> AsyncIterator[FilingRef]:
        ciks = iter(self._ciks())
        async for rows in read_ahead(self._rows(cik) for cik in self._ciks()):
            for ref in self.choice.in_range(rows):
                yield ref
            self.run.tally.has_read(name_of(next(ciks)))

    def _ciks(self) -> list[str]:
        return sorted(ten_digits(cik.decode()) for cik in self.choice.registrants.ciks)

    async def _rows(self, cik: str) -> list[FilingRef]:
        """What the API lists of a registrant; what it has read of it where a later page does not come."""
        rows: list[FilingRef] = []
        try:
            company = await again(lambda: self._company(cik), Unreadable, msgspec.ValidationError)
            rows += self._wanted(cik, company.filings.recent)
            for page in filter(self._is_asked_for, company.filings.files):
                rows += self._wanted(cik, await again(partial(self._page, page), Unreadable))
        except Refused as refused:
            self._tell(cik, refused)
        except (Unreadable, ValueError) as error:
            self.run.tally.index_failed(name_of(cik), f"its filings cannot be read: {error}")
        return rows

    async def _ask(self, name: str, what: type[Read]) -> Read:
        response = await self.fetch(f"{self.run.config.data_url}/submissions/{name}")
        return msgspec.json.decode(response.body, type=what)

    async def _company(self, cik: str) -> Company:
        company = await self._ask(f"CIK{cik}.json", Company)
        if int(company.cik) != int(cik):
            raise Unreadable(f"they are of CIK {company.cik}")
        return company

    async def _page(self, page: Page) -> Columns:
        if not PAGE_NAME.fullmatch(page.name):
            raise Unreadable(f"{page.name!r} is named as a page")
        columns = await self._ask(page.name, Columns)
        if len(columns.accessions) != page.count:
            raise Unreadable(f"{page.name} has {len(columns.accessions)} filings, not {page.count}")
        return columns

    def _is_asked_for(self, page: Page) -> bool:
        since, until = self.choice.since, self.choice.until
        return (not since or page.last >= since) and (not until or page.first <= until)

    def _wanted(self, cik: str, columns: Columns) -> list[FilingRef]:
        rows = zip(columns.accessions, columns.filed, columns.forms, strict=True)
        return [
            FilingRef(accession, cik, form, filed, flat_path(cik, accession))
            for accession, filed, form in rows
            if form in self.choice.forms and ACCESSION.fullmatch(accession)
        ]

    def _tell(self, cik: str, refused: Refused) -> None:
        """A registrant without a file has filed nothing that EDGAR shows."""
        if refused.verdict.action == Action.GONE:
            LOG.warning("EDGAR's submissions API knows no CIK %s.", cik)
        else:
            self.run.tally.index_failed(name_of(cik), refused.verdict.reason)


def name_of(cik: str) -> str:
    """What a registrant's list is called."""
    return f"CIK {cik}"
