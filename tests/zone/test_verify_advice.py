"""What `scrapy verify` advises helps: followed to the letter, it makes the zone whole."""

import gzip
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Replica
from storage.landing import compress
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.crawler.killing import STEPS, kill_at
from tests.quick_cases import quick
from tests.zone.run import scrapy

FILINGS = {accession(number): filing(number) for number in range(1, 13)}
ONE, TWO, THREE = (accession(number) for number in (1, 2, 3))


@pytest.fixture(scope="module")
def edgar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    with Replica(archive(tmp_path_factory.mktemp("archive"), *FILINGS.values()), max_rate=0) as replica:
        yield replica


@pytest.fixture(scope="module")
def crawled(edgar: Replica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled")
    Place(folder, edgar).crawl()
    return folder


@pytest.fixture
def place(crawled: Path, edgar: Replica, tmp_path: Path) -> Place:
    """The zone of a crawl, with its ledger. A ledger knows its zone by its path, so the copy has its own."""
    place = Place(tmp_path / "place", edgar)
    shutil.copytree(crawled / "landing", place.zone)
    place.crawl()
    return place


def verify(place: Place, exits: int) -> list[dict[str, Any]]:
    scrapy("verify", "--jsonl", "faults.jsonl", zone=str(place.zone), folder=place.folder, exits=exits)
    return [json.loads(line) for line in (place.folder / "faults.jsonl").read_text().splitlines()]


def crawl(place: Place, *words: str) -> str:
    return place.crawl(*(words or GMACM)).stdout


def follow(place: Place, advice: str) -> str:
    """Run the command that an advice names."""
    (command,) = re.findall(r"`scrapy ([^`]*)`", advice)
    name, *words = shlex.split(command)
    if name == "crawl":
        return crawl(place, *words)
    return scrapy(name, *words, zone=str(place.zone), folder=place.folder).stdout


def state(place: Place) -> dict[str, int]:
    """The ledger's files: losing them is never part of an advice."""
    return {path.name: path.stat().st_ino for path in (place.folder / ".state").glob("*.sqlite")}


# A raw file that is damaged or missing


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def alter(path: Path) -> None:
    path.write_bytes(compress(gzip.decompress(path.read_bytes()).replace(b"no trust", b"any trust", 1)))


def exchange(path: Path) -> None:
    path.write_bytes(path.with_name(f"{TWO}.txt.gz").read_bytes())


def overwrite(path: Path) -> None:
    path.write_text("<html>not found</html>")


def empty(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES: list[Callable[[Path], None]] = [cut, flip, alter, exchange, overwrite, empty, Path.unlink]


@pytest.mark.parametrize("damage", quick(DAMAGES, 3), ids=lambda damage: damage.__name__)
def test_a_damaged_raw_file_is_fetched_anew_by_one_request_and_the_state_is_kept(
    place: Place, damage: Callable[[Path], None]
) -> None:
    before, files = state(place), {path: path.read_bytes() for path in place.zone.glob("r[ae]*/*/*")}
    damage(place.raw()[ONE])
    faults = verify(place, exits=1)
    assert {fault["fault"] for fault in faults} <= {"missing", "altered", "unreadable", "misnamed"}
    asked, looked_up = len(place.asked("submission")), len(place.asked("index"))
    reported = follow(place, faults[0]["do"])
    assert "1 landed" in reported
    assert len(place.asked("submission")) == asked + 1
    assert len(place.asked("index")) == looked_up  # its path was known
    assert {path: path.read_bytes() for path in files} == files
    assert state(place) == before
    assert verify(place, exits=0) == []


def test_several_damaged_files_are_fetched_anew_by_the_one_command_that_people_get(place: Place) -> None:
    for name, damage in zip((ONE, TWO, THREE), (cut, overwrite, cut), strict=True):
        damage(place.raw()[name])
    run = scrapy("verify", zone=str(place.zone), folder=place.folder, exits=1)
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("unreadable: 3.")]
    assert f"-a accession={ONE},{TWO},{THREE} -a again=yes" in line
    assert "3 landed" in follow(place, line)
    assert verify(place, exits=0) == []


def test_it_is_fetched_anew_where_the_state_is_lost_as_well(place: Place) -> None:
    shutil.rmtree(place.folder / ".state")
    cut(place.raw()[ONE])
    asked = len(place.asked("index"))
    follow(place, verify(place, exits=1)[0]["do"])
    assert len(place.asked("index")) == asked  # the path stands in its records
    assert verify(place, exits=0) == []


def test_a_filing_with_neither_raw_file_records_nor_state_is_looked_up(place: Place) -> None:
    shutil.rmtree(place.folder / ".state")
    place.raw()[ONE].unlink()
    place.records()[ONE].unlink()
    advice = verify(place, exits=1)[0]["do"]
    assert "1 landed" in crawl(place, *shlex.split(advice.split("`")[1])[2:], "-a", "until=2004-12-31")
    assert verify(place, exits=0) == []


def test_a_raw_file_that_fits_its_manifest_is_not_fetched_again(place: Place) -> None:
    asked = len(place.asked("submission"))
    run = place.crawl("gmacm", "-a", f"accession={ONE}", "-a", "again=yes")
    assert "1 already there, 0 new, 0 landed" in run.stdout
    assert f"{ONE} is in the zone as its manifest names it" in run.stderr
    assert len(place.asked("submission")) == asked


def test_a_fetch_that_fails_leaves_the_damaged_file_and_its_records(place: Place) -> None:
    cut(place.raw()[ONE])
    before = {path: path.read_bytes() for path in place.zone.glob("r[ae]*/*/*")}
    place.edgar, edgar = None, place.edgar
    place.settings["EDGAR_RETRY_PAUSE"] = "0"
    place.crawl("gmacm", "-a", f"accession={ONE}", "-a", "again=yes", exits=1)
    assert {path: path.read_bytes() for path in before} == before
    place.edgar = edgar


@pytest.mark.parametrize("step", [step for step in STEPS if step.startswith("raw is landed")])
def test_after_a_kill_during_the_fetch_the_same_command_fetches_what_is_left(place: Place, step: str) -> None:
    cut(place.raw()[ONE])
    alter(place.raw()[TWO])
    words = ("gmacm", "-a", f"accession={ONE},{TWO}", "-a", "again=yes")
    assert kill_at(place, step, 1, words)
    asked = len(place.asked("submission"))
    crawl(place, *words)
    assert len(place.asked("submission")) <= asked + 1
    assert verify(place, exits=0) == []


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (("-a", "again=yes"), "again=yes fetches damaged filings anew: name them with accession=."),
        (("-a", "again=no", "-a", f"accession={ONE}"), "again=no is not understood: use again=yes"),
    ],
)
def test_again_without_a_name_or_a_yes_is_refused(
    place: Place, words: tuple[str, ...], reported: str
) -> None:
    assert reported in place.crawl("gmacm", *words, exits=2).stderr


