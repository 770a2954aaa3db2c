"""Where the titles and groups of an address come from, as pages print them."""

from tests.parsers.addressed_words import read


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


def test_the_statements_head_on_the_next_page_ends_the_sections_of_the_last() -> None:
    found = read(
        """
INVENTED TRUST 1997-4
STATEMENT TO CERTIFICATEHOLDERS

Class      Balance       Principal
A-1     100,000.00        1,000.00
A-2     200,000.00        2,000.00

AMOUNTS PER UNIT
Class        Units       Principal
A-1         100.00         10.0000
A-2         200.00         20.0000

INVENTED TRUST 1997-4
STATEMENT TO CERTIFICATEHOLDERS

                      Pool I        Pool II
Advances            1,200.00       1,300.00
"""
    )
    assert found["10.0000"].section[-1:] == ("AMOUNTS PER UNIT",)
    assert found["1,300.00"] == (("STATEMENT TO CERTIFICATEHOLDERS",), "II", "Advances", "Pool II")


def test_the_heading_of_a_table_repeated_below_the_statements_head_continues_its_section() -> None:
    found = read(
        """
INVENTED TRUST 1997-4
STATEMENT TO CERTIFICATEHOLDERS

PRINCIPAL DETAIL
Class      Balance       Principal
A-1     100,000.00        1,000.00
A-2     200,000.00        2,000.00

INVENTED TRUST 1997-4
STATEMENT TO CERTIFICATEHOLDERS

Class      Balance       Principal
A-3     300,000.00        3,000.00
"""
    )
    assert found["3,000.00"].section[-1:] == ("PRINCIPAL DETAIL",)
