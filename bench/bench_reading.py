"""Reading a statement, checks included, beside one pass of a number regex over the same text."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import parsers

NUMBER = re.compile(r"\d[\d,]*\.?\d*")
FIXTURES = Path("tests/parsers/fixtures")
REPORT = "corpus/rfc-report-2000-12.cut.txt"  # in $CORPUS: 250 KB, 25 statements
BYTES = 2_000_000  # read of each page: a small one is read more often than a large one


def seconds_of(action: Callable[[], object]) -> float:
    """Processor seconds: what else runs on the machine does not count."""
    start = time.thread_time()
    action()
    return time.thread_time() - start


def main() -> None:
    """A line a page: size, both times, their ratio. Each time is the least of several, taken in turns."""
    report = Path(os.environ.get("CORPUS", ""), REPORT)
    for page in [*sorted(FIXTURES.glob("*.txt")), *([report] if report.exists() else [])]:
        raw = page.read_bytes()
        text = raw.decode("latin-1")
        pairs = [
            (
                seconds_of(lambda text=text: NUMBER.findall(text)),
                seconds_of(lambda raw=raw: parsers.read(raw).to_jsonl()),
            )
            for _ in range(BYTES // len(raw))
        ]
        number, read = (min(times) for times in zip(*pairs, strict=True))
        print(
            f"{page.name:63} {len(raw) / 1000:6.1f} KB  regex {number * 1000:6.2f} ms  "
            f"read {read * 1000:7.2f} ms  ratio {read / number:5.1f}"
        )


if __name__ == "__main__":
    main()
