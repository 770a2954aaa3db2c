"""Finds filings in EDGAR's daily indexes: what was disseminated each day, files that never change again."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from crawler.answers import Action
from crawler.filings import FilingRef
from crawler.judging import Refused
from crawler.kept_rows import Kept
from crawler.master_index import BrokenIndex, IndexReading, read_master
from crawler.quarters import FIRST_DAY, Quarter, eastern_today, quarters_between
from crawler.sources.again import again
from crawler.sources.ahead import read_ahead
from crawler.sources.choice import Choice

if TYPE_CHECKING:
    from crawler.run import CrawlRun
    from crawler.sources import Fetch

# A filing can be disseminated after its filing date, corrected ones by years; most come within these days.
LATE = timedelta(days=7)
SATURDAY = 5
LISTING = "listing"  # in the ledger: the same for every choice of rows
MASTER = re.compile(r"master\.(?P<digits>\d{6}|\d{8})\.idx(?P<packed>\.gz)?")


class Item(msgspec.Struct):
    """One file of a listing."""

    name: str


class Directory(msgspec.Struct):
    """What a listing lists."""

    item: list[Item]


class Listing(msgspec.Struct):
    """`index.json` of a folder."""

    directory: Directory


class DailyIndex:
    """The rows of every day from `since` to a week after `until`, by the dates that their folder lists."""

    def __init__(self, run: "CrawlRun", fetch: "Fetch", now: datetime | None = None) -> None:
        self.run = run
        self.fetch = fetch
        self.now = now or datetime.now(UTC)
        self.today = eastern_today(self.now)
        self.choice = Choice.of(run.config)
        self.digest = f"daily {self.choice.digest}"

    async def refs(self) -> AsyncIterator[FilingRef]:
        for quarter in self._quarters():
            files = await self._files(quarter)
            async for rows in read_ahead(self._rows(*file) for file in files.items()):
                for ref in self.choice.in_range(rows):
                    yield ref

    def _quarters(self) -> Iterator[Quarter]:
        return quarters_between(self._first(), self._last())

    def _first(self) -> date:
        return self.choice.since or FIRST_DAY

    def _last(self) -> date:
        return min((self.choice.until or self.today) + LATE, self.today)

    def _folder(self, quarter: Quarter) -> str:
        path = f"/Archives/edgar/daily-index/{quarter.year}/QTR{quarter.number}/"
        return self.run.config.base_url + path

    async def _files(self, quarter: Quarter) -> dict[date, str]:
        """The address of each day's index that there is or may be."""
        folder = self._folder(quarter)
        named = await self._named(quarter)
        newest = max(named, default=quarter.first_day - timedelta(days=1))
        # The listing of a quarter that goes on can be behind by some days.
        asked = (
            [day for day in business_days(quarter) if day > newest] if quarter.last_day >= self.today else []
        )
        files = {day: folder + name for day, name in named.items()}
        files |= {day: f"{folder}master.{day:%Y%m%d}.idx" for day in asked}
        return {day: files[day] for day in sorted(files) if self._first() <= day <= self._last()}

    async def _named(self, quarter: Quarter) -> dict[date, str]:
        """What the folder lists; where there is no listing, any business day may have an index."""
        listed = self.run.ledger.index_state(self._folder(quarter), LISTING)
        if listed:
            return named_days(quarter, listed.rows)
        try:
            return named_days(quarter, await self._list(quarter))
        except Refused as refused:
            if refused.verdict.action != Action.GONE:
                self._leave_pending(f"daily indexes of {quarter}", refused.verdict.reason)
        except msgspec.DecodeError as error:
            self._leave_pending(f"daily indexes of {quarter}", f"their listing cannot be read: {error}")
        return {day: f"master.{day:%Y%m%d}.idx" for day in business_days(quarter) if day < self.today}

    async def _list(self, quarter: Quarter) -> list[str]:
        """The names in the folder; of a quarter that is over they are kept, as nothing is added to it."""
        folder = self._folder(quarter)
        response = await self.fetch(folder + "index.json")
        names = [item.name for item in msgspec.json.decode(response.body, type=Listing).directory.item]
        if quarter.last_day + LATE < self.today:
            self.run.ledger.record_index(folder, LISTING, None, None, filter(MASTER.fullmatch, names))
        return names

    async def _rows(self, day: date, url: str) -> list[FilingRef]:
        """What is wanted of a day: kept for ever, once the day's file has been read."""
        kept = Kept.of(self.run.ledger.index_state(url, self.digest))
        if kept:
            return kept.rows

        async def ask() -> IndexReading:
            body, choice = (await self.fetch(url)).body, self.choice
            reading = await asyncio.to_thread(read_master, body, choice.registrants, choice.forms)
            if reading.received not in (None, day):
                raise BrokenIndex(f"it is the index of {reading.received}")
            return reading

        try:
            reading = await again(ask, BrokenIndex)
        except Refused as refused:
            self._tell(day, refused)
        except BrokenIndex as broken:
            self._leave_pending(f"daily index of {day}", f"it cannot be read: {broken}")
        else:
            self.run.tally.broken_rows += len(reading.broken)
            self.run.ledger.record_index(
                url, self.digest, None, None, Kept(None, None, self.now, reading.rows).as_json()
            )
            return reading.rows
        return []

    def _tell(self, day: date, refused: Refused) -> None:
        """A day without an index is a holiday, or its index is still to come."""
        if refused.verdict.action != Action.GONE:
            self._leave_pending(f"daily index of {day}", refused.verdict.reason)

    def _leave_pending(self, what: str, reason: str) -> None:
        self.run.tally.pending_indexes[what] = reason


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
