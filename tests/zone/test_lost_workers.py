"""A killed worker costs what kills it each time; a cluster that goes away leaves a summary and a manifest."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

import crawler.reparse.worker_processes
from crawler.reparse.batches import tasks
from crawler.reparse.selection import Selection
from crawler.reparse.worker import ReparsedFiling, Task, reread
from crawler.reparse.worker_processes import KILLED, Losses, WorkersLost, over_cores
from crawler.zone_verification import Examined, examine
from storage import Landing
from tests.crawler.started import Started
from tests.zone.dask_cluster import dask_cluster
from tests.zone.run import environment, scrapy
from tests.zone.two_tasks import MONTHS, TRUSTS, records

EVERY_ONE = TRUSTS * MONTHS
VICTIM = "-01-000010"  # the end of each trust's first accession in one of the years


def one_of(zone: Path, number: int) -> str:
    return sorted(path.name.removesuffix(".txt.gz") for path in zone.glob("raw/*/*"))[number]


# Work that is done in other processes, which find it by its name.


def die_of_threes(numbers: list[int]) -> list[str]:
    if 3 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [str(number) for number in numbers]


def die_once(path: Path) -> str:
    """As where memory was short for a moment."""
    if path.name.startswith("once") and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def die(task: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def reread_or_die(task: Task) -> list[ReparsedFiling]:
    if any(filing.accession in os.environ["VICTIMS"] for filing in task.filings):
        os.kill(os.getpid(), signal.SIGKILL)
    return reread(task)


def examine_or_die(task: Task) -> list[Examined]:
    if any(filing.accession in os.environ["VICTIMS"] for filing in task.filings):
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(task)


def reread_slowly(task: Task) -> list[ReparsedFiling]:
    done = reread(task)
    time.sleep(0.5)
    return done


NUMBERS = Losses(lambda task: [[number] for number in task], lambda task, reason: [f"lost {task[0]}"])


@pytest.mark.slow
def test_a_task_that_kills_its_worker_each_time_is_lost_alone() -> None:
    work = [list(range(number, number + 2)) for number in range(0, 40, 2)]
    found = [one for done in over_cores(die_of_threes, work, 2, NUMBERS) for one in done]
    assert sorted(found) == sorted([*(str(number) for number in range(40) if number != 3), "lost 3"])


def test_a_worker_that_was_killed_once_loses_nothing(tmp_path: Path) -> None:
    work = [tmp_path / name for name in ("a", "once-b", "c", "d", "once-e", "f", "g", "h")]
    losses: Losses[Path, str] = Losses(lambda task: [task], lambda task, reason: f"lost {task.name}")
    assert sorted(over_cores(die_once, work, 2, losses)) == sorted(path.name for path in work)


def test_where_every_worker_is_killed_the_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawler.reparse.worker_processes, "IN_A_ROW", 6)
    reported = []
    with pytest.raises(WorkersLost, match="6 worker processes were killed in a row: give them more memory"):
        for lost in over_cores(die, [[number] for number in range(50)], 2, NUMBERS):
            reported.append(lost)
    assert reported == [["lost 0"], ["lost 1"], ["lost 2"]]


def test_a_process_that_cannot_be_started_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pool(crawler.reparse.worker_processes.ProcessPoolExecutor):
        def submit(self, *_: object, **__: object) -> None:
            raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(crawler.reparse.worker_processes, "ProcessPoolExecutor", Pool)
    with pytest.raises(WorkersLost, match=r"no worker process can be started: .*temporarily unavailable"):
        list(over_cores(die, [[1], [2]], 2, NUMBERS))


WORK_OF = {"reparse": "crawler.reparse_command", "verify": "crawler.verify_command"}


def patched(command: str, name: str, by: str) -> str:
    """Let a command's processes do another work, which they find in this module."""
    return f"""
import {WORK_OF[command]} as command
import tests.zone.test_lost_workers as work
command.{name} = work.{by}
"""


