"""Finds filings by registrant in the submissions API: the newest in one answer, older ones in its pages."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec

from crawler.filings import ACCESSION, FilingRef, flat_path, ten_digits
from crawler.refused_requests import Refused
from crawler.response_policy import Action
from crawler.sources.filters import FilingFilter
from crawler.sources.prefetch import read_ahead
from crawler.sources.until_valid import until_valid

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


class FilingsPage(msgspec.Struct):
    """An older page, and the days of its filings."""

    name: str
    first: date = msgspec.field(name="filingFrom")
    last: date = msgspec.field(name="filingTo")
    count: int = msgspec.field(name="filingCount")


class Filings(msgspec.Struct):
    """The newest filings, and the pages of the others."""

    recent: Columns
    files: list[FilingsPage]


class Company(msgspec.Struct):
    """The API's answer for a registrant; its CIK with or without leading zeros."""

    cik: str | int
    filings: Filings


class BadListing(Exception):
    """The answer does not have the API's form."""


class Submissions:
    """The filings of every listed registrant; a registrant in no list cannot be found by this source."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch") -> None:
        self.run = run
        self.fetch = fetch
        self.filter = FilingFilter.of(run.config)

    def plan(self) -> list[str]:
        return [name_of(cik) for cik in self._ciks()]

    async def refs(self) -> AsyncIterator[FilingRef]:
        ciks = iter(self._ciks())
        async for rows in read_ahead(self._rows(cik) for cik in self._ciks()):
            for ref in self.filter.in_range(rows):
                yield ref
            self.run.stats.has_read(name_of(next(ciks)))

    def _ciks(self) -> list[str]:
        return sorted(ten_digits(cik.decode()) for cik in self.filter.registrants.ciks)

    async def _rows(self, cik: str) -> list[FilingRef]:
        """The API's filings of a registrant; only the pages read so far if a later page fails."""
        rows: list[FilingRef] = []
        try:
            company = await until_valid(lambda: self._company(cik), BadListing, msgspec.ValidationError)
            rows += self._wanted(cik, company.filings.recent)
            for page in filter(self._is_asked_for, company.filings.files):
                rows += self._wanted(cik, await until_valid(partial(self._page, page), BadListing))
        except Refused as refused:
            self._note_refusal(cik, refused)
        except (BadListing, ValueError) as error:
            self.run.stats.index_failed(name_of(cik), f"its filings cannot be read: {error}")
        return rows

    async def _ask(self, name: str, what: type[Read]) -> Read:
        response = await self.fetch(f"{self.run.config.data_url}/submissions/{name}")
        return msgspec.json.decode(response.body, type=what)

    async def _company(self, cik: str) -> Company:
        company = await self._ask(f"CIK{cik}.json", Company)
        if int(company.cik) != int(cik):
            raise BadListing(f"they are of CIK {company.cik}")
        return company

    async def _page(self, page: FilingsPage) -> Columns:
        if not PAGE_NAME.fullmatch(page.name):
            raise BadListing(f"{page.name!r} is named as a page")
        columns = await self._ask(page.name, Columns)
        if len(columns.accessions) != page.count:
            raise BadListing(f"{page.name} has {len(columns.accessions)} filings, not {page.count}")
        return columns

    def _is_asked_for(self, page: FilingsPage) -> bool:
        since, until = self.filter.since, self.filter.until
        return (not since or page.last >= since) and (not until or page.first <= until)

    def _wanted(self, cik: str, columns: Columns) -> list[FilingRef]:
        rows = zip(columns.accessions, columns.filed, columns.forms, strict=True)
        return [
            FilingRef(accession, cik, form, filed, flat_path(cik, accession))
            for accession, filed, form in rows
            if form in self.filter.forms and ACCESSION.fullmatch(accession)
        ]

    def _note_refusal(self, cik: str, refused: Refused) -> None:
        """A registrant without a file has no filings at EDGAR."""
        if refused.verdict.action == Action.GONE:
            LOG.warning("EDGAR's submissions API knows no CIK %s.", cik)
        else:
            self.run.stats.index_failed(name_of(cik), refused.verdict.reason)


def name_of(cik: str) -> str:
    """The name of a registrant's list."""
    return f"CIK {cik}"
