"""The CTSLink statement: heads of all years, sections known by title, what stays unmapped and why."""

import json
import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

import parsers
from parsers.documents import read_page
from parsers.layouts import LAYOUTS
from tests.parsers.golden import FIXTURES, PAGES
from tests.properties.ctslink_reading import whole_page
from tests.writer.families import damage

SUMMARY = """
                     Certificateholder Distribution Summary

                     Certificate   Certificate       Beginning
                        Class     Pass-Through     Certificate      Interest       Principal      Current
Class       CUSIP    Description          Rate         Balance  Distribution    Distribution  Realized Loss

  A-1     36185NBU3     SEN           6.00000%    1,000,000.00      5,000.00       10,000.00           0.00
  B-1     SMT00004B     SUB           6.00000%      200,000.00      1,000.00        2,000.00         500.00
Totals                                            1,200,000.00      6,000.00       12,000.00         500.00

                     Certificateholder Distribution Summary (continued)

                   Ending                        Cumulative
              Certificate          Total           Realized
Class             Balance   Distribution             Losses
  A-1          990,000.00      15,000.00               0.00
  B-1          197,500.00       3,000.00             900.00
Totals       1,187,500.00      18,000.00             900.00
"""
V1 = """\
Some Asset Securities Corporation
Mortgage Pass-Through Certificates


Record Date:            3/31/99
Distribution Date:      04/26/1999

NASCOR  Series: 1999-10

Contact: Customer Service
         Norwest Bank Minnesota, N.A.
         11000 Broken Land Parkway
         Columbia, MD 21044
"""
V2 = """\
Some Mortgage Trust 7                       Contact:  Customer Service - CTSLink
Mortgage Pass-Through Certificates                    Wells Fargo Bank Minnesota, N.A.
Record Date:            30-Nov-2000                   7485 New Horizon Way
Distribution Date:      22-Dec-2000                   Frederick, MD 21703
                                            20-Dec-2000  1:05:41PM

                       SMT Series 2000-4
"""
V3 = """\
Contact: Customer Service - CTSLink
Wells Fargo Bank Minnesota, N.A.
Frederick, MD 21703

SMT SERIES 2002-9
RECORD DATE: AUGUST 30, 2002
DISTRIBUTION DATE: SEPTEMBER 20, 2002
"""
BLANKS = """\
Some Mortgage Trust 4
Record Date:            28- Feb- 2001
Distribution Date:      22- Mar- 2001
14- Mar- 2001 5: 48: 32PM

SMT Series 2000-4
"""
V6 = """\
Some Mortgage Trust 2013-1
Mortgage Pass-Through Certificates
Distribution Date:      26-Dec-2013
8480 Stagecoach Circle
Frederick, MD 21701-4747
SMT Series 2013-1
"""


