"""Daily indexes: which days are asked for, which are kept, and what is done about one that does not come."""

import datetime as dt
import gzip
from typing import Any

import pytest

from crawler.quarters import Quarter
from crawler.sources.daily_index import named_days, read_day
from tests.crawler.reading import AR1, DOWN, GONE, NOW, Reader


class Days:
    """Daily indexes by day; `listed` are the days that the folder's listing names."""

    def __init__(self, days: dict[str, Any], listed: list[str] | Exception) -> None:
        self.days = days
        self.listed = listed
        self.asked: list[str] = []

    def __call__(self, path: str) -> Any:
        name = path.rpartition("/")[2]
        self.asked.append(name)
        if name != "index.json":
            return self.days.get(name.split(".")[1], GONE)
        if isinstance(self.listed, Exception):
            return self.listed
        items = [{"name": f"{kind}.{day}.idx"} for kind in ("form", "master") for day in self.listed]
        return {"directory": {"item": items}}


def day_index(digits: str, *numbers: int) -> bytes:
    day = dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC)
    rows = [f"1264853|GMACM|8-K|{digits}|edgar/data/1264853/{AR1}-04-{number:06}.txt\n" for number in numbers]
    return f"Last Data Received:    {day:%b %d, %Y}\n{'-' * 80}\n{''.join(rows)}".encode()


def test_the_days_of_a_listing_are_read_once_and_those_behind_it_asked_for(read: Reader) -> None:
    edgar = Days({"20040202": day_index("20040202", 1), "20040203": day_index("20040203", 2)}, ["20040202"])
    found = read(edgar, "daily-index", since="2004-02-01")
    assert [ref.accession for ref in found] == [f"{AR1}-04-000001", f"{AR1}-04-000002"]
    # Today's comes in the evening: that it is not there leaves nothing pending.
    assert edgar.asked == ["index.json", *(f"master.200402{day:02}.idx" for day in (2, 3, 4))]
    edgar.asked.clear()
    assert read(edgar, "daily-index", since="2004-02-01") == found
    assert edgar.asked == ["index.json", "master.20040204.idx"]
    assert read.stats.is_complete


def test_the_listing_of_a_quarter_that_is_over_is_asked_for_once(read: Reader) -> None:
    edgar = Days({"20031231": day_index("20031231", 1)}, ["20031231"])
    later = NOW + dt.timedelta(days=90)
    for _ in range(2):
        read(edgar, "daily-index", since="2003-12-30", until="2003-12-30", now=later)
    assert edgar.asked == ["index.json", "master.20031231.idx", "index.json"]  # 2004 Q1's, to 6 January


def test_without_a_listing_every_business_day_may_have_an_index(read: Reader) -> None:
    edgar = Days({"20040106": day_index("20040106", 1)}, GONE)
    assert len(read(edgar, "daily-index", since="2004-01-01", until="2004-01-06")) == 1
    assert edgar.asked[1:4] == ["master.20040101.idx", "master.20040102.idx", "master.20040105.idx"]
    assert read.stats.is_complete


@pytest.mark.parametrize(
    "answer, reason",
    [
        (DOWN, "EDGAR answered 503"),
        (day_index("20040107", 1), "it is the index of 2004-01-07"),
        (gzip.compress(day_index("20040106", 1), mtime=0)[:-3], "trailer is missing"),
    ],
)
def test_a_day_that_does_not_come_is_pending(read: Reader, answer: Any, reason: str) -> None:
    edgar = Days({"20040106": answer}, ["20040106", "20040120"])
    assert read(edgar, "daily-index", since="2004-01-06", until="2004-01-06") == []
    assert list(read.stats.pending_indexes) == ["daily index of 2004-01-06"]
    assert reason in read.stats.pending_indexes["daily index of 2004-01-06"]


def test_a_listing_that_does_not_come_is_pending_and_days_are_asked_for(read: Reader) -> None:
    edgar = Days({"20040106": day_index("20040106", 1)}, DOWN)
    assert len(read(edgar, "daily-index", since="2004-01-06", until="2004-01-06")) == 1
    assert read.stats.pending_indexes == {"daily indexes of 2004 Q1": "EDGAR answered 503"}


def test_names_of_daily_indexes_changed_with_the_years() -> None:
    names = ["master.981001.idx", "master.19981002.idx.gz", "master.19981002.idx", "form.19981005.idx", "x"]
    assert named_days(Quarter(1998, 4), names) == {
        dt.date(1998, 10, 1): "master.981001.idx",
        dt.date(1998, 10, 2): "master.19981002.idx",
    }
    assert read_day("123194", 1994) == dt.date(1994, 12, 31)
    assert read_day("999999", 1997) is None
