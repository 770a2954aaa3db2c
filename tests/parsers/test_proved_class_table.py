"""Class tables by a layout's words, and by the page's arithmetic where the words leave more numbers."""

from collections.abc import Mapping

import pytest

from parsers.blocks.class_joining import place_tables
from parsers.builder import Builder
from parsers.class_rows import NAME
from parsers.page import Page
from parsers.proved_class_table import ProvedClassTable

WORDS = {
    "Class": NAME,
    "Original Face Value": "original_balance",
    "Beginning Balance": "beginning_balance",
    "Principal": "principal",
    "Interest": "interest",
    "Total": "total_distribution",
    "Ending Balance": "ending_balance",
}
TABLE = ProvedClassTable(WORDS)
PAGE = """\
                    DISTRIBUTION IN DOLLARS

Class   Original Face Value   Beginning Balance    Principal    Interest        Total   Ending Balance
A-1           10,000,000.00        9,000,000.00    50,000.00   45,000.00    95,000.00     8,950,000.00
A-2           20,000,000.00       19,000,000.00    70,000.00   95,000.00   165,000.00    18,930,000.00
M-1            5,000,000.00        4,900,000.00    10,000.00   24,500.00    34,500.00     4,890,000.00
Total         35,000,000.00       32,900,000.00   130,000.00  164,500.00   294,500.00    32,770,000.00
"""


def read(page: str, table: ProvedClassTable = TABLE) -> Builder:
    builder = Builder("any")
    table.read(builder, Page.from_text(page).lines)
    place_tables(builder, builder.tables)
    return builder


def column(builder: Builder, field: str) -> dict[str, str]:
    return {str(one.class_name): str(getattr(one, field)) for one in builder.tranches}


PRINCIPAL = {"A-1": "50000.00", "A-2": "70000.00", "M-1": "10000.00"}


@pytest.mark.parametrize("words", [WORDS, {}], ids=["of the layout", "none"])
def test_a_sound_table_is_read_with_the_words_of_a_layout_and_without(words: Mapping[str, str]) -> None:
    builder = read(PAGE, ProvedClassTable(words))
    assert column(builder, "principal") == PRINCIPAL
    assert str(builder.totals[0].ending_balance) == "32770000.00"


def test_words_that_a_layout_does_not_know_are_proved() -> None:
    page = PAGE.replace("   Beginning Balance", " Prior Princ. Balance").replace("Princ.", "Principal")
    assert column(read(page), "beginning_balance")["A-2"] == "19000000.00"
    assert column(read(page), "principal") == PRINCIPAL


def test_a_changed_digit_leaves_the_words_of_the_layout() -> None:
    """Nothing is proved then: the figure is read as printed, and its check fails."""
    page = PAGE.replace("95,000.00   165,000.00", "95,000.00   195,000.00")
    assert column(read(page), "total_distribution")["A-2"] == "195000.00"
    assert column(read(page), "principal") == PRINCIPAL


def test_without_words_a_table_that_does_not_add_up_is_left() -> None:
    page = PAGE.replace("50,000.00   45,000.00", "55,000.00   45,000.00")
    builder = read(page, ProvedClassTable({}))
    assert builder.tranches == []


def test_what_was_left_out_before_does_not_count_against_the_words() -> None:
    """An address above the table is no number that the words leave."""
    page = "101 Any Street, 8 West   12345.00\n" + PAGE.replace("Total   ", "Total: ").replace("Prin", "Prim")
    builder = Builder("any")
    lines = Page.from_text(page).lines
    builder.ignore(lines[0].cells, "page_head")
    TABLE.read(builder, lines)
    assert builder.fate(lines[0].values[0]) is not None
