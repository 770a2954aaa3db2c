"""EDGAR answers badly: nothing bad is kept, what may pass is asked for again, and the rest is pending."""

import gzip
import random
import time
from pathlib import Path

from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing


def path_of(number: int) -> str:
    return f"*/{accession(number)}.txt"


PASSING = [
    # Each befalls the first answer about a filing of its own.
    {"fault": "status", "status": 500},
    {"fault": "status", "status": 404, "body": "<!DOCTYPE html><title>SEC.gov | 404 error</title>"},
    {"fault": "unavailable"},
    {"fault": "unavailable", "status": 200},
    {"fault": "cut-text", "at": 0.5},
    {"fault": "cut-text", "at": 0},
    {"fault": "cut-wire", "at": 0.5},
    {"fault": "wrong-etag"},
    {"fault": "wrong-body", "body": "<html><body>An error page</body></html>"},
    {"fault": "swap", "serve": f"/Archives/edgar/data/1264853/{accession(1)}.txt"},
    {"fault": "wrong-length", "by": 50},
    {"fault": "bad-gzip"},
    {"fault": "truncate", "at": 0.5},
    {"fault": "reset"},
    {"fault": "reset", "at": 100},
    {"fault": "close"},
]


def test_what_may_pass_is_asked_for_again_and_landed_byte_for_byte(place: Place, tmp_path: Path) -> None:
    numbers = range(1, len(PASSING) + 2)
    filings = {accession(number): filing(number) for number in numbers}
    faults = [{**fault, "path": path_of(number), "first": 1} for number, fault in enumerate(PASSING, start=2)]
    with Replica(archive(tmp_path / "archive", *filings.values()), max_rate=0, faults=faults) as place.edgar:
        place.crawl()
        asked = place.asked("submission")
    landed = {name: gzip.decompress(path.read_bytes()) for name, path in place.raw().items()}
    assert landed == filings
    again = {name: sum(name in path for path in asked) for name in filings}
    assert again == {accession(number): 1 if number == 1 else 2 for number in numbers}


# What gzip cannot pack.
NOISE = random.Random(1).randbytes(300_000).decode("latin-1")
LASTING = [
    ({"fault": "status", "status": 503}, "EDGAR answered 503", 5),
    ({"fault": "wrong-etag"}, "its MD5 is not the one in its ETag", 5),
    ({"fault": "bomb", "megabytes": 120}, "unpacks to more than", 1),
    ({"fault": "wrong-body", "body": NOISE}, "larger than", 1),
    ({"fault": "redirect", "to": "https://elsewhere.example/x"}, "which is not EDGAR", 1),
]


def test_what_does_not_pass_is_pending_with_its_reason_and_tried_first_by_the_next_run(
    place: Place, tmp_path: Path
) -> None:
    numbers = range(1, len(LASTING) + 2)
    faults = [{**fault, "path": path_of(number)} for number, (fault, *_) in enumerate(LASTING, start=2)]
    everything = archive(tmp_path / "archive", *(filing(number) for number in numbers))
    with Replica(everything, max_rate=0, faults=faults) as place.edgar:
        place.crawl(*GMACM, "-s", "DOWNLOAD_MAXSIZE=200000", exits=1)
        asked = place.asked("submission")
        assert list(place.raw()) == [accession(1)]
        pending = {one["accession"]: one["reason"] for one in place.manifests()[0]["pending"]}
        for number, (_, reason, times) in enumerate(LASTING, start=2):
            assert reason in pending[accession(number)]
            assert sum(accession(number) in path for path in asked) == times
        place.edgar.set_faults([])
        place.crawl()
        again = [request.kind for request in place.edgar.requests()][len(asked) + 2 :]
    assert sorted(place.raw()) == [accession(number) for number in numbers]
    assert again == ["robots", *["submission"] * len(LASTING), "index"]


