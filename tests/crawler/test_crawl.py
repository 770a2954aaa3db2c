"""A crawl from end to end, against EDGAR's replica: what is asked for, what is landed, what is reported."""

import datetime as dt
import gzip
import json
import re
import time
from pathlib import Path

from crawler.replica import Filer, IndexRow, Replica
from tests.crawler.crawls import GMACM, SCRAPY, Place, accession, archive, filing

DEPOSITOR = Filer(1099391, "RESIDENTIAL ASSET MORTGAGE PRODUCTS INC")
NEW_TRUST = Filer(9900000009, "GMACM MORTGAGE LOAN TRUST 2004-XX9")
RAMP_TRUST = Filer(9900000008, "RAMP SERIES 2004-XX8 TRUST")
COMMERCIAL = Filer(9900000007, "GMAC COMMERCIAL MORTGAGE SECURITIES INC")
TRUST_AND_DEPOSITOR = (Filer(1264853, "GMACM MORTGAGE LOAN TRUST 2003-AR1"), DEPOSITOR)
PAPER = IndexRow(1264853, "GMACM", "8-K", dt.date(2004, 2, 2), "edgar/data/1264853/9999999997-04-000001.txt")
GHOST = IndexRow(1264853, "GMACM", "8-K", dt.date(2004, 2, 3), f"edgar/data/1264853/{accession(99)}.txt")


def test_a_first_crawl_lands_each_filing_once_and_a_second_one_asks_for_none(
    place: Place, tmp_path: Path
) -> None:
    filings = archive(
        tmp_path / "archive",
        filing(1),
        filing(2, filers=TRUST_AND_DEPOSITOR),  # listed under two CIKs
        filing(3, filers=[NEW_TRUST]),  # in no list
        filing(4, form="8-K/A"),
        filing(5, form="10-K"),
        filing(6, filers=[RAMP_TRUST]),
        filing(7, filers=[COMMERCIAL]),
        filing(8, filed="2004-04-01"),
        rows=[PAPER, GHOST],
    )
    with Replica(filings, max_rate=0) as place.edgar:
        first = place.crawl()
        assert sorted(place.raw()) == [accession(number) for number in (1, 2, 3, 4)]
        assert sorted(place.records()) == sorted(place.raw())
        landed = gzip.decompress(place.raw()[accession(2)].read_bytes())
        assert landed == filing(2, filers=TRUST_AND_DEPOSITOR)
        asked = place.asked("submission")
        assert len(asked) == 5  # the four, and the one that is listed and not there
        assert [len(place.asked(kind)) for kind in ("robots", "index")] == [1, 1]
        assert "gone" in first.stdout and accession(99) in first.stdout

        second = place.crawl()
        assert place.asked("submission") == asked
        assert [one.status for one in place.edgar.requests("index")] == [200, 304]
        assert "nothing" in second.stdout

        # Another choice of rows: a 304 would have none of them.
        place.crawl("ramp", *GMACM[1:])
        assert [one.status for one in place.edgar.requests("index")] == [200, 304, 200]
        assert place.asked("submission")[5:] == [f"/Archives/edgar/data/9900000008/{accession(6)}.txt"]

        place.crawl("ramp", *GMACM[1:-1], "until=2004-04-30")
        assert accession(8) in place.raw()
    first_run, second_run, *_ = place.manifests()
    assert first_run["outcome"] == second_run["outcome"] == "complete"
    reported = {one["accession"]: one["outcome"] for one in first_run["filings"]}
    assert reported == {accession(number): "landed" for number in (1, 2, 3, 4)} | {accession(99): "gone"}
    assert first_run["requests"] == {"robots": 1, "index": 1, "submission": 5}
    assert first_run["counts"]["without_text"] == 1
    assert second_run["filings"] == []


def test_forms_and_ciks_that_are_asked_for_are_taken_alone(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2, form="10-K"), filing(3, filers=[NEW_TRUST]))
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl(*GMACM, "-a", "forms=10-K", "-a", "cik=1264853")
    assert list(place.raw()) == [accession(2)]


