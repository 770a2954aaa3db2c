"""Where the words of an address come from: titles, groups, labels and headings as pages print them."""

from parsers.blocks.addresses import Address, addresses
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.page import Page

Addressed = dict[str, Address]  # by the number as printed


def read(text: str) -> Addressed:
    lines = Page.from_text(text).lines
    cells = [cell for line in lines for cell in line.values]
    found = addresses(find_blocks(lines, KNOWN), cells)
    return {cell.text: found[id(cell)] for cell in cells if id(cell) in found}


def test_a_title_over_a_group_of_columns_is_that_of_each_of_them() -> None:
    found = read(
        """
DELINQUENCY INFORMATION

                    30-59 Days               60-89 Days
              Count      Balance       Count      Balance
Group 1          22     2,900,110.20       8     1,001,233.00
Group 2           9     1,700,110.00       3       501,233.50
"""
    )
    assert found["22"] == (("DELINQUENCY INFORMATION", "30-59 Days"), "1", "Group 1", "Count")
    assert found["501,233.50"] == (("DELINQUENCY INFORMATION", "60-89 Days"), "2", "Group 2", "Balance")


def test_a_title_in_the_middle_of_its_columns_is_that_of_those_at_the_edges_too() -> None:
    found = read(
        """
             FACTORS PER THOUSAND
Class   Opening      Middle       Closing
A-1     996.401122   12.331212    984.069910
A-2     881.201122   10.331212    870.869910
"""
    )
    assert {one.section[-1:] for one in found.values()} == {("FACTORS PER THOUSAND",)}


def test_a_name_on_the_first_of_several_rows_is_that_of_the_next_until_a_row_begins_where_it_did() -> None:
    found = read(
        """
COLLATERAL

                              Amount           Share
Bankrupt     Balance      100,200.00           1.11%
             Loans               120           2.22%
REO          Balance      300,400.00           3.33%
             Loans               340           4.44%
Everything together       400,600.00           5.55%
"""
    )
    assert [found[share].label for share in ("2.22%", "4.44%", "5.55%")] == [
        "Bankrupt Loans",
        "REO Loans",
        "Everything together",
    ]


def test_percentages_below_amounts_have_the_label_of_these() -> None:
    found = read(
        """
11. Delinquencies

            Count           Balance
30-59          52     17,779,599.86
            1.16%             1.06%
60-89         102     26,120,175.71
            2.28%             1.56%
"""
    )
    assert (found["1.16%"].label, found["1.56%"].label) == ("30-59", "60-89")


def test_totals_without_a_label_have_none_from_the_row_above() -> None:
    found = read(
        """
Class      Principal    Interest
A-1           100.00       10.00
              300.00       30.00
"""
    )
    assert found["300.00"].label == ""


def test_a_heading_over_the_labels_names_the_group_of_its_rows_and_of_no_others() -> None:
    found = read(
        """
Delinquency Information

Group 2                 Number of Loans  Principal Balance
Delinquency 30-59 days                8       1,179,990.20
Delinquency 60-89 days                5       1,478,015.60

Fees

Servicing Fee                                    44,001.00
"""
    )
    assert (found["8"].group, found["44,001.00"].group) == ("2", None)


def test_class_type_over_the_labels_is_no_group() -> None:
    found = read(
        "\nClass   Class Type    Principal    Interest\nA-1     Senior           100.00       10.00\n"
    )
    assert found["100.00"].group is None


def test_a_numbered_title_is_a_section_and_ends_the_group() -> None:
    found = read(
        """
10. Loan Status Report

Group 1
Beginning count       1,001

11. Losses and Recoveries

Total loss            44.00
"""
    )
    assert found["1,001"] == (("10. Loan Status Report",), "1", "Beginning count", "")
    assert found["44.00"] == (("11. Losses and Recoveries",), None, "Total loss", "")


def test_imprints_and_facts_in_words_are_no_titles() -> None:
    found = read(
        """
FEES

COPYRIGHT 1999, A CORPORATION
450 W. 33rd Street
New York, New York 10001
Calculation Method: Mortgage Bankers Association

Trustee Fee            1,548.08
"""
    )
    assert found["1,548.08"].section == ("FEES",)


