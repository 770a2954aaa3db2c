"""A number put behind any line of a statement is counted once, whatever then becomes of it."""

from pathlib import Path
from random import Random

import pytest

import parsers
from parsers.characters import decode
from parsers.documents import find_titles, read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.records import Statement

FIXTURES = sorted((Path(__file__).parents[1] / "parsers/fixtures").glob("*.txt"))
PLACES = 10  # a page; of 400 on each page, all but the known one held
# In the heading of a table of joined numbers ('0.86666291,891,537.83') the table is refused, and each pair
# of numbers without a blank between them stays one token.
KNOWN = {("servicing_certificate.from-facts-2002-HE1-2004-02-25", 24)}


def found(lines: list[bytes], layouts: list[Layout]) -> int:
    reading = parsers.read(b"\n".join(lines), layouts)
    return sum(record.numbers.found for record in reading.records if isinstance(record, Statement))


@pytest.mark.parametrize("layouts", [list(LAYOUTS), []], ids=["layouts", "general"])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_number_inserted_anywhere_is_found(path: Path, layouts: list[Layout]) -> None:
    raw = path.read_bytes()
    page = read_page(decode(raw))
    lines = raw.split(b"\n")
    first = next((page.lines[place].number for place in find_titles(page)), 1)
    before = found(lines, layouts)
    chance = Random(path.stem)
    places = [place for place in range(first, len(lines)) if (path.stem, place + 1) not in KNOWN]
    for place in chance.sample(places, min(PLACES, len(places))):
        longer = [*lines[:place], lines[place].rstrip() + b"  1,234.56", *lines[place + 1 :]]
        assert found(longer, layouts) == before + 1, f"behind line {place + 1}"
