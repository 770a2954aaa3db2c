"""A whole statement read and proved, beside `pandas.read_fwf` on its seven class tables cut out by hand."""

import io
from pathlib import Path
from typing import Any

import pandas

import parsers
from bench.bench_reading import seconds_of

PAGE = Path("tests/parsers/fixtures/bank_one.2003-AR2.txt")
# The lines of the class tables, head and totals included; what stands between them is for `read` alone.
TABLES = ((72, 93), (96, 117), (119, 140), (142, 163), (166, 187), (191, 211), (216, 236))
TIMES = 40


def main() -> None:
    """One line: both times and their ratio. Each is the least of many, taken in turns."""
    raw = PAGE.read_bytes()
    lines = raw.decode("latin-1").splitlines()
    tables = ["\n".join(lines[first - 1 : last]) + "\n" for first, last in TABLES]
    pairs = [
        (seconds_of(lambda: parse_tables(tables)), seconds_of(lambda: parsers.read(raw).to_jsonl()))
        for _ in range(TIMES)
    ]
    frames, read = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"{PAGE.name}: read_fwf {pandas.__version__} of {len(TABLES)} tables {frames * 1000:.1f} ms, "
        f"read of all {read * 1000:.1f} ms, ratio {read / frames:.2f}"
    )


def parse_tables(tables: list[str]) -> list[Any]:
    """Each table as a frame, its columns found by pandas."""
    return [pandas.read_fwf(io.StringIO(table), thousands=",") for table in tables]


if __name__ == "__main__":
    main()
