"""A page in other print is read as in plain print, or what is lost of it is reported."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from _pytest.mark.structures import ParameterSet
from msgspec import UNSET

import parsers
from parsers.records import Statement
from tests.parsers.golden import PAGES, layout_of
from tests.properties.other_print import (
    BROKEN,
    DRESSES,
    NEGATIVES,
    TWINS,
    Dress,
    Twin,
    changed_fields,
    dressed,
    fresh,
    is_reported,
    numbers_of,
    printed_as,
    twinned,
    wrong,
)

# Notations that are tried on each page, each on so many of its numbers; `make soak` tries all on all.
NOTATIONS, NUMBERS = 9, 1


def by_layout() -> Iterator[tuple[str, list[Path]]]:
    """The pages of each layout."""
    for layout, own in groupby(PAGES, key=layout_of):
        yield layout, list(own)


@cache
def sound(page: Path) -> parsers.Reading:
    return parsers.read(page.read_bytes())


# The smallest page of each layout, and the others.
FEW = [min(own, key=lambda page: page.stat().st_size) for _, own in by_layout()]
each_page = pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=() if page in FEW else pytest.mark.slow, id=page.name) for page in PAGES],
)
ENOUGH = 4  # pages on which a character is tried; `make soak` tries it on all


def few_and_all() -> Iterator[ParameterSet]:
    """Each dress with every third layout's page, in turn; `make soak` tries each on every page."""
    for turn, dress in enumerate(DRESSES):
        yield pytest.param(dress, FEW[turn % 3 :: 3], id=f"{dress.name}-few")
        yield pytest.param(dress, PAGES, marks=pytest.mark.slow, id=f"{dress.name}-all")


@pytest.mark.parametrize(("dress", "pages"), list(few_and_all()))
def test_a_title_in_any_dress_is_the_title(dress: Dress, pages: Sequence[Path]) -> None:
    assert pages
    for page in pages:
        reading = parsers.read(dressed(page, dress))
        assert reading.statements == sound(page).statements, page.name
        changed = changed_fields(sound(page), reading)
        reported = {place: pair for place, pair in changed.items() if place[-1] == "revised"}
        assert changed == reported, page.name
        plain = [one for one in sound(page).records if isinstance(one, Statement) and one.revised is UNSET]
        assert len(reported) == (len(plain) if dress.revised else 0), page.name
        assert reading.unmapped == sound(page).unmapped, page.name


@pytest.mark.parametrize("most", [ENOUGH, pytest.param(len(PAGES), marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "twin", TWINS, ids=lambda twin: f"{twin.twin!a} for {twin.plain!r} in {twin.encoding}"
)
def test_a_character_and_its_twin_are_read_alike(twin: Twin, most: int) -> None:
    tried = 0
    for page in sorted(PAGES, key=lambda page: page.stat().st_size):
        if tried < most and (raw := twinned(page, twin)) is not None:
            tried += 1
            reading = parsers.read(raw)
            assert changed_fields(sound(page), reading) == {}, page.name
            assert reading.unmapped == sound(page).unmapped, page.name
    assert tried


@cache
def is_figure(page: Path, start: int) -> bool:
    """Whether the number at a place is of the account: another one there is in a field, or reported."""
    place = next(one for one in numbers_of(page) if one.start() == start)
    digits = fresh(place["digits"], 0)
    plain = printed_as(page, place, digits, digits)
    value = Decimal(digits.replace(",", ""))
    return plain is not None and is_reported(sound(page), parsers.read(plain), value)


def try_number(page: Path, place: re.Match[str], token: str, digits: str, right: Decimal | None) -> bool:
    """Whether a page had room for a token in the place of a number; fails where it was misread."""
    raw = printed_as(page, place, token, digits)
    if raw is None or not is_figure(page, place.start()):
        return False
    reading = parsers.read(raw)
    assert wrong(sound(page), reading, right) == {}, (page.name, token)
    assert is_reported(sound(page), reading, right), (page.name, token)
    return True


def try_negatives(page: Path, notations: Sequence[str], numbers: int) -> int:
    """How many numbers of a page were tried as negatives."""
    rng, tried = Random(page.name), 0
    for order, notation in enumerate(notations):
        for place in rng.sample(numbers_of(page), min(numbers, len(numbers_of(page)))):
            digits = fresh(place["digits"], order)
            right = -Decimal(digits.replace(",", ""))
            tried += try_number(page, place, notation.format(digits), digits, right)
    return tried


def try_broken(page: Path, tokens: Sequence[Callable[[str], str]], numbers: int) -> int:
    """How many numbers of a page were tried as broken tokens."""
    rng, tried = Random(page.name), 0
    for order, broken in enumerate(tokens):
        for place in rng.sample(numbers_of(page), min(numbers, len(numbers_of(page)))):
            digits = fresh(place["digits"], order)
            tried += try_number(page, place, broken(digits), digits, None)
    return tried


@each_page
def test_a_negative_in_any_notation_is_negative_or_reported(page: Path) -> None:
    assert try_negatives(page, Random(page.name).sample(NEGATIVES, NOTATIONS), NUMBERS)


@each_page
def test_no_part_of_a_broken_number_is_taken(page: Path) -> None:
    assert try_broken(page, Random(page.name).sample(BROKEN, NOTATIONS), NUMBERS)
