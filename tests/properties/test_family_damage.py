"""Damaged pages of the families: never another field's figure; a changed one that is taken fails a check."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.properties.family_pages import each_face, each_family, page_of
from tests.properties.general_reading import failed_checks, read, records, tally
from tests.properties.untold_columns import UNTOLD, exchanged
from tests.writer.families import damage
from tests.writer.families.damage import Damage

SEEDS = range(4)
KINDS = sorted(set(damage.DAMAGES) - {"change_digit", "exchange_columns"})


def damaged(kind: str, family: str, html: bool, seeds: range = SEEDS) -> Iterator[Damage]:
    for seed in seeds:
        hurt = damage.DAMAGES[kind](page_of(family, seed, html), Random(100 * seed + html))
        if hurt is not None:
            yield hurt


@pytest.mark.parametrize("kind", KINDS)
@each_family
@each_face
def test_a_damaged_table_gives_no_figure_to_another_field(kind: str, family: str, html: bool) -> None:
    for hurt in damaged(kind, family, html):
        assert tally(hurt.page).wrong == [], hurt.told


@each_family
@each_face
def test_exchanged_columns_are_refused_or_are_a_pair_that_nothing_tells_apart(
    family: str, html: bool
) -> None:
    for hurt in damaged("exchange_columns", family, html, range(8)):
        assert tally(hurt.page).wrong == [] or exchanged(hurt) in UNTOLD, hurt.told


HELD = frozenset({"beginning_balance", "principal", "interest", "total_distribution", "ending_balance"})


@each_family
@each_face
def test_a_changed_digit_is_not_taken_or_fails_a_check_of_its_class(family: str, html: bool) -> None:
    for seed in SEEDS:
        hurt = damage.change_digit(page_of(family, seed, html), Random(seed), of_class=True)
        assert hurt is not None
        assert tally(hurt.page).wrong == [], hurt.told
        (before,) = hurt.touched
        if before.subject is None or before.subject.record != "tranche" or before.field not in HELD:
            continue
        builder, _ = read(hurt.page.text)
        now = {
            one.value
            for one in hurt.page.figures
            if (one.subject, one.field) == (before.subject, before.field)
        }
        taken = [
            f"tranche {place}"
            for place, record in enumerate(records(builder), start=1)
            if record["record"] == "tranche"
            and record.get("class_name") == before.subject.class_name
            and record.get(before.field) in now - {before.value}
        ]
        told = {subject for _, subject in failed_checks(builder)}
        assert not taken or told & {*taken, "totals"}, hurt.told