def test_a_redirect_within_edgar_is_followed(place: Place, tmp_path: Path) -> None:
    folder = accession(1).replace("-", "")
    flat = f"/Archives/edgar/data/1264853/{accession(1)}.txt"
    to = f"/Archives/edgar/data/1264853/{folder}/{accession(1)}.txt"
    faults = [{"fault": "redirect", "to": to, "path": flat}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        place.crawl()
        assert place.asked("submission") == [flat, to]
    assert list(place.raw()) == [accession(1)]


def test_edgars_rate_page_is_never_kept_and_silences_the_crawl(place: Place, tmp_path: Path) -> None:
    place.settings = {"EDGAR_BLOCK_PAUSE": "1.5"}
    faults = [{"fault": "rate-page", "status": 200, "path": path_of(2), "first": 1, "block": 1.0}]
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 9)))
    with Replica(filings, max_rate=0, block_seconds=1.0, faults=faults) as place.edgar:
        place.crawl()
        requests = place.edgar.requests()
    assert all(gzip.decompress(path.read_bytes()).startswith(b"-----BEGIN") for path in place.raw().values())
    assert len(place.raw()) == 8
    page = next(one for one in requests if one.answer == "rate page")
    after = [one.monotonic - page.monotonic for one in requests if one.monotonic > page.monotonic]
    # What was on its way when the page came is past calling back: hundredths of a second.
    assert not [seconds for seconds in after if 0.6 < seconds < 1.4]
    assert after[-1] > 1.4


def test_after_a_block_single_requests_ask_whether_it_is_over(place: Place, tmp_path: Path) -> None:
    place.settings = {"EDGAR_BLOCK_PAUSE": "1.5"}
    # EDGAR's own block is longer than our pause: the page comes again.
    faults = [{"fault": "rate-page", "path": path_of(9), "first": 1, "block": 2.4, "gzip": True}]
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 41)))
    with Replica(filings, max_rate=0, block_seconds=0.1, faults=faults) as place.edgar:
        place.crawl()
        requests = place.edgar.requests()
    page = next(one for one in requests if one.answer == "rate page")
    first, second, third = [one for one in requests if one.monotonic - page.monotonic > 1][:3]
    assert [first.answer, second.answer, third.answer] == ["rate page", "submission", "submission"]
    assert second.monotonic - first.monotonic > 1.4
    assert len(place.raw()) == 40


def test_a_crawl_that_is_started_during_a_block_keeps_silent_too(place: Place, tmp_path: Path) -> None:
    place.settings = {"EDGAR_BLOCK_PAUSE": "60"}
    faults = [{"fault": "rate-page", "kind": "index"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        for started in ("in the block's moment", "during the block"):
            process = place.start("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-03-31")
            while not (place.zone / ".lock.holder").exists() or len(place.edgar.requests()) < 2:
                time.sleep(0.02)
            time.sleep(1.5)
            process.terminate()
            process.communicate(timeout=20)
            assert process.returncode == 1, started
            assert len(place.edgar.requests()) == 2, started  # robots.txt and the index; then nothing


def test_an_undeclared_tool_learns_what_to_set_and_stops(place: Place, tmp_path: Path) -> None:
    faults = [{"fault": "undeclared", "kind": "submission"}]
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 60)))
    place.settings = {"EDGAR_MAX_RATE": "30"}
    with Replica(filings, max_rate=0, faults=faults) as place.edgar:
        reported = place.crawl(exits=1)
        assert len(place.asked("submission")) < 10
    assert "EDGAR_USER_AGENT" in reported.stdout
    assert place.raw() == {}


def test_a_silence_of_hours_is_kept_and_waited_for_by_no_run(place: Place, tmp_path: Path) -> None:
    faults = [{"fault": "status", "status": 503, "headers": {"Retry-After": "7200"}, "kind": "index"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        for asked in (2, 2):  # robots.txt and the index; then nothing
            reported = place.crawl(exits=1)
            assert "asks for no requests for 2.0 hours" in reported.stdout
            assert len(place.edgar.requests()) == asked


def test_retry_after_is_honoured(place: Place, tmp_path: Path) -> None:
    faults = [
        {"fault": "status", "status": 503, "headers": {"Retry-After": "1"}, "path": path_of(1), "first": 1}
    ]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        place.crawl()
        first, second = (one.monotonic for one in place.edgar.requests("submission"))
    assert 1 <= second - first < 4