@pytest.mark.parametrize("dry", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_reparse_whose_workers_are_killed_by_some_filings_shows_these_and_reads_all_others(
    sound: Path, zone: Path, dry: bool
) -> None:
    shutil.rmtree(zone / "records")
    victims = [one_of(zone, 7), one_of(zone, 31)]
    run = scrapy(
        *("reparse", "--workers", "2", *(["--dry-run"] if dry else [])),
        zone=str(zone),
        folder=zone.parent,
        exits=1,
        prelude=patched("reparse", "reread", "reread_or_die"),
        VICTIMS=",".join(victims),
    )
    assert "Traceback" not in run.stderr
    assert f"{EVERY_ONE - 2} read: 0 the same, 0 changed, {EVERY_ONE - 2} new" in run.stdout
    for victim in victims:
        assert f"failed {victim}: {KILLED}" in " ".join(run.stdout.split())
    if not dry:
        assert set(records(sound)) - set(records(zone)) == {f"{victim}.jsonl" for victim in victims}
        manifest = json.loads(max(zone.glob("runs/*-reparse.json")).read_bytes())
        assert manifest["outcome"] == "pending"
        assert [one["accession"] for one in manifest["pending"]] == victims
        scrapy("reparse", zone=str(zone), folder=zone.parent)
        assert records(zone) == records(sound)


@pytest.mark.slow
def test_a_verify_whose_workers_are_killed_shows_what_it_could_not_look_at(zone: Path) -> None:
    victim = one_of(zone, 3)
    run = scrapy(
        *("verify", "--workers", "2"),
        zone=str(zone),
        folder=zone.parent,
        exits=1,
        prelude=patched("verify", "examine", "examine_or_die"),
        VICTIMS=victim,
    )
    assert "unexamined_filings: 1. It could not be examined: run `scrapy verify --workers 1`" in run.stdout
    assert f"{victim}.txt.gz ({KILLED})" in run.stdout
    assert "has 1 fault" in run.stdout


STARTED = [("scheduler", "went away"), ("workers", "has no worker any more")]
SOON = """
import crawler.reparse.executors as spread
spread.WITHOUT_WORKERS = 1.0
"""


@pytest.mark.parametrize(("who", "reported"), [STARTED[0], pytest.param(*STARTED[1], marks=pytest.mark.slow)])
def test_a_cluster_that_goes_away_leaves_a_summary_and_a_manifest(
    sound: Path, zone: Path, tmp_path: Path, who: str, reported: str
) -> None:
    shutil.rmtree(zone / "records")
    with dask_cluster(tmp_path) as address:
        pids = processes(address, who)
        prelude = (SOON if who == "workers" else "") + patched("reparse", "reread", "reread_slowly")
        process = Started(["reparse", "--dask", address], tmp_path, environment(str(zone)), prelude)
        until = time.monotonic() + 30
        while not records(zone) and time.monotonic() < until:
            time.sleep(0.01)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        out, err = process.communicate()
    assert process.returncode == 1, err
    assert "Traceback" not in err
    assert f"{address} {reported}" in " ".join(out.split())
    assert "filings not reached; the same command reads them" in " ".join(out.split())
    manifest = json.loads(max(zone.glob("runs/*-reparse.json")).read_bytes())
    read = len(manifest["filings"])
    (pending,) = manifest["pending"]
    assert manifest["outcome"] == "interrupted"
    assert pending["not_reached"] == EVERY_ONE - read > 0
    assert reported in pending["reason"]
    scrapy("reparse", zone=str(zone), folder=tmp_path)
    assert records(zone) == records(sound)
    scrapy("verify", zone=str(zone), folder=tmp_path)


def processes(address: str, who: str) -> list[int]:
    from distributed import Client  # noqa: PLC0415 - an extra

    with Client(address, timeout=10) as client:
        if who == "scheduler":
            return [client.run_on_scheduler(os.getpid)]
        client.wait_for_workers(1, timeout=30)
        return list(client.run(os.getpid).values())


@pytest.mark.slow
def test_a_zone_named_by_a_relative_path_is_the_same_one_for_a_worker_elsewhere(
    sound: Path, zone: Path, tmp_path: Path
) -> None:
    shutil.rmtree(zone / "records")
    (tmp_path / "cluster").mkdir()
    (tmp_path / "cluster" / "zone").mkdir()  # what the worker would take it for
    with dask_cluster(tmp_path / "cluster") as address:
        scrapy("reparse", "--dask", address, zone="zone", folder=tmp_path)
    assert records(zone) == records(sound)
    assert not list((tmp_path / "cluster" / "zone").iterdir())


@pytest.mark.parametrize("given", ["zone", "./zone", "../{name}/zone", "file://zone"])
def test_the_tasks_name_the_zone_by_its_whole_path(
    zone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    landing = Landing(given.format(name=tmp_path.name))
    assert {task.zone for task in tasks(landing, Selection(), write=False)} == {str(zone)}
