"""The other ways to find filings at EDGAR: daily indexes, listings of folders, full-text search, rebuilds."""

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Filer, IndexRow, Replica, SubmissionDocument, compose_submission, write_archive
from crawler.replica.indexes import build_daily_master
from tests.replica.client import CORPUS, fetch, needs_corpus

AR1 = Filer(1264853, "GMACM MORTGAGE LOAN TRUST 2003-AR1")
DAILY = "/Archives/edgar/daily-index/2004/QTR1"
MASTER = "/Archives/edgar/full-index/2004/QTR1/master.gz"


def submission(number: int, filed: str, texts: list[str], form: str = "8-K", **more: Any) -> bytes:
    day = dt.date.fromisoformat(filed)
    documents = [
        SubmissionDocument(form if place == 0 else "EX-99", text.encode(), f"d{place}.txt")
        for place, text in enumerate(texts)
    ]
    name = f"0000000003-{day.year % 100:02}-{number:06}"
    return compose_submission(name, form, day, filers=[AR1], documents=documents, **more)


@pytest.fixture(scope="module")
def edgar(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = write_archive(
        tmp_path_factory.mktemp("archive"),
        [
            submission(1, "2004-01-05", ["a cover", "the statement of a trust"]),
            submission(2, "2004-01-05", ["a cover"], form="8-K/A"),
            submission(3, "2004-01-06", ["the statement"], disseminated=dt.date(2004, 1, 12)),
            submission(4, "1999-01-05", ["the statement"]),
        ],
        [IndexRow(1, "B", "10-K", dt.date(2004, 1, 5), "edgar/data/1/0000000001-04-000001.txt")],
    )
    with Replica(folder, max_rate=0, search_page=2, search_cap=4, today=dt.date(2004, 2, 2)) as edgar:
        yield edgar


def test_a_day_has_an_index_of_what_was_disseminated_on_it(edgar: Replica) -> None:
    assert fetch(edgar, f"{DAILY}/master.20040112.idx").body == (
        b"Description:           Daily Index of EDGAR Dissemination Feed\n"
        b"Last Data Received:    Jan 12, 2004\n"
        b"Comments:              webmaster@sec.gov\n"
        b"Anonymous FTP:         ftp://ftp.sec.gov/edgar/\n"
        b"\n"
        b"CIK|Company Name|Form Type|Date Filed|File Name\n" + b"-" * 80 + b"\n"
        b"1264853|GMACM MORTGAGE LOAN TRUST 2003-AR1|8-K|20040106|"
        b"edgar/data/1264853/0000000003-04-000003.txt\n"
    )


@needs_corpus
def test_the_head_of_a_days_index_is_the_real_ones() -> None:
    real = (CORPUS / "edgar/index/daily-20181231.master.idx").read_bytes().split(b"\n")[:7]
    assert build_daily_master(dt.date(2018, 12, 31), []).split(b"\n")[:7] == real


@pytest.mark.parametrize("name", ["master.20040106.idx", "master.20040202.idx", "master.20030105.idx"])
def test_a_day_without_an_index_is_denied(edgar: Replica, name: str) -> None:
    answer = fetch(edgar, f"{DAILY}/{name}")
    assert (answer.status, b"AccessDenied" in answer.body) == (403, True)


def test_a_folders_listing_names_its_days_in_edgars_form(edgar: Replica) -> None:
    body = fetch(edgar, f"{DAILY}/index.json").body
    assert b'"name":"daily-index\\/2004\\/QTR1\\/","parent-dir":"..\\/"}}' in body
    items = json.loads(body)["directory"]["item"]
    assert [item["name"] for item in items] == ["master.20040105.idx", "master.20040112.idx"]
    assert list(items[0]) == ["last-modified", "name", "type", "href", "size"]
    names = [
        item["name"]
        for item in json.loads(fetch(edgar, MASTER.replace("master.gz", "index.json")).body)["directory"][
            "item"
        ]
    ]
    assert {"master.gz", "master.idx"} <= set(names)


def search(edgar: Replica, query: str) -> dict[str, Any]:
    answer = fetch(edgar, f"/LATEST/search-index?{query}")
    assert answer.status == 200
    return json.loads(answer.body)


def ids(found: dict[str, Any]) -> list[str]:
    return [hit["_id"] for hit in found["hits"]["hits"]]


def test_without_words_a_filing_is_found_once_and_from_2001_on(edgar: Replica) -> None:
    first = search(edgar, "ciks=0001264853")
    assert first["hits"]["total"] == {"value": 3, "relation": "eq"}
    rest = search(edgar, "ciks=0001264853&from=2")
    assert ids(first) + ids(rest) == [f"0000000003-04-00000{number}:d0.txt" for number in (3, 2, 1)]


def test_with_words_a_filing_is_found_once_for_each_document_that_has_them(edgar: Replica) -> None:
    assert ids(search(edgar, "q=%22of%20a%20trust%22")) == ["0000000003-04-000001:d1.txt"]
    assert len(ids(search(edgar, "q=the%20statement&startdt=2004-01-05&enddt=2004-01-05"))) == 1


def test_a_root_form_finds_amendments_and_an_amendment_nothing_else(edgar: Replica) -> None:
    assert search(edgar, "forms=8-K")["hits"]["total"]["value"] == 3
    assert ids(search(edgar, "forms=8-K,8-K/A")) == ["0000000003-04-000002:d0.txt"]


def test_a_page_beyond_the_cap_is_an_error_with_status_200(edgar: Replica) -> None:
    error = search(edgar, "forms=8-K&from=4")
    assert "Result window is too large" in error["error"]["root_cause"][0]["reason"]
    assert "hits" not in error
    assert "Blank search" in search(edgar, "from=0")["error"]


def test_more_hits_than_the_cap_are_reported_as_at_least_so_many(tmp_path: Path) -> None:
    many = [submission(number, "2004-01-05", ["a cover"]) for number in range(1, 6)]
    with Replica(write_archive(tmp_path, many), max_rate=0, search_page=2, search_cap=4) as edgar:
        assert search(edgar, "forms=8-K")["hits"]["total"] == {"value": 4, "relation": "gte"}


@needs_corpus
def test_a_hit_has_the_fields_of_a_real_one(edgar: Replica) -> None:
    real = json.loads((CORPUS / "edgar/efts/edgarkit.2025.forms-S-1A.no-q.json").read_bytes())
    source = real["hits"]["hits"][0]["_source"]
    ours = search(edgar, "forms=8-K")["hits"]["hits"][0]["_source"]
    assert ours.keys() <= source.keys()
    assert {"ciks", "display_names", "adsh", "form", "file_date", "sequence"} <= ours.keys()


def test_on_saturday_every_index_is_new_and_the_same(edgar: Replica) -> None:
    before = fetch(edgar, MASTER)
    edgar.rebuild()
    after = fetch(edgar, MASTER, if_modified_since=before.headers["last-modified"])
    assert (after.status, after.headers["etag"]) == (200, before.headers["etag"])
    assert after.headers["last-modified"] != before.headers["last-modified"]
    assert gzip.decompress(after.body) == gzip.decompress(before.body)
    assert fetch(edgar, MASTER, if_none_match=before.headers["etag"]).status == 304
