"""Full-text search: a hit a document, a cap that halves the days, pages that move, answers that are none."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.crawler.reading import AR1, DOWN, Reader


class Search:
    """One filing a day from `first` on, its documents found `documents` times; at most `cap` hits."""

    def __init__(self, first: str, days: int, cap: int = 10_000, page: int = 100, documents: int = 1) -> None:
        start = dt.date.fromisoformat(first)
        self.hits = [
            hit(start + dt.timedelta(days=day), day, place)
            for day in range(days)
            for place in range(documents)
        ]
        self.cap = cap
        self.page = page
        self.asked: list[dict[str, str]] = []

    def __call__(self, path: str) -> Any:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        self.asked.append(asked)
        hits = [one for one in self.hits if asked["startdt"] <= one["_source"]["file_date"] <= asked["enddt"]]
        start = int(asked.get("from", 0))
        total = {"value": min(len(hits), self.cap), "relation": "gte" if len(hits) > self.cap else "eq"}
        return {"hits": {"total": total, "hits": hits[start : start + self.page]}}


def hit(day: dt.date, number: int, place: int = 0, **more: Any) -> dict[str, Any]:
    accession = f"{AR1}-04-{number:06}"
    names = ["GMACM MORTGAGE LOAN TRUST  (CIK 0001264853)"]
    source = {"adsh": accession, "form": "8-K", "file_date": str(day), "ciks": [AR1], "display_names": names}
    return {"_id": f"{accession}:d{place}.txt", "_source": source | more}


OLD = hit(dt.date(2001, 1, 1), 1)
CIK = {"cik": "1264853", "since": "2003-01-01", "until": "2003-12-31"}


def test_a_filing_is_found_once_however_many_of_its_documents_are(read: Reader) -> None:
    found = read(Search("2003-01-01", 150, documents=3), "full-text", **CIK)
    assert len({ref.accession for ref in found}) == 150


def test_too_many_hits_are_read_in_halves_of_their_days(read: Reader) -> None:
    edgar = Search("2003-01-01", 365, cap=100, page=30)
    assert len(read(edgar, "full-text", **CIK)) == 365
    assert read.stats.is_complete
    # Never beyond the cap: there EDGAR answers with an error.
    assert all(int(asked.get("from", 0)) + 30 <= 120 for asked in edgar.asked)


def test_a_day_with_too_many_hits_is_pending_and_the_other_days_are_read(read: Reader) -> None:
    edgar = Search("2003-01-01", 20, cap=10)
    edgar.hits += [hit(dt.date(2003, 1, 5), 100 + number) for number in range(20)]
    assert len(read(edgar, "full-text", **CIK)) == 19
    assert list(read.stats.pending_indexes) == ["search for 0001264853…, 2003-01-05 to 2003-01-05"]


def test_pages_that_move_meanwhile_are_read_again(read: Reader) -> None:
    edgar = Search("2003-01-01", 150)

    def moving(path: str) -> Any:
        answer = edgar(path)
        if len(edgar.asked) == 1:  # a filing comes between the first page and the second
            edgar.hits.insert(0, hit(dt.date(2003, 12, 1), 500))
        return answer

    assert len(read(moving, "full-text", **CIK)) == 151
    assert read.stats.is_complete


@pytest.mark.parametrize(
    "broken, reason",
    [
        (lambda answer: {"hits": answer["hits"] | {"hits": answer["hits"]["hits"][:3]}}, "hits of 10 came"),
        (
            lambda _: {"hits": {"total": {"value": 1, "relation": "eq"}, "hits": [hit(dt.date(1, 1, 1), 1)]}},
            "days",
        ),
        (lambda _: {"what": "else"}, "cannot be used"),
        (lambda _: DOWN, "503"),
    ],
)
def test_a_search_that_cannot_be_used_is_pending(read: Reader, broken: Any, reason: str) -> None:
    edgar = Search("2003-01-01", 10)
    edgar.page = 10

    def answer(path: str) -> Any:
        whole = edgar(path)
        return broken(whole) if "from" not in edgar.asked[-1] else {"hits": {**whole["hits"], "hits": []}}

    read(answer, "full-text", **CIK)
    (reported,) = read.stats.pending_indexes.values()
    assert reason in reported


def test_roots_of_forms_are_searched_for_and_all_listed_registrants(read: Reader) -> None:
    edgar = Search("2003-01-01", 0)
    read(edgar, "full-text", since="2003-01-01")
    assert {asked["forms"] for asked in edgar.asked} == {"8-K,10-D"}
    ciks = [asked["ciks"].split(",") for asked in edgar.asked if "ciks" in asked]
    assert all(len(some) <= 25 for some in ciks) and any(AR1 in some for some in ciks)
    assert [asked["q"] for asked in edgar.asked if "q" in asked] == ['"GMACM"', '"GMAC Mortgage Loan Trust"']


def test_hits_of_other_registrants_and_forms_are_left_out(read: Reader) -> None:
    edgar = Search("2003-01-01", 0)
    day = dt.date(2003, 1, 6)
    both = ["OTHER CO", "GMACM TRUST X  (CIK 9900000009)"]
    other = {"ciks": ["0000320193"], "display_names": ["OTHER CO  (OTH)  (CIK 0000320193)"]}
    edgar.hits = [
        hit(day, 1, **other),
        hit(day, 2, form="8-K12B"),
        hit(
            day,
            3,
            ciks=["0000320193", "9900000009"],
            display_names=both,
        ),
        hit(day, 4, ciks=["9900000009"], display_names=[]),
    ]
    found = read(edgar, "full-text", since="2003-01-01", until="2003-12-31")
    assert {(ref.accession[-1], ref.cik) for ref in found} == {("3", "9900000009")}


def test_the_next_search_begins_thirty_days_before_the_last_one(read: Reader) -> None:
    edgar = Search("2003-01-01", 10)
    first = read(edgar, "full-text")
    assert {asked["startdt"] for asked in edgar.asked} == {"2001-01-01"}
    edgar.asked.clear()
    assert {ref.accession for ref in read(edgar, "full-text")} == {ref.accession for ref in first}
    assert {asked["startdt"] for asked in edgar.asked} == {"2004-01-05"}


def test_a_search_that_failed_is_not_taken_for_done(read: Reader) -> None:
    read(lambda _: DOWN, "full-text")
    edgar = Search("2003-01-01", 10)
    read(edgar, "full-text")
    assert {asked["startdt"] for asked in edgar.asked} == {"2001-01-01"}


BARE: list[dict[str, Any]] = [
    {"_id": "x", "_source": {"adsh": None, "form": None, "file_date": None, "ciks": None}},
    {"_id": "x", "_source": {"adsh": f"{AR1}-04-000099", "form": "8-K", "file_date": None, "ciks": [AR1]}},
    {"_id": "x", "_source": {"form": "8-K", "file_date": "2003-01-05", "ciks": [AR1]}},
    {"_id": "x", "_source": {}},
    {"_id": "x"},
    {"_source": {"file_date": ""}},
]


@pytest.mark.parametrize("bare", BARE)
def test_a_bare_hit_is_reported_and_loses_itself_alone(read: Reader, bare: dict[str, Any]) -> None:
    edgar = Search("2003-01-01", 0)
    hits = [hit(dt.date(2003, 1, day), day) for day in range(1, 8)]
    whole = {"hits": {"total": {"value": 8, "relation": "eq"}, "hits": [*hits[:4], bare, *hits[4:]]}}
    found = read(lambda path: whole if "from" not in path else edgar(path), "full-text", **CIK)
    assert len(found) == 7
    assert read.stats.is_complete
    assert read.stats.broken_rows == 1


def test_a_search_of_nothing_but_bare_hits_is_pending(read: Reader) -> None:
    hits = [{"_id": f"{number}", "_source": {"what": "else"}} for number in range(8)]
    read(lambda _: {"hits": {"total": {"value": 8, "relation": "eq"}, "hits": hits}}, "full-text", **CIK)
    (reported,) = read.stats.pending_indexes.values()
    assert "8 hits of 8 are not what the search gives" in reported
