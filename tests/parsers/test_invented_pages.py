"""Invented pages of trustees that no layout and no family knows: every number in its field or at its address.

The lists were typed before the pages were read; the styles are general knowledge.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

import parsers
from parsers.records import Amount, Delinquency, Pool, Statement, Total, Tranche, Unmapped
from tests.writer.families.truth import same_words

FOLDER = Path(__file__).parent / "addresses"
LISTS = sorted(FOLDER.glob("*invented*.numbers"))
OF_FIGURES = (Tranche, Total, Pool, Delinquency, Amount, Statement)
each_page = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)


class Typed(NamedTuple):
    """A number of a page as a person reads it; `field` of the record that is to hold it."""

    section: str
    group: str
    label: str
    column: str
    text: str
    field: str = ""

    def is_at(self, other: "Typed") -> bool:
        """Whether two say the same number at the same address."""
        return all(map(same_words, self[:5], other[:5]))


def typed(path: Path) -> list[Typed]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Typed(*map(str.strip, line.split("|"))) for line in lines if "|" in line and line[0] != "#"]


def read(path: Path) -> list[object]:
    (page,) = (page for face in (".txt", ".htm") if (page := path.with_suffix(face)).exists())
    return list(parsers.read(page.read_bytes(), layouts=()).records)


def unmapped(path: Path) -> list[Typed]:
    return [
        Typed(
            (one.section or [""])[-1],
            one.group or "",
            one.label or "",
            one.column or "",
            one.text.removeprefix("$"),
        )
        for one in read(path)
        if isinstance(one, Unmapped)
    ]


@each_page
def test_each_number_without_a_field_has_the_address_that_was_typed_for_it(path: Path) -> None:
    left = [one for one in typed(path) if not one.field]
    wrong = []
    for found in unmapped(path):
        own = next((one for one in left if one.is_at(found)), None)
        if own is None:
            wrong.append(found)
        else:
            left.remove(own)
    assert (wrong, left) == ([], [])


@each_page
def test_each_number_with_a_field_is_in_the_field_that_was_typed_for_it(path: Path) -> None:
    names = {line.field for line in typed(path)} - {""}
    held = Counter(
        (name, value)
        for one in read(path)
        if isinstance(one, OF_FIGURES)
        for name in names
        if (value := getattr(one, name, None))
    )
    numbers = ((one.field, value_of(one.text)) for one in typed(path) if one.field)
    assert held == Counter((name, value) for name, value in numbers if value)


def value_of(printed: str) -> Decimal:
    """The value of a figure as these pages print it: a dash for zero, brackets for less."""
    digits = printed.translate(str.maketrans("(", "-", ",$%)"))
    return Decimal(digits if digits.strip("-") else 0)


@each_page
def test_no_number_of_a_page_is_left_out_but_by_a_rule_for_what_is_no_figure(path: Path) -> None:
    (statement,) = [one for one in read(path) if isinstance(one, Statement)]
    assert statement.numbers.found - statement.numbers.ignored == len(typed(path))
    assert set(statement.numbers.ignored_by) <= {
        "address",
        "contents",
        "heading",
        "label",
        "loan_detail",
        "page_stamp",
    }


def test_no_page_or_list_is_missing() -> None:
    assert {path.stem for path in FOLDER.glob("*invented*") if path.suffix != ".numbers"} == {
        path.stem for path in FOLDER.glob("*invented*") if path.suffix in (".numbers", ".addresses")
    }
    assert min(len(typed(path)) for path in LISTS) > 40


def test_the_columns_of_groups_and_statuses_are_not_taken_for_those_of_all_loans() -> None:
    """A layout claims this page: a row's first figure is Group 1's, its last percentage that of REO."""
    page = (FOLDER / "nested_tables.invented-2004.htm").read_bytes()
    assert not [one for one in parsers.read(page).records if isinstance(one, Pool | Delinquency)]
