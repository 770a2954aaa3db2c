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
