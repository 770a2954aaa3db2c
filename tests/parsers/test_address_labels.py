"""The words of a row: wrapped, printed once for several rows, side by side with others."""

from tests.parsers.addressed_words import read


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


def test_a_code_is_no_word_of_the_label() -> None:
    found = read(
        """
Class   Cusip        Principal    Interest
M-1     76110VBC3       100.00       10.00
R       N/A               0.00        0.00
"""
    )
    assert found["100.00"].label == "M-1"


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


def test_a_range_in_figures_is_the_label_of_its_row() -> None:
    found = read(
        """
Distribution of Principal Balances

                              Number      Scheduled     Based on
Balances                    of Loans        Balance      Balance
$0 to $500,000                    23   9,012,334.10        1.32%
500,000 to 1,000,000              41  31,201,334.56        4.57%
2,000,000 & Above                 96   4,800,001.99       82.69%
"""
    )
    assert [found[text].label for text in ("23", "31,201,334.56", "82.69%")] == [
        "$0 to $500,000",
        "500,000 to 1,000,000",
        "2,000,000 & Above",
    ]
    assert "1,000,000" not in found


def test_percentages_below_amounts_have_their_label_beside_a_column_of_rates() -> None:
    found = read(
        """
Distribution      Delinq 1 Month         Delinq 2 Months     Weighted
    Date          #      Balance        #      Balance         Coupon
08/17/99          2   900,100.00        1    80,100.00        7.3541%
              1.10%        0.31%    0.50%        0.10%
07/15/99          3   910,100.00        2    90,100.00        7.3541%
              1.70%        0.41%    1.50%        0.20%
"""
    )
    assert found["0.41%"].label == "07/15/99"


def test_a_label_right_of_another_fact_or_an_address_is_its_own() -> None:
    found = read(
        """
  Account: 67-8000                     WAC:            7.354021%
  Chicago, IL   60674-4107             WAMM:                 106
"""
    )
    assert {text: found[text].label for text in ("7.354021%", "106")} == {"7.354021%": "WAC:", "106": "WAMM:"}


def test_an_item_with_a_mark_is_the_title_of_its_rows_under_the_headings_above_the_first() -> None:
    found = read(
        """
STATEMENT TO CERTIFICATEHOLDERS

                                                           Group I         Group II
  (i)   Principal received on the Loans in the period:
        (a)  Scheduled principal                        210,334.51        98,221.10
        (b)  Curtailments                                44,321.09        12,003.44

  (ii)  Interest received on the Loans in the period:
        (a)  Gross interest                           1,422,110.33       701,224.12

  (iii) Monthly Advances                                120,334.40        60,223.09

  (iv)  Aggregate amount of unreimbursed Advances to
        the Trust, less recoveries                      220,334.19        81,223.00
"""
    )
    head = "STATEMENT TO CERTIFICATEHOLDERS"
    title = "(i) Principal received on the Loans in the period"
    assert found["98,221.10"] == ((head, title), "II", "(a) Scheduled principal", "Group II")
    assert found["701,224.12"].section[-1:] == ("(ii) Interest received on the Loans in the period",)
    assert found["701,224.12"].column == "Group II"
    assert [found[text].label for text in ("60,223.09", "81,223.00")] == [
        "(iii) Monthly Advances",
        "(iv) Aggregate amount of unreimbursed Advances to the Trust, less recoveries",
    ]
    assert {found[text].section for text in ("60,223.09", "81,223.00")} == {(head,)}


def test_a_number_in_a_bracket_of_the_label_is_no_value() -> None:
    found = read(
        """
  Trustee Fee                                      2,253.60
  Insurer premium (0.14% per annum)               31,550.44
"""
    )
    assert found["31,550.44"].label == "Insurer premium (0.14% per annum)"
    assert "0.14%" not in found


def test_a_line_without_room_for_its_next_word_before_the_values_is_the_label_of_the_row_below() -> None:
    found = read(
        """
REMITTANCES

                                                GROUP 1        GROUP 2
BEGINNING BALANCE OF THE MORTGAGE LOANS      126,011.22     165,112.11
NUMBER OF LOANS                                     405            230

AMOUNT OF ADVANCES MADE BY THE MASTER
  SERVICER FOR THIS DISTRIBUTION DATE         81,220.33      20,110.04
"""
    )
    label = "AMOUNT OF ADVANCES MADE BY THE MASTER SERVICER FOR THIS DISTRIBUTION DATE"
    assert found["20,110.04"] == (("REMITTANCES",), "2", label, "GROUP 2")


def test_items_are_in_the_part_that_the_first_of_them_was_in() -> None:
    found = read(
        """
Available Collection Amount
  (a)  Collections on the Loans in the period
        (i)   Scheduled principal                310,220.11
        (ii)  Interest                           891,334.20
  (b)  Servicer advances                           1,220.10
  (c)  Less: amounts withdrawn (Section 5.01(b))   2,110.10
"""
    )
    assert found["891,334.20"].section[-1:] == ("(a) Collections on the Loans in the period",)
    assert found["1,220.10"] == (("Available Collection Amount",), None, "(b) Servicer advances", "")
    assert found["2,110.10"].label == "(c) Less: amounts withdrawn (Section 5.01(b))"


def test_a_number_in_a_bracket_of_a_label_is_part_of_it() -> None:
    found = read(
        """
FEES

  Servicing Fee (0.50% per annum)              142,917.17
  Trustee Fee (@ 0.0035%)                        1,000.42
  Subservicing Fee @ .2500 %                    10,445.80
"""
    )
    assert found["10,445.80"].label == "Subservicing Fee @ .2500 %"
    assert found["142,917.17"].label == "Servicing Fee (0.50% per annum)"
    assert found["1,000.42"].label == "Trustee Fee (@ 0.0035%)"


def test_a_fact_behind_others_in_words_has_its_own_label() -> None:
    found = read(
        """
Servicer:            Any Mortgage Services, Inc.       Phone:      Any Person
Determination Date:  15-Nov-07                         One-Month LIBOR:   4.87250%
"""
    )
    assert found["4.87250%"][2:] == ("One-Month LIBOR:", "")


def test_a_bare_integer_below_the_word_group_names_its_row_and_the_group() -> None:
    found = read(
        """
MORTGAGE LOANS IN FORECLOSURE

Group       Number     Principal Balance
1               12          1,911,002.20
2                7          1,018,330.40
Total           19          2,929,332.60
"""
    )
    assert found["1,018,330.40"][1:] == ("2", "2", "Principal Balance")
    assert found["2,929,332.60"][1:] == (None, "Total", "Principal Balance")


def test_a_sentence_over_two_lines_is_the_label_of_its_amount() -> None:
    found = read(
        """
CREDIT ENHANCER

        The Credit Enhancement Draw Amount is $0.00. The premium paid
        to the Credit Enhancer is $46,648.52 and the Servicing Fee is $133,421.25.
"""
    )
    assert found["$46,648.52"].label == "The premium paid to the Credit Enhancer is"
    assert found["$133,421.25"].label == "and the Servicing Fee is"


def test_a_unit_in_the_title_below_a_row_does_not_make_its_label_a_heading() -> None:
    found = read(
        """
A. THE CERTIFICATES

  6.    Certificate Principal Balance before
        the distribution                                            310,990,112.40
  7.    Certificate Principal Balance after
        the distribution                                            302,350,099.54

  B. AMOUNTS PER $1,000 ORIGINAL BALANCE

  1.    Interest                                                         3.7775503
"""
    )
    assert found["302,350,099.54"][2:] == ("7. Certificate Principal Balance after the distribution", "")