def test_a_code_is_no_word_of_the_label() -> None:
    found = read(
        """
Class   Cusip        Principal    Interest
M-1     76110VBC3       100.00       10.00
R       N/A               0.00        0.00
"""
    )
    assert found["100.00"].label == "M-1"


def test_the_units_of_a_heading_are_no_row() -> None:
    text = """
Class         Balance      Payment
CUSIP       Per 1,000    Per 1,000
A1         100,000.00     1,500.00
"""
    assert "1,000" not in read(text)


def test_a_title_whose_rows_are_indented_ends_at_a_row_that_is_not() -> None:
    found = read(
        """
FEES

Insurance Premium:
   First policy     12.00
   Second policy    14.00
Servicing Fee       44.00
"""
    )
    assert (found["14.00"].section, found["44.00"].section) == (("FEES", "Insurance Premium"), ("FEES",))


def test_a_label_as_long_as_the_column_goes_on_in_the_next_line() -> None:
    found = read(
        """
TESTS
Target Amount                                    2,300.00
Cumulative losses as a share of the closing
date balance                                       1.20%
Insurance
Premium                                           14.00
"""
    )
    assert found["1.20%"].label == "Cumulative losses as a share of the closing date balance"
    assert found["14.00"] == (("TESTS", "Insurance"), None, "Premium", "")


def test_a_title_that_a_list_of_contents_has_too_is_no_running_head() -> None:
    found = read(
        """
Payment Report
Contents
Distribution to Date

FACTORS
Class     Opening      Closing
A-1       996.40       984.06

Distribution to Date
Class     Principal    Interest
A-1          100.00       10.00
"""
    )
    assert found["100.00"].section[-1] == "Distribution to Date"


def test_headings_one_blank_apart_are_parted_where_their_columns_stand() -> None:
    found = read(
        """
Mortgage Loans in Delinquency

Category   Number Principal Balance Percentage
--------   ----   ---------------   ---------
1 Month      16      4,343,875.13   0.904486%
2 Months     11      1,343,875.22   0.304486%
"""
    )
    assert [found[text].column for text in ("16", "4,343,875.13", "0.904486%")] == [
        "Number",
        "Principal Balance",
        "Percentage",
    ]


def test_headings_one_blank_apart_above_others_are_parted_by_the_rules_below_them() -> None:
    found = read(
        """
SHORTFALLS

                 Gross
Loan          Interest Compensating  Interest
Group        Shortfall    Interest  Shortfall
-----------  ---------  ----------  ---------
Deal Totals  24,308.90    8,102.97  16,205.93
"""
    )
    assert [one.column for one in found.values()] == [
        "Gross Interest Shortfall",
        "Compensating Interest",
        "Interest Shortfall",
    ]
    assert {one.section for one in found.values()} == {("SHORTFALLS",)}


def test_a_title_in_the_middle_of_its_columns_is_not_parted_among_them() -> None:
    found = read(
        """
LOSSES

              Liquidated Loans           Other Losses
Loan           Number     Amount       Number     Amount
Group 1            12   1,200.00            3     310.00
Group 2             9     900.00            1     110.00
"""
    )
    assert found["1,200.00"] == (("LOSSES", "Liquidated Loans"), "1", "Group 1", "Amount")


def test_the_name_of_a_group_over_a_column_is_its_heading_and_the_group() -> None:
    found = read(
        """
COLLATERAL

                           Group 1          Group 2            Total
Beginning balance       100,000.00       200,000.00       300,000.00
Ending balance           99,000.00       190,000.00       289,000.00
"""
    )
    assert found["100,000.00"] == (("COLLATERAL",), "1", "Beginning balance", "Group 1")
    assert found["300,000.00"] == (("COLLATERAL",), None, "Beginning balance", "Total")


