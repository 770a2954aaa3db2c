"""Damaged pages of the families: never another field's figure; a changed one that is taken fails a check."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

import pytest

from parsers.builder import Builder
from tests.properties.exchangeable_columns import EXCHANGEABLE, exchanged
from tests.properties.family_pages import each_face, each_family, page_of
from tests.properties.general_reading import failed_checks, read, records, tally
from tests.properties.held_figures import Change, holding
from tests.properties.pages import share_of
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
        assert tally(hurt.page).wrong == [], hurt.description


ONCE_MISREAD: list[tuple[str, int, Callable[[Written, Random], Damage | None], str]] = [
    # What accrued less either of them is what was paid: 'Interest Shortfall' may be the unsupported one.
    ("deutsche", 50014, damage.lose_heading_word, "lost 'Non-Supported'"),
    # Losses under 'Factor' are dashes but for one class: a dash has no digits that could be wrong.
    ("bank_of_new_york", 60015, damage.exchange_columns, "realized_loss and factor"),
]


@pytest.mark.parametrize(("family", "seed", "hurt_by", "words"), ONCE_MISREAD)
def test_a_page_that_was_once_misread_gives_no_figure_to_another_field(
    family: str, seed: int, hurt_by: Callable[[Written, Random], Damage | None], words: str
) -> None:
    hurt = hurt_by(FAMILIES[family].write(seed, html=False), Random(seed))
    assert hurt is not None
    assert words in hurt.description
    assert tally(hurt.page).wrong == []


@each_family
@each_face
def test_exchanged_columns_are_refused_or_are_a_pair_that_nothing_distinguishes(
    family: str, html: bool
) -> None:
    for hurt in damaged("exchange_columns", family, html, range(8)):
        assert tally(hurt.page).wrong == [] or exchanged(hurt) in EXCHANGEABLE, hurt.description


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
            assert tally(hurt.page).wrong == [], hurt.description
            builder, _ = read(hurt.page.text)
            failed = failed_checks(builder) - failed_before
            held = [one for change in changes(page, hurt, builder) for one in holding(change)]
            assert failed <= {one.key for one in held}, hurt.description
            assert {one.key for one in held if one.fails} <= failed, hurt.description


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
