"""`scrapy verify` distinguishes a whole zone from one that is not, names every fault and says what to do."""

import gzip
import json
import multiprocessing
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from crawler.grammar import count
from storage import Landing, ZoneLock
from storage.landing import compress
from tests.zone.histories import Archive, histories, land
from tests.zone.run import environment, scrapy

MONTHS = 3


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "zone"
    land(Landing(str(folder)), Archive.sound(histories(1), MONTHS))
    return folder


@pytest.fixture
def zone(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "zone"))


def verify(zone: Path, exits: int) -> tuple[list[tuple[str, str]], str]:
    """The faults, kind and path, and the text for people."""
    run = scrapy("verify", "--jsonl", "faults.jsonl", zone=str(zone), folder=zone.parent, exits=exits)
    faults = [json.loads(line) for line in (zone.parent / "faults.jsonl").read_text().splitlines()]
    for fault in faults:
        assert fault["do"]
        assert fault["path"] in run.stdout
    return [(fault["fault"], fault["path"]) for fault in faults], run.stdout


def raw(zone: Path, number: int = 0) -> Path:
    return sorted(zone.glob("raw/*/*"))[number]


def records(zone: Path, number: int = 0) -> Path:
    return sorted(zone.glob("records/*/*"))[number]


def test_a_whole_zone_is_exit_code_0_and_stays_as_it_is(zone: Path) -> None:
    before = {path: path.read_bytes() for path in zone.rglob("*") if path.is_file()}
    faults, reported = verify(zone, exits=0)
    assert faults == []
    assert f"verify: {zone} is whole; 3 filings, 6 files and 1 manifest" in reported
    after = {path: path.read_bytes() for path in zone.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def change_records(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"principal":', b'"principle":', 1))


def bring_another_version(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"parser_version":"', b'"parser_version":"0.0', 1))


def change_raw(path: Path) -> None:
    path.write_bytes(compress(gzip.decompress(path.read_bytes()).replace(b"SIGNATURES", b"Signatures")))


def exchange_raw(path: Path) -> None:
    path.write_bytes(raw(path.parents[2], 1).read_bytes())


DAMAGE: list[tuple[str, Callable[[Path], Path], Callable[[Path], object], list[str]]] = [
    ("a raw file is gone", raw, Path.unlink, ["missing"]),
    ("a records file is gone", records, Path.unlink, ["unread"]),
    (
        "a raw file is cut",
        raw,
        lambda path: path.write_bytes(path.read_bytes()[:500]),
        ["unreadable"],
    ),
    ("a raw file's content is another", raw, change_raw, ["altered"]),
    ("a raw file holds another filing", raw, exchange_raw, ["altered", "misnamed"]),
    ("a records file was edited", records, change_records, ["different"]),
    ("a records file is cut", records, lambda path: path.write_bytes(path.read_bytes()[:900]), ["different"]),
    ("a records file is empty", records, lambda path: path.write_bytes(b""), ["different"]),
]


@pytest.mark.parametrize(("what", "choose", "damage", "kinds"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_a_damaged_file_is_named_and_no_other(
    zone: Path,
    what: str,
    choose: Callable[[Path], Path],
    damage: Callable[[Path], object],
    kinds: list[str],
) -> None:
    path = choose(zone)
    damage(path)
    faults, reported = verify(zone, exits=1)
    assert [kind for kind, _ in faults] == kinds, what
    accession = path.name.split(".")[0]
    assert {Path(name).name.split(".")[0] for _, name in faults} == {accession}
    assert f"has {count(len(kinds), 'fault')}; " in reported


def test_what_reparse_can_mend_is_whole_after_it(zone: Path) -> None:
    change_records(records(zone, 0))
    bring_another_version(records(zone, 1))
    records(zone, 2).unlink()
    faults, _ = verify(zone, exits=1)
    assert sorted(kind for kind, _ in faults) == ["different", "different", "unread"]
    scrapy("reparse", zone=str(zone), folder=zone.parent)
    assert verify(zone, exits=0)[0] == []


def test_records_of_an_older_parser_are_outdated_and_not_damaged(zone: Path) -> None:
    bring_another_version(records(zone))
    shutil.rmtree(zone / "runs")
    landing = Landing(str(zone))
    files = {path: landing.stored_file(path.relative_to(zone).as_posix()) for path in zone.glob("r*/*/*")}
    manifest = {"run": "x", "spider": "gmacm", "filings": [{"accession": "1", "files": list(files.values())}]}
    (zone / "runs").mkdir()

    (zone / "runs" / "20260131T120000.000000Z-gmacm.json").write_bytes(msgspec.json.encode(manifest))
    faults, reported = verify(zone, exits=1)
    assert [kind for kind, _ in faults] == ["outdated"]
    assert "Another version of the parsers wrote it: run `scrapy reparse`." in reported


def test_foreign_files_are_named_wherever_they_lie(zone: Path) -> None:
    month = raw(zone).parent
    places = [
        month / "notes.txt",
        zone / "raw" / "more",
        zone / "records" / month.name / "x.csv",
        zone / "runs" / "x",
    ]
    for place in places:
        place.write_text("what is this?")
    faults, _ = verify(zone, exits=1)
    assert faults == [("foreign", place.relative_to(zone).as_posix()) for place in places]


def test_files_in_no_manifest_are_unlisted_and_reparse_lists_them(zone: Path) -> None:
    for manifest in (zone / "runs").iterdir():
        manifest.unlink()
    faults, reported = verify(zone, exits=1)
    assert faults == [("unlisted", "runs")]
    assert "unlisted: 1. A run was killed; the next crawl lists its files.\n" in reported
    assert f"  runs  {2 * MONTHS} files in no manifest, the first raw/filed=" in reported
    scrapy("reparse", zone=str(zone), folder=zone.parent)
    assert verify(zone, exits=0)[0] == []


def test_a_filing_under_two_months_is_named(zone: Path) -> None:
    for path in (raw(zone), records(zone)):
        copy = path.parent.with_name("filed=2031-01") / path.name
        copy.parent.mkdir()
        shutil.copy(path, copy)
    faults, _ = verify(zone, exits=1)
    assert {kind for kind, path in faults if "2031-01" in path} == {"twice", "misnamed"}
    assert not [path for _, path in faults if "2031-01" not in path]
    for path in zone.glob("*/filed=2031-01/*"):
        path.unlink()
    scrapy("verify", zone=str(zone), folder=zone.parent)


def test_a_damaged_manifest_is_named(zone: Path) -> None:
    (manifest,) = (zone / "runs").iterdir()
    manifest.write_bytes(manifest.read_bytes()[:100])
    faults, _ = verify(zone, exits=1)
    assert ("unreadable_manifest", f"runs/{manifest.name}") in faults
    manifest.unlink()
    scrapy("reparse", zone=str(zone), folder=zone.parent)
    scrapy("verify", zone=str(zone), folder=zone.parent)


def test_a_records_file_that_cannot_be_read_is_moved_away_and_read_again(zone: Path) -> None:
    path = records(zone)
    path.unlink()
    path.mkdir()
    faults, _ = verify(zone, exits=1)
    assert ("unreadable_records", str(path.relative_to(zone))) in faults
    path.rmdir()
    scrapy("reparse", zone=str(zone), folder=zone.parent)
    scrapy("verify", zone=str(zone), folder=zone.parent)


@pytest.mark.parametrize("name", ["pending", "owed"])  # the second is of earlier versions
def test_what_the_last_run_left_pending_and_no_later_run_brought_is_pending(zone: Path, name: str) -> None:
    (manifest,) = (zone / "runs").iterdir()
    document = json.loads(manifest.read_bytes())
    landed = document["filings"][0]["accession"]
    del document["pending"]
    document[name] = [
        {"accession": landed, "reason": "it came by another run"},
        {"accession": "0000000003-04-000099", "reason": "EDGAR did not answer"},
        {"index": "2004/QTR1", "reason": "EDGAR did not answer"},
    ]
    manifest.write_text(json.dumps(document))
    faults, reported = verify(zone, exits=1)
    assert faults == [("pending", "0000000003-04-000099"), ("pending", "2004/QTR1")]
    assert "  0000000003-04-000099  gmacm: EDGAR did not answer\n" in reported


def hold(folder: Path) -> None:
    with ZoneLock(Landing(str(folder)), "gmacm"):
        (folder.parent / "held").touch()
        signal.pause()


def test_a_zone_that_a_run_holds_is_exit_code_3(zone: Path) -> None:
    holder = multiprocessing.get_context("fork").Process(target=hold, args=(zone,))
    holder.start()
    try:
        while not (zone.parent / "held").exists():
            time.sleep(0.01)
        for command in ("verify", "reparse"):
            run = scrapy(command, zone=str(zone), folder=zone.parent, exits=3)
            assert f"is held by process {holder.pid} (gmacm, since " in run.stderr
        scrapy("reparse", "--dry-run", zone=str(zone), folder=zone.parent)
    finally:
        holder.kill()
        holder.join()


READ_ONLY = """
import errno, storage.lock
def refuse(folder):
    raise OSError(errno.EROFS, "read-only", str(folder))
storage.lock.make_folder = refuse
"""


def test_a_zone_that_may_only_be_read_is_looked_at_without_a_lock(zone: Path) -> None:
    run = scrapy("verify", zone=str(zone), folder=zone.parent, prelude=READ_ONLY)
    assert "examined without a lock, so a run may be under way" in run.stderr
    run = scrapy("reparse", zone=str(zone), folder=zone.parent, prelude=READ_ONLY, exits=2)
    assert "the file system is read-only" in run.stderr


@pytest.mark.parametrize("words", [("x",), ("--workers", "0"), ("--colour",)])
def test_what_is_not_understood_is_exit_code_2(zone: Path, words: tuple[str, ...]) -> None:
    scrapy("verify", *words, zone=str(zone), folder=zone.parent, exits=2)


COMMANDS = [
    ("verify",),
    *(pytest.param(words, marks=pytest.mark.slow) for words in (("audit",), ("reparse", "--dry-run"))),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", COMMANDS)
def test_output_that_cannot_be_written_is_reported_in_a_sentence(zone: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "scrapy", *words]
    settings = environment(str(zone))
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=settings, cwd=zone.parent, check=False
        )
    assert run.returncode == 2
    said = run.stderr.decode()
    assert said.splitlines()[-1].startswith(
        f"scrapy {words[0]}: its output or a temporary file cannot be written: "
    )
    assert "Traceback" not in said


@pytest.mark.parametrize("words", COMMANDS)
def test_a_reader_that_has_seen_enough_is_no_error(zone: Path, words: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(str(zone)),
        cwd=zone.parent,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read().decode()
    assert process.wait() in (0, 1)
    assert "Error" not in said
    assert "Traceback" not in said
