"""Facts: labels with one value each, on one line or several, in two columns, below a title."""

import pytest

from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.targets import Target, targets
from tests.parsers.block_pages import amounts, fields, read_with

FEES = Facts(
    targets("amount", {"Total Fees": "total_fee", "Master Servicing Fees Paid": "master_servicing_fee"})
)
POOL = {"Beginning Pool Balance": "beginning_balance", "Number of Loans": "ending_loan_count"}


def test_a_label_and_a_value_are_a_fact_and_other_lines_are_handed_on() -> None:
    builder, rest = read_with(FEES, "Total Fees     1,234.50\nTeddy Bears          7\nSome words\n")
    assert amounts(builder) == {"total_fee": "1234.50"}
    assert rest == ["Teddy Bears 7", "Some words"]


@pytest.mark.parametrize("label", ["Total Fees:", "TOTAL  FEES", "(A) Total Fees"])
def test_case_blanks_a_colon_and_a_letter_before_it_change_no_label(label: str) -> None:
    assert amounts(read_with(FEES, f"{label}     1.00")[0]) == {"total_fee": "1.00"}


def test_a_label_is_whole_with_the_lines_of_words_right_above_it() -> None:
    builder, _ = read_with(FEES, "Fees of the Month\nMaster Servicing\nFees Paid      3.00\n")
    assert amounts(builder) == {"master_servicing_fee": "3.00"}
    assert builder.amounts[0].label == "Master Servicing Fees Paid"


def test_a_blank_line_parts_words_from_a_label() -> None:
    assert amounts(read_with(FEES, "Master Servicing\n\nFees Paid      3.00\n")[0]) == {}


def test_a_line_of_two_values_is_no_fact() -> None:
    assert amounts(read_with(FEES, "Total Fees     1.00     2.00")[0]) == {}


def test_a_value_that_the_field_cannot_have_is_left() -> None:
    assert amounts(read_with(FEES, "Total Fees     1.25%")[0]) == {}
    assert read_with(FEES, "Total Fees     12/25/03")[1] == ["Total Fees 12/25/03"]


DATES = Facts(
    targets(
        "statement",
        {
            "Accrual Period Beg": "accrual_start",
            "Accrual Period End": "accrual_end",
            "Cut-Off Date": "cutoff_date",
        },
    )
)


def test_the_first_of_two_columns_of_labels_holds_for_the_rows_below() -> None:
    builder, _ = read_with(
        DATES, "Accrual Period:      Beg     11/1/03\n                     End     12/1/03\n"
    )
    found = builder.statement
    assert (found.accrual_start, found.accrual_end) == ("2003-11-01", "2003-12-01")


@pytest.mark.parametrize(
    "below", ["Some Period   1/1/04\n         ", "", "Other         Beg     1/1/04\n          "]
)
def test_the_second_of_two_columns_stands_behind_the_first(below: str) -> None:
    page = f"Accrual Period:      Beg     11/1/03\n{below}        End     12/1/03\n"
    assert fields(read_with(DATES, page)[0].statement).get("accrual_end") is None


TITLED = Facts(
    targets("pool", {"Aggregate Number of Loans": "ending_loan_count"}),
    titled={
        "Foreclosures": {"Number of Loans": Target("delinquency", "loan_count", "", "foreclosure", "total")}
    },
)


def test_a_title_decides_what_a_label_means() -> None:
    page = "Foreclosures\n  Number of Loans   5\n\nSomething Else\n  Number of Loans   7\n"
    builder, rest = read_with(TITLED, page)
    assert [fields(one)["loan_count"] for one in builder.delinquencies] == ["5"]
    assert rest == ["Foreclosures", "Something Else", "Number of Loans 7"]


def test_the_facts_of_each_group_are_its_own() -> None:
    page = "Group 1\nNumber of Loans  5\nLoan Group II Loans\nNumber of Loans  7\n"
    builder, _ = read_with(Grouped((Facts(targets("pool", POOL), once=True),)), page)
    assert [(pool.group, pool.ending_loan_count) for pool in builder.pools] == [("1", 5), ("II", 7)]


def test_below_a_label_that_comes_again_in_a_group_nobody_knows_whose_the_figures_are() -> None:
    page = "Number of Loans  5\nNumber of Loans  7\nBeginning Pool Balance   1.00\n"
    builder, rest = read_with(Facts(targets("pool", POOL), once=True), page)
    assert [fields(pool) for pool in builder.pools] == [{"group": "None", "ending_loan_count": "5"}]
    assert rest == []


def test_what_stands_above_the_first_of_several_groups_is_no_groups() -> None:
    page = "Number of Loans  3\nGroup 1\nNumber of Loans  5\nGroup 2\nNumber of Loans  7\n"
    builder, _ = read_with(Grouped((Facts(targets("pool", POOL)),)), page)
    assert [pool.ending_loan_count for pool in builder.pools] == [5, 7]


NAMED = Facts(
    {
        "Class {class_name} Pass-Through for Next Distribution": Target("amount", "next_pass_through_rate"),
        "{column} Index": Target("amount", "index_rate"),
    }
)


def test_a_label_may_name_a_class_or_an_index() -> None:
    page = "Class A- 8 Pass-Through for Next Distribution   0.75%\nOne-Month LIBOR Index   5.5%\n"
    builder, _ = read_with(NAMED, page)
    (strip, index) = builder.amounts
    assert (strip.name, strip.class_name) == ("next_pass_through_rate", "A-8")
    assert (index.name, index.column) == ("index_rate", "One-Month LIBOR")


def test_a_class_name_that_was_cut_names_no_class() -> None:
    assert amounts(read_with(NAMED, "Class A- Pass-Through for Next Distribution   0.75%")[0]) == {}


def test_words_that_name_no_class_are_no_class_name() -> None:
    page = "Class A Subordinated Amount for Next Distribution   0.75%"
    table = Facts({"Class {class_name} for Next Distribution": Target("amount", "next_pass_through_rate")})
    assert amounts(read_with(table, page)[0]) == {}
