"""How much longer the general reader takes than the layout on the same pages, side by side.

    python -m bench.bench_general [ROUNDS]

The two take turns, and each page's ratio is that of the fastest rounds, in time of the process.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import parsers
from parsers.layout import Layout
from parsers.layouts import LAYOUTS

FIXTURES = Path(__file__).parent.parent / "tests" / "parsers" / "fixtures"
PAGES = (
    "bank_one.2003-AR1.txt",
    "bank_one.2003-AR2.txt",
    "servicing_certificate.2003-HE2.txt",
    "rfc_statement.from-facts-2006-QS3.htm",
)


def seconds(raw: bytes, layouts: Sequence[Layout]) -> float:
    """Time of the process for one reading."""
    start = time.process_time()
    parsers.read(raw, layouts=layouts)
    return time.process_time() - start


def measure(raw: bytes, rounds: int) -> tuple[float, float]:
    """The fastest reading by the layout, and without one."""
    by_layout, general = [], []
    for _ in range(rounds):
        by_layout.append(seconds(raw, LAYOUTS))
        general.append(seconds(raw, ()))
    return min(by_layout), min(general)


def main(rounds: int = 15) -> None:
    """Print a line for each page."""
    for name in PAGES:
        layout, general = measure((FIXTURES / name).read_bytes(), rounds)
        times = f"layout {1000 * layout:6.1f} ms   general {1000 * general:6.1f} ms"
        print(f"{name:42} {times}   {general / layout:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
