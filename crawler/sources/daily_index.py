"""Finds filings in EDGAR's daily indexes, which list each day's filings and never change."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from scrapy.http import Response

from crawler.filings import FilingRef
from crawler.index_cache import CachedIndex
from crawler.master_index import BrokenIndex, IndexReading, read_master
from crawler.quarters import FIRST_DAY, LATE, Quarter, eastern_today, quarters_between
from crawler.refused_requests import UNPROVED, Refused
from crawler.response_policy import UNPROVED_REASON, Action
from crawler.sources.filters import FilingFilter
from crawler.sources.full_index import FullIndex
from crawler.sources.prefetch import read_ahead
from crawler.sources.until_valid import until_valid

if TYPE_CHECKING:
    from crawler.run_context import CrawlRun
    from crawler.sources import Fetch

LOG = logging.getLogger(__name__)
SATURDAY = 5
LISTING = "listing"  # in the ledger: the same for every choice of rows
MASTER = re.compile(r"master\.(?P<digits>\d{6}|\d{8})\.idx(?P<packed>\.gz)?")


class Item(msgspec.Struct):
    """One file of a listing."""

    name: str


class Directory(msgspec.Struct):
    """The content of a listing."""

    item: list[Item]


class FolderListing(msgspec.Struct):
    """`index.json` of a folder."""

    directory: Directory


@dataclass(frozen=True)
class DayList:
    """The matching rows of a day's index; `is_proved`: headers or a later check prove that it is whole."""

    day: date
    url: str
    rows: list[FilingRef]
    is_proved: bool


