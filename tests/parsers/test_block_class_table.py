"""Class table: rows of classes under headings of words, in one table or several."""

from msgspec import UNSET

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_table import ClassTable
from parsers.builder import Builder
from parsers.class_rows import NAME, Table, read_row
from parsers.headings import Column
from parsers.page import Page

TABLE = ClassTable(
    {"Class": NAME, "Beg Bal": "beginning_balance", "Prin": "principal", "End Bal": "ending_balance"},
    titled={
        "PER $1,000": {"Class": NAME, "Beg Bal": "beginning_balance_per_1000", "Prin": "principal_per_1000"}
    },
)
ABSENT = str(UNSET)
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


def test_the_only_values_of_a_table_are_not_below_its_only_heading_where_they_stand_elsewhere() -> None:
    table = f"{BALANCES}\nClass                          Prin\nA-1        {{}}\n"
    assert column(read(table.format("10.00")), "principal") == {"A-1": ABSENT}
    assert column(read(table.format("                   10.00")), "principal") == {"A-1": "10.00"}


def test_a_lone_word_above_the_first_table_is_no_heading() -> None:
    assert read("Prin\nA-1        10.00\n").tables == []


ONLY = """\
                     Beginning                  Ending
Class   CUSIP          Balance    Principal    Balance
        000000AA7     1,000.00        10.00     990.00
------------------------------------------------------
                      1,000.00        10.00     990.00
======================================================
"""
HEADINGS = {
    "Class": "class_name",
    "CUSIP": "cusip",
    "Beginning Balance": "beginning_balance",
    "Principal": "principal",
    "Ending Balance": "ending_balance",
}


def sums(builder: Builder) -> list[str]:
    return [str(total.beginning_balance) for total in builder.totals]


def test_the_only_class_of_a_deal_may_have_no_name() -> None:
    builder = read(ONLY, table=ClassTable(HEADINGS))
    assert [(one.cusip, str(one.principal)) for one in builder.tranches] == [("000000AA7", "10.00")]
    assert sums(builder) == ["1000.00"]


def test_sums_are_known_by_the_double_rule_below_them_where_the_one_above_is_lost() -> None:
    page = ONLY.replace("-------", "").replace(
        "        000000AA7     1,000.00", "A       000000AA7     1,000.00"
    )
    assert sums(read(page, table=ClassTable(HEADINGS))) == ["1000.00"]


def test_the_sums_of_a_table_that_lost_its_rows_are_no_class() -> None:
    lost = "\n".join(line for line in ONLY.splitlines() if "000000AA7" not in line)
    builder = read(lost, table=ClassTable(HEADINGS))
    assert builder.tranches == []
    assert sums(builder) == ["1000.00"]


def test_the_classes_are_those_of_a_table_with_several_columns_though_one_of_one_stands_above_it() -> None:
    builder = Builder("any")
    rates = Table([Column("Note Rate", 12, 16, "pass_through_rate_pct")])
    rates.rows = [row for line in Page.from_text("A-2         4.79").lines if (row := read_row(line))]
    builder.tables.append(rates)
    TABLE.read(builder, Page.from_text(PAGE).lines)
    place_tables(builder, builder.tables)
    assert column(builder, "beginning_balance") == {"A-1": "100.00", "A-2": "50.00"}
    assert column(builder, "pass_through_rate_pct") == {"A-1": "UNSET", "A-2": "4.79"}
