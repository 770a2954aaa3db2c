"""Headings whose words were clipped, split or run together name their columns where enough is left."""

import pytest

from parsers.clipped_headings import ClippedHeadings
from parsers.headings import Headings
from parsers.layouts.servicing_certificate import NOTES
from parsers.page import Page

HEADINGS = [
    (("  EGINNING   ENDING   ", "  BALANCE    BALANCE  "), ["beginning_balance", "ending_balance"]),
    (("   INTERESTSECURITY", "   SHORTFALLS %   COUPON"), ["interest_shortfall", "security_pct"]),
    ((" INTEREST", "S HORTFALLS   FACTOR"), ["interest_shortfall", "factor"]),
    (("", "FACTOR PRINCIPAL  COUPON"), ["factor", "principal"]),
    (("    Note", "%   Rate"), ["security_pct", "pass_through_rate_pct"]),
]
SOUND = "  BEGINNING   ENDING\n  BALANCE    BALANCE   FACTOR   COUPON"
CLIPPED = "  EGINNING   ENDING \n  BALANCE    BALANCE   FACTOR   COUPON"


def fields(heading: str, words: dict[str, str] = NOTES) -> list[str | None]:
    """The fields of a stacked heading's columns."""
    return [one.field for one in ClippedHeadings(words).read_stacked(Page.from_text(heading).lines)]


@pytest.mark.parametrize(("lines", "named"), HEADINGS)
def test_words_of_a_heading_may_be_clipped_split_or_run_together(
    lines: tuple[str, str], named: list[str]
) -> None:
    columns = ClippedHeadings(NOTES).mend(Page.from_text("\n".join(lines)).lines)
    assert [column.field for column in columns][: len(named)] == named


def test_a_clipped_heading_is_named_as_the_sound_one() -> None:
    assert fields(CLIPPED) == fields(SOUND)
    exact = Headings(NOTES).read_stacked(Page.from_text(CLIPPED).lines)
    assert [one.field for one in exact] != fields(CLIPPED)


def test_words_that_may_be_left_of_two_headings_name_neither() -> None:
    words = {"Beginning Balance": "beginning_balance", "Factor": "factor", "Coupon": "pass_through_rate_pct"}
    both = words | {"Beginning Balances": "original_balance"}
    cut = "  BEGINNING\n  BALANC    FACTOR   COUPON"
    assert fields(cut, words)[0] == "beginning_balance"
    assert fields(cut, both)[0] is None


def test_of_two_damaged_columns_no_heading_is_made() -> None:
    assert fields("  EGINNING   ENDING \n  BALANCE    BALANC") == []
