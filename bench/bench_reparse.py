"""Reparse of a zone: filings a second on one core, on two, on a Dask cluster of two workers; memory of each.

`BENCH_FILINGS=20000` measures what docs/scale.md shows; `BENCH_ZONE` names a folder that keeps the zone.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # comes with distributed

from bench.commands import output_of, start
from bench.zones import build_zone
from tests.zone.dask_cluster import dask_cluster

EVERY = 1.0  # seconds between two looks at the memory


def main() -> None:
    """A line for each way."""
    with zone_folder() as folder:
        zone = build_zone(folder / "zone")
        count = sum(1 for _ in zone.landed())
        print(f"{count:,} filings")
        alone = measure(folder, count, "one core", "--workers", "1")
        two = measure(folder, count, "two cores", "--workers", "2")
        with dask_cluster(folder, workers=2) as address:
            cluster = measure(folder, count, "Dask, two workers", "--dask", address)
        print(f"speed-up: two cores {two / alone:.2f}, Dask {cluster / alone:.2f}")


@contextmanager
def zone_folder() -> Iterator[Path]:
    """Where the zone is built: the folder that BENCH_ZONE names, else one that is removed at the end."""
    named = os.environ.get("BENCH_ZONE")
    if named:
        Path(named).mkdir(parents=True, exist_ok=True)
        yield Path(named)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def measure(folder: Path, count: int, name: str, *options: str) -> float:
    """Read the whole zone, its records removed before; filings a second."""
    shutil.rmtree(folder / "zone" / "records", ignore_errors=True)
    shutil.rmtree(folder / "state", ignore_errors=True)
    started = time.monotonic()
    process = start(folder, "reparse", *options)
    workers = watch(process)
    seconds = time.monotonic() - started
    assert process.returncode == 0, output_of(folder)
    memory = "  ".join(f"{first >> 20} → {last >> 20} MB" for first, last in workers)
    print(f"{name:18} {seconds:7.1f} s  {count / seconds:6.1f} filings/s  memory, half way → end: {memory}")
    return count / seconds


def watch(process: "subprocess.Popen[bytes]") -> list[tuple[int, int]]:
    """Resident bytes of each process that reads, half way and at the end."""
    looks: list[dict[int, int]] = []
    while process.poll() is None:
        looks.append(dict(resident(process.pid)))
        time.sleep(EVERY)
    looks = looks or [{}]
    half, last = looks[len(looks) // 2], looks[max(0, len(looks) - 3)]
    return [(half[pid], last[pid]) for pid in half if pid in last]


def resident(parent: int) -> Iterator[tuple[int, int]]:
    """Memory of the command, its processes, and the workers of a cluster on this machine."""
    for process in psutil.process_iter(["pid", "ppid", "cmdline", "memory_info"]):
        words = " ".join(process.info["cmdline"] or ())
        ours = parent in (process.info["pid"], process.info["ppid"]) or "dask_worker" in words
        if ours and process.info["memory_info"] and "resource_tracker" not in words:
            yield process.info["pid"], process.info["memory_info"].rss


if __name__ == "__main__":
    main()
