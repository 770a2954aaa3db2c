"""The quarters in which EDGAR files its indexes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# The rebuild of all quarters ran until 03:13 Eastern in the recordings; noon UTC is past that all year.
REBUILD_OVER = time(12, tzinfo=UTC)
SATURDAY = 5
FIRST_INDEX = date(1993, 1, 1)  # EDGAR has no index of an earlier day
# A filing can be disseminated after its filing date, corrected ones by years; most come within these days.
LATE = timedelta(days=7)
FIRST_DAY = date(1999, 1, 1)  # before it there is no filing of these registrants


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A calendar quarter; `str` gives '2004 Q1'."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    @property
    def master_path(self) -> str:
        """The compressed master index: an eighth of the plain one, and its trailer reveals a cut download."""
        return f"/Archives/edgar/full-index/{self.year}/QTR{self.number}/master.gz"

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"


def quarters_between(first: date, last: date) -> Iterator[Quarter]:
    """Every quarter that holds a day of first to last."""
    quarter = Quarter.of(first)
    while quarter <= Quarter.of(last):
        yield quarter
        quarter = quarter.next()


def eastern_today(now: datetime | None = None) -> date:
    """EDGAR's day. Winter time is near enough: nothing is filed between 23:00 and midnight in summer."""
    return ((now or datetime.now(UTC)) - timedelta(hours=5)).date()


def last_rebuild(now: datetime) -> datetime:
    """When EDGAR last finished its rebuild of all quarters, which it does early on Saturdays."""
    saturday = now.date() - timedelta(days=(now.weekday() - SATURDAY) % 7)
    over = datetime.combine(saturday, REBUILD_OVER)
    return over if over <= now else over - timedelta(days=7)
