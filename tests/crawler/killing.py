"""Kills a crawl at a chosen step of a chosen filing, or at a chosen time, and compares zones."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from tests.crawler.crawls import GMACM, Place

# What is about to happen when the process dies; each is called once a filing but the last.
STEPS = {
    "nothing is on the disk yet": "storage.Landing.land_raw",
    "raw is written and has no name yet": "pathlib.Path.replace",
    "raw is landed and has no records": "storage.Landing.write_records",
    "records are there and the ledger does not know": "storage.Ledger.record_read",
    "the ledger is about to commit": "storage.ledger.note_filing",
    "the manifest is to be written": "storage.Landing.write_run",
}
AT_A_STEP = """
import importlib, os, signal
place, _, name = {step!r}.rpartition(".")
module, _, holder = place.rpartition(".")
holder = getattr(importlib.import_module(module), holder)
whole, calls = getattr(holder, name), 0

def dying(self, *arguments, **named):
    global calls
    if {name!r} not in ("replace",) or ".tmp/" in str(self):
        calls += 1
    if calls == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(self, *arguments, **named)

setattr(holder, name, dying)
"""


def kill_at(place: Place, step: str, call: int, words: Sequence[str] = GMACM) -> bool:
    """Crawl until that step comes for that time; False where it did not come."""
    name = STEPS[step]
    prelude = AT_A_STEP.format(step=name, name=name.rpartition(".")[2], call=call)
    process = place.start(*words, prelude=prelude)
    process.communicate(timeout=60)
    return process.returncode == -9


def kill_after(place: Place, seconds: float) -> bool:
    """Crawl for so long; False where it ended by itself."""
    process = place.start(*GMACM)
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=60)
    return process.returncode == -9


def kill_somewhere(place: Place, lot: random.Random, longest: float) -> bool:
    return kill_after(place, lot.uniform(0, longest))


def zone_of(place: Place) -> dict[str, bytes]:
    """Every file of the zone but manifests and the lock's."""
    files = [path for path in place.zone.rglob("*") if path.is_file() and not path.name.startswith(".lock")]
    return {
        str(path.relative_to(place.zone)): path.read_bytes() for path in files if path.parent.name != "runs"
    }


def fetched_again(place: Place, landed: set[str], asked: int) -> list[str]:
    """What was asked for after so many requests although it had landed."""
    return [path for path in place.asked("submission")[asked:] if Path(path).stem in landed]
