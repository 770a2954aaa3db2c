"""Tables that fit the words and hold by accident, or for another month or unit: nothing of them is taken."""

from decimal import Decimal

import pytest

from tests.properties.family_pages import each_face, each_trap
from tests.properties.general_reading import read, records, tally
from tests.properties.pages import share_of
from tests.writer.families import traps

SEEDS = range(share_of(5))
# Beside the dollars that they are of, these are what their headings say: ratios of the same classes.
PROVED_BESIDE = frozenset({"per_1000_alone"})


@each_trap
@each_face
def test_nothing_of_a_trap_is_read_but_what_its_truth_allows(trap: str, html: bool) -> None:
    for seed in SEEDS:
        assert tally(traps.write(trap, seed, html=html)).wrong == [], seed


@pytest.mark.parametrize("trap", sorted(set(traps.TRAPS) - PROVED_BESIDE))
@each_face
def test_nothing_of_a_trap_beside_a_true_table_is_read(trap: str, html: bool) -> None:
    for seed in SEEDS:
        assert tally(traps.write(trap, seed, html=html, beside=True)).wrong == [], seed


# Beside these the true class table is read whole all the same.
HARMLESS = (
    *("pools", "single_loans", "accounts", "to_date", "since_inception", "projected", "in_thousands"),
    *("shortfalls", "support", "history"),
)


@pytest.mark.parametrize("trap", HARMLESS)
@each_face
def test_a_table_of_another_kind_does_not_cost_the_true_one(trap: str, html: bool) -> None:
    for seed in SEEDS:
        assert tally(traps.write(trap, seed, html=html, beside=True)).missing == [], seed


@each_face
def test_ratios_below_a_title_of_per_1000_are_read_beside_the_dollars_that_they_are_of(html: bool) -> None:
    page = traps.write("per_1000_alone", 2, html=html, beside=True)
    builder, _ = read(page.text)
    reported = 0
    for record in records(builder):
        ratio, original = record.get("principal_per_1000"), record.get("original_balance")
        if ratio and original:
            assert abs(ratio - record["principal"] * 1000 / original) < Decimal("0.00001")
            reported += 1
    assert reported > 2


@each_face
def test_classes_of_two_groups_tables_keep_the_group(html: bool) -> None:
    builder, reading = read(traps.write("group_shares", 1, html=html).text)
    groups = {record.get("group") for record in records(builder)}
    assert len(reading.proved) > 1
    assert {"1", "2"} & groups or {"I", "II"} & groups
