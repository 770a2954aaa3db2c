"""The submissions API: which pages are read, and what is done about one that does not come or is another."""

import datetime as dt
from typing import Any

import pytest

from crawler.filings import FilingRef
from tests.crawler.reading import AR1, DOWN, GONE, Reader


def columns(*filings: tuple[int, str, str]) -> dict[str, list[str]]:
    return {
        "accessionNumber": [f"{AR1}-04-{number:06}" for number, _, _ in filings],
        "filingDate": [day for _, day, _ in filings],
        "form": [form for _, _, form in filings],
    }


RECENT = columns((4, "2004-01-26", "8-K"), (3, "2004-01-05", "10-K"))
PAGES = [
    {
        "name": f"CIK{AR1}-submissions-001.json",
        "filingCount": 1,
        "filingFrom": "2003-01-06",
        "filingTo": "2003-09-01",
    },
    {
        "name": f"CIK{AR1}-submissions-002.json",
        "filingCount": 1,
        "filingFrom": "1999-01-06",
        "filingTo": "2002-12-27",
    },
]


class Api:
    """The API for one registrant, with its older pages."""

    def __init__(self, pages: list[dict[str, Any]] = PAGES, cik: str = AR1, page: Any = None) -> None:
        self.company = {"cik": cik, "filings": {"recent": RECENT, "files": pages}}
        self.page = page or columns((1, "2003-09-01", "8-K/A"))
        self.asked: list[str] = []

    def __call__(self, path: str) -> Any:
        self.asked.append(path.removeprefix("/submissions/"))
        return self.page if "-submissions-" in path else self.company


def test_only_the_pages_of_the_days_asked_for_are_read(read: Reader) -> None:
    edgar = Api()
    found = read(edgar, "submissions", cik="1264853", since="2003-06-01")
    assert edgar.asked == [f"CIK{AR1}.json", PAGES[0]["name"]]
    assert found[0] == FilingRef(
        f"{AR1}-04-000004", AR1, "8-K", dt.date(2004, 1, 26), f"edgar/data/1264853/{AR1}-04-000004.txt"
    )
    assert [ref.form for ref in found] == ["8-K", "8-K/A"]


@pytest.mark.parametrize(
    "edgar, reason",
    [
        (Api(cik="320193"), "they are of CIK 320193"),
        (Api(page=columns()), "has 0 filings, not 1"),
        (
            Api(pages=[{**PAGES[0], "name": "../../../robots.txt"}]),
            "'../../../robots.txt' is named as a page",
        ),
        (Api(page={**RECENT, "form": []}), "filings cannot be read"),
        (lambda _: {"cik": AR1}, "filings cannot be read"),
        (lambda _: DOWN, "EDGAR answered 503"),
    ],
)
def test_a_registrant_that_cannot_be_read_is_pending(read: Reader, edgar: Any, reason: str) -> None:
    read(edgar, "submissions", cik="1264853")
    assert list(read.stats.pending_indexes) == [f"CIK {AR1}"]
    assert reason in read.stats.pending_indexes[f"CIK {AR1}"]


def test_what_was_read_of_a_registrant_is_used_though_an_older_page_does_not_come(read: Reader) -> None:
    assert len(read(Api(page=DOWN), "submissions", cik="1264853")) == 1
    assert read.stats.pending_indexes == {f"CIK {AR1}": "EDGAR answered 503"}


def test_a_registrant_that_the_api_does_not_know_has_filed_nothing(read: Reader) -> None:
    assert read(lambda _: GONE, "submissions", cik="1264853") == []
    assert read.stats.is_complete
