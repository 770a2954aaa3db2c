"""Every fault on every kind of request, alone and mixed: all is landed byte for byte and once."""

import datetime as dt
import gzip
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Filer, Replica
from crawler.replica.faults import KINDS
from crawler.replica.server import Logged
from tests.crawler.crawls import Place, accession, archive, filing

SHORT = ("-s", "DOWNLOAD_TIMEOUT=4")
# What passes when it is asked for again.
FAULTS: list[dict[str, Any]] = [
    {"fault": "status", "status": 500, "body": '{"message": "Internal server error"}'},
    {"fault": "status", "status": 503, "headers": {"Retry-After": "0"}},
    {"fault": "status", "status": 404, "body": "<!DOCTYPE html><title>SEC.gov | 404 error</title>"},
    {"fault": "status", "status": 403, "body": "no"},
    {"fault": "unavailable"},
    {"fault": "unavailable", "status": 200},
    {"fault": "rate-page", "status": 200},
    {"fault": "rate-page", "status": 403, "gzip": True},
    {"fault": "rate-page", "status": 429},
    {"fault": "cut-text", "at": 0},
    {"fault": "cut-text", "at": 0.5},
    {"fault": "cut-text", "at": -1},
    {"fault": "cut-wire", "at": 0.3},
    {"fault": "cut-wire", "at": -1},
    {"fault": "truncate", "at": 0},
    {"fault": "truncate", "at": 0.7},
    {"fault": "truncate", "at": -1},
    {"fault": "wrong-length", "by": 7},
    {"fault": "wrong-length", "by": -7},
    {"fault": "wrong-body", "body": "<html><body>An error page</body></html>"},
    {"fault": "wrong-etag"},
    {"fault": "bad-gzip"},
    {"fault": "reset"},
    {"fault": "reset", "at": 50},
    {"fault": "close"},
    {"fault": "stall", "seconds": 9},
    {"fault": "stall", "seconds": 9, "at": 0.5},
]
# What is no failure: the first answer is kept.
HARMLESS: list[dict[str, Any]] = [
    {"fault": "delay", "seconds": 0.3},
    {"fault": "drip", "bytes_per_second": 20_000},
]
# Another answer of the same kind, whole and true to its ETag.
SWAPPED = {
    "index": "/Archives/edgar/full-index/2001/QTR2/master.gz",
    "submission": f"/Archives/edgar/data/9900000000/{accession(0, 1)}.txt",
    "json": "/submissions/CIK9900000000.json",
    "daily": "/Archives/edgar/daily-index/2001/QTR2/master.20010402.idx",
}
# Told elsewhere: what stops a run, is final or is pending (test_bad_answers.py); what changes it: below.
ELSEWHERE = {"undeclared", "access-denied", "no-such-key", "redirect", "bomb", "publish"}


def quarter_day(number: int) -> dt.date:
    """A Monday in a quarter of its own: 2001 Q2 for 0, 2001 Q3 for 1, and so on."""
    first = dt.date(2001 + (number + 1) // 4, (number + 1) % 4 * 3 + 1, 1)
    return first + dt.timedelta(days=-first.weekday() % 7)


def paths(kind: str, number: int) -> str:
    day = quarter_day(number)
    quarter = f"{day.year}/QTR{(day.month + 2) // 3}"
    return {
        "index": f"*/full-index/{quarter}/master.gz",
        "submission": f"*/{accession(number, day.year % 100)}.txt",
        "json": f"*/CIK{9900000000 + number}*.json",
        "daily": f"*/daily-index/{quarter}/master.*.idx",
    }[kind]


def rules(kind: str) -> list[dict[str, Any]]:
    """A fault for the first answer about each filing's quarter, day, registrant or text."""
    faults = [*FAULTS, *HARMLESS, {"fault": "swap", "serve": SWAPPED[kind]}]
    return [
        {**fault, "path": paths(kind, number), "nth": [1], "per": "rule"}
        for number, fault in enumerate(faults, start=1)
    ]


NUMBERS = range(len(FAULTS) + len(HARMLESS) + 2)
FILINGS = {
    accession(number, quarter_day(number).year % 100): filing(
        number, f"{quarter_day(number)}", [Filer(9900000000 + number, "GMACM MORTGAGE LOAN TRUST OF TESTS")]
    )
    for number in NUMBERS
}
RANGE = ("-a", "since=2001-04-01", "-a", f"until={quarter_day(NUMBERS[-1]) + dt.timedelta(days=5)}")
CIKS = ("-a", f"cik={','.join(str(9900000000 + number) for number in NUMBERS)}")
SEARCH_FAULTS = [fault for fault in FAULTS if fault["fault"] != "wrong-etag"]  # the search gives no ETag
# Pages of one hit, of two searches at once: no page is befallen twice, however they overtake each other.
PAGES = ["*ciks=9900000000*&enddt=??????????", "*ciks=9900000025*&enddt=??????????"] + [
    f"*ciks=9900000000*&from={number}" for number in range(1, len(SEARCH_FAULTS) - 1)
]
MATRIX = {
    "index": (rules("index"), ("-a", "source=full-index", *RANGE)),
    "submission": (rules("submission"), ("-a", "source=full-index", *RANGE)),
    "daily": (rules("daily"), ("-a", "source=daily-index", *RANGE)),
    "json": (rules("json"), ("-a", "source=submissions", *RANGE, *CIKS)),
    "look-up": (rules("index"), ("-a", f"accession={','.join(FILINGS)}", *RANGE)),
    "search": (
        [
            {**fault, "path": "/LATEST/*", "query": page, "nth": [1], "per": "rule"}
            for page, fault in zip(PAGES, SEARCH_FAULTS, strict=True)
        ],
        ("-a", "source=full-text", *RANGE, *CIKS),
    ),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Place, list[Logged]]]]:
    """Each kind of request in a crawl of its own, all at once."""
    folder = archive(tmp_path_factory.mktemp("archive"), *FILINGS.values())

    def crawl(kind: str) -> tuple[Place, list[Logged]]:
        faults, arguments = MATRIX[kind]
        with Replica(folder, max_rate=0, faults=faults, recent_rows=1, search_page=1) as edgar:
            place = Place(tmp_path_factory.mktemp(kind), edgar, {"EDGAR_BLOCK_PAUSE": "0.1"})
            place.crawl("gmacm", *arguments, *SHORT)
            return place, edgar.requests()

    with ThreadPoolExecutor(len(MATRIX)) as pool:
        yield dict(zip(MATRIX, pool.map(crawl, MATRIX), strict=True))


