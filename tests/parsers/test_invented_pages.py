"""Invented pages of trustees that no layout and no family knows: every number in its field or at its address.

The lists were typed before the pages were read; the styles are general knowledge.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import parsers
from parsers.records import Statement, Total, Tranche, Unmapped
from tests.writer.families.truth import same_words

FOLDER = Path(__file__).parent / "addresses"
LISTS = sorted(FOLDER.glob("*invented*.numbers"))
each_page = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)


class Typed(NamedTuple):
    """A number of a page as a person reads it; `field` of the class or the total that is to hold it."""

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
def test_each_number_of_a_class_is_in_the_field_that_was_typed_for_it(path: Path) -> None:
    held = Counter(
        (name, str(getattr(one, name)))
        for one in read(path)
        if isinstance(one, Tranche | Total)
        for name in {line.field for line in typed(path)} - {""}
        if getattr(one, name)
    )
    numbers = ((one.field, one.text.replace(",", "").rstrip("%")) for one in typed(path) if one.field)
    assert held == Counter((name, text) for name, text in numbers if float(text))


@each_page
def test_no_number_of_a_page_is_left_out_but_by_a_rule_for_what_is_no_figure(path: Path) -> None:
    (statement,) = [one for one in read(path) if isinstance(one, Statement)]
    assert statement.numbers.found - statement.numbers.ignored == len(typed(path))
    assert set(statement.numbers.ignored_by) <= {"address", "heading", "label", "contents"}


def test_there_are_eight_pages() -> None:
    assert [len(typed(path)) > 50 for path in LISTS] == [True] * 8
