"""What a filing costs on its way from an index row to the manifest: each thing is done once."""

import json
import signal
import time
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.crawler.killing import fetched_again
from tests.quick_cases import quick

COUNTED = """
import json, pathlib, sys, threading
import crawler.filing_landing, crawler.response_middleware, parsers.pipeline
import parsers.submission, storage.database
counts = {"envelopes": 0, "commits": 0, "commits in the event loop": 0}
def count(name):
    counts[name] += 1
    pathlib.Path("counts.json").write_text(json.dumps(counts))
whole = parsers.submission.read_submission
def read_submission(raw):
    count("envelopes")
    return whole(raw)
for module in (crawler.filing_landing, crawler.response_middleware, parsers.pipeline):
    assert module.read_submission is whole
    module.read_submission = read_submission
connect = storage.database.connect
def traced(statement):
    if statement == "COMMIT":
        count("commits")
        reactor = sys.modules.get("twisted.internet.reactor")  # importing it would install one
        if reactor and reactor.running and threading.current_thread() is threading.main_thread():
            count("commits in the event loop")
def connected(path):
    connection = connect(path)
    connection.set_trace_callback(traced)
    return connection
storage.database.connect = connected
"""


def counted(place: Place, folder: Path, filings: int, *words: str) -> dict[str, int]:
    folder = archive(folder, *(filing(number) for number in range(1, filings + 1)))
    with Replica(folder, max_rate=0) as place.edgar:
        place.crawl(*(words or GMACM), prelude=COUNTED)
    assert len(place.raw()) == len(place.records()) == filings
    assert len(place.asked("submission")) == filings
    found: dict[str, int] = json.loads((place.folder / "counts.json").read_text())
    return found


def test_a_filing_costs_one_request_one_envelope_and_one_commit_outside_the_event_loop(
    tmp_path: Path,
) -> None:
    few = counted(Place(tmp_path / "few"), tmp_path / "one", 1)
    many = counted(Place(tmp_path / "many"), tmp_path / "seven", 7)
    assert {name: many[name] - few[name] for name in few} == {
        "envelopes": 6,
        "commits": 6,
        "commits in the event loop": 0,
    }
    assert few["envelopes"] == 1


NOT_FOUND = "0000000003-04-000099"
GONE = {"fault": "no-such-key", "path": f"*/{accession(1)}.txt"}
UNAVAILABLE = {"fault": "status", "status": 500, "path": f"*/{accession(2)}.txt"}
ONE_CRASHES = f"""
import crawler.filing_landing as landing
read_landed = landing.read_landed
def read(raw, submission):
    if b"{accession(3)}" in raw:
        raise ZeroDivisionError("a class without a balance")
    return read_landed(raw, submission)
landing.LandingPipeline.__init__.__defaults__ = (read,)
"""


def failures(place: Place, folder: Path, filings: int, words: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    """The commits of a crawl, none of them in the event loop, and the outcome of each filing."""
    archived = archive(folder / "archive", *(filing(number) for number in range(1, filings + 1)))
    with Replica(archived, max_rate=0, faults=[GONE, UNAVAILABLE]) as place.edgar:
        place.crawl(*GMACM, *words, exits=1, prelude=COUNTED + ONE_CRASHES)
    counts = json.loads((place.folder / "counts.json").read_text())
    assert counts["commits in the event loop"] == 0
    (run,) = place.manifests()
    return counts["commits"], {one["accession"]: one["outcome"] for one in run["filings"]}


@pytest.mark.parametrize("source", quick(["full-index", "full-text", "daily-index", "submissions"], 2))
def test_filings_that_fail_are_recorded_outside_the_event_loop_too_with_one_commit_each(
    tmp_path: Path, source: str
) -> None:
    words = ("-a", f"source={source}", "-a", "cik=1264853")
    few, found = failures(Place(tmp_path / "few"), tmp_path / "two", 2, words)
    assert found == {accession(1): "gone", accession(2): "pending"}
    many, found = failures(Place(tmp_path / "many"), tmp_path / "six", 6, words)
    landed = {accession(number): "landed" for number in (4, 5, 6)}
    assert found == {accession(1): "gone", accession(2): "pending", accession(3): "pending"} | landed
    assert many - few == 4


def test_an_accession_that_no_index_lists_is_recorded_outside_the_event_loop(
    place: Place, tmp_path: Path
) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        for _ in range(2):  # left pending, then given up
            place.crawl("gmacm", "-a", f"accession={NOT_FOUND}", exits=1, prelude=COUNTED)
            assert json.loads((place.folder / "counts.json").read_text())["commits in the event loop"] == 0


FAILING = """
import crawler.filing_landing as landing
def read(raw, submission):
    raise ZeroDivisionError("a class without a balance")
landing.LandingPipeline.__init__.__defaults__ = (read,)
"""


@pytest.mark.parametrize("is_again", [False, True])
def test_a_filing_whose_parser_crashed_is_landed_and_pending_in_one_commit(
    place: Place, tmp_path: Path, is_again: bool
) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        reported = place.crawl(exits=1, prelude=FAILING)
        assert "landed, but the parsers crashed: ZeroDivisionError" in " ".join(reported.stdout.split())
        assert list(place.raw()) == [accession(1)] and not place.records()
        if is_again:  # the raw file is there, and is read without a request
            place.crawl(exits=1, prelude=FAILING)
        place.crawl()
        assert len(place.asked("submission")) == 1
    assert list(place.records()) == [accession(1)]
    entries = [one for run in place.manifests() for one in run["filings"]]
    assert [one["outcome"] for one in entries] == ["pending"] * (1 + is_again) + ["parsed"]
    assert len(entries[0]["files"]) == 1  # the raw file is in the manifest of its run


SLOW = """
import storage, time
whole = storage.Landing.write_records
def write_records(self, *arguments, **named):
    time.sleep(1)
    return whole(self, *arguments, **named)
storage.Landing.write_records = write_records
"""


def test_a_run_that_is_stopped_at_once_records_what_it_has_landed(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 13)))
    with Replica(filings, max_rate=0) as place.edgar:
        process = place.start(*GMACM, prelude=SLOW)
        while not place.raw():
            time.sleep(0.02)
        for _ in range(2):  # the second one ends Scrapy's loop without waiting for anything
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 1, err
        (manifest,) = place.manifests()
        assert manifest["outcome"] == "interrupted"
        named = {file["path"] for one in manifest["filings"] for file in one["files"]}
        landed = {path.relative_to(place.zone).as_posix() for path in place.zone.glob("r[ae]*/*/*")}
        assert named == landed != set()
        asked = len(place.asked("submission"))
        before = set(place.raw())
        place.crawl()
        assert fetched_again(place, before, asked) == []
    assert len(place.records()) == 12
