"""All sections of Residential Funding's statement, of 16 and of 20, as they were written: none wrong."""

from functools import cache
from random import Random
from typing import Any

import pytest

from parsers.layouts.rfc_statement import UNPROVED
from tests.properties.pages import share_of
from tests.properties.section_reading import faults, records_of
from tests.writer.families import damage, rfc_html
from tests.writer.families.truth import Written

SEEDS = range(share_of(12))
FACES = pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
WHOLE = pytest.mark.parametrize("whole", [True, False], ids=["every section", "of a deal"])
# Headings that HTML prints in rows of their own: a lone '1' above 'Month CPR', 'Loan' above 'Group'.
IN_ROWS = frozenset(
    {
        *("cpr_pct", "cpr_3_month_pct", "cpr_6_month_pct", "cpr_12_month_pct", "cpr_life_pct"),
        *("beginning_wac_pct", "ending_wac_pct", "beginning_wam_months", "ending_modified_net_wac_pct"),
        *("net_wac_cap_pct", "ending_net_wac_pct"),
    }
)


@cache
def page(seed: int, *, html: bool, whole: bool) -> Written:
    if not whole:
        return rfc_html.write(seed, html=html)
    of_16 = seed % 3 == 0
    style = rfc_html.Style(
        whole=True, sections=16 if of_16 else 20, excess=bool(seed % 2), interest_loss=bool(seed % 2)
    )
    return rfc_html.write(seed, html=html, style=style)


@cache
def read(seed: int, *, html: bool, whole: bool) -> list[dict[str, Any]]:
    return records_of(page(seed, html=html, whole=whole))


@FACES
@WHOLE
@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_is_in_another_field_than_the_one_it_was_written_for(
    seed: int, *, html: bool, whole: bool
) -> None:
    written = page(seed, html=html, whole=whole)
    assert faults(written, read(seed, html=html, whole=whole))["wrong"] == []


@WHOLE
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_html_has_its_field_but_below_headings_in_rows(seed: int, *, whole: bool) -> None:
    written = page(seed, html=True, whole=whole)
    missing = faults(written, read(seed, html=True, whole=whole))["missing"]
    assert {place[2] for place, _ in missing} <= IN_ROWS, missing  # type: ignore[misc]


@FACES
@WHOLE
@pytest.mark.parametrize("seed", SEEDS)
def test_the_account_is_closed_and_no_unproved_claim_fails(seed: int, *, html: bool, whole: bool) -> None:
    records = read(seed, html=html, whole=whole)
    (statement,) = (record for record in records if record["record"] == "statement")
    numbers = statement["numbers"]
    assert statement["layout"] == "rfc_statement"
    assert numbers["found"] == numbers["mapped"] + numbers["ignored"] + numbers["unmapped"]
    assert numbers["unmapped"] == sum(record["record"] == "unmapped" for record in records)
    assert not UNPROVED & statement["checks"]["failed"].keys()


def test_the_pages_hold_every_kind_of_record_and_both_numbers_of_sections() -> None:
    kinds = {record["record"] for seed in SEEDS for record in read(seed, html=True, whole=True)}
    assert kinds >= {"tranche", "total", "pool", "delinquency", "credit_support", "amount", "trigger"}
    texts = [page(seed, html=True, whole=True).text for seed in SEEDS]
    assert any("16. Comments" in text for text in texts)
    assert any("20. Comments" in text for text in texts)


DAMAGES = ("change_digit", "foreign_table_after", "lose_heading_word", "lose_row", "shift_column")


@WHOLE
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_page_of_html_gives_no_figure_to_another_field(kind: str, *, whole: bool) -> None:
    tried = 0
    for seed in range(share_of(8)):
        hurt = damage.DAMAGES[kind](page(seed, html=True, whole=whole), Random(seed))
        if hurt is not None:
            assert faults(hurt.page, records_of(hurt.page))["wrong"] == [], hurt.description
            tried += 1
    assert tried


@FACES
@pytest.mark.parametrize("seed", SEEDS)
def test_class_columns_under_each_others_numbers_are_left_or_few_classes_show_it(
    seed: int, *, html: bool
) -> None:
    """Two columns that most classes print as 0 may look like errors of the page: checks report those."""
    hurt = damage.exchange_columns(page(seed, html=html, whole=False), Random(seed))
    assert hurt is not None
    read = records_of(hurt.page)
    wrong = [place for place, *_ in faults(hurt.page, read)["wrong"]]  # type: ignore[misc]
    fields = {one.field for one in hurt.touched}
    about_zeros = fields <= {"realized_loss", "interest_loss", "deferred_interest"}
    assert not wrong or (about_zeros and any(one["record"] == "check" for one in read)), (fields, wrong[:3])
