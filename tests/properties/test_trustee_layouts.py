"""Pages of trustees by their layouts, sound and damaged: no figure is another's, whatever the words say."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from tests.properties.ctslink_reading import tally_of
from tests.properties.family_pages import each_face, page_of
from tests.properties.pages import SHARE
from tests.writer.families import damage
from tests.writer.families.damage import Damage
from tests.writer.families.scoring import Tally

SEEDS = range(8 * SHARE // 100)
LAYOUTS = ("bank_of_new_york", "chase", "deutsche", "rfc_report_html")
each_layout = pytest.mark.parametrize("layout", LAYOUTS)
# Invented words of sections that were not seen: none of the layout's words are there.
NOT_READ = {
    "bank_of_new_york": {
        *(("delinquency", name) for name in ("loan_count", "balance", "balance_pct")),
        *(("pool", name) for name in ("removed_loan_count", "net_wac_pct")),
        ("tranche", "cusip"),
    },
    "chase": {
        ("tranche", "cusip"),
        *(("delinquency", name) for name in ("loan_count", "balance", "balance_pct")),
    },
}


@cache
def tally_of_page(layout: str, seed: int, html: bool) -> Tally:
    return tally_of(page_of(layout, seed, html))[0]


@each_layout
@each_face
def test_a_sound_page_is_read_by_its_layout_and_none_of_it_wrong(layout: str, html: bool) -> None:
    for seed in SEEDS:
        tally, records = tally_of(page_of(layout, seed, html))
        (statement,) = (record for record in records if record["record"] == "statement")
        assert (statement["layout"], statement["checks"]["failed"]) == (layout, {})
        assert tally.wrong == []
        left = {
            (fact.subject.record, fact.field) for fact in tally.missing if fact.subject.record != "statement"
        }
        assert left <= NOT_READ.get(layout, set())


def damaged(layout: str, html: bool) -> Iterator[Damage]:
    for kind, hurt in damage.DAMAGES.items():
        for seed in SEEDS:
            page = hurt(page_of(layout, seed, html), Random(100 * seed + html))
            if page is not None and (kind, layout, html, seed) not in LIKE_A_MISPRINT:
                yield page


# One row with figures of another table, as one misprinted number would be: its checks fail.
LIKE_A_MISPRINT = {
    ("foreign_table_beside", "bank_of_new_york", False, 2),
    ("foreign_table_after", "rfc_report_html", True, 6),
}


@each_layout
@each_face
def test_a_damaged_page_gives_no_figure_to_another_field(layout: str, html: bool) -> None:
    for hurt in damaged(layout, html):
        assert tally_of(hurt.page)[0].wrong == [], hurt.description


@pytest.mark.parametrize(("kind", "layout", "html", "seed"), sorted(LIKE_A_MISPRINT))
def test_what_is_like_a_misprint_fails_a_check(kind: str, layout: str, html: bool, seed: int) -> None:
    hurt = damage.DAMAGES[kind](page_of(layout, seed, html), Random(100 * seed + html))
    assert hurt is not None
    tally, records = tally_of(hurt.page)
    assert tally.wrong
    assert any(record["record"] == "check" for record in records)
