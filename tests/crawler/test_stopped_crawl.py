"""A crawl that cannot go on stops soon and says why; the next one completes its zone."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing

STALLED = {
    # what is stalled, and how it is asked for
    "a submission": ({"kind": "submission", "path": f"*/{accession(2)}.txt"}, GMACM),
    "a submission's end": ({"kind": "submission", "path": f"*/{accession(2)}.txt", "at": 99}, GMACM),
    "an index": ({"kind": "index"}, GMACM),
    "robots.txt": ({"kind": "robots"}, GMACM),
    "a look-up": ({"kind": "index"}, ("gmacm", "-a", f"accession={accession(1)}", "-a", "until=2004-03-31")),
}


def test_sigterm_ends_a_run_within_seconds_whatever_is_stalled(tmp_path: Path) -> None:
    def stop(name: str) -> tuple[float, int | None, str]:
        selector, arguments = STALLED[name]
        folder = tmp_path / name.replace(" ", "-")
        filings = archive(folder, *(filing(number) for number in (1, 2, 3)))
        faults = [{"fault": "stall", "seconds": 90, **selector}]
        with Replica(filings, max_rate=0, faults=faults) as edgar:
            place = Place(folder / "place", edgar)
            process = place.start(*arguments)
            while not any(one.fault == "stall" for one in edgar.requests()):
                time.sleep(0.02)
            time.sleep(0.3)
            process.terminate()
            began = time.monotonic()
            out, err = process.communicate(timeout=60)
            return time.monotonic() - began, process.returncode, out + err

    with ThreadPoolExecutor(len(STALLED)) as pool:
        stopped = dict(zip(STALLED, pool.map(stop, STALLED), strict=True))
    for name, (seconds, code, said) in stopped.items():
        assert (seconds < 10, code) == (True, 1), (name, seconds, code, said)
        assert "interrupted" in said, (name, said)


FULL_DISK = """
import errno
from storage.local_store import LocalStore
whole, calls = LocalStore.write, 0
def write(self, path, data):
    global calls
    calls += 1
    if calls > 6:
        raise OSError(errno.ENOSPC, "No space left on device")
    whole(self, path, data)
LocalStore.write = write
"""
FULL_BUDGET = """
import errno, pathlib
whole, calls = pathlib.Path.write_text, 0
def write_text(self, *more, **named):
    global calls
    calls += self.suffix == ".new"
    if calls > 5:
        raise OSError(errno.ENOSPC, "No space left on device")
    return whole(self, *more, **named)
pathlib.Path.write_text = write_text
"""


def test_a_budget_that_can_no_longer_be_kept_stops_the_run_and_says_what_to_set(
    place: Place, tmp_path: Path
) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 41)))
    looked_up = ("gmacm", *(f"-a accession={accession(40)}".split()))
    with Replica(filings, max_rate=0) as place.edgar:
        for arguments in (GMACM, looked_up):
            before = len(place.edgar.requests())
            reported = place.crawl(*arguments, exits=1, prelude=FULL_BUDGET)
            assert len(place.edgar.requests()) - before <= 6
            assert "stopped: the request budget cannot be kept in" in reported.stdout
            assert "set EDGAR_BUDGET" in reported.stdout
            assert "Traceback" not in reported.stderr
        place.crawl()
    assert len(place.raw()) == 40


LOST_STORE = """
import fsspec.implementations.memory as memory, storage.object_store as store
store.with_retries.retry.stop = lambda state: state.attempt_number >= 2
whole, calls = memory.MemoryFileSystem.pipe_file, 0
def pipe_file(self, path, value, *more, **named):
    global calls
    calls += 1
    if calls > 6:
        raise ConnectionError("cannot connect to memory://key-of-the-store@bucket/zone")
    whole(self, path, value, *more, **named)
memory.MemoryFileSystem.pipe_file = pipe_file
"""


def test_a_full_disk_stops_the_run_and_the_next_one_lands_the_rest(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 201)))
    place.settings = {"EDGAR_MAX_RATE": "60"}
    with Replica(filings, max_rate=0) as place.edgar:
        reported = place.crawl(exits=1, prelude=FULL_DISK)
        assert "the disk is full" in reported.stdout
        assert "Traceback" not in reported.stderr
        asked, landed = place.asked("submission"), set(place.raw())
        assert len(asked) < 60 and 0 < len(landed) <= 6
        place.settings = {}
        place.crawl()
        assert not [path for path in place.asked("submission")[len(asked) :] if Path(path).stem in landed]
    assert len(place.records()) == 200
    assert {one["outcome"] for one in place.manifests()} <= {"died", "interrupted", "complete"}


def test_a_lost_object_store_stops_the_run_and_its_keys_are_reported_nowhere(
    place: Place, tmp_path: Path
) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 201)))
    place.settings = {
        "LANDING_ZONE": "memory://key-of-the-store:pass-of-the-store@bucket/zone?token=token-of-the-store",
        "EDGAR_MAX_RATE": "60",
        "LOG_LEVEL": "DEBUG",
        "XDG_CACHE_HOME": str(place.folder / "cache"),
    }
    with Replica(filings, max_rate=0) as place.edgar:
        reported = place.crawl(exits=1, prelude=LOST_STORE)
        assert len(place.asked("submission")) < 60
    assert "cannot write to memory://bucket/zone" in reported.stdout
    files = [path for path in place.folder.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    for said in (reported.stdout, reported.stderr, str(files), written.decode("latin-1")):
        assert "-of-the-store" not in said


WATCHED = """
import atexit, pathlib, fsspec.implementations.memory as memory
def dump():
    files = {path: bytes(file.getvalue()) for path, file in memory.MemoryFileSystem.store.items()}
    pathlib.Path("manifest").write_bytes(b"".join(b for path, b in files.items() if "/runs/" in path))
import storage
whole = storage.manifest_writer.close_run
import crawler.run_lifecycle as lifecycle
def close_run(*arguments):
    whole(*arguments)
    dump()
lifecycle.close_run = close_run
"""


def test_the_manifest_of_a_run_names_no_secret_of_its_zone(place: Place, tmp_path: Path) -> None:
    place.settings = {"LANDING_ZONE": "memory://key-of-the-store:pass-of-the-store@bucket/zone"}
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        place.crawl(prelude=WATCHED)
    manifest = (place.folder / "manifest").read_bytes()
    assert b'"outcome": "complete"' in manifest
    assert b"of-the-store" not in manifest


HOSTILE = ["../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a\x00b", "raw/filed=2004-01/x.txt.gz"]


def test_a_documents_file_name_never_becomes_a_path(place: Place, tmp_path: Path) -> None:
    filings = [
        filing(number).replace(b"<SEQUENCE>1\n", b"<SEQUENCE>1\n<FILENAME>" + name.encode() + b"\n")
        for number, name in enumerate(HOSTILE)
    ]
    with Replica(archive(tmp_path / "archive", *filings), max_rate=0) as place.edgar:
        place.crawl()
    written = {str(path.relative_to(place.folder)) for path in place.folder.rglob("*") if path.is_file()}
    assert {path for path in written if path.startswith("landing/r") and "/runs/" not in path} == {
        f"landing/{kind}/filed=2004-01/{accession(number)}.{end}"
        for number in range(len(HOSTILE))
        for kind, end in (("raw", "txt.gz"), ("records", "jsonl"))
    }
    assert {path.split("/")[0] for path in written} == {"landing", ".state", "budget"}
