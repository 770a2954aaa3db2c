"""Fixtures and goldens: a page, the records that were read from it once and looked over, and typed figures.

`python -m tests.parsers.golden NAME` writes the golden of a new fixture. It never overwrites one: to accept a
change, delete the golden by hand and look at the difference.
"""

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import parsers

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".htm"))


def golden_of(page: Path) -> Path:
    """Where the golden of a fixture lies."""
    return page.with_suffix(".jsonl")


def figures_of(page: Path) -> Path:
    """Where the figures lie that a person typed from the page."""
    return page.with_suffix(".toml")


def layout_of(page: Path) -> str:
    """The layout that a fixture's name begins with."""
    return page.name.split(".")[0]


@cache
def records_of(page: Path) -> list[dict[str, Any]]:
    """The records of a fixture as they are in its records file, numbers as Decimal or int."""
    return read_records(page.read_bytes())


def read_records(raw: bytes) -> list[dict[str, Any]]:
    """The records of a submission or page as its records file has them."""
    return load(parsers.read(raw).to_jsonl().decode())


def load(lines: str) -> list[dict[str, Any]]:
    """JSON lines with their digits kept."""
    return [json.loads(line, parse_float=Decimal) for line in lines.splitlines()]


def write_golden(page: Path) -> None:
    """Write the golden of a fixture that has none; raises SystemExit, with a sentence, and leaves nothing."""
    if page.suffix not in (".txt", ".htm") or not page.is_file():
        names = ", ".join(sorted(one.name for one in page.parent.glob(f"{page.name[:3]}*.[th][xt][tm]")))
        hint = f"; did you mean one of {names}?" if names else ""
        raise SystemExit(f"there is no fixture {page.name} in {page.parent.name}/{hint}")
    records = parsers.read(page.read_bytes()).to_jsonl().decode()
    try:
        with golden_of(page).open("x", encoding="utf-8") as golden:
            golden.write(records)
    except FileExistsError:
        raise SystemExit(f"{golden_of(page).name} is there: delete it first to write it anew") from None


def main(names: Sequence[str], folder: Path = FIXTURES) -> None:
    """Write the golden of each fixture named."""
    if not names:
        raise SystemExit("name a fixture: python -m tests.parsers.golden <layout>.<what>.txt")
    for name in names:
        write_golden(folder / name)


if __name__ == "__main__":
    main(sys.argv[1:])