# Records that are missing


@pytest.mark.parametrize("which", quick([[ONE], [ONE, TWO, THREE], [accession(12)], sorted(FILINGS)], 2))
def test_deleted_records_are_read_again_by_a_crawl_and_nothing_is_fetched(
    place: Place, which: list[str]
) -> None:
    files = {path: path.read_bytes() for path in place.records().values()}
    for name in which:
        place.records()[name].unlink()
    faults = verify(place, exits=1)
    assert [fault["fault"] for fault in faults] == ["unread"] * len(which)
    assert faults[0]["do"].endswith("run `scrapy reparse` or a crawl")
    asked, before = len(place.asked("submission")), state(place)
    crawl(place)
    assert {path: path.read_bytes() for path in files} == files
    assert len(place.asked("submission")) == asked
    assert state(place) == before
    assert verify(place, exits=0) == []


def test_deleted_records_are_read_again_by_a_reparse(place: Place) -> None:
    place.records()[ONE].unlink()
    follow(place, verify(place, exits=1)[0]["do"])
    assert verify(place, exits=0) == []


# Runs that were killed


def lose(place: Place) -> None:
    shutil.rmtree(place.folder / ".state")


def keep(place: Place) -> None:
    pass


@pytest.mark.parametrize(
    "ledger",
    [lose, pytest.param(keep, marks=pytest.mark.slow)],
    ids=["the ledger is lost", "the ledger is there"],
)
@pytest.mark.parametrize("step", [step for step in STEPS if step != "nothing is on the disk yet"])
def test_after_a_kill_there_is_one_fault_and_the_next_crawl_lists_the_files(
    edgar: Replica, tmp_path: Path, step: str, ledger: Callable[[Place], None]
) -> None:
    place = Place(tmp_path / "place", edgar)
    assert kill_at(place, step, 1 if step.startswith("the manifest") else 9)
    ledger(place)
    (fault,) = verify(place, exits=1)
    assert (fault["fault"], fault["do"]) == ("unlisted", "a run was killed; the next crawl lists its files")
    crawl(place)
    assert verify(place, exits=0) == []
    named = [file["path"] for one in place.manifests() for entry in one["filings"] for file in entry["files"]]
    there = {path.relative_to(place.zone).as_posix() for path in place.zone.glob("r[ae]*/*/*")}
    assert set(named) == there
    assert len(place.raw()) == len(FILINGS)


