"""Finds filings by EDGAR's full-text search: from 2001 on, a hit for each document, up to 10,000 a search."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from crawler.filings import ACCESSION, FilingRef, flat_path, ten_digits
from crawler.index_cache import CachedIndex
from crawler.quarters import eastern_today
from crawler.refused_requests import Refused
from crawler.sources.filters import FilingFilter
from crawler.sources.prefetch import read_ahead
from crawler.sources.until_valid import until_valid

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

LOG = logging.getLogger(__name__)
BEGINS = date(2001, 1, 1)
CIKS = 25  # in one search
FEW = 5  # hits that may all lack an accession or a day
# Filings of this many days before the last search are searched again: indexing takes days.
OVERLAP = timedelta(days=30)
# Phrases in the statements of a program; the names of the registrants decide which program a filing is of.
WORDS = {
    "gmacm": ("GMACM", "GMAC Mortgage Loan Trust"),
    "ramp": ("GMACM", "GMAC Mortgage Loan Trust", "Residential Asset Mortgage Products"),
}


class HitCount(msgspec.Struct):
    """The number of hits: 'eq' is exact, 'gte' is a lower bound, which is too many to read."""

    value: int
    relation: str


class HitFiling(msgspec.Struct):
    """The filing of a hit; names can be fewer than CIKs."""

    adsh: str
    form: str
    file_date: date
    ciks: list[str]
    display_names: list[str] = []


class Hit(msgspec.Struct):
    """A document in the hits."""

    id: str = msgspec.field(name="_id")
    source: HitFiling = msgspec.field(name="_source")


class Hits(msgspec.Struct):
    """One page of a search; each hit is read by itself, because one may lack fields."""

    total: HitCount
    hits: list[msgspec.Raw]


class SearchAnswer(msgspec.Struct):
    """An answer of the search."""

    hits: Hits


@dataclass(frozen=True)
class Days:
    """The days of filing that one search covers."""

    first: date
    last: date

    def halves(self) -> "tuple[Days, Days]":
        middle = self.first + (self.last - self.first) // 2
        return Days(self.first, middle), Days(middle + timedelta(days=1), self.last)

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class TooMany(Exception):
    """The search has more hits than EDGAR returns."""


class Shifting(Exception):
    """The pages hold fewer different hits than their total."""


class FullTextSearch:
    """The filings found by a search for CIKs, or for names in the text if no CIKs are given."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch", now: datetime | None = None) -> None:
        self.run = run
        self.fetch = fetch
        self.now = now or datetime.now(UTC)
        self.filter = FilingFilter.of(run.config)
        self.url = f"{run.config.search_url}/LATEST/search-index"

    def plan(self) -> list[str]:
        return [name_of(asked) for asked in self._searches()]

    async def refs(self) -> AsyncIterator[FilingRef]:
        kept = CachedIndex.of(self.run.ledger.index_state(self.url, self.filter.digest))
        found = dict.fromkeys(kept.rows if kept else ())
        pending_before = len(self.run.stats.pending_indexes)
        days, asked = self._days(kept), list(self._searches())
        names = map(name_of, asked)
        async for refs in read_ahead(self._search(one, days) for one in asked):
            for ref in refs:
                found.setdefault(ref)
                if self.filter.in_range([ref]):
                    yield ref
            self.run.stats.has_read(next(names))
        if self.filter.since is None and self.filter.until is None:
            for ref in kept.rows if kept else ():
                yield ref  # found by an earlier run, which may not have fetched it
            if len(self.run.stats.pending_indexes) == pending_before:
                rows = CachedIndex(None, None, self.now, list(found)).as_json()
                await self.run.record_index(self.url, self.filter.digest, rows)

    def _days(self, kept: CachedIndex | None) -> Days:
        today = eastern_today(self.now)
        since = self.filter.since
        if since is None and kept and self.filter.until is None:
            since = eastern_today(kept.checked) - OVERLAP
        return Days(max(since or BEGINS, BEGINS), min(self.filter.until or today, today))

    def _searches(self) -> Iterator[dict[str, str]]:
        # A form without '/A' finds its amendments too; one with '/A' would exclude all others.
        forms = ",".join(dict.fromkeys(form.removesuffix("/A") for form in self.filter.forms))
        ciks = iter(sorted(ten_digits(cik.decode()) for cik in self.filter.registrants.ciks))
        while some := list(islice(ciks, CIKS)):
            yield {"forms": forms, "ciks": ",".join(some)}
        for words in WORDS[self.run.config.spider] if self.filter.registrants.name else ():
            yield {"forms": forms, "q": f'"{words}"'}

    async def _search(self, asked: Mapping[str, str], days: Days) -> list[FilingRef]:
        """The matching filings of these days; splits the days in halves if there are too many hits."""
        if days.first > days.last:
            return []
        try:
            hits = await until_valid(lambda: self._pages(asked, days), Shifting, msgspec.DecodeError)
            return list(self._wanted(hits))
        except TooMany:
            if days.first == days.last:
                return self._leave_pending(
                    asked, days, "more hits than EDGAR gives, on one day: use another source"
                )
            first, second = days.halves()
            return await self._search(asked, first) + await self._search(asked, second)
        except Refused as refused:
            return self._leave_pending(asked, days, refused.verdict.reason)
        except (Shifting, msgspec.DecodeError) as error:
            return self._leave_pending(asked, days, f"its answer cannot be used: {error}")

    async def _pages(self, asked: Mapping[str, str], days: Days) -> list[Hit]:
        """All pages, as one list that is whole: a filing that comes meanwhile moves hits between pages."""
        hits: dict[bytes, Hit | None] = {}
        start = 0
        while True:
            page = await self._page({**asked, "startdt": f"{days.first}", "enddt": f"{days.last}"}, start)
            if page.total.relation != "eq":
                raise TooMany
            hits |= dict(map(read_hit, page.hits))
            start += len(page.hits)
            if not page.hits or start >= page.total.value:
                break
        if len(hits) != page.total.value:
            raise Shifting(f"{len(hits)} hits of {page.total.value} came")
        read = [hit for hit in hits.values() if hit]
        if any(not days.first <= hit.source.file_date <= days.last for hit in read):
            raise Shifting("its hits are of other days")
        bare = [name for name, hit in hits.items() if hit is None]
        if len(bare) > max(FEW, len(read)):
            raise Shifting(f"{len(bare)} hits of {len(hits)} are not what the search gives")
        self._log_bare_hits(bare)
        return read

    def _log_bare_hits(self, names: list[bytes]) -> None:
        """Hits without an accession or a day, as EDGAR has some: no source can make filings of them."""
        self.run.stats.broken_rows += len(names)
        for name in names[:3]:
            LOG.warning(
                "A hit of full-text search says too little to be used: %s", name.decode("utf-8", "replace")
            )

    async def _page(self, asked: Mapping[str, str], start: int) -> Hits:
        query = urlencode({**asked, **({"from": str(start)} if start else {})})
        response = await self.fetch(f"{self.url}?{query}")
        return msgspec.json.decode(response.body, type=SearchAnswer).hits

    def _wanted(self, hits: Iterable[Hit]) -> Iterator[FilingRef]:
        for hit in hits:
            filing = hit.source
            if filing.form in self.filter.forms and ACCESSION.fullmatch(filing.adsh):
                for cik in self._registrants(filing)[:1]:
                    path = flat_path(cik, filing.adsh)
                    yield FilingRef(filing.adsh, ten_digits(cik), filing.form, filing.file_date, path)

    def _registrants(self, filing: HitFiling) -> list[str]:
        """The CIKs under which the filing is wanted. A name reads 'TRUST X  (TICKER)  (CIK 0001234567)'."""
        names = [*filing.display_names, *[""] * len(filing.ciks)]
        return [
            cik
            for cik, name in zip(filing.ciks, names, strict=False)
            if cik.isdigit()
            and self.filter.registrants.include(
                cik.lstrip("0").encode(), name.partition("  (")[0].encode("latin-1", "replace")
            )
        ]

    def _leave_pending(self, asked: Mapping[str, str], days: Days, reason: str) -> list[FilingRef]:
        self.run.stats.index_failed(f"{name_of(asked)}, {days}", reason)
        return []


def name_of(asked: Mapping[str, str]) -> str:
    """The name of a search."""
    words = asked.get("q", f"{asked.get('ciks', '')[:10]}…")
    return f"search for {words}"


def read_hit(raw: msgspec.Raw) -> tuple[bytes, Hit | None]:
    """A hit under its unique key; None if it lacks an accession or a day."""
    try:
        hit = msgspec.json.decode(raw, type=Hit)
    except msgspec.ValidationError:
        return bytes(raw), None
    return hit.id.encode(), hit
