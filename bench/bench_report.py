"""`scrapy report` beside a reparse of the same filings: processor time, memory, the folder's size.

`BENCH_FILINGS=4000` measures what docs/scale.md shows; `BENCH_ZONE` names a folder that keeps the zone.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil  # comes with distributed

from bench.bench_reparse import zone_folder
from bench.commands import output_of, start
from bench.zones import MONTHS, build_zone
from storage import Landing
from tests.zone.histories import Filing, close, histories, land

EVERY = 0.1  # seconds between two looks at the processes


class Measured(NamedTuple):
    """A command's seconds, those of all its processes' work, and the most memory of one and of all."""

    seconds: float
    work: float
    largest: int
    together: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:7.1f} s  {self.work:7.1f} s of work"
            f"  {self.largest >> 20} MB in one process, {self.together >> 20} MB in all"
        )


def main() -> None:
    """A line a command."""
    with zone_folder() as folder:
        zone = build_zone(folder / "zone")
        print(f"{sum(1 for _ in zone.landed()):,} filings")
        close(zone, [])  # the manifest of a crawl: deals are late or have ended, seen from its day
        reread = measure(folder, "reparse")
        print(f"reparse              {reread}")
        first = measure(folder, "report", "--to", str(folder / "report"))
        print(f"report               {first}  {first.work / reread.work:.2f} of the reparse's work")
        print(f"its folder           {size(folder / 'report') >> 20} MB, {files(folder / 'report'):,} files")
        print(f"nothing new          {measure(folder, 'report', '--to', str(folder / 'report'))}")
        land_one_more(zone, folder)
        print(f"one filing more      {measure(folder, 'report', '--to', str(folder / 'report'))}")


def land_one_more(zone: Landing, folder: Path) -> None:
    """The next month of the first trust."""
    (trust,) = histories(1)
    month = MONTHS + 1
    land(zone, [Filing(trust, month, trust.page(trust.month(month)))])


def measure(folder: Path, *words: str) -> Measured:
    """Run a command on the zone to its end."""
    started = time.monotonic()
    process = start(folder, *words)
    largest = together = 0
    work: dict[int, float] = {}
    for looked in looks(process):
        work |= {pid: seconds for pid, seconds, _ in looked}
        memory = [resident for _, _, resident in looked]
        largest, together = max([largest, *memory]), max(together, sum(memory))
    assert process.returncode == 0, output_of(folder)
    return Measured(time.monotonic() - started, sum(work.values()), largest, together)


def looks(process: "subprocess.Popen[bytes]") -> Iterator[list[tuple[int, float, int]]]:
    """The command and each of its processes until it ends: number, seconds of work, resident bytes."""
    command = psutil.Process(process.pid)
    while process.poll() is None:
        found = []
        for one in [command, *command.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                times, memory = one.cpu_times(), one.memory_info().rss
                found.append((one.pid, times.user + times.system, memory))
        yield found
        time.sleep(EVERY)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def files(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
