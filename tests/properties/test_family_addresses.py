"""Whole pages of trustees that no layout knows: each number is in its field or at its address."""

import parsers
from tests.properties.family_pages import each_face, each_family, page_of
from tests.writer.families.address_scoring import Places, place_numbers

LEAST_SHARE = 0.95
SEEDS = range(6)


def places(family: str, seed: int, html: bool) -> Places:
    page = page_of(family, seed, html)
    return place_numbers(page, parsers.read(page.encode(), layouts=()).records)


@each_family
@each_face
def test_95_percent_of_a_pages_numbers_are_in_their_field_or_at_their_address(
    family: str, html: bool
) -> None:
    for seed in SEEDS:
        found = places(family, seed, html)
        assert found.share >= LEAST_SHARE, (seed, found.share, found.astray[:3], found.elsewhere[:3])
