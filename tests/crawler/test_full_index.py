"""Which indexes are asked for, when, and with which validators; what is done about one that does not come."""

import asyncio
import datetime as dt
import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from scrapy.http import Response

from crawler import settings
from crawler.config import SOURCES as NAMES
from crawler.config import read_config
from crawler.filings import FilingRef
from crawler.refused_requests import Refused
from crawler.response_policy import Action, Verdict
from crawler.run_context import CrawlRun
from crawler.run_stats import RunStats
from crawler.sources import SOURCES
from crawler.sources.full_index import FullIndex
from storage import Ledger
from tests.crawler.reading import run_on

HEAD = b"Description: Master Index\n" + b"-" * 80 + b"\n"
ROW = b"1264853|GMACM|8-K|%s|edgar/data/1264853/0001264853-%02d-000001.txt\n"
FRIDAY = dt.datetime(2026, 7, 3, 12, tzinfo=dt.UTC)  # in 2026 Q3
SATURDAY = dt.datetime(2026, 7, 4, 13, tzinfo=dt.UTC)  # after the rebuild


@dataclass
class Edgar:
    """Answers for indexes as given; remembers what was asked for, and with which headers."""

    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def __call__(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        quarter = url.split("full-index/")[1].removesuffix("/master.gz")
        self.asked.append((quarter, dict(headers or {})))
        answer = self.answers.get(quarter, HEAD)
        if isinstance(answer, Exception):
            raise answer
        if headers:
            return Response(url, status=304)
        body = gzip.compress(answer) if answer.startswith(b"Desc") else answer
        return Response(url, body=body, headers={"ETag": '"abc"', "Last-Modified": "Sat"})


Walk = Callable[..., list[FilingRef]]


@pytest.fixture
def walk(ledger: Ledger, stats: RunStats) -> Walk:
    """Walks the indexes as a run with these arguments would at that time."""

    def walk(
        edgar: Edgar, now: dt.datetime = FRIDAY, spider: str = "gmacm", **arguments: str
    ) -> list[FilingRef]:
        named = {"EDGAR_USER_AGENT": "a@b.example"}
        values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()} | named
        config = read_config(spider, values, arguments)

        async def refs(run: CrawlRun) -> list[FilingRef]:
            return [ref async for ref in FullIndex(run, edgar, now).refs()]

        with run_on(ledger, config, stats) as run:
            return asyncio.run(refs(run))

    return walk


def quarters(edgar: Edgar) -> list[str]:
    return [quarter for quarter, _ in edgar.asked]


def test_the_table_of_sources_holds_those_that_the_configuration_knows() -> None:
    assert tuple(SOURCES) == NAMES


def test_every_quarter_from_since_to_until_is_asked_for(walk: Walk) -> None:
    edgar = Edgar({"2003/QTR4": HEAD + ROW % (b"2003-11-30", 3) + ROW % (b"2003-12-01", 4)})
    found = walk(edgar, since="2003-12-01", until="2004-04-01")
    assert quarters(edgar) == ["2003/QTR4", "2004/QTR1", "2004/QTR2"]
    assert [ref.filed for ref in found] == [dt.date(2003, 12, 1)]


def test_no_quarter_that_has_not_begun_is_asked_for(walk: Walk) -> None:
    edgar = Edgar()
    walk(edgar, since="2026-06-30", until="2030-01-01")
    assert quarters(edgar) == ["2026/QTR2", "2026/QTR3"]


def test_a_304_gives_the_rows_that_were_kept(walk: Walk) -> None:
    edgar = Edgar({"2004/QTR1": HEAD + ROW % (b"2004-01-26", 4)})
    arguments = {"since": "2004-01-01", "until": "2004-03-31"}
    assert walk(edgar, **arguments) == walk(edgar, **arguments) != []
    assert [headers for _, headers in edgar.asked] == [
        {},
        {"If-None-Match": '"abc"', "If-Modified-Since": "Sat"},
    ]


@pytest.mark.parametrize("change", [{"spider": "ramp"}, {"forms": "8-K"}, {"cik": "1264853"}])
def test_another_choice_of_rows_asks_without_validators(walk: Walk, change: dict[str, str]) -> None:
    edgar = Edgar()
    arguments = {"since": "2004-01-01", "until": "2004-03-31"}
    walk(edgar, **arguments)
    walk(edgar, **{**arguments, **change})
    assert [headers for _, headers in edgar.asked] == [{}, {}]


def test_another_range_of_days_is_no_other_choice_of_rows(walk: Walk) -> None:
    edgar = Edgar()
    walk(edgar, since="2004-01-01", until="2004-01-31")
    walk(edgar, since="2004-01-15", until="2004-03-31")
    assert [bool(headers) for _, headers in edgar.asked] == [False, True]


def test_old_quarters_are_asked_for_once_a_saturday_rebuild(walk: Walk) -> None:
    edgar = Edgar({"1999/QTR1": HEAD + ROW % (b"1999-01-26", 99)})
    first = walk(edgar)
    assert len(edgar.asked) == 111  # 1999 Q1 to 2026 Q3
    edgar.asked.clear()
    assert walk(edgar) == first  # of quarters that are not asked for, the rows are still known
    assert quarters(edgar) == ["2026/QTR2", "2026/QTR3"]
    edgar.asked.clear()
    walk(edgar, now=SATURDAY)
    assert len(edgar.asked) == 111
    assert all(headers for _, headers in edgar.asked)
    edgar.asked.clear()
    walk(edgar, now=SATURDAY + dt.timedelta(days=6))
    assert quarters(edgar) == ["2026/QTR2", "2026/QTR3"]


def test_the_current_quarters_index_may_not_be_there_yet(walk: Walk, stats: RunStats) -> None:
    gone = Refused(Verdict(Action.GONE, "EDGAR has no such file"))
    walk(Edgar({"2026/QTR3": gone, "2026/QTR2": gone}), since="2026-06-01")
    assert stats.pending_indexes == {"2026 Q2": "EDGAR has no such file"}


def test_an_index_that_does_not_come_is_pending_and_its_kept_rows_are_used(
    walk: Walk, stats: RunStats
) -> None:
    edgar = Edgar({"2004/QTR1": HEAD + ROW % (b"2004-01-26", 4)})
    arguments = {"since": "2004-01-01", "until": "2004-03-31"}
    found = walk(edgar, **arguments)
    edgar.answers["2004/QTR1"] = Refused(Verdict(Action.RETRY, "EDGAR answered 503"))
    assert walk(edgar, **arguments) == found
    assert stats.pending_indexes == {"2004 Q1": "EDGAR answered 503"}


def test_an_index_that_cannot_be_read_is_asked_for_again_and_then_pending(
    walk: Walk, stats: RunStats
) -> None:
    edgar = Edgar({"2004/QTR1": gzip.compress(HEAD)[:-4]})
    assert walk(edgar, since="2004-01-01", until="2004-03-31") == []
    assert len(edgar.asked) == 3
    assert "trailer is missing" in stats.pending_indexes["2004 Q1"]


def test_broken_rows_are_counted_and_the_rest_is_used(walk: Walk, stats: RunStats) -> None:
    edgar = Edgar({"2004/QTR1": HEAD + b"1264853|GMACM|8-K\n" + ROW % (b"2004-01-26", 4)})
    assert len(walk(edgar, since="2004-01-01", until="2004-03-31")) == 1
    assert stats.broken_rows == 1
    assert stats.is_complete
