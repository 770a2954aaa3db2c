"""Audit and export of a zone whose filings are read: seconds and peak memory of each command."""

import os
import resource
import time
from pathlib import Path

from bench.bench_reparse import zone_folder
from bench.commands import output_of, start
from bench.zones import build_zone


def main() -> None:
    """A line a command."""
    with zone_folder() as folder:
        zone = build_zone(folder / "zone")
        if not (folder / "zone" / "records").is_dir():
            run(folder, "reparse")
        count = sum(1 for _ in zone.landed())
        size = sum(path.stat().st_size for path in (folder / "zone" / "records").rglob("*.jsonl"))
        print(f"{count:,} filings, {size / 1e6:,.0f} MB of records")
        for words in (("audit", "--jsonl", os.devnull), ("export", "--to", "tables")):
            seconds = run(folder, *words)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
            print(f"{words[0]:8} {seconds:6.1f} s  (most memory of any process so far: {peak:,.0f} MB)")


def run(folder: Path, *words: str) -> float:
    """Seconds of a command; findings are no failure here."""
    started = time.monotonic()
    assert start(folder, *words).wait() in (0, 1), output_of(folder)
    return time.monotonic() - started


if __name__ == "__main__":
    main()
