"""The traps and the damaged pages say truly what they are."""

from decimal import Decimal
from random import Random

import pytest

from tests.properties.family_pages import each_face, each_family, each_trap, misprinted, page_of, squashed
from tests.properties.pages import share_of
from tests.writer.families import damage, traps
from tests.writer.families.scoring import score
from tests.writer.families.truth import Subject, Written

SEEDS = range(share_of(4))
each_damage = pytest.mark.parametrize("kind", damage.DAMAGES)
# What stands in these is no class table of the month at all.
WITHOUT_CLASSES = sorted(set(traps.TRAPS) - traps.WITH_THEIR_OWN)


@each_trap
@each_face
def test_the_values_of_a_trap_are_printed_where_it_says(trap: str, html: bool) -> None:
    for seed in SEEDS:
        assert misprinted(traps.write(trap, seed, html=html, beside=True)) == []


@pytest.mark.parametrize("trap", WITHOUT_CLASSES)
def test_a_trap_alone_has_no_class_fact_and_beside_a_true_table_only_that_tables(trap: str) -> None:
    for seed in SEEDS:
        assert traps.write(trap, seed).class_facts == ()
        page = traps.write(trap, seed, beside=True)
        assert page.class_facts
        assert max(fact.line for fact in page.class_facts) < min(one.line for one in page.strays)


@pytest.mark.parametrize("trap", ["last_month", "goes_on_wrongly"])
def test_a_trap_with_its_true_table_has_numbers_that_are_no_facts(trap: str) -> None:
    for seed in SEEDS:
        page = traps.write(trap, seed)
        assert page.class_facts and page.strays


def test_last_month_ends_where_this_month_begins() -> None:
    page = traps.write("last_month", 3)
    for subject, fields in page.records().items():
        if subject.record == "tranche" and fields["beginning_balance"]:
            before = [one for one in page.strays if one.address.label == subject.class_name]
            assert fields["beginning_balance"] in [one.value for one in before]


def test_subtotals_are_sums_of_the_rows_above_them() -> None:
    page = traps.write("subtotals", 5)
    records = page.records()
    own = [fields for subject, fields in records.items() if subject.record == "tranche"]
    sums = [
        fields
        for subject, fields in records.items()
        if subject.record == "total" and subject.name is not None
    ]
    added = sum(Decimal(str(fields["principal"])) for fields in own)
    assert sum(Decimal(str(fields["principal"])) for fields in sums) in (
        added,
        *(f["principal"] for f in sums),
    )


@each_damage
@each_family
@each_face
def test_a_damaged_page_is_another_page_with_its_figures_in_place(kind: str, family: str, html: bool) -> None:
    for seed in SEEDS:
        page = page_of(family, seed, html)
        hurt = damage.DAMAGES[kind](page, Random(seed))
        assert hurt is not None
        assert squashed(hurt.page.text) != squashed(page.text) or hurt.page.text != page.text
        assert misprinted(hurt.page) == []


@each_family
@each_face
def test_a_changed_digit_changes_one_value(family: str, html: bool) -> None:
    for seed in SEEDS:
        page = page_of(family, seed, html)
        hurt = damage.change_digit(page, Random(seed))
        assert hurt is not None
        pairs = [(one, two) for one, two in zip(page.figures, hurt.page.figures, strict=True) if one != two]
        assert len(pairs) == 1
        (before, after) = pairs[0]
        assert (
            before.text != after.text and before.value != after.value and len(before.text) == len(after.text)
        )


@each_family
@each_face
def test_an_exchange_of_columns_leaves_each_value_its_true_field(family: str, html: bool) -> None:
    for seed in SEEDS:
        page = page_of(family, seed, html)
        hurt = damage.exchange_columns(page, Random(seed))
        assert hurt is not None
        assert sorted(map(str, hurt.page.facts)) == sorted(map(str, page.facts))
        moved = {(one.field, one.address.column) for one in hurt.page.figures} - {
            (one.field, one.address.column) for one in page.figures
        }
        assert moved and {field for field, _ in moved} <= {one.field for one in hurt.touched}


@each_family
@each_face
def test_a_lost_row_and_a_foreign_table_change_the_number_of_values(family: str, html: bool) -> None:
    page = page_of(family, 4, html)
    lost = damage.lose_row(page, Random(4))
    beside, after = damage.foreign_table_beside(page, Random(4)), damage.foreign_table_after(page, Random(4))
    assert lost and beside and after
    assert len(lost.page.numbers) == len(page.numbers) - len(lost.touched)
    for hurt in (beside, after):
        assert len(hurt.page.strays) > len(page.strays)
        assert len(hurt.page.facts) == len(page.facts)


def test_damage_of_any_kind_is_found_for_any_page() -> None:
    kinds = {damage.damage(page_of("chase", seed, False), Random(seed)).kind for seed in range(20)}
    assert len(kinds) > 4


def true_records(page: Written) -> list[dict[str, object]]:
    """What a reader without a fault reads of the classes."""
    found = []
    for subject, fields in page.records().items():
        if subject.record in ("tranche", "total"):
            reported = {"record": subject.record, "class_name": subject.class_name, "remic": subject.remic}
            found.append({**fields, **reported})
    return found


@each_family
@each_face
def test_a_reader_without_a_fault_scores_everything_right(family: str, html: bool) -> None:
    page = page_of(family, 2, html)
    tally = score(page, true_records(page))
    assert tally.wrong == [] and tally.missing == [] and tally.share == 1.0


def test_a_value_of_another_class_or_field_scores_wrong_and_its_own_is_missing() -> None:
    page = page_of("chase", 2, False)
    records = true_records(page)
    one = next(record for record in records if record["record"] == "tranche" and record["principal"])
    one["principal"], one["interest"] = one["interest"], one["principal"]
    tally = score(page, records)
    assert {field for _, field, _ in tally.wrong} == {"principal", "interest"}
    assert {fact.field for fact in tally.missing} == {"principal", "interest"}
    assert {fact.subject for fact in tally.missing} == {Subject("tranche", str(one["class_name"]))}


def test_a_class_table_with_other_columns_holds_both_facts_and_strays_in_each_row() -> None:
    page = traps.write("other_columns", 3)
    lines = {fact.line for fact in page.class_facts if fact.record == "tranche"}
    assert lines <= {one.line for one in page.strays}


def test_amounts_per_1000_that_no_word_shows_are_never_above_1000() -> None:
    for seed in SEEDS:
        page = traps.write("per_1000_unsaid", seed)
        classes = [one for one in page.strays if one.address.label != "Totals"]
        assert max(Decimal(str(one.value)) for one in classes) <= 1000