def read(text: str) -> list[dict[str, Any]]:
    lines = parsers.read(text.encode()).to_jsonl().decode().splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def of_kind(records: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [record for record in records if record["record"] == kind]


@pytest.mark.parametrize(
    ("head", "deal", "trust", "record_date", "distribution_date", "printed_at"),
    [
        (
            V1,
            "NASCOR 1999-10",
            "Some Asset Securities Corporation Mortgage Pass-Through Certificates",
            "1999-03-31",
            "1999-04-26",
            None,
        ),
        (
            V2,
            "SMT 2000-4",
            "Some Mortgage Trust 7 Mortgage Pass-Through Certificates",
            "2000-11-30",
            "2000-12-22",
            "2000-12-20 13:05:41",
        ),
        (V3, "SMT 2002-9", None, "2002-08-30", "2002-09-20", None),
        (
            V6,
            "SMT 2013-1",
            "Some Mortgage Trust Mortgage Pass-Through Certificates",
            None,
            "2013-12-26",
            None,
        ),
        (BLANKS, "SMT 2000-4", "Some Mortgage Trust 4", "2001-02-28", "2001-03-22", "2001-03-14 17:48:32"),
    ],
    ids=["1999", "2000, two columns", "retyped, the contact first", "2013", "a blank behind each hyphen"],
)
def test_a_head_of_any_year_names_the_deal_and_its_dates(
    head: str,
    deal: str,
    trust: str | None,
    record_date: str | None,
    distribution_date: str,
    printed_at: str | None,
) -> None:
    (statement,) = of_kind(read(head + SUMMARY), "statement")
    assert statement["layout"] == "wells_fargo"
    assert (statement["deal"], statement.get("trust")) == (deal, trust)
    assert (statement.get("record_date"), statement["distribution_date"]) == (record_date, distribution_date)
    assert statement.get("printed_at") == printed_at
    assert (statement["numbers"]["unmapped"], statement["checks"]["failed"]) == (0, {})


def test_a_code_of_the_agents_own_is_no_cusip() -> None:
    codes = {one["class_name"]: one for one in of_kind(read(V1 + SUMMARY), "tranche")}
    assert codes["A-1"]["cusip"] == "36185NBU3"
    assert (codes["B-1"]["cusip"], codes["B-1"]["cusip_printed"]) == (None, "SMT00004B")


def test_two_statements_of_one_document_are_distinguished_by_their_heads() -> None:
    second = V1.replace("1999-10", "1999-11") + SUMMARY
    assert [one["deal"] for one in of_kind(read(V1 + SUMMARY + "\n\n" + second), "statement")] == [
        "NASCOR 1999-10",
        "NASCOR 1999-11",
    ]


FEES = """
                              SERVICING FEES

Gross Servicing Fee                                                 500.00
Master Servicing Fee                                                 20.00
"""


def test_a_label_counts_below_the_title_of_its_own_section_alone() -> None:
    known = of_kind(read(V1 + SUMMARY + FEES), "amount")
    assert {one["name"]: one["value"] for one in known} == {
        "gross_servicing_fee": Decimal("500.00"),
        "master_servicing_fee": Decimal("20.00"),
    }
    other = read(V1 + SUMMARY + FEES.replace("SERVICING FEES", "FEES OF THE PRIOR PERIOD"))
    assert (of_kind(other, "amount"), len(of_kind(other, "unmapped"))) == ([], 2)


def test_a_section_ends_at_a_title_that_is_not_known() -> None:
    page = V1 + SUMMARY + FEES + "\n          RESERVE ACCOUNT STATEMENT\n\nNet Servicing Fee     7.00\n"
    assert "net_servicing_fee" not in {one["name"] for one in of_kind(read(page), "amount")}


def test_what_no_page_has_shown_is_tried_and_never_fails() -> None:
    rest = "Supported Prepayment/Curtailment Interest Shortfall      0.00\nNet Servicing Fee     477.00\n"
    page = V1 + SUMMARY + FEES + rest
    (statement,) = of_kind(read(page), "statement")
    skipped = statement["checks"]["skipped"]["fee_support"]
    assert [reason.split(":")[0] for reason in skipped] == ["unproved"]
    assert statement["checks"]["failed"] == {}


FACTORS = """
                     Principal Distribution Factors Statement

              Original      Beginning     Scheduled    Unscheduled
                  Face    Certificate     Principal      Principal                   Realized
Class (2)       Amount        Balance  Distribution   Distribution    Accretion      Loss (3)
  A-1     2,000,000.00  {beginning:>13}    0.00000000     0.00000000   0.00000000    0.00000000

(2) {note}
"""


@pytest.mark.parametrize(
    ("beginning", "note", "denomination", "read_as"),
    [
        ("500.00000000", "All Classes are Per $1,000 Denomination", 1000, "500.00000000"),
        ("0.50000000", "Per $1 Denomination", 1, "500.00000"),
        ("500.00000000", "As the Prospectus Supplement says", 1000, "500.00000000"),
    ],
)
def test_factors_are_kept_per_1000_and_the_statement_says_how_they_were_printed(
    beginning: str, note: str, denomination: int, read_as: str
) -> None:
    records = read(V1 + SUMMARY + FACTORS.format(beginning=beginning, note=note))
    (statement,) = of_kind(records, "statement")
    first = of_kind(records, "tranche")[0]
    assert (statement["denomination"], str(first["beginning_balance_per_1000"])) == (denomination, read_as)


def test_factors_of_no_denomination_stay_unmapped() -> None:
    records = read(V1 + SUMMARY + FACTORS.format(beginning="77.00000000", note="Rounded"))
    assert "beginning_balance_per_1000" not in of_kind(records, "tranche")[0]
    assert "77.00000000" in [one["text"] for one in of_kind(records, "unmapped")]


def test_columns_under_each_others_headings_are_left_and_not_read_by_words() -> None:
    page = whole_page(3, False, sections=1)
    hurt = damage.exchange_columns(page, Random(1), ("principal", "interest"))
    assert hurt is not None
    taken = {name for one in of_kind(read(hurt.page.text), "tranche") for name in one}
    assert not taken & {"principal", "interest"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_first_trusts_of_gmac_mortgage_keep_the_layout_of_their_own(page: Path) -> None:
    read_by = [layout.name for layout in LAYOUTS if layout.claims(read_page(page.read_text("latin-1")))]
    assert not {"wells_fargo", "paying_agent"} <= set(read_by)


WHOLE = (FIXTURES / "wells_fargo.invented-sections.txt").read_text()
SECTIONS, TITLE, _ = WHOLE.partition(
    "                                                Miscellaneous Reporting"
)


def of_groups(*names: str) -> str:
    """The page of all sections with other names for its groups, in their places."""
    page = SECTIONS
    for number, name in enumerate(names, start=1):
        printed = f"Group {number}"
        page = page.replace(f"\n{printed}\n", f"\n{name}\n")
        page = re.sub(rf" {{{len(name)}}}{printed}", lambda _, name=name: f"{name:>{len(name) + 7}}", page)
    return page


@pytest.mark.parametrize("names", [("FIXED", "ARM"), ("Fixed Rate", "ARM Loans"), ("GROUP I", "GROUP II")])
def test_groups_may_be_named_by_the_kind_of_their_loans(names: tuple[str, str]) -> None:
    kinds = ("pool", "delinquency", "amount")
    groups = {str(number): re.sub(r" Loans|GROUP ", "", name) for number, name in enumerate(names, start=1)}
    reported = [
        [{name: value for name, value in one.items() if name != "label"} for one in of_kind(records, kind)]
        for records in (read(SECTIONS), read(of_groups(*names)))
        for kind in kinds
    ]
    ours = [
        {**one, "group": groups[one["group"]]} if one.get("group") else one
        for own in reported[:3]
        for one in own
    ]
    assert ours == [one for own in reported[3:] for one in own]
    assert {one["group"] for one in reported[4]} == {None, *groups.values()}


def miscellaneous(*rows: tuple[str, str]) -> str:
    return SECTIONS + TITLE + "\n" + "".join(f"{label:<60}{value:>20}\n" for label, value in rows)


def test_of_the_deals_own_list_only_what_has_one_meaning_is_read() -> None:
    page = miscellaneous(
        ("Senior Percentage", "93.250000%"),
        ("Subordinate Prepayment Percentage", "0.000000%"),
        ("Group 1 Senior Percentage", "92.000000%"),
        ("Special Hazard Amount", "1,385,880.46"),
        ("Rapid Prepay Event", "NO"),
        ("Yield Maintenance", "123.45"),
    )
    records = read(page)
    found = {
        (one["name"], one["column"], one.get("group")): one["value"]
        for one in of_kind(records, "amount")
        if one["name"].endswith("_percentage")
    }
    assert found == {
        ("distribution_percentage", "senior", None): Decimal("93.250000"),
        ("prepayment_percentage", "subordinate", None): Decimal("0.000000"),
        ("distribution_percentage", "senior", "1"): Decimal("92.000000"),
    }
    assert [one["text"] for one in of_kind(records, "unmapped")] == ["1,385,880.46", "123.45"]


def test_a_percentage_of_the_list_that_is_printed_twice_is_left() -> None:
    page = miscellaneous(("Senior Percentage", "93.250000%"), ("Senior Percentage", "92.000000%"))
    left = [one["text"] for one in of_kind(read(page), "unmapped")]
    assert left == ["93.250000%", "92.000000%"]


LATER = """
                                           Trigger Event
Trigger Event in Effect                                                       No
Delinquency Percentage                                                 3.250000%

                                        Realized Loss Detail Report
Loan         Beginning       Current       Aggregate     Net
Number       Balance         Loss          Losses        Liquidation
12345678     100,000.00      10,000.00     10,000.00     90,000.00
12345679     200,000.00      20,000.00     20,000.00     180,000.00
Total        300,000.00      30,000.00     30,000.00     270,000.00

                                        12 Month Loan Status History
             Current        30 Days        60 Days
Sep-2005      1,200          30             20
Oct-2005      1,190          31             21
"""


def test_sections_of_later_years_are_unmapped_and_spoil_none_of_the_others() -> None:
    before, after = read(SECTIONS), read(SECTIONS + LATER)
    kinds = ("tranche", "total", "pool", "delinquency", "credit_support", "amount", "check")
    for kind in kinds:
        assert of_kind(before, kind) == of_kind(after, kind)
    assert len(of_kind(after, "unmapped")) == 21


def test_an_account_that_does_not_add_up_is_a_finding_but_for_a_row_that_has_no_field() -> None:
    page = SECTIONS.replace("16,405,903.07", "26,405,903.07")
    assert [one["check"] for one in of_kind(read(page), "check")] == ["account_total"]
    row = "Proceeds from Repurchased Loans "
    other = page.replace(row, "Proceeds of Another Kind".ljust(len(row)))
    (statement,) = of_kind(read(other), "statement")
    assert statement["checks"]["failed"] == {}
    assert "a row of the section has no field" in statement["checks"]["skipped"]["account_total"]
