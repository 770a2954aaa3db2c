"""What is a class table: rows keyed by classes, and no title over it that speaks of another time or unit."""

import pytest

from parsers.general.reader import read_blocks
from parsers.page import Page
from tests.parsers.small_tables import HEADINGS, ROWS, TITLE, TOTALS, classes, drawn, reasons, table

NAMES = ["A-1", "A-2", "M-1", "B-1"]


def test_a_table_that_rolls_and_adds_up_below_a_known_title_is_read_whole() -> None:
    found = classes(table())
    assert list(found) == NAMES
    assert {name: str(value) for name, value in found["B-1"].items() if name.endswith("balance")} == {
        "beginning_balance": "100000.00",
        "ending_balance": "97100.00",
    }


@pytest.mark.parametrize("key", ["Class", "Certificate", "Note", "Bond", "Security"])
def test_a_column_headed_class_certificate_note_bond_or_security_keys_classes(key: str) -> None:
    assert list(classes(table(headings=(key, *HEADINGS[1:])))) == NAMES


@pytest.mark.parametrize("key", ["Group", "Pool", "Loan Number", "Account", "Distribution Date", "Servicer"])
def test_groups_pools_loans_accounts_and_dates_key_no_classes(key: str) -> None:
    text = table(headings=(key, *HEADINGS[1:]))
    assert classes(text) == {}
    assert key in reasons(text)


@pytest.mark.parametrize(
    "title",
    [
        *("Distributions to Date", "Payments Since Inception", "Payments Since Issue", "Prior Distribution"),
        *("Previous Distribution Summary", "Preceding Period", "Last Month", "Projected Distribution"),
        *("Cumulative Distributions", "Calendar Year Distributions", "Interest Shortfall", "Reserve Account"),
        *("Available Funds", "Distribution Summary (in thousands)", "Next Distribution"),
    ],
)
def test_a_title_of_another_time_or_thing_refuses_the_table(title: str) -> None:
    text = table(title=title)
    assert classes(text) == {}
    assert "a title over it says" in reasons(text)


@pytest.mark.parametrize("title", ["Credit Enhancement", "Collateral Statement", "Servicing Fees"])
def test_a_table_below_another_sections_title_is_no_class_table(title: str) -> None:
    assert classes(table(title=title)) == {}


def test_below_an_unknown_title_a_table_is_read_only_where_its_rate_accrues() -> None:
    assert classes(table(title="What Was Paid")) == {}
    assert "no title or rate" in reasons(table(title="What Was Paid"))
    rates = ("6.00000", "6.60000", "6.80000", "7.20000")
    rows = [(*row, rate) for row, rate in zip(ROWS, rates, strict=True)]
    accruing = drawn((*HEADINGS, "Pass-Through Rate"), [*rows, (*TOTALS, " ")], "What Was Paid")
    assert list(classes(accruing)) == NAMES
    off = [(*row, rate) for row, rate in zip(ROWS, reversed(rates), strict=True)]
    assert classes(drawn((*HEADINGS, "Pass-Through Rate"), [*off, (*TOTALS, " ")], "What Was Paid")) == {}


def test_money_with_three_decimals_or_nothing_above_1000_is_no_dollars() -> None:
    fine = tuple((row[0], *(f"{cell}0" for cell in row[1:])) for row in ROWS)
    assert classes(table(rows=fine, totals=())) == {}
    small = (
        ("A-1", "900.00", "10.00", "5.00", "15.00", "0.00", "890.00"),
        ("A-2", "800.00", "30.00", "11.00", "41.00", "0.00", "770.00"),
    )
    assert classes(table(rows=small, totals=())) == {}


@pytest.mark.parametrize("title", ["Per $1,000 of Original Face", "Amounts per $1,000 Unit", "Factors"])
def test_dollar_headings_below_a_title_of_ratios_are_not_dollars(title: str) -> None:
    assert classes(table(title=title)) == {}