class DailyIndex:
    """The rows of every day from `since` to a week after `until`, by the dates that their folder lists.

    A day's index is plain text: one that was cut at the end of a line looks whole. Where neither ETag nor
    length says that it is, it is compared with the quarter's index, which lists the same filings again.
    """

    def __init__(self, run: "CrawlRun", fetch: "Fetch", now: datetime | None = None) -> None:
        self.run = run
        self.fetch = fetch
        self.now = now or datetime.now(UTC)
        self.today = eastern_today(self.now)
        self.filter = FilingFilter.of(run.config)
        self.digest = f"daily, proved whole {self.filter.digest}"
        self.full = FullIndex(run, fetch, self.now)

    def plan(self) -> list[str]:
        return [name_of(quarter) for quarter in self._quarters()]

    async def refs(self) -> AsyncIterator[FilingRef]:
        for quarter in self._quarters():
            files = await self._files(quarter)
            self.run.stats.plan(map(name_of, files))
            self.run.stats.has_read(name_of(quarter))
            lists = []
            async for one in read_ahead(self._list_of(*file) for file in files.items()):
                for ref in self.filter.in_range(one.rows):
                    yield ref
                lists.append(one)
                self.run.stats.has_read(name_of(one.day))
            for ref in self.filter.in_range(await self._compared(quarter, lists)):
                yield ref

    def _quarters(self) -> Iterator[Quarter]:
        return quarters_between(self._first(), self._last())

    def _first(self) -> date:
        return self.filter.since or FIRST_DAY

    def _last(self) -> date:
        return min((self.filter.until or self.today) + LATE, self.today)

    def _folder(self, quarter: Quarter) -> str:
        path = f"/Archives/edgar/daily-index/{quarter.year}/QTR{quarter.number}/"
        return self.run.config.base_url + path

    async def _files(self, quarter: Quarter) -> dict[date, str]:
        """The address of each day's index that exists or may exist."""
        folder = self._folder(quarter)
        named = await self._named(quarter)
        newest = max(named, default=quarter.first_day - timedelta(days=1))
        # The listing of the current quarter can be some days behind.
        asked = (
            [day for day in business_days(quarter) if day > newest] if quarter.last_day >= self.today else []
        )
        files = {day: folder + name for day, name in named.items()}
        files |= {day: f"{folder}master.{day:%Y%m%d}.idx" for day in asked}
        return {day: files[day] for day in sorted(files) if self._first() <= day <= self._last()}

    async def _named(self, quarter: Quarter) -> dict[date, str]:
        """The names in the folder; without a listing, any business day may have an index."""
        listed = self.run.ledger.index_state(self._folder(quarter), LISTING)
        if listed:
            return named_days(quarter, listed.rows)
        try:
            return named_days(quarter, await self._list(quarter))
        except Refused as refused:
            if refused.verdict.action != Action.GONE:
                self.run.stats.index_failed(name_of(quarter), refused.verdict.reason)
        except msgspec.DecodeError as error:
            self.run.stats.index_failed(name_of(quarter), f"their listing cannot be read: {error}")
        return {day: f"master.{day:%Y%m%d}.idx" for day in business_days(quarter) if day < self.today}

    async def _list(self, quarter: Quarter) -> list[str]:
        """The names in the folder; those of a past quarter are cached, because nothing is added to it."""
        folder = self._folder(quarter)
        response = await self.fetch(folder + "index.json")
        names = [item.name for item in msgspec.json.decode(response.body, type=FolderListing).directory.item]
        if quarter.last_day + LATE < self.today:
            kept = list(filter(MASTER.fullmatch, names))
            await self.run.record_index(folder, LISTING, kept)
        return names

    async def _list_of(self, day: date, url: str) -> DayList:
        """The matching rows of a day: cached for good once its file is proved whole."""
        kept = CachedIndex.of(self.run.ledger.index_state(url, self.digest))
        if kept:
            return DayList(day, url, kept.rows, is_proved=True)

        async def ask() -> tuple[Response, IndexReading]:
            response, wanted = await self.fetch(url), self.filter
            reading = await asyncio.to_thread(read_master, response.body, wanted.registrants, wanted.forms)
            if reading.received not in (None, day):
                raise BrokenIndex(f"it is the index of {reading.received}")
            return response, reading

        try:
            response, reading = await until_valid(ask, BrokenIndex)
        except Refused as refused:
            self._note_refusal(day, refused)
        except BrokenIndex as broken:
            self.run.stats.index_failed(name_of(day), f"it cannot be read: {broken}")
        else:
            self.run.stats.broken_rows += len(reading.broken)
            is_proved = UNPROVED not in response.flags
            found = DayList(day, url, reading.rows, is_proved)
            if is_proved:
                await self._keep(found)
            return found
        return DayList(day, url, [], is_proved=True)

    async def _keep(self, found: DayList) -> None:
        rows = CachedIndex(None, None, self.now, found.rows).as_json()
        await self.run.record_index(found.url, self.digest, rows)

    async def _compared(self, quarter: Quarter, lists: list[DayList]) -> list[FilingRef]:
        """The rows of the quarter's index that no day's index has; requested if a day's list is not proved.

        Such a list is kept where the quarter's has nothing more of its day, and pending where the
        quarter's does not reach to its day.
        """
        unproved = [one for one in lists if not one.is_proved]
        failed = str(quarter) in self.run.stats.pending_indexes
        rows = await self.full.rows(quarter) if unproved and not failed else self.full.kept_rows(quarter)
        listed = {ref.accession for one in lists for ref in one.rows}
        missing = [ref for ref in rows if ref.accession not in listed]
        days_missing = {ref.filed for ref in missing}
        for one in unproved:
            if not self.full.covers(quarter, one.day):
                self.run.stats.index_failed(name_of(one.day), UNPROVED_REASON)
            elif one.day not in days_missing:
                await self._keep(one)
            else:
                LOG.warning("The daily index of %s came without what the quarter's lists of it.", one.day)
        return missing

    def _note_refusal(self, day: date, refused: Refused) -> None:
        """A day without an index is a holiday, or its index is still to come."""
        if refused.verdict.action != Action.GONE:
            self.run.stats.index_failed(name_of(day), refused.verdict.reason)


def name_of(listed: Quarter | date) -> str:
    """The name of a day's index, or of a quarter's daily indexes."""
    if isinstance(listed, Quarter):
        return f"daily indexes of {listed}"
    return f"daily index of {listed}"


def business_days(quarter: Quarter) -> list[date]:
    """Monday to Friday; holidays are not known here."""
    days = (quarter.last_day - quarter.first_day).days + 1
    every = (quarter.first_day + timedelta(days=number) for number in range(days))
    return [day for day in every if day.weekday() < SATURDAY]


def named_days(quarter: Quarter, names: list[str]) -> dict[date, str]:
    """The master index of each day, of two forms the plain one."""
    found: dict[date, str] = {}
    for name in sorted(names):  # '.idx' before '.idx.gz'
        match = MASTER.fullmatch(name)
        day = read_day(match["digits"], quarter.year) if match else None
        if day and Quarter.of(day) == quarter:
            found.setdefault(day, name)
    return found


def read_day(digits: str, year: int) -> date | None:
    """YYYYMMDD since 1998-03-31, YYMMDD since 1995, MMDDYY before."""
    if len(digits) == 6:
        digits = f"{year}{digits[2:]}" if year >= 1995 else f"{year}{digits[:4]}"
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None
