"""Accessions without a path are looked up in the indexes; one that cannot be read is named as the reason."""

import asyncio
import gzip
from collections.abc import Mapping
from typing import Any

import pytest
from scrapy.http import Response

from crawler import settings
from crawler.config import read_config
from crawler.filings import FilingRef
from crawler.quarters import Quarter
from crawler.run_stats import RunStats
from crawler.sources.index_lookup import IndexLookup
from storage import Ledger
from tests.crawler.reading import run_on

SOUGHT = "0000000003-04-000001"
HEAD = b"Last Data Received:    March 31, 2004\n" + b"-" * 80 + b"\n"
ROW = f"3|A TRUST|8-K|2004-01-26|edgar/data/3/{SOUGHT}.txt\n".encode()
BROKEN = f"3|A TRUST|8-K|edgar/data/3/{SOUGHT}.txt\n".encode()


def look_up(ledger: Ledger, stats: RunStats, indexes: Mapping[str, bytes]) -> list[FilingRef]:
    """What is found in the indexes of 2004 and 2005, all of them empty but for those that are given."""
    values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    named = {"EDGAR_USER_AGENT": "a@b.example", "EDGAR_BASE_URL": "http://edgar"}
    config = read_config("gmacm", values | named, {"accession": SOUGHT, "until": "2004-06-30"})

    async def fetch(url: str, headers: Mapping[str, str] | None = None) -> Response:
        year, name = url.split("full-index/")[1].split("/")[:2]
        body = indexes.get(f"{year} {name}", b"-" * 80 + b"\n")
        return Response(url, body=gzip.compress(body))

    async def refs(run: Any) -> list[FilingRef]:
        return [ref async for ref in IndexLookup(run, fetch, config.filings).refs()]

    with run_on(ledger, config, stats) as run:
        return asyncio.run(refs(run))


def test_the_row_of_an_accession_is_its_filing(ledger: Ledger) -> None:
    stats = RunStats()
    (found,) = look_up(ledger, stats, {"2004 QTR1": HEAD + ROW})
    assert (found.path, str(found.filed)) == (f"edgar/data/3/{SOUGHT}.txt", "2004-01-26")
    assert stats.pending == {}


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        (HEAD + BROKEN, f"a row cannot be read: {BROKEN.decode().rstrip()!r}"),
        (HEAD.replace(b"March 31, 2004", b"March 31, 2003") + ROW, "it is the index of 2003 Q1"),
        (b"no index at all", ""),
    ],
)
def test_an_index_that_cannot_be_read_is_the_reason_why_an_accession_is_pending(
    ledger: Ledger, index: bytes, reason: str
) -> None:
    stats = RunStats()
    assert look_up(ledger, stats, {"2004 QTR1": index}) == []
    assert f"({Quarter(2004, 1)} could not be read: {reason}" in stats.pending[SOUGHT]
    assert [one.accession for one in ledger.pending()] == [SOUGHT]
