"""Peak memory and pace of a crawl of 10,000 filings beside one of 1,000, from a replica on this machine."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawler.replica import Replica
from tests.crawler.crawls import Place, archive, filing

COUNTS = (1_000, 10_000)
# The peak of the child alone: its parent would count the replica too.
MEASURED = """
import resource, runpy, sys
sys.argv = ["scrapy", *sys.argv[1:]]
try:
    runpy.run_module("scrapy", run_name="__main__")
finally:
    sys.stderr.write(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n")
"""


def crawl(count: int, folder: Path) -> tuple[float, float, int]:
    """Megabytes at the peak, seconds, and how many filings were landed."""
    filings = archive(folder / "archive", *(filing(number) for number in range(1, count + 1)))
    with Replica(filings, max_rate=0) as edgar:
        place = Place(folder / "place", edgar, {"EDGAR_MAX_RATE": "2000"})
        place.folder.mkdir()
        start = time.monotonic()
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                MEASURED,
                "crawl",
                "gmacm",
                "-a",
                "since=2004-01-01",
                "-a",
                "until=2004-03-31",
            ],
            cwd=place.folder,
            env=place.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{done.stdout}\n{done.stderr[-2000:]}")
        seconds = time.monotonic() - start
    peak = int(done.stderr.rsplit("peak ", 1)[1]) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return peak, seconds, len(place.raw())


def main() -> None:
    """A line a crawl."""
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            peak, seconds, landed = crawl(count, Path(folder))
        print(f"{count:6,} filings, {landed:6,} landed: peak {peak:6.1f} MB, {count / seconds:6.1f} a second")
