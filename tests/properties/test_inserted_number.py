"""A number put behind any line of a statement is counted once, whatever then becomes of it."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

import parsers
from parsers.characters import decode
from parsers.documents import find_titles, read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.records import Statement
from tests.properties.pages import share_of

FIXTURES = sorted((Path(__file__).parents[1] / "parsers/fixtures").glob("*.txt"))
PLACES = share_of(12)  # a page; `make soak` tries every line
READERS = pytest.mark.parametrize("layouts", [list(LAYOUTS), []], ids=["layouts", "general"])
# In the heading of a table with joined numbers ('0.86666291,891,537.83'), and behind a short rule ('----').
SURPRISES = [
    ("servicing_certificate.from-facts-2002-HE1-2004-02-25", 24),
    ("servicing_certificate.2003-HE2", 87),
]


def found(lines: list[bytes], layouts: list[Layout]) -> int:
    reading = parsers.read(b"\n".join(lines), layouts)
    return sum(record.numbers.found for record in reading.records if isinstance(record, Statement))


def lines_behind_the_title(lines: list[bytes]) -> range:
    """The line numbers, from 1, of what follows a page's first title."""
    page = read_page(decode(b"\n".join(lines)))
    first = next((page.lines[place].number for place in find_titles(page)), 1)
    return range(first + 1, len(lines) + 1)


def lose(lines: list[bytes], numbers: Iterable[int], layouts: list[Layout]) -> list[int]:
    """The lines behind which a number does not raise the account by one."""
    before = found(lines, layouts)
    longer = (
        (number, [*lines[: number - 1], lines[number - 1].rstrip() + b"  1,234.56", *lines[number:]])
        for number in numbers
    )
    return [number for number, page in longer if found(page, layouts) != before + 1]


@READERS
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_number_inserted_anywhere_is_found(path: Path, layouts: list[Layout]) -> None:
    lines = path.read_bytes().split(b"\n")
    numbers = lines_behind_the_title(lines)
    sample = Random(path.stem).sample(numbers, min(PLACES, len(numbers)))
    assert lose(lines, sample, layouts) == []


@READERS
@pytest.mark.parametrize(("name", "number"), SURPRISES)
def test_a_number_inserted_where_one_was_lost_is_found(name: str, number: int, layouts: list[Layout]) -> None:
    (path,) = [path for path in FIXTURES if path.stem == name]
    assert lose(path.read_bytes().split(b"\n"), [number], layouts) == []


@pytest.mark.slow
@READERS
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_number_inserted_behind_each_line_is_found(path: Path, layouts: list[Layout]) -> None:
    lines = path.read_bytes().split(b"\n")
    assert lose(lines, lines_behind_the_title(lines), layouts) == []