@pytest.mark.parametrize("heading", ["Prior Principal", "Principal to Date", "Projected Principal"])
def test_a_heading_of_another_time_refuses_its_column(heading: str) -> None:
    text = table(headings=(*HEADINGS[:2], heading, *HEADINGS[3:]))
    assert classes(text) == {}
    assert "no column for principal" in reasons(text)


def test_prior_principal_balance_is_a_whole_wording_of_the_field() -> None:
    text = table(headings=("Class", "Prior Principal Balance", *HEADINGS[2:]))
    assert list(classes(text)) == NAMES


def test_a_second_table_of_the_month_before_costs_both() -> None:
    before = tuple((name, *reversed(cells)) for name, *cells in ROWS)
    text = table() + drawn(HEADINGS, before, TITLE)
    assert classes(text) == {}


def test_a_table_on_two_pages_is_one() -> None:
    text = drawn(HEADINGS, ROWS[:2]) + "\n   Page 2\n\n" + drawn(HEADINGS, [*ROWS[2:], TOTALS])
    assert list(classes(text)) == NAMES


HEAD = "Distribution Date:  August 25, 2003\n\n"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Distribution Summary as of August 25, 2003", True),
        ("Distribution Summary as of July 25, 2003", False),
        ("DISTRIBUTION SUMMARY FOR 07/25/2003", False),
        ("Distribution Summary\n           as of July 25, 2003", False),
        ("Pooling and Servicing Agreement dated October 1, 2002\n\nDistribution Summary", True),
    ],
)
def test_a_title_with_another_date_than_the_statements_refuses_the_table(title: str, read: bool) -> None:
    found = read_blocks(Page.from_text(HEAD + table(title=title)).lines)
    assert bool(found.builder.tranches) is read
    refused = " ".join(part.refused for part in found.classes.refused)
    assert ("another date than the statement's" in refused) is not read


def test_a_title_in_html_right_above_the_names_heading_is_the_tables_own() -> None:
    """The table is not taken for one of the title above: the next title stands in the first cell alone."""
    cells = [HEADINGS, *ROWS, TOTALS]
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells]
    for title, read in (("Distribution Summary", True), ("Distribution to Date", False)):
        above = f"<p>{TITLE}</p><table><tr><td>{title}</td></tr>{''.join(rows)}</table>"
        assert bool(classes(f"<html><body>{above}</body></html>")) is read


@pytest.mark.parametrize(("period", "read"), [("Current Period", True), ("Prior Period", False)])
def test_a_known_title_of_the_current_period_is_known_and_one_of_another_refuses(
    period: str, read: bool
) -> None:
    assert bool(classes(table(title=f"Distribution in Dollars - {period}"))) is read


def test_a_trust_below_its_series_is_named_without_the_number_of_the_page() -> None:
    page = f"Any Bank National Trust Company   Series 2006-OA4   Page 1 of 9\nAny Loan Trust\n\n{table()}"
    named = read_blocks(Page.from_text(page).lines).builder.statement
    assert (named.trust, named.deal) == ("Any Loan Trust", "Any Loan Trust 2006-OA4")


def test_the_amounts_beside_a_word_of_an_address_are_not_part_of_one() -> None:
    page = """
PERFORMANCE TESTS
                                        Required           Actual
Overcollateralization Floor         1,626,112.00     1,810,332.02
Fax Charges                               120.00             0.00

100 Any Plaza, 15th Floor, Chicago, Illinois 60670
4 ANY PLAZA FLR 6, New York, New York 10004
"""
    lines = Page.from_text(page).lines
    builder = read_blocks(lines).builder
    left = [cell.text for line in lines for cell in line.values if builder.fate(cell) is None]
    assert left == ["1,626,112.00", "1,810,332.02", "120.00", "0.00"]


def test_classes_of_two_groups_in_one_table_are_not_all_of_the_first() -> None:
    lines = table().splitlines()
    text = "\n".join([*lines[:2], "Group I", *lines[2:4], "Group II", *lines[4:]])
    found = classes(text)
    assert list(found) == NAMES
    assert {one.get("group") for one in found.values()} == {None}