def test_files_of_a_lost_manifest_are_listed_by_the_next_crawl(
    place: Place,
) -> None:
    for manifest in (place.zone / "runs").iterdir():
        manifest.unlink()
    (fault,) = verify(place, exits=1)
    assert fault["fault"] == "unlisted"
    crawl(place)
    assert verify(place, exits=0) == []


def test_a_damaged_file_is_not_made_right_by_listing_it(place: Place) -> None:
    alter(place.raw()[ONE])
    lose(place)
    crawl(place)
    assert [fault["fault"] for fault in verify(place, exits=1)] == ["altered"]


KILLED_REPARSE = """
import crawler.reparse.reparse_run, os, signal
record = crawler.reparse.reparse_run.Reparse.record
def dying(self, batch):
    os.kill(os.getpid(), signal.SIGKILL)
crawler.reparse.reparse_run.Reparse.record = dying
"""


@pytest.mark.parametrize("ledger", [lose, keep], ids=["the ledger is lost", "the ledger is there"])
def test_after_a_killed_reparse_there_is_one_fault_and_a_reparse_lists_the_files(
    place: Place, ledger: Callable[[Place], None]
) -> None:
    for path in place.records().values():  # what an older parser wrote, and listed
        path.write_bytes(path.read_bytes().replace(b'"parser_version":"', b'"parser_version":"0.'))
    for manifest in (place.zone / "runs").iterdir():
        manifest.unlink()
    lose(place)
    crawl(place)
    words = ["reparse", "--workers", "1"]
    scrapy(*words, zone=str(place.zone), folder=place.folder, exits=-9, prelude=KILLED_REPARSE)
    ledger(place)
    faults = {fault["fault"]: fault["do"] for fault in verify(place, exits=1)}
    assert faults["rewritten"].startswith("a reparse was killed; run `scrapy reparse`")
    follow(place, faults["rewritten"])
    assert verify(place, exits=0) == []


# What lies where it should not


def test_a_filing_under_another_month_is_moved_away_and_fetched_anew(place: Place) -> None:
    for path in (place.raw()[ONE], place.records()[ONE]):
        other = path.parent.with_name("filed=2031-01")
        other.mkdir()
        path.rename(other / path.name)
    faults = verify(place, exits=1)
    misnamed = next(fault for fault in faults if fault["fault"] == "misnamed")
    assert "move it and its records away" in misnamed["do"]
    for path in place.zone.glob("*/filed=2031-01/*"):
        path.unlink()
    follow(place, misnamed["do"])
    assert verify(place, exits=0) == []


def test_the_files_of_the_wrong_one_of_two_months_are_removed(
    place: Place,
) -> None:
    for path in (place.raw()[ONE], place.records()[ONE]):
        (copy := path.parent.with_name("filed=2003-12")).mkdir()
        shutil.copy(path, copy)
    lose(place)
    crawl(place)
    faults = verify(place, exits=1)
    assert "twice" in {fault["fault"] for fault in faults}
    for path in place.zone.glob("*/filed=2003-12/*"):
        path.unlink()
    assert verify(place, exits=0) == []


def test_foreign_files_are_moved_away(place: Place) -> None:
    (place.zone / "raw" / "notes.txt").write_text("what is this?")
    (fault,) = verify(place, exits=1)
    assert fault["do"].endswith("move it away")
    (place.zone / fault["path"]).unlink()
    assert verify(place, exits=0) == []