def test_a_group_at_the_end_of_a_title_is_that_of_the_rows_below() -> None:
    found = read(
        """
DELINQUENT LOANS - Group 1

                 30 Days    60 Days
Balance        10,000.00   1,000.00

DELINQUENT LOANS - Total

                 30 Days    60 Days
Balance        20,000.00   2,000.00
"""
    )
    assert (found["1,000.00"].group, found["2,000.00"].group) == ("1", None)


def test_a_part_between_groups_is_that_of_the_group_named_below_it() -> None:
    found = read(
        """
Loans in Delinquency
Group 1
              Number     Balance
30 Days           12    1,200.00

Loans in Foreclosure
Group 1
              Number     Balance
All loans          3      310.00

Loans in Delinquency
Group 2
              Number     Balance
30 Days            9      900.00
"""
    )
    assert [found[text].section for text in ("1,200.00", "310.00", "900.00")] == [
        ("Loans in Delinquency",),
        ("Loans in Foreclosure",),
        ("Loans in Delinquency",),
    ]


def test_the_deals_totals_stand_beside_the_groups_and_are_no_part_of_them() -> None:
    found = read(
        """
11. Deal Delinquencies

Deal Totals
Days          Count    Balance
30-59            12   1,200.00

Group 2
Days          Count    Balance
30-59             3     310.00
"""
    )
    assert (found["1,200.00"].section, found["1,200.00"].group) == (("11. Deal Delinquencies",), None)
    assert (found["310.00"].section, found["310.00"].group) == (("11. Deal Delinquencies",), "2")


def test_the_total_of_a_part_ends_it() -> None:
    found = read(
        """
CERTIFICATE ACCOUNT

Beginning Balance               10.00
Withdrawals
Payment of Fees                 40.00
Payment of Interest             50.00
Total Withdrawals               90.00
Ending Balance                  20.00
"""
    )
    assert found["90.00"].section == ("CERTIFICATE ACCOUNT", "Withdrawals")
    assert found["20.00"].section == ("CERTIFICATE ACCOUNT",)


def test_below_a_pages_foot_with_an_address_the_title_is_that_of_the_page() -> None:
    found = read(
        """
Statement to Certificateholders

DISTRIBUTION IN DOLLARS
Class        Principal    Interest
A-1             100.00       10.00

A. Person
The Invented Bank - Structured Finance
450 W. 33rd Street, 14th Floor
New York, New York 10001

Pool Balance                     44.00
"""
    )
    assert found["100.00"].section[-1] == "DISTRIBUTION IN DOLLARS"
    assert found["44.00"].section == ("Statement to Certificateholders",)


def test_a_sections_number_and_a_unit_are_words_of_the_label() -> None:
    found = read(
        "FEES\n\nSection 5.8(i) Trustee Fee            2,327.42\n"
        "Section 5.8(i) Trustee Fee per $1000  0.01357298\n"
    )
    assert found["2,327.42"].label == "Section 5.8(i) Trustee Fee"
    assert found["0.01357298"].label == "Section 5.8(i) Trustee Fee per $1000"


def test_lists_of_facts_side_by_side_have_their_own_titles_and_labels() -> None:
    found = read(
        """
Cash Reconciliation

Interest Received                   Principal Received
Scheduled Interest     1,301.10     Curtailments        55.18
Less Deferred              0.00     Prepayments      2,250.21
"""
    )
    assert found["1,301.10"] == (("Cash Reconciliation", "Interest Received"), None, "Scheduled Interest", "")
    assert found["2,250.21"] == (("Cash Reconciliation", "Principal Received"), None, "Prepayments", "")


def test_a_remic_is_the_group_of_its_classes_and_of_nothing_below_them() -> None:
    found = read(
        """
REMIC II

Class        Principal    Interest
A-1             100.00       10.00

Reserve Fund

Opening Balance                 44.00
"""
    )
    assert (found["100.00"].group, found["44.00"].group) == ("REMIC II", None)


