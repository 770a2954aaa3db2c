"""Without layouts: what is taken of a fixture's classes is what its golden records say.

It may take less than the layout. Figures that the layout leaves unmapped are compared with the printed text.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

import parsers
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.documents import read_page
from parsers.general.class_reading import read_classes
from parsers.layouts import LAYOUTS
from parsers.page import Line
from parsers.records import UNITS, Delinquency, Tranche
from tests.parsers.golden import FIXTURES, PAGES, golden_of, layout_of, load

NUMBERS = frozenset(
    name for name, unit in UNITS[Tranche].items() if unit in ("usd", "pct", "factor", "per_1000")
)
Facts = dict[tuple[int, str], Decimal]
# Least share of the class facts, where it is promised: real pages of the three samples and RFC's report.
PROMISED = {"bank_one.2003-AR1": 1.0, "bank_one.2003-AR2": 1.0, "rfc_report.invented-1999-S99": 0.99}
# Read beside what the layout reads: columns that it leaves unmapped, as the page prints them.
MORE = {"paying_agent.from-facts-2000-J1": {"original_balance"}}


def facts_of(records: list[Any], key: Any) -> Facts:
    """Figures by the place of the class in its statement and the field."""
    found: Facts = {}
    for record in records:
        for name in NUMBERS:
            value = key(record, name)
            if isinstance(value, Decimal | int):
                found[(key(record, "tranche"), name)] = Decimal(value)
    return found


def general(page: Path) -> list[Facts]:
    """The class facts of each statement, read without its layout."""
    text = page.read_text(encoding="latin-1")
    layout = next(layout for layout in LAYOUTS if layout.name == layout_of(page))
    statements = layout.split(read_page(text))
    found = []
    for lines in statements:
        numbers = {line.number for line in lines}
        whole = read_page(text)
        fresh = [line for line in whole.lines if line.number in numbers]
        if len(statements) > 1:
            fresh = [Line(line.number, line.text) for line in lines]
        builder = Builder("general")
        read_classes(builder, find_blocks(fresh, KNOWN))
        found.append(facts_of(builder.tranches, lambda one, name: getattr(one, name, UNSET)))
    return found


def golden(page: Path) -> list[Facts]:
    records = [record for record in load(golden_of(page).read_text()) if record["record"] == "tranche"]
    statements = sorted({record["statement"] for record in records})
    return [
        facts_of([record for record in records if record["statement"] == number], dict.get)
        for number in statements
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_figure_of_a_class_differs_from_the_golden_records(page: Path) -> None:
    for read, kept in zip(general(page), golden(page), strict=True):
        differing = {key: (value, kept.get(key)) for key, value in read.items() if kept.get(key) != value}
        more = MORE.get(page.stem, set())
        assert {
            key: pair for key, pair in differing.items() if pair[1] is not None or key[1] not in more
        } == {}


@pytest.mark.parametrize("stem", PROMISED)
def test_the_promised_share_of_a_real_pages_class_facts_is_read(stem: str) -> None:
    page = next(page for page in PAGES if page.stem == stem)
    read, kept = general(page), golden(page)
    same = sum(len(one.items() & other.items()) for one, other in zip(read, kept, strict=True))
    assert same >= PROMISED[stem] * sum(map(len, kept))


def delinquencies(records: list[Any]) -> dict[tuple[str | None, str, str], tuple[Any, ...]]:
    own = [one for one in records if isinstance(one, Delinquency)]
    return {
        (one.group, one.status, one.bucket): (one.balance, one.balance_pct, one.loan_count) for one in own
    }


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("bank_one.2003-AR1", 32),
        ("bank_one.2003-AR2", 64),
        ("bank_of_new_york.invented-two-groups", 32),
    ],
)
def test_delinquencies_below_the_names_of_groups_are_those_that_the_layout_reads(
    name: str, count: int
) -> None:
    raw = (FIXTURES / f"{name}.txt").read_bytes()
    by_layout = delinquencies(parsers.read(raw).records)
    assert len(by_layout) == count
    assert delinquencies(parsers.read(raw, layouts=()).records) == by_layout
