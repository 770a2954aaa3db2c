"""The titles above a number and the group that they name: where each begins, and where it ends."""

from tests.parsers.addressed_words import read, read_tables


def test_a_section_of_the_agreement_in_a_title_is_no_figure() -> None:
    found = read(
        """
REPORT PURSUANT TO SECTION 4.03

Sec. 4.03(a)(i)   Scheduled Principal                 310,220.11

Sec. 4.03(a)(xxi)   Supplemental Interest Trust

                  Beginning Balance                     1,000.00
                  Ending Balance                        1,200.00
"""
    )
    assert found["310,220.11"].label == "Sec. 4.03(a)(i) Scheduled Principal"
    assert found["1,200.00"].section[-1] == "Sec. 4.03(a)(xxi) Supplemental Interest Trust"


def test_a_group_in_titles_ends_at_a_title_that_is_below_none_of_the_others() -> None:
    page = """
DELINQUENCIES

Delinquency Information for Group 1
Balance                   1,000.10
Subtitle of each
Balance                   1,100.10
Delinquency Information for Group 2
Balance                   2,000.10
Subtitle of each
Balance                   2,100.10
{}
Balance                   3,000.10
"""
    found = read(page.format("Trigger Event"))
    assert [found[text].group for text in ("1,100.10", "2,100.10", "3,000.10")] == ["1", "2", None]
    found = read(page.format("Delinquency Information for Group 3"))
    assert found["3,000.10"].group == "3"


def test_the_groups_of_lone_titles_end_so_too() -> None:
    found = read(
        """
Delinquencies

Group 1
Loans                     1,000.10

Group 2
Loans                     2,000.10

Fees and Shortfalls

Trustee Fee               3,000.10
"""
    )
    assert [found[text].group for text in ("2,000.10", "3,000.10")] == ["2", None]


def test_a_status_does_not_end_a_group_and_a_new_section_forgets_the_groups_of_the_last() -> None:
    found = read(
        """
COLLATERAL INFORMATION

Group 1
Loans                     1,000.10

Group 2
Loans                     2,000.10

DELINQUENCY INFORMATION

Group 1
Loans                     3,000.10

Foreclosure
Loans                     4,000.10

Group 2
Loans                     5,000.10

Bankruptcy
Loans                     6,000.10
"""
    )
    groups = [found[f"{number},000.10"].group for number in range(1, 7)]
    assert groups == ["1", "2", "1", "1", "2", "2"]


def test_four_digits_behind_for_pool_number_the_deal() -> None:
    page = """
ADDITIONAL RELATED INFORMATION FOR POOL {}

Loans                     1,000.10
"""
    assert read(page.format("4059"))["1,000.10"].group is None
    assert read(page.format("2"))["1,000.10"].group == "2"


def test_an_account_goes_on_behind_the_total_of_its_part() -> None:
    found = read(
        """
Certificate Account

Beginning Balance                         0.10
Withdrawals
   Payment of Service Fee            90,649.04
   Payment of Interest            9,856,150.97
Total Withdrawals                 9,946,800.01
Ending Balance                            0.20
"""
    )
    assert found["90,649.04"].section == ("Withdrawals",)
    assert found["0.20"].section == ("Certificate Account",)


def test_a_numbered_title_of_an_outline_is_below_its_lettered_section() -> None:
    found = read(
        """
  C. INFORMATION REGARDING THE POOL

    3.  Draws on the Credit Lines:
        (a)  this period                                        1,792,299.99
        (b)  since the Closing Date                            41,220,117.00
    4.  Number of Mortgage Loans                                       9,877
"""
    )
    assert found["41,220,117.00"].section[-1] == "3. Draws on the Credit Lines"
    assert found["9,877"].section == ("C. INFORMATION REGARDING THE POOL",)


def test_the_rules_around_a_title_are_not_its_words() -> None:
    found = read(
        """
***** RESERVE FUND *****

Beginning Balance                    50,000.00
Ending Balance                       60,131.20
"""
    )
    assert found["60,131.20"].section == ("RESERVE FUND",)


def test_a_title_in_capitals_among_the_rows_of_a_section_is_a_part_of_it() -> None:
    found = read(
        """
COLLATERAL ACTIVITY

  BEGINNING SCHEDULED BALANCE                   50,139,863.35
  SCHEDULED PRINCIPAL                               41,220.31-
  UNSCHEDULED PRINCIPAL:
    CURTAILMENTS                                    10,228.02-
    PAYOFFS                                        876,180.19-
  ENDING SCHEDULED BALANCE                      49,212,234.83
"""
    )
    assert found["876,180.19-"].section[-1] == "UNSCHEDULED PRINCIPAL"
    assert found["49,212,234.83"].section == ("COLLATERAL ACTIVITY",)


def test_the_names_of_groups_between_the_classes_of_html_part_one_table() -> None:
    found = read_tables(
        "<p>Certificate Payment Summary</p><table><tr><th>Class</th><th>Beginning</th><th>Ending</th></tr>"
        "<tr><td colspan=3><i>Group I Certificates</i></td></tr>"
        "<tr><td>I-A1</td><td>88,110,220.10</td><td>84,999,999.65</td></tr>"
        "<tr><td colspan=3><i>Subordinate Certificates</i></td></tr>"
        "<tr><td>M-1</td><td>16,000,000.00</td><td>15,000,000.00</td></tr></table>"
    )
    assert found["84,999,999.65"] == (("Certificate Payment Summary",), "I", "I-A1", "Ending")
    assert found["15,000,000.00"][1:] == (None, "M-1", "Ending")


def test_a_numbered_section_with_a_colon_is_a_title_and_no_fact_in_words() -> None:
    found = read(
        """
SECTION II: LOAN POOL

Balance                    1,000.10

SECTION III: TESTS

Cumulative loss                1.02%
"""
    )
    assert found["1.02%"].section == ("SECTION III: TESTS",)


def test_a_bullet_is_no_word_of_a_label() -> None:
    found = read(
        "Collections\n\n\u2022  Scheduled principal     88,120.11\n\u2022  Prepayments     3,002.99\n"
    )
    assert found["3,002.99"].label == "Prepayments"
