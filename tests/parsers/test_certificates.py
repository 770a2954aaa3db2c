"""GMAC Mortgage's servicing certificates: text and HTML alike, and one test for each surprise."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import parsers
from tests.parsers.certificate_pages import (
    GLUED,
    REVOLVING,
    SAMPLE,
    SINGLE,
    SPREADSHEET_ERRORS,
    SUFFIXES,
    TWO_GROUPS,
    amount,
    changed,
    records,
    unmapped,
)
from tests.parsers.golden import FIXTURES, read_records

TWINS = sorted((Path(__file__).parent / "text_twins").glob("*.txt"))


def test_there_are_pages_in_both_dresses() -> None:
    assert len(TWINS) >= 2


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.stem)
def test_the_same_statement_in_text_and_in_html_gives_the_same_records(twin: Path) -> None:
    page = FIXTURES / f"{twin.stem}.htm"
    assert _without_places(twin) == _without_places(page)


def _without_places(page: Path) -> list[dict[str, Any]]:
    """The records of a page but for the filing line and the lines where the values stand."""
    records = read_records(page.read_bytes())[1:]
    return [{field: value for field, value in record.items() if field != "lines"} for record in records]


def test_a_date_of_hash_signs_is_null_and_reported() -> None:
    page = changed(SAMPLE, "02/25/2004", "########")
    (statement,) = records(page, "statement")
    assert statement["distribution_date"] is None
    assert unmapped(page) == ["########", Decimal("0.00")]
    assert {record["distribution_date"] for record in records(page, "tranche")} == {None}


@pytest.mark.parametrize("gap", ["\n", ",\n"])
def test_a_series_on_a_line_of_its_own_is_of_the_trust_named_above_it(gap: str) -> None:
    title = "Home Equity Loan-Backed Term Notes, GMACM Series 2003-HE2"
    page = changed(SAMPLE, title, f"GMACM Home Equity Loan Trust{gap}{' ' * 40}Series 2003-HE2")
    (statement,) = records(page, "statement")
    named = [statement[field] for field in ("trust", "deal", "lines")]
    assert named == ["GMACM Home Equity Loan Trust", "GMACM 2003-HE2", [5, 6, 7]]


def test_a_division_by_zero_is_null_and_reported() -> None:
    assert amount(SPREADSHEET_ERRORS, "overcollateralization_target", group="1B") is None
    assert unmapped(SPREADSHEET_ERRORS) == ["#DIV/0!"]


def test_a_value_too_wide_for_its_cell_is_null_and_reported() -> None:
    page = changed(REVOLVING, ">17,819<", ">#####<")
    (pool,) = records(page, "pool")
    assert pool["ending_loan_count"] is None
    assert unmapped(page) == ["#####"]


def test_a_factor_and_a_principal_printed_into_each_other_are_parted_where_the_balances_prove_it() -> None:
    notes = records(GLUED, "tranche")
    assert [(note["factor"], note["principal"]) for note in notes[:2]] == [
        (Decimal("0.8666629"), Decimal("1891537.83")),
        (Decimal("0.8666629"), Decimal("5674613.49")),
    ]


def test_a_factor_and_a_principal_printed_into_each_other_stay_together_where_nothing_proves_them() -> None:
    page = changed(GLUED, "0.86666291,891,537.83", "0.86666291,891,537.84")
    assert unmapped(page) == ["0.86666291,891,537.84"]
    assert "principal" not in records(page, "tranche")[0] or records(page, "tranche")[0]["principal"] is None


def test_a_label_and_a_value_without_a_blank_between_are_two_things() -> None:
    assert amount(SAMPLE, "overcollateralization_beginning") == Decimal("5283333.90")


def test_overcollateralization_may_be_negative() -> None:
    assert amount(REVOLVING, "overcollateralization_beginning") == Decimal("-568181.20")


def test_revolving_notes_are_notes() -> None:
    names = [note["class_name"] for note in records(REVOLVING, "tranche")]
    assert names == ["A-1", "A-2", "A-3", "Variable Pay Revolving Notes", "Certificates"]


def test_a_column_of_bare_fractions_is_stored_as_percent() -> None:
    page = SAMPLE
    for printed, fraction in (("18.32%", "0.1832"), ("25.47%", "0.2547"), ("10.00%", "0.1   ")):
        page = changed(page, printed, fraction)
    for printed, fraction in ((" 3.29%", "0.0329"), (" 3.50%", "0.035 "), (" 0.00%    7", "0         7")):
        page = changed(page, printed, fraction)
    shares = [note["security_pct"] for note in records(page, "tranche")]
    reported = ["18.32", "25.47", "3.29", "3.5", "10", "0", None]
    assert [share if share is None else str(share) for share in shares] == reported


def test_one_share_without_its_sign_is_no_column_of_fractions() -> None:
    page = changed(SAMPLE, " 3.29% ", " 0.0329")
    assert records(page, "tranche")[2]["security_pct"] == Decimal("0.0329")


def test_a_stray_sum_behind_a_value_is_reported() -> None:
    assert amount(TWO_GROUPS, "overcollateralization_beginning", group="1B") == Decimal("970506.83")
    assert unmapped(TWO_GROUPS) == [Decimal("1936782.85")]


def test_a_second_block_without_heading_is_of_the_second_group() -> None:
    assert amount(SPREADSHEET_ERRORS, "overcollateralization_change", group="1B") == Decimal("0.00")


def test_unlabelled_totals_are_left_out_where_they_are_the_sum_of_the_groups() -> None:
    (statement,) = records(SUFFIXES, "statement")
    assert statement["numbers"]["ignored_by"] == {"unlabelled_total": 2}
    assert (statement["numbers"]["mapped"], statement["numbers"]["unmapped"]) == (126, 0)
    page = changed(SUFFIXES, "5,760,340.32", "5,760,340.33")
    assert unmapped(page) == [Decimal("5760340.33")]


def test_a_row_that_no_page_was_seen_with_is_reported() -> None:
    page = changed(
        SAMPLE, "Extraordinary Event Losses                    0.00", "Reserve Fund Withdrawal  1,234.56"
    )
    assert unmapped(page) == [Decimal("0.00"), Decimal("1234.56")]


def test_figures_below_a_heading_that_is_not_known_are_reported() -> None:
    rows = "Reserve Account\nBeginning Balance      1,234.56\nEnding Balance      2,345.67\n\n"
    page = changed(SAMPLE, "Cuurent Month Repurchases Units", f"{rows}Cuurent Month Repurchases Units")
    assert unmapped(page) == [Decimal("0.00"), Decimal("1234.56"), Decimal("2345.67")]
    assert amount(page, "prefunding_beginning") == Decimal("0.00")


# As printed in the sample, whole or cut by the figure: the other wordings of the same, by deal and year.
WORDINGS = {
    "Target Overcollateralization Amount": (
        *("Overcollateralization Target Amount", "Overcollateralization Target"),
        "Required Overcollateralization Amount",
    ),
    "Weighted Average Net Loan Rate": (
        *("Net Weighted Average Coupon Rate", "Weighted Average Net WAC Rate", "Net WAC Rate"),
    ),
    "Interest Collections": ("Net Interest Collections",),
    "Excess Cash": ("Excess Spread Cash",),
    "Beginning Loss Amount": ("Beginning Net Loss Amount",),
    "Current Month Recoveries": ("Current Month Principal Recovery",),
    "Ending Loss Amount": ("Net Ending Loss Amount",),
    "Delinquent Loans (180+ Days)*": ("Delinquent Loans (180 Days)*", "Delinquent Loans (180 + Days) *"),
    "Foreclosures": ("Foreclosure", "Foreclosed Loans"),
    "Bankruptcies": ("Bankruptcy",),
    "Cuurent Month Repurchases Units": (
        *("Current Month Repurchases Units", "Current Month Repurchases - Units"),
        "Repurchased Loan Count",
    ),
    "Cuurent Month Repurchases ($)": (
        *("Current Month Repurchases ($)", "Current Month Repurchases - Dollars"),
        *("Current Month Repurchases", "Repurchased Loan Amount"),
    ),
}


@pytest.mark.parametrize(
    ("printed", "wording"), [(printed, other) for printed, others in WORDINGS.items() for other in others]
)
def test_a_figure_is_the_same_under_each_of_its_labels(printed: str, wording: str) -> None:
    row = re.search(rf"\n{re.escape(printed)} *", SAMPLE)
    assert row is not None
    page = changed(SAMPLE, row[0], f"\n{wording:<{len(row[0]) - 1}}")
    assert _but_labels(page) == _but_labels(SAMPLE)


def _but_labels(page: str) -> list[dict[str, Any]]:
    read = read_records(page.encode("latin-1"))[1:]
    return [{field: value for field, value in one.items() if field not in ("label", "lines")} for one in read]


FOOTNOTES = [
    ("*Delinquency Figures Include Foreclosures, REO and Bankruptcies", "*", {"all"}),
    ("* Delinquency Figures Do Not Include Foreclosures, REO and Bankruptcy", "*", set()),
    ("Delinquency Figures Include Foreclosures, REO and Bankruptcies", "", {"all"}),
    ("(1) 90+ Figures Include Foreclosures, REO and Bankruptcies", "", {"late"}),
]
ALL = ["bankruptcy", "foreclosure", "reo"]


@pytest.mark.parametrize(("footnote", "mark", "reported"), FOOTNOTES)
def test_a_footnote_shows_what_the_buckets_include(footnote: str, mark: str, reported: set[str]) -> None:
    page = changed(SAMPLE, "*Delinquency Figures Do Not include Bankruptcy, Foreclosure, and REO.", footnote)
    page = page.replace("Days)*", f"Days){mark}")
    buckets = {
        one["bucket"]: one.get("includes", "silent")
        for one in records(page, "delinquency")
        if one["status"] == "delinquent"
    }
    early, late = ALL if "all" in reported else "silent", ALL
    if not reported:
        early, late = [], []
    assert (buckets["30-59"], buckets["90-119"]) == (early, late)


def test_a_mark_of_a_footnote_is_no_figure() -> None:
    page = changed(SAMPLE, "Delinquent Loans (90 Days)* ", "Delinquent Loans (90+ Days) (1)  ")
    page = changed(page, "*Delinquency Figures Do Not include", "(1) 90+ Figures Include")
    (late,) = [one for one in records(page, "delinquency") if one["bucket"] == "90+"]
    assert (late["loan_count"], late["includes"]) == (7, ALL)
    assert unmapped(page) == [Decimal("0.00")]


def test_a_factor_is_a_fraction_beside_a_balance_and_per_thousand_beside_a_payment() -> None:
    notes = records(SINGLE, "tranche")[0]
    original = notes["ending_balance"] / notes["factor"]
    assert abs(notes["principal"] * 1000 / original - notes["principal_per_1000"]) < Decimal("0.0001")


def test_certificates_bundled_in_one_document_do_not_take_lines_of_each_other() -> None:
    """2026-11-21: 'as of Payment Date' at the end of one was taken for the head of the next."""
    first = (FIXTURES / "servicing_certificate.2003-HE2.txt").read_text()
    second = first.replace("02/25/2004", "03/25/2004")
    alone, bundled = parsers.read(first.encode()), parsers.read(f"{first}\n\n{second}".encode())
    heads = [record for record in bundled.records if isinstance(record, parsers.records.Statement)]
    assert [head.distribution_date for head in heads] == ["2004-02-25", "2004-03-25"]
    assert all(head.numbers == alone.records[1].numbers for head in heads)
