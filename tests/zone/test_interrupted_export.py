"""An export that is interrupted at any instant leaves the earlier one whole, or the new one."""

import contextlib
import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

import storage.replacing
from crawler.duckdb_types import columns
from storage import Landing, Unwritable
from storage.derived_views import EXPORTED_VIEWS
from storage.export_mark import MARK
from storage.parquet import export_zone
from storage.replacing import replaced
from tests.crawler.started import Started
from tests.zone.histories import Archive, histories, land
from tests.zone.run import environment, scrapy

MONTHS = 1


@pytest.fixture(scope="module")
def zones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Landing, Landing]:
    """A zone, and the same one some months later."""
    folder = tmp_path_factory.mktemp("zones")
    older, newer = Landing(str(folder / "older")), Landing(str(folder / "newer"))
    land(older, Archive.sound(histories(1), MONTHS))
    land(newer, Archive.sound(histories(1), 2 * MONTHS))
    return older, newer


@pytest.fixture(scope="module")
def exports(zones: tuple[Landing, Landing], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What an export of each gives."""
    folder = tmp_path_factory.mktemp("exports")
    for zone, name in zip(zones, ("older", "newer"), strict=True):
        exported(zone, folder / name)
    return folder / "older", folder / "newer"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def exported(zone: Landing, folder: Path) -> dict[str, bytes]:
    export_zone(zone, Landing(str(folder)), columns(), "1.0")
    return files(folder)


# What is about to happen when the process dies, and for which time.
STEPS = [
    ("storage.Landing", "write_beside", 1),
    ("storage.Landing", "write_beside", 7),
    ("storage.Landing", "write_beside", len(columns()) * 2 * MONTHS + len(EXPORTED_VIEWS) + 1),  # the mark
    ("shutil", "rmtree", 2),
    ("storage.replacing", "exchange", 1),
    ("storage.replacing", "sync_folder", 1),
    ("shutil", "rmtree", 3),
]
DYING = """
import importlib, os, signal
place, name, call = {step!r}
try:
    holder = importlib.import_module(place)
except ModuleNotFoundError:
    module, _, one = place.rpartition(".")
    holder = getattr(importlib.import_module(module), one)
whole, calls = getattr(holder, name), 0
def dying(*arguments, **named):
    global calls
    calls += 1
    if calls == call:
        os.kill(os.getpid(), signal.{signal})
    return whole(*arguments, **named)
setattr(holder, name, dying)
"""


QUICK = (STEPS[0], STEPS[4], STEPS[6])  # before the swap, in it and behind it


@pytest.mark.parametrize(
    "step",
    [step if step in QUICK else pytest.param(step, marks=pytest.mark.slow) for step in STEPS],
    ids=lambda step: f"{step[1]} {step[2]}",
)
def test_a_killed_export_leaves_the_old_tables_or_the_new_ones(
    zones: tuple[Landing, Landing],
    exports: tuple[Path, Path],
    tmp_path: Path,
    step: tuple[str, str, int],
) -> None:
    newer = zones[1]
    before, after = map(files, exports)
    shutil.copytree(exports[0], tmp_path / "tables")
    prelude = DYING.format(step=step, signal="SIGKILL")
    process = Started(["export", "--to", "tables"], tmp_path, environment(str(newer)), prelude)
    process.communicate()
    assert files(tmp_path / "tables") in (before, after)
    scrapy("export", "--to", "tables", zone=str(newer), folder=tmp_path)
    assert files(tmp_path / "tables") == after
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_some_of_the_kills_come_before_the_swap_and_some_behind_it(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path
) -> None:
    newer = zones[1]
    before = files(Path(shutil.copytree(exports[0], tmp_path / "tables")))
    outcomes = []
    for step in (STEPS[2], STEPS[5]):
        process = Started(
            ["export", "--to", "tables"],
            tmp_path,
            environment(str(newer)),
            DYING.format(step=step, signal="SIGKILL"),
        )
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        outcomes.append(files(tmp_path / "tables") == before)
    assert outcomes == [True, False]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_an_export_that_is_stopped_removes_what_it_had_written(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    newer = zones[1]
    before = files(Path(shutil.copytree(exports[0], tmp_path / "tables")))
    run = scrapy(
        *("export", "--to", "tables"),
        zone=str(newer),
        folder=tmp_path,
        exits=1,
        prelude=DYING.format(step=STEPS[1], signal=name),
    )
    assert run.stderr == "scrapy export: interrupted\n"
    assert files(tmp_path / "tables") == before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


FULL = """
import errno, storage.local_store
write, calls = storage.local_store.LocalStore.write, 0
def fill(self, path, parts):
    global calls
    calls += 1
    if calls > 5:
        raise OSError(errno.ENOSPC, "full")
    write(self, path, parts)
storage.local_store.LocalStore.write = fill
"""


def test_a_full_disk_leaves_the_old_tables(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path
) -> None:
    newer = zones[1]
    before = files(Path(shutil.copytree(exports[0], tmp_path / "tables")))
    run = scrapy("export", "--to", "tables", zone=str(newer), folder=tmp_path, exits=2, prelude=FULL)
    assert "the disk is full" in run.stderr
    assert files(tmp_path / "tables") == before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_records_that_cannot_be_counted_leave_the_old_tables(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path
) -> None:
    older = zones[0]
    before = files(Path(shutil.copytree(exports[0], tmp_path / "tables")))
    torn = tmp_path / "torn"
    shutil.copytree(older.folder or "", torn)
    last = max(torn.glob("records/*/*"))
    last.write_bytes(last.read_bytes()[:-9])
    scrapy("export", "--to", "tables", zone=str(torn), folder=tmp_path, exits=2)
    assert files(tmp_path / "tables") == before


@pytest.mark.slow
def test_without_a_call_that_exchanges_names_two_renames_do_it_and_the_next_export_mends_what_died_between(
    zones: tuple[Landing, Landing], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = zones
    before, after = exported(older, tmp_path / "tables"), exported(newer, tmp_path / "new")
    monkeypatch.setattr(storage.replacing, "exchange", lambda one, other: False)
    assert exported(newer, tmp_path / "tables") == after
    assert exported(older, tmp_path / "tables") == before
    (tmp_path / "tables").rename(tmp_path / ".tables.old-0123abcd")  # it died here
    with contextlib.suppress(KeyboardInterrupt), replaced(Landing(str(tmp_path / "tables"))):
        assert files(tmp_path / "tables") == before
        raise KeyboardInterrupt
    assert files(tmp_path / "tables") == before


@pytest.mark.parametrize("stranger", ["notes.txt", "figures/2004.xlsx", "tranche/mine.parquet", "zone/raw/x"])
def test_a_folder_that_holds_what_no_export_wrote_is_refused_and_stays(
    zones: tuple[Landing, Landing], tmp_path: Path, stranger: str
) -> None:
    path = tmp_path / "tables" / stranger
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    run = scrapy("export", "--to", "tables", zone=str(zones[0]), folder=tmp_path, exits=2)
    assert "which no export wrote: name a new folder\n" in run.stderr
    assert files(tmp_path / "tables") == {stranger: b"mine"}


def test_what_other_tools_leave_in_an_export_does_not_stop_the_next(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path
) -> None:
    after = files(Path(shutil.copytree(exports[0], tmp_path / "tables")))
    for name in (
        ".DS_Store",
        "_SUCCESS",
        "tranche/._x",
        "tranche/_temporary/x",
        "tranche/filed_month=2030-01/.crc",
    ):
        path = tmp_path / "tables" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert exported(zones[0], tmp_path / "tables") == after


def test_an_export_into_an_empty_folder_and_through_a_link(
    zones: tuple[Landing, Landing], tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    after = exported(zones[0], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert files(tmp_path / "real") == after


def test_a_mount_point_is_refused(
    zones: tuple[Landing, Landing], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tables").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "tables")
    with pytest.raises(
        Unwritable, match=r"tables is a mount point and cannot be replaced: name a folder in it"
    ):
        exported(zones[0], tmp_path / "tables")


def test_two_exports_at_once_leave_one_of_them_whole(
    zones: tuple[Landing, Landing], exports: tuple[Path, Path], tmp_path: Path
) -> None:
    older, newer = zones
    either = [files(folder) for folder in exports]
    started = [
        Started(["export", "--to", "tables"], tmp_path, environment(str(zone)))
        for zone in (older, newer, older)
    ]
    for process in started:
        process.communicate()
        assert process.returncode == 0
    assert files(tmp_path / "tables") in either


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Landing]:
    yield Landing("memory://bucket/tables")
    fsspec.filesystem("memory").store.clear()


def test_in_a_store_the_mark_is_there_when_all_is_and_only_then(
    zones: tuple[Landing, Landing], bucket: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = zones
    export_zone(older, bucket, columns(), "1.0")
    said = json.loads(fsspec.filesystem("memory").cat(f"/bucket/tables/{MARK}"))
    assert said["months"] == MONTHS
    assert said["rows"]["statement"] == MONTHS
    whole, puts = Landing.write_beside, []

    def stop(self: Landing, path: str, data: bytes) -> None:
        assert MARK not in bucket.names("")
        puts.append(path)
        if len(puts) == 5:
            raise KeyboardInterrupt
        whole(self, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(Landing, "write_beside", stop)
        with pytest.raises(KeyboardInterrupt):
            export_zone(newer, bucket, columns(), "1.0")
    assert MARK not in bucket.names("")
    export_zone(newer, bucket, columns(), "1.0")
    assert MARK in bucket.names("")
