"""What proves a class table: roll and total in rows that could fail, exceptions that are the original's."""

import pytest

from tests.parsers.small_tables import (
    HEADINGS,
    ROWS,
    TOTALS,
    changed,
    classes,
    drawn,
    reasons,
    table,
    totals,
)

NAMES = ["A-1", "A-2", "M-1", "B-1"]


def test_a_table_of_zeros_proves_nothing() -> None:
    rows = [(row[0], *["0.00"] * 6) for row in ROWS]
    assert classes(table(rows=rows, totals=("Totals", *["0.00"] * 6))) == {}


def test_a_month_without_principal_proves_nothing() -> None:
    rows = [(name, begin, "0.00", interest, interest, "0.00", begin) for name, begin, _, interest, *_ in ROWS]
    text = table(rows=rows, totals=())
    assert classes(text) == {}
    assert "no row could fail" in reasons(text)


@pytest.mark.parametrize("missing", ["Beginning Balance", "Principal", "Ending Balance"])
def test_without_a_column_of_the_roll_nothing_is_read(missing: str) -> None:
    place = HEADINGS.index(missing)
    cut = [row[:place] + row[place + 1 :] for row in (HEADINGS, *ROWS, TOTALS)]
    assert classes(drawn(cut[0], cut[1:])) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beginning Balance", "Ending Balance"),
        ("Principal", "Interest"),
        ("Principal", "Total"),
        ("Principal", "Ending Balance"),
        ("Realized Loss", "Interest"),
        ("Realized Loss", "Principal"),
        ("Realized Loss", "Ending Balance"),
    ],
)
def test_exchanged_headings_of_roll_and_total_refuse_the_table(one: str, other: str) -> None:
    names = {one: other, other: one}
    assert classes(table(headings=tuple(names.get(name, name) for name in HEADINGS))) == {}


def test_a_column_that_the_roll_needs_under_an_unknown_heading_refuses_the_table() -> None:
    assert (
        classes(table(headings=tuple("Adj. 7(c)" if name == "Realized Loss" else name for name in HEADINGS)))
        == {}
    )


def test_two_columns_under_one_heading_are_neither() -> None:
    assert (
        classes(table(headings=tuple("Principal" if name == "Interest" else name for name in HEADINGS))) == {}
    )


def test_a_figure_off_by_one_unit_of_its_last_digit_is_rounding() -> None:
    assert list(classes(table(rows=changed(1, 6, "1,970,000.01")))) == NAMES


def test_one_row_whose_sum_alone_is_off_is_the_originals_error_where_the_totals_show_it() -> None:
    # The Bank of New York, 15 July 2003: class A's total lacks 10,000,000 that the totals row has.
    rows = changed(1, 4, "31,000.00")
    assert list(classes(table(rows=rows))) == NAMES
    assert str(classes(table(rows=rows))["A-2"]["total_distribution"]) == "31000.00"


def test_a_row_that_is_off_without_a_total_that_shows_it_refuses_the_table() -> None:
    assert classes(table(rows=changed(1, 4, "31,000.00"), totals=())) == {}
    assert "in 1 of 4 rows" in reasons(table(rows=changed(1, 4, "31,000.00"), totals=()))


def test_two_rows_off_refuse_the_table() -> None:
    rows = [list(row) for row in ROWS]
    rows[0][4], rows[1][4] = "14,000.00", "31,000.00"
    assert classes(table(rows=rows)) == {}


def test_a_small_table_has_no_exceptions() -> None:
    rows = changed(1, 4, "31,000.00")[:3]
    assert classes(table(rows=rows, totals=())) == {}


def test_a_strip_left_out_of_the_totals_need_not_roll() -> None:
    strip = ("S", "3,000,000.00", "0.00", "900.00", "900.00", "0.00", "2,960,000.00")
    with_strip = ("Totals", *TOTALS[1:3], "19,200.00", "60,800.00", *TOTALS[5:])
    assert list(classes(table(rows=[*ROWS, strip], totals=with_strip))) == [*NAMES, "S"]
    assert classes(table(rows=[*ROWS, strip], totals=())) == {}


