"""A stopped run says what it did not reach: in its summary, its manifest and to `scrapy verify`."""

import json
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Replica
from storage.manifest_reader import in_nouns
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.zone.run import scrapy

COUNT = 24
SLOWLY = {"EDGAR_MAX_RATE": "15", "EDGAR_RETRY_PAUSE": "0.02"}
STALLED = {"fault": "stall", "seconds": 60}
FILINGS = {**STALLED, "path": f"*/{accession(COUNT)}.txt"}
INDEXES = {**STALLED, "kind": "index", "path": "*/2004/QTR2/*"}
# what is stalled, how it is asked for, and at least how much is then not reached
CASES: dict[str, tuple[dict[str, Any], tuple[str, ...], int, int]] = {
    "filings": (FILINGS, GMACM, 1, 0),
    "quarters": (INDEXES, ("gmacm", "-a", "since=2004-01-01", "-a", "until=2010-12-31"), 0, 22),
    "days": (
        {**STALLED, "path": "*/daily-index/2004/QTR2/*"},
        ("gmacm", "-a", "source=daily-index", "-a", "since=2004-01-01", "-a", "until=2005-03-31"),
        0,
        4,
    ),
    "registrants": ({**STALLED, "kind": "json"}, ("gmacm", "-a", "source=submissions"), 0, 20),
    "searches": ({**STALLED, "kind": "json"}, ("gmacm", "-a", "source=full-text"), 0, 3),
    "a look-up": (INDEXES, ("gmacm", "-a", f"accession={accession(999)}"), 1, 0),
    "robots.txt": ({**STALLED, "kind": "robots"}, ("gmacm",), 0, 100),
}


def stop_when_stalled(place: Place, arguments: tuple[str, ...], signal_number: int) -> tuple[str, str]:
    assert place.edgar
    process = place.start(*arguments)
    while not any(one.fault == "stall" for one in place.edgar.requests()):
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal_number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 1, out + err
    return out, err


QUICK = ("quarters", "registrants", "a look-up")  # one of each kind; `make soak` tries the others too


@pytest.mark.parametrize(
    "signal_number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=() if what in QUICK else pytest.mark.slow) for what in CASES]
)
def test_after_a_signal_it_is_reported_what_was_not_reached(
    place: Place, tmp_path: Path, what: str, signal_number: int
) -> None:
    fault, arguments, filings, indexes = CASES[what]
    served = archive(tmp_path / "archive", *(filing(number) for number in range(1, COUNT + 1)))
    place.settings = SLOWLY
    with Replica(served, max_rate=0, faults=[fault]) as place.edgar:
        out, err = stop_when_stalled(place, arguments, signal_number)
    others = [line for line in err.splitlines() if " INFO: landed " not in line]  # each filing has its line
    assert "Traceback" not in err and len(others) < 10, err
    reported = re.search(r"(?m)^pending +(\d+) filings?, (\d+) index(?:es)? not reached$", out)
    assert reported, out
    assert int(reported[1]) >= filings and int(reported[2]) >= indexes, out
    (manifest,) = place.manifests()
    assert manifest["not_reached"] == {"filings": int(reported[1]), "indexes": int(reported[2])}
    assert manifest["outcome"] == "interrupted"
    said = scrapy("verify", zone=str(place.zone), folder=place.folder, exits=1).stdout
    unreached = in_nouns({"filings": int(reported[1]), "indexes": int(reported[2])})
    assert f"{manifest['run']}  {unreached}\n" in said


@pytest.mark.slow
def test_every_filing_is_landed_or_reported_as_not_reached(place: Place, tmp_path: Path) -> None:
    served = archive(tmp_path / "archive", *(filing(number) for number in range(1, COUNT + 1)))
    place.settings = SLOWLY
    with Replica(served, max_rate=0, faults=[FILINGS]) as place.edgar:
        stop_when_stalled(place, GMACM, signal.SIGTERM)
        landed = len(place.raw())
        assert place.manifests()[0]["not_reached"]["filings"] == COUNT - landed
        place.edgar.set_faults([])
        place.settings = {}
        place.crawl()
    assert len(place.raw()) == COUNT
    scrapy("verify", zone=str(place.zone), folder=place.folder)


@pytest.mark.parametrize(
    "later, is_done",
    [
        (GMACM, True),
        (("gmacm", "-a", "since=2003-10-01", "-a", "until=2004-06-30"), True),
        (("gmacm", "-a", "since=2004-02-01", "-a", "until=2004-03-31"), False),
        (("gmacm", "-a", f"accession=1264853:{accession(1)}"), False),
        (("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-03-31", "-a", "cik=1264853"), False),
        (("ramp", "-a", "since=2004-01-01", "-a", "until=2004-03-31"), False),
    ],
)
def test_what_a_run_left_is_reported_until_one_of_its_extent_came_to_its_end(
    place: Place, tmp_path: Path, later: tuple[str, ...], is_done: bool
) -> None:
    served = archive(tmp_path / "archive", filing(1))
    faults = [{"fault": "status", "status": 503, "kind": "index"}]
    with Replica(served, max_rate=0, faults=faults) as place.edgar:
        place.crawl(exits=1)
        place.edgar.set_faults([])
        place.crawl(*later)
    scrapy("verify", zone=str(place.zone), folder=place.folder, exits=0 if is_done else 1)


def test_with_edgar_out_of_reach_all_is_pending_and_nothing_is_traced(place: Place, tmp_path: Path) -> None:
    place.settings = {"EDGAR_BASE_URL": "http://127.0.0.1:9"}  # nobody listens there
    for arguments in (GMACM, ("gmacm", "-a", f"accession={accession(1)}")):
        run = place.crawl(*arguments, exits=1)
        assert "robots.txt could not be read" in run.stdout
        assert "Traceback" not in run.stderr
    assert [len(one["pending"]) for one in place.manifests()] == [1, 1]


def test_edgar_that_goes_down_during_a_run_leaves_all_the_rest_pending(place: Place, tmp_path: Path) -> None:
    served = archive(tmp_path / "archive", *(filing(number) for number in range(1, COUNT + 1)))
    late = [f"*/{accession(number)}.txt" for number in range(COUNT // 3, COUNT + 1)]
    faults = [{"fault": "close", "path": path} for path in late]
    with Replica(served, max_rate=0, faults=faults) as place.edgar:
        run = place.crawl(exits=1)
    landed = len(place.raw())
    assert f"pending      {COUNT - landed} filings, 0 indexes" in run.stdout
    assert "Traceback" not in run.stderr


def test_in_a_silence_of_hours_nothing_is_asked_for_and_all_is_reported_as_not_reached(
    place: Place, tmp_path: Path
) -> None:
    faults = [{"fault": "status", "status": 503, "headers": {"Retry-After": "7200"}, "kind": "index"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        place.crawl(exits=1)
        reported = place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2005-12-31", exits=1)
    assert "0 filings, 8 indexes not reached" in reported.stdout
    assert json.dumps(place.manifests()[-1]["not_reached"]) == '{"filings": 0, "indexes": 8}'
