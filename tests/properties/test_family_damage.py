"""Damaged pages of the families: never another field's figure; a changed one that is taken fails a check."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from parsers.builder import Builder
from tests.properties.family_pages import each_face, each_family, page_of
from tests.properties.general_reading import failed_checks, read, records, tally
from tests.properties.held_figures import Change, holding
from tests.properties.pages import share_of
from tests.properties.untold_columns import UNTOLD, exchanged
from tests.writer.families import FAMILIES, Written, damage
from tests.writer.families.damage import Damage

SEEDS = range(share_of(4))
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


def test_a_shortfall_whose_heading_lost_a_word_is_not_another_shortfall() -> None:
    """What accrued less either of them is what was paid: 'Interest Shortfall' may be the unsupported one."""
    page = FAMILIES["deutsche"].write(50014, html=False)
    hurt = damage.lose_heading_word(page, Random(50014))
    assert hurt is not None
    assert "lost 'Non-Supported'" in hurt.told
    assert tally(hurt.page).wrong == []


@each_family
@each_face
def test_exchanged_columns_are_refused_or_are_a_pair_that_nothing_tells_apart(
    family: str, html: bool
) -> None:
    for hurt in damaged("exchange_columns", family, html, range(8)):
        assert tally(hurt.page).wrong == [] or exchanged(hurt) in UNTOLD, hurt.told


def test_dashes_under_a_heading_of_factors_prove_no_factor() -> None:
    """Losses under 'Factor' are dashes but for one class: a dash has no digits that could be wrong."""
    page = FAMILIES["bank_of_new_york"].write(60015, html=False)
    hurt = damage.exchange_columns(page, Random(60015))
    assert hurt is not None
    assert "realized_loss and factor" in hurt.told
    assert tally(hurt.page).wrong == []


DRAWS = range(4)  # digits that are changed on each page


@each_family
@each_face
def test_a_changed_digit_is_not_taken_or_every_check_that_holds_it_fails_and_no_other(
    family: str, html: bool
) -> None:
    for seed in SEEDS:
        page = page_of(family, seed, html)
        failed_before = failed_checks(read(page.text)[0])
        for draw in DRAWS:
            hurt = damage.change_digit(page, Random(100 * seed + draw), of_class=True)
            assert hurt is not None
            assert tally(hurt.page).wrong == [], hurt.told
            builder, _ = read(hurt.page.text)
            failed = failed_checks(builder) - failed_before
            held = [one for change in changes(page, hurt, builder) for one in holding(change)]
            assert failed <= {one.key for one in held}, hurt.told
            assert {one.key for one in held if one.fails} <= failed, hurt.told


def changes(page: Written, hurt: Damage, builder: Builder) -> Iterator[Change]:
    """The records of a changed figure's class or totals; one that has not taken it lost nothing."""
    (before,) = hurt.touched
    subject = before.subject
    if subject is None:
        return
    own = [record for record in records(builder) if record.get("remic") == subject.remic]
    classes = [record for record in own if record["record"] == "tranche"]
    total = next((record for record in own if record["record"] == "total"), None)
    for place, record in enumerate(records(builder), start=1):
        if record in own and (record["record"], record.get("class_name")) == (
            subject.record,
            subject.class_name,
        ):
            key = f"tranche {place}" if record["record"] == "tranche" else "totals"
            yield Change(key, before.field, Decimal(str(before.value)), record, classes, total)