def test_a_row_that_sums_up_the_rows_above_is_no_class_whatever_its_name() -> None:
    senior = ("Senior", "3,000,000.00", "40,000.00", "16,000.00", "56,000.00", "0.00", "2,960,000.00")
    assert list(classes(table(rows=[*ROWS[:2], senior, *ROWS[2:]]))) == NAMES


@pytest.mark.parametrize("name", ["Trustee Fee", "Reserve Fund", "Class A Draw", "Overcollateralization"])
def test_fees_reserves_draws_and_overcollateralization_are_no_classes_and_need_not_roll(name: str) -> None:
    other = (name, "5,000.00", "0.00", "0.00", "0.00", "0.00", "5,555.00")
    assert list(classes(table(rows=[*ROWS, other]))) == NAMES


def test_rows_of_another_table_behind_a_class_table_refuse_it() -> None:
    foreign = [("Loan 1", "77,000.00", "12.00", "13.00", "14.00", "15.00", "16,000.00")]
    assert classes(table() + drawn(HEADINGS, foreign).split("\n")[2]) == {}


def test_losses_above_what_is_left_are_in_the_ending_balances_place() -> None:
    names = {"Realized Loss": "Ending Balance", "Ending Balance": "Realized Loss"}
    headings = tuple(names.get(name, name) for name in HEADINGS if name != "Total")
    rows = [row[:4] + row[5:] for row in ROWS]
    assert classes(table(headings=headings, rows=rows, totals=())) == {}


def test_totals_are_read_where_a_column_of_them_adds_up() -> None:
    assert str(totals(table())["total_distribution"]) == "59900.00"
    wrong = ("Totals", *["1,234.56"] * 6)
    assert totals(table(totals=wrong)) == {}


def test_a_totals_row_with_another_columns_sum_in_a_column_is_not_read() -> None:
    begin, principal, interest, total, loss, ending = TOTALS[1:]
    shifted = ("Totals", begin, loss, interest, total, principal, ending)
    assert totals(table(totals=shifted)) == {}


def test_a_class_met_twice_must_agree_or_neither_figure_is_taken() -> None:
    rows = [*ROWS, ("B-2", "50,000.00", "200.00", "300.00", "500.00", "0.00", "49,800.00")]
    first = table(rows=rows, totals=())
    again = drawn(("Class", "Ending Balance", "Interest"), [(row[0], row[6], row[3]) for row in rows])
    assert list(classes(first + again)) == [*NAMES, "B-2"]
    found = classes(first + again.replace("990,000.00", "880,000.00"))
    assert "ending_balance" not in found["A-1"]
    assert len([one for one in found.values() if "ending_balance" in one]) == 4


def test_tables_that_differ_in_several_classes_are_not_one_months() -> None:
    again = drawn(("Class", "Ending Balance"), [(row[0], row[1]) for row in ROWS])
    assert classes(table() + again) == {}
    assert "printed twice and differs" in reasons(table() + again)


@pytest.mark.parametrize("name", ["Reserve Fund 1", "Group 1", "Account 2", ""])
def test_a_row_of_another_table_behind_the_totals_is_no_total(name: str) -> None:
    stranger = (
        name,
        "853,312,356.45",
        "6,699,318.23",
        "6,361,125.35",
        "6,691,453.61",
        "1.43",
        "674,617,716.32",
    )
    text = drawn(HEADINGS, [*ROWS, TOTALS, stranger])
    figures = {str(value) for value in totals(text).values()}
    assert not figures & {cell.replace(",", "") for cell in stranger}


def test_a_last_row_without_a_name_is_the_totals_only_where_half_its_columns_add_up() -> None:
    named = ("", *TOTALS[1:])
    assert str(totals(table(totals=named))["principal"]) == "41600.00"
    # The loss alone is within a dollar of its column's sum.
    strange = (
        "",
        "853,312,356.45",
        "6,699,318.23",
        "6,361,125.35",
        "6,691,453.61",
        "2,500.43",
        "674,617,716.32",
    )
    assert totals(table(totals=strange)) == {}


def test_a_totals_row_on_a_page_of_its_own_is_no_class_without_a_name() -> None:
    text = drawn(HEADINGS, ROWS) + "Page 2 of 9\n\n" + drawn(HEADINGS, [TOTALS], title="")
    assert set(classes(text)) <= set(NAMES)
    assert str(totals(text).get("principal", "41600.00")) == "41600.00"
