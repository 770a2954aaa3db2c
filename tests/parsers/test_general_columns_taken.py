"""Columns that no identity touches are taken by whole wordings within bounds; ratios and rates by proof."""

import pytest

from tests.parsers.small_tables import HEADINGS, ROWS, TOTALS, classes, column, drawn, table, with_column

ORIGINALS = ("2,000,000.00", "3,000,000.00", "400,000.00", "200,000.00")


def test_a_whole_wording_below_a_known_title_is_taken() -> None:
    text = with_column("Cumulative Realized Losses", ("0.00", "0.00", "10.00", "2,600.00"), "2,610.00")
    assert [str(value) for value in column(text, "cumulative_realized_loss")] == [
        "0.00",
        "0.00",
        "10.00",
        "2600.00",
    ]


@pytest.mark.parametrize("heading", ["Cumulative", "Losses", "Balance", "Other", "Adjustment", "Shortfall"])
def test_a_heading_that_lost_its_words_names_no_field(heading: str) -> None:
    plain = set(classes(table())["A-1"])
    assert (
        set(classes(with_column(heading, ("0.00", "0.00", "10.00", "2,600.00"), "2,610.00"))["A-1"]) == plain
    )


def test_cumulative_loss_is_not_below_the_months() -> None:
    text = with_column("Cumulative Realized Losses", ("0.00", "0.00", "10.00", "1,100.00"), "1,110.00")
    assert column(text, "cumulative_realized_loss") == []


def test_the_original_balance_is_not_below_the_ending_one() -> None:
    assert len(column(with_column("Original Face Value", ORIGINALS, "5,600,000.00"), "original_balance")) == 4
    small = ("20,000.00", *ORIGINALS[1:])
    assert column(with_column("Original Face Value", small, "5,600,000.00"), "original_balance") == []


def test_a_column_that_repeats_a_proved_one_is_not_another_field() -> None:
    endings = [row[6] for row in ROWS]
    text = with_column("Cumulative Realized Losses", endings, TOTALS[6])
    assert column(text, "cumulative_realized_loss") == []


def test_beside_an_unknown_column_what_no_identity_touches_is_left() -> None:
    rows = [(*row, "7.00", "8.00") for row in ROWS]
    text = drawn((*HEADINGS, "Something Else", "Cumulative Realized Losses"), rows)
    assert len(classes(text)) == 4
    assert column(text, "cumulative_realized_loss") == []


def ratios(heading: str, values: tuple[str, ...]) -> str:
    dollars = with_column("Original Face Value", ORIGINALS, "5,600,000.00")
    return dollars + drawn(
        ("Class", heading), [*zip(("A-1", "A-2", "M-1", "B-1"), values, strict=True)], "Factors per $1,000"
    )


def test_a_ratio_is_taken_where_it_is_its_amount_over_the_original_balance() -> None:
    true = ("5.000000", "10.000000", "3.000000", "2.000000")
    assert len(column(ratios("Principal", true), "principal_per_1000")) == 4
    assert column(ratios("Interest", true), "interest_per_1000") == []


def test_a_factor_per_1_below_a_title_of_factors_is_the_factor() -> None:
    true = ("0.49500000", "0.65666667", "0.74700000", "0.48550000")
    assert (
        len(
            column(ratios("Ending Factor", true), "factor")
            + column(ratios("Ending Factor", true), "ending_balance_per_1000")
        )
        == 4
    )


RATES = ("6.00000", "6.60000", "6.80000", "7.20000")


def test_a_rate_is_taken_where_interest_is_its_months_accrual() -> None:
    assert len(column(with_column("Pass-Through Rate", RATES, " "), "pass_through_rate_pct")) == 4


def test_a_rate_that_accrues_something_else_is_not_taken() -> None:
    wrong = ("1.00000", "9.00000", "2.00000", "3.00000")
    assert column(with_column("Pass-Through Rate", wrong, " "), "pass_through_rate_pct") == []


def test_one_row_off_its_rate_leaves_the_column() -> None:
    off = (*RATES[:3], "9.90000")
    assert len(column(with_column("Pass-Through Rate", off, " "), "pass_through_rate_pct")) == 4


def test_rates_printed_as_fractions_with_a_percent_sign_are_read_as_percent() -> None:
    # Residential Funding's report of 2008: '0.0600 %' for 6 %.
    printed = ("0.0600 %", "0.0660 %", "0.0680 %", "0.0720 %")
    text = with_column("Current Pass-Through Rate", printed, " ")
    assert [str(value) for value in column(text, "pass_through_rate_pct")] == ["6.00", "6.60", "6.80", "7.20"]


def test_a_rate_of_zero_for_all_classes_that_are_paid_interest_is_no_rate() -> None:
    assert column(with_column("Pass-Through Rate", ("0.00000",) * 4, " "), "pass_through_rate_pct") == []


def test_a_number_without_the_percent_sign_of_its_column_is_no_rate() -> None:
    rates = ["6.000%", "6.600%", "6.800%", "0.00"]
    text = with_column("Rate", rates, "")
    assert "pass_through_rate_pct" not in classes(text)["B-1"]
    assert str(classes(text)["A-1"]["pass_through_rate_pct"]) == "6.000"


def test_a_row_whose_interest_is_in_no_column_and_in_its_total_leaves_the_table_unread() -> None:
    rows = [
        row if row[0] != "M-1" else (*row[:2], "0.00", "", "1,700.00", "1,200.00", row[6]) for row in ROWS
    ]
    assert classes(table(rows=rows, totals=())) == {}


def test_a_number_right_beside_one_below_no_heading_may_be_its_first_half_and_is_in_no_field() -> None:
    text = with_column("", ("12", "34", "56", "78"), "")
    assert column(text, "ending_balance") == []
    assert len(column(text, "principal")) == len(ROWS)
