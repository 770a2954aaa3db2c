"""CTSLink statements of all sections, sound and damaged: no figure is another's, each fault is reported."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.properties.ctslink_reading import SEEDS, failed, tally_of, whole_page
from tests.properties.exchangeable_columns import EXCHANGEABLE, exchanged
from tests.properties.family_pages import each_face
from tests.writer.families import damage, norwest
from tests.writer.families.damage import Damage

LEAST_SHARE = {False: 0.95, True: 0.99}
KINDS = sorted(set(damage.DAMAGES) - {"change_digit", "exchange_columns"})


@each_face
def test_a_page_of_all_sections_is_read_and_none_of_it_wrong(html: bool) -> None:
    tallies = [tally_of(whole_page(seed, html)) for seed in SEEDS]
    assert [wrong for tally, _ in tallies for wrong in tally.wrong] == []
    right, missing = (sum(len(getattr(tally, name)) for tally, _ in tallies) for name in ("right", "missing"))
    assert right / (right + missing) >= LEAST_SHARE[html], (right, missing)


@each_face
def test_a_sound_page_fails_no_check(html: bool) -> None:
    reported = {seed: list(failed(tally_of(whole_page(seed, html))[1])) for seed in SEEDS}
    assert {seed: subjects for seed, subjects in reported.items() if subjects} == {}


@each_face
def test_every_number_of_the_page_is_placed_left_out_or_reported(html: bool) -> None:
    for seed in SEEDS:
        page = whole_page(seed, html)
        _, records = tally_of(page)
        numbers = records[1]["numbers"]
        assert numbers["found"] >= len(page.numbers)
        assert numbers["unmapped"] == sum(record["record"] == "unmapped" for record in records)


@each_face
def test_norwests_summary_is_read_whole(html: bool) -> None:
    for seed in SEEDS:
        tally, _ = tally_of(norwest.write(seed, html=html))
        assert (tally.wrong, tally.missing) == ([], [])


def damaged(kind: str, html: bool, **style: object) -> Iterator[Damage]:
    for seed in SEEDS:
        hurt = damage.DAMAGES[kind](whole_page(seed, html, **style), Random(100 * seed + html))
        if hurt is not None:
            yield hurt


@pytest.mark.parametrize("kind", KINDS)
@each_face
def test_a_damaged_page_gives_no_figure_to_another_field(kind: str, html: bool) -> None:
    for hurt in damaged(kind, html):
        tally, _ = tally_of(hurt.page)
        assert tally.wrong == [], hurt.description


@each_face
def test_a_row_lost_from_a_half_without_class_column_gives_no_class_anothers_figures(html: bool) -> None:
    for hurt in damaged("lose_row", html, keys="none", cut=5, continued="(continued)"):
        tally, _ = tally_of(hurt.page)
        assert tally.wrong == [], hurt.description


@each_face
def test_exchanged_columns_are_refused_or_are_a_pair_that_nothing_distinguishes(html: bool) -> None:
    for hurt in damaged("exchange_columns", html):
        tally, _ = tally_of(hurt.page)
        assert tally.wrong == [] or exchanged(hurt) in EXCHANGEABLE, hurt.description


@each_face
def test_a_changed_digit_of_a_class_is_not_taken_or_fails_a_check(html: bool) -> None:
    for seed in SEEDS:
        hurt = damage.change_digit(whole_page(seed, html), Random(seed), of_class=True)
        assert hurt is not None
        tally, records = tally_of(hurt.page)
        assert tally.wrong == [], hurt.description
        (before,) = hurt.touched
        subject = before.subject
        if subject is None or subject.record != "tranche" or before.field not in TIED:
            continue
        own = [
            one
            for one in records
            if one["record"] == "tranche" and one.get("class_name") == subject.class_name
        ]
        if any(one.get(before.field) not in (None, before.value) for one in own):
            assert {subject.class_name, "totals"} & set(failed(records)), hurt.description


TIED = frozenset({"beginning_balance", "principal", "interest", "total_distribution", "ending_balance"})
