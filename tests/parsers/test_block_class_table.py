"""Class table: rows of classes under headings of words, in one table or several."""

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_rows import NAME
from parsers.blocks.class_table import ClassTable
from parsers.builder import Builder
from parsers.page import Page

TABLE = ClassTable(
    {"Class": NAME, "Beg Bal": "beginning_balance", "Prin": "principal", "End Bal": "ending_balance"},
    titled={
        "PER $1,000": {"Class": NAME, "Beg Bal": "beginning_balance_per_1000", "Prin": "principal_per_1000"}
    },
)
PAGE = """\
Class      Beg Bal      Prin
A-1         100.00     10.00
A-2          50.00      0.00
Totals      150.00     10.00
A note below the table
Class      End Bal
A-1          90.00
A-2          50.00
Per $1,000 of Original Face
Class      Beg Bal      Prin
A-1       1000.000   100.000
"""


def read(text: str, *more: str, table: ClassTable = TABLE) -> Builder:
    """The classes of a page, or of one section after the other."""
    builder = Builder("any")
    for section in (text, *more):
        table.read(builder, Page.from_text(section).lines)
    place_tables(builder, builder.tables)
    return builder


def column(builder: Builder, field: str) -> dict[str, str]:
    """A field of each class by name."""
    return {str(one.class_name): str(getattr(one, field)) for one in builder.tranches}


def test_the_columns_of_a_class_are_gathered_from_all_tables() -> None:
    builder = read(PAGE)
    assert column(builder, "principal") == {"A-1": "10.00", "A-2": "0.00"}
    assert column(builder, "ending_balance") == {"A-1": "90.00", "A-2": "50.00"}
    assert str(builder.totals[0].beginning_balance) == "150.00"


def test_a_title_says_what_the_words_below_it_mean() -> None:
    assert str(read(PAGE).tranches[0].principal_per_1000) == "100.000"


def test_what_is_no_row_and_no_heading_is_handed_on() -> None:
    rest = TABLE.read(Builder("any"), Page.from_text(PAGE).lines)
    assert [line.squashed for line in rest if line.cells] == ["A note below the table"]


def test_a_heading_may_be_stacked_below_words_that_are_no_part_of_it() -> None:
    page = (
        "Monthly Figures of All the Classes\n"
        "            Beg                End\nClass       Bal      Prin      Bal\n"
        "A-1      100.00     10.00    90.00\n"
    )
    builder = read(page)
    assert column(builder, "beginning_balance") == {"A-1": "100.00"}
    assert column(builder, "ending_balance") == {"A-1": "90.00"}


def test_the_heading_nearest_above_the_rows_is_theirs() -> None:
    page = "Class    Beg Bal    Prin    End Bal\n\nClass    End Bal\nA-1       90.00\n"
    builder = read(page)
    assert column(builder, "ending_balance") == {"A-1": "90.00"}
    assert column(builder, "beginning_balance") == {"A-1": "UNSET"}


def test_the_tables_of_two_sections_are_of_the_same_classes() -> None:
    first, second = PAGE.split("A note below the table\n")
    whole, parted = read(PAGE), read(first, second)
    assert [column(parted, field) for field in ("principal", "ending_balance")] == [
        column(whole, field) for field in ("principal", "ending_balance")
    ]


def test_a_column_that_the_table_does_not_know_is_left_with_its_values() -> None:
    page = PAGE.replace("Prin\n", "Toys\n", 1)
    builder = read(page)
    assert column(builder, "principal") == {"A-1": "UNSET", "A-2": "UNSET"}
    assert column(builder, "beginning_balance") == {"A-1": "100.00", "A-2": "50.00"}


def test_rows_without_a_heading_are_no_rows_of_this_table() -> None:
    rest = TABLE.read(Builder("any"), Page.from_text("A-1     100.00     10.00").lines)
    assert [line.squashed for line in rest] == ["A-1 100.00 10.00"]


BALANCES = "Class    Beg Bal    End Bal\nA-1       100.00      90.00\n"


def test_the_totals_end_a_table() -> None:
    page = f"{BALANCES}Totals    100.00      90.00\n\nB-1        7.00       7.00\n"
    assert column(read(page), "ending_balance") == {"A-1": "90.00"}


def test_a_row_right_below_totals_is_of_the_table_all_the_same() -> None:
    page = f"{BALANCES}Total       7.00\nB-1        7.00       8.00\n"
    assert column(read(page), "ending_balance") == {"A-1": "90.00", "B-1": "8.00"}


def test_totals_without_a_name_stand_below_a_rule() -> None:
    page = f"{BALANCES}        --------   --------\n"
    total = read(page + "          100.00      90.00\n").totals[0]
    assert (str(total.beginning_balance), str(total.ending_balance)) == ("100.00", "90.00")
    assert read(page.replace("--------   --------", "") + "          100.00      90.00\n").totals == []


def test_rows_below_a_heading_of_other_columns_are_not_those_of_the_table_above() -> None:
    builder = read(f"{BALANCES}\nClass      Toys      Dolls\nA-1         5.00       6.00\n")
    assert (len(builder.tables[0].rows), column(builder, "ending_balance")) == (1, {"A-1": "90.00"})


def test_a_later_table_may_have_one_column_without_the_word_class() -> None:
    builder = read(f"{BALANCES}\n            Prin\nA-1        10.00\n")
    assert column(builder, "principal") == {"A-1": "10.00"}


def test_a_lone_word_above_the_first_table_is_no_heading() -> None:
    assert read("Prin\nA-1        10.00\n").tables == []