@pytest.mark.parametrize("kind", MATRIX)
def test_every_fault_alone_costs_one_request_and_no_filing(
    crawled: dict[str, tuple[Place, list[Logged]]], kind: str
) -> None:
    place, requests = crawled[kind]
    assert landed(place) == FILINGS
    assert Counter(one.fault for one in requests if one.fault) == Counter(
        rule["fault"] for rule in MATRIX[kind][0]
    )
    submissions = Counter(one.path for one in requests if one.kind == "submission")
    failures = Counter(one.path for one in requests if one.kind == "submission" and has_failed(one))
    assert submissions == Counter(dict.fromkeys(submissions, 1)) + failures
    assert place.manifests()[0]["outcome"] == "complete"


def test_the_matrix_holds_every_fault_that_the_replica_makes() -> None:
    assert {rule["fault"] for faults, _ in MATRIX.values() for rule in faults} == set(KINDS) - ELSEWHERE


def landed(place: Place) -> dict[str, bytes]:
    return {name: gzip.decompress(path.read_bytes()) for name, path in place.raw().items()}


def has_failed(request: Logged) -> bool:
    return request.fault not in (None, *(fault["fault"] for fault in HARMLESS))


def mixed(seed: int) -> list[dict[str, Any]]:
    faults = [fault for fault in [*FAULTS, *HARMLESS] if fault["fault"] != "stall"]
    return [{"faults": [*faults, {"fault": "stall", "seconds": 9}], "share": 0.2, "seed": seed}]


def crawl_until_complete(place: Place, runs: int = 4) -> None:
    """Crawl again while the exit code says that something is pending, and see that each code is true."""
    assert place.edgar is not None
    for _ in range(runs):
        process = place.start("gmacm", *JANUARY, *SHORT)
        out, err = process.communicate(timeout=110)
        manifest = place.manifests()[-1]
        pending = len(manifest["pending"])
        assert (process.returncode, bool(pending)) in [(0, False), (1, True)], out + err
        if process.returncode == 0:
            return
    raise AssertionError(f"something was pending after {runs} runs: {manifest['pending']}")


JANUARY = ("-a", "since=2004-01-01", "-a", "until=2004-03-31")


@pytest.mark.slow
def test_with_every_fifth_answer_bad_everything_is_landed_and_nothing_twice(
    place: Place, tmp_path: Path
) -> None:
    survive_a_mixture(place, tmp_path / "archive", seed=4, count=500)


def survive_a_mixture(place: Place, folder: Path, seed: int, count: int) -> None:
    filings = {accession(number): filing(number) for number in range(1, count + 1)}
    place.settings = {"EDGAR_BLOCK_PAUSE": "0.1", "EDGAR_MAX_RATE": "400"}
    with Replica(archive(folder, *filings.values()), max_rate=0, faults=mixed(seed)) as place.edgar:
        crawl_until_complete(place)
        requests = place.edgar.requests("submission")
    assert landed(place) == filings
    assert set(place.records()) == set(filings)
    failures = sum(has_failed(one) for one in requests)
    assert failures > count * 0.15
    # 1.00 a filing, and what was injected.
    assert len(requests) == count + failures


def test_what_appears_in_the_middle_of_a_crawl_is_landed_by_the_next(place: Place, tmp_path: Path) -> None:
    now, later = filing(1), filing(2)
    folder = archive(tmp_path / "archive", now, later=[later])
    faults = [{"fault": "publish", "kind": "submission"}]
    with Replica(folder, max_rate=0, faults=faults) as place.edgar:
        place.crawl()
        assert landed(place) == {accession(1): now}
        place.crawl()
        assert landed(place) == {accession(1): now, accession(2): later}
        assert [one.status for one in place.edgar.requests("index")] == [200, 200]
        place.edgar.rebuild()
        place.crawl()  # Saturday's rebuild: a new date, the same bytes
    assert [one.status for one in place.edgar.requests("index")] == [200, 200, 304]
    assert len(place.asked("submission")) == 2
