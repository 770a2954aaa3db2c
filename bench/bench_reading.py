"""Reading a statement, checks included, beside one pass of a number regex over the same text."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import parsers

NUMBER = re.compile(r"\d[\d,]*\.?\d*")
FIXTURES = Path("tests/parsers/fixtures")


def best_of(action: Callable[[], object], times: int = 15) -> float:
    """Seconds of the fastest of several runs: the least disturbed by the machine."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """A line a fixture: size, both times, their ratio."""
    for page in sorted(FIXTURES.glob("*.txt")):
        raw = page.read_bytes()
        text = raw.decode("latin-1")
        number, read = (
            best_of(lambda text=text: NUMBER.findall(text)),
            best_of(lambda raw=raw: parsers.read(raw).to_jsonl()),
        )
        print(
            f"{page.name:45} {len(raw) / 1000:6.1f} KB  regex {number * 1000:6.2f} ms  "
            f"read {read * 1000:7.2f} ms  ratio {read / number:5.1f}"
        )