def test_without_since_only_what_can_have_changed_is_asked_for(place: Place, tmp_path: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    filings = archive(tmp_path / "archive", filing(1, filed="1999-02-26"))
    quarters = (today.year - 1999) * 4 + (today.month - 1) // 3 + 1
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl("gmacm")
        assert len(place.asked("index")) == quarters
        assert accession(1, 99) in place.raw()
        before = len(place.edgar.requests())
        place.crawl("gmacm")
        again = place.edgar.requests()[before:]
    # The current quarter and the one before it; the others were asked for since the last rebuild.
    assert [(one.kind, one.status) for one in again] == [("robots", 200), ("index", 304), ("index", 304)]


def test_an_index_that_cannot_be_had_is_pending_and_the_others_are_read(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2, filed="2004-04-05"))
    faults = [{"fault": "status", "status": 500, "path": "*/2004/QTR1/*"}]
    with Replica(filings, max_rate=0, faults=faults) as place.edgar:
        reported = place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-06-30", exits=1)
        assert "2004 Q1: EDGAR answered 500" in reported.stdout
        assert list(place.raw()) == [accession(2)]
        place.edgar.set_faults([])
        place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-06-30")
    assert sorted(place.raw()) == [accession(1), accession(2)]
    pending, complete = place.manifests()
    assert pending["pending"] == [{"index": "2004 Q1", "reason": "EDGAR answered 500"}]
    assert (pending["outcome"], complete["outcome"]) == ("pending", "complete")


def test_what_robots_txt_forbids_is_not_asked_for(place: Place, tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /Archives/edgar/full-index/\n"
    faults = [{"fault": "wrong-body", "body": rules, "kind": "robots"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        reported = place.crawl(exits=1)
        assert place.asked("index") == []
    assert "robots.txt" in reported.stdout


def test_without_robots_txt_nothing_is_asked_for_and_the_reason_is_reported(
    place: Place, tmp_path: Path
) -> None:
    faults = [{"fault": "status", "status": 500, "kind": "robots"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        reported = place.crawl(exits=1)
        assert {one.kind for one in place.edgar.requests()} == {"robots"}
    assert "2004 Q1: robots.txt could not be read: EDGAR answered 500" in reported.stdout


def test_a_crawl_from_edgars_first_day_on_asks_for_no_earlier_quarter(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1, filed="1993-02-26"))
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", "since=1993-01-01", "-a", "until=1993-06-30")
        assert len(place.asked("index")) == 2
    assert list(place.raw()) == [accession(1, 93)]


CRASHING = """
import parsers
whole = parsers.read
def read(raw, **how):
    if b"report number 2 " in raw:
        raise ZeroDivisionError("a class without a balance")
    return whole(raw, **how)
parsers.read = read
"""


def test_a_crash_of_the_parsers_is_pending_and_its_filing_not_fetched_again(
    place: Place, tmp_path: Path
) -> None:
    with Replica(archive(tmp_path / "archive", filing(1), filing(2), filing(3)), max_rate=0) as place.edgar:
        reported = place.crawl(*GMACM, exits=1, prelude=CRASHING)
        assert f"{accession(2)}: landed, but the parsers crashed: ZeroDivisionError" in reported.stdout
        assert sorted(place.records()) == [accession(1), accession(3)]
        assert sorted(place.raw()) == [accession(1), accession(2), accession(3)]
        # With parsers that can read it, the next run does, without a request.
        place.crawl()
        assert len(place.asked("submission")) == 3
    assert sorted(place.records()) == [accession(1), accession(2), accession(3)]
    assert [one["outcome"] for one in place.manifests()[1]["filings"]] == ["parsed"]


def test_a_run_that_is_asked_to_stop_finishes_what_is_in_flight(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 61)))
    place.settings = {"EDGAR_MAX_RATE": "20"}
    with Replica(filings, max_rate=0) as place.edgar:
        process = place.start(*GMACM)
        while len(place.asked("submission")) < 10:
            time.sleep(0.02)
        process.terminate()
        asked_for_stop = time.monotonic()
        out, _ = process.communicate(timeout=20)
        assert time.monotonic() - asked_for_stop < 5
        assert process.returncode == 1
        assert "interrupted" in out
        before = len(place.asked("submission"))
        assert len(place.raw()) == len(place.records()) == before
        place.settings = {}
        place.crawl()
        assert len(place.asked("submission")) == 60
    assert [one["outcome"] for one in place.manifests()] == ["interrupted", "complete"]


def test_the_sample_archive_is_crawled_into_a_zone_of_its_own(place: Place) -> None:
    place.settings = {"EDGAR_USER_AGENT": "", "LANDING_ZONE": "never", "STATE_DIR": "never-state"}
    first = place.crawl("gmacm", "-a", "archive=sample", program=SCRAPY)
    assert sorted(path.name for path in place.folder.iterdir()) == [".state-sample", "landing-sample"]
    records = sorted((place.folder / "landing-sample" / "records").rglob("*.jsonl"))
    lines = [json.loads(line) for path in records for line in path.read_bytes().splitlines()]
    statements = {line["deal"] for line in lines if line["record"] == "statement"}
    assert {"GMACM 2003-AR1", "GMACM 2003-AR2", "GMACM 2003-HE2"} <= statements
    assert re.search(r"pending +nothing", first.stdout)
    again = place.crawl("gmacm", "-a", "archive=sample")
    assert re.search(r"(\d+) found: \1 already there, 0 new", again.stdout)