def test_a_numbered_sentence_with_a_colon_is_the_title_of_its_rows_and_ends_at_the_next() -> None:
    found = read(
        """
(i)   Amount of the distribution to each of the Classes that is allocable to principal, per Certificate:
            Class A-1                                   $    20.00
            Class A-2                                   $    30.00

(ii)  Balance of the Mortgage Loans
      after giving effect to distributions              $    90.00
"""
    )
    assert found["20.00"].section[-1].startswith("(i) Amount of the distribution")
    assert found["90.00"].section == ()
    assert found["90.00"].label == "(ii) Balance of the Mortgage Loans after giving effect to distributions"


def test_signs_and_units_in_a_heading_are_words_of_it() -> None:
    found = read(
        """
SUPPORT

              Original     Original
                     $            %
Class A      20,177.17    5.136527%
Class B      10,177.17    2.136527%

RATIOS

Class         Opening      Closing
CUSIP       Per 1,000    Per 1,000
A-1        996.401122   984.069910
"""
    )
    assert [found[text].column for text in ("20,177.17", "5.136527%")] == ["Original $", "Original %"]
    assert found["984.069910"].column == "Closing Per 1,000"


def test_a_groups_name_between_a_heading_and_its_rows_is_that_of_the_rows_below_it() -> None:
    found = read(
        """
D.  REALIZED LOSSES

                                   Current Period         Cumulative
Group I
   Loans Liquidated                             1                  9
   Net Losses                            1,500.50         210,300.40
Group II
   Loans Liquidated                             2                  4
   Net Losses                                0.50          90,100.00
"""
    )
    title = ("D. REALIZED LOSSES",)
    assert found["210,300.40"] == (title, "I", "Net Losses", "Cumulative")
    assert found["90,100.00"] == (title, "II", "Net Losses", "Cumulative")


def test_a_line_below_a_row_that_begins_with_a_small_letter_is_the_rest_of_its_label() -> None:
    found = read(
        """
FEES

Servicing Fees paid to the Servicers         22,996.50
   with respect to the Mortgage Loans
Trustee Fee                                   1,379.79
"""
    )
    assert (
        found["22,996.50"].label == "Servicing Fees paid to the Servicers with respect to the Mortgage Loans"
    )
    assert found["1,379.79"] == (("FEES",), None, "Trustee Fee", "")


def test_a_row_alone_further_right_than_those_around_it_has_the_line_above_in_its_label() -> None:
    found = read(
        """
ACCOUNTS

                             Beginning          Ending
Reserve Account             500,000.00      501,041.67
Capitalized Interest
  Account                    40,000.00       30,083.33
Certificate Account          10,000.00       20,083.33
"""
    )
    assert found["40,000.00"].label == "Capitalized Interest Account"
    assert found["10,000.00"] == (("ACCOUNTS",), None, "Certificate Account", "Beginning")


def test_a_numbered_title_beside_the_headings_is_the_section_of_the_table() -> None:
    found = read(
        """
E.  ACCOUNTS

Reserve Account                              500,000.00

F.  MORTGAGE LOANS                Group I      Group II
Number of Loans                       701           455
Mortgage Rate                    9.12300%      8.98700%
"""
    )
    assert found["455"] == (("F. MORTGAGE LOANS",), "II", "Number of Loans", "Group II")


def test_a_total_below_several_titles_is_of_none_of_them() -> None:
    found = read(
        """
A.  SUMMARY
Class         Principal     Interest
-------------------------------------
Group I Certificates
  I-A            100.00        10.00
Subordinate Certificates
  B-1             50.00         5.00
-------------------------------------
  Total          150.00        15.00
"""
    )
    assert (found["100.00"].group, found["50.00"].group, found["150.00"].group) == ("I", None, None)
    assert found["50.00"].section == ("A. SUMMARY", "Subordinate Certificates")
    assert found["150.00"].section == ("A. SUMMARY",)


def test_a_fact_in_words_is_neither_heading_nor_title() -> None:
    found = read(
        """
TESTS
Target amount                          2,880.00
Has the step-down date occurred?             No
Delinquencies of sixty days               1.45%
"""
    )
    assert found["1.45%"] == (("TESTS",), None, "Delinquencies of sixty days", "")
