"""The words over a column: one blank apart, over several columns, with signs and units."""

from tests.parsers.addressed_words import read, read_tables


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


def test_the_units_of_a_heading_are_no_row() -> None:
    text = """
Class         Balance      Payment
CUSIP       Per 1,000    Per 1,000
A1         100,000.00     1,500.00
"""
    assert "1,000" not in read(text)


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


def test_headings_one_blank_apart_on_both_lines_are_parted_by_the_rules_below_them() -> None:
    found = read(
        """
                DISTRIBUTION IN DOLLARS

                REALIZED DEFERRED CURRENT PRINCIPAL
    CLASS       LOSSES  INTEREST BALANCE
    ----------  ------  -------- ---------------
    Class IA1   3.12        2.50          100.00
    Class IA2   4.12        5.50   66,253,803.17
"""
    )
    assert [found[text].column for text in ("4.12", "5.50", "66,253,803.17")] == [
        "REALIZED LOSSES",
        "DEFERRED INTEREST",
        "CURRENT PRINCIPAL BALANCE",
    ]
    assert {one.section for one in found.values()} == {("DISTRIBUTION IN DOLLARS",)}


def test_a_title_between_rows_without_blank_lines_is_that_of_a_part_of_their_table() -> None:
    found = read(
        """
Collateral Report
COLLATERAL                     Group 1          Group 2            Total
Loan Count:
Prior                               11               12               23
Current                             10               13               24
Principal Balance:
Prior                       100,000.00       200,000.00       300,000.00
CHARACTERISTICS
Coupon                           6.25%            6.75%            6.50%
"""
    )
    assert found["12"] == (("Loan Count",), "2", "Prior", "Group 2")
    assert found["200,000.00"] == (("Principal Balance",), "2", "Prior", "Group 2")
    assert found["6.50%"] == (("CHARACTERISTICS",), None, "Coupon", "Total")


def test_a_footnotes_mark_under_the_words_of_the_first_column_is_no_row() -> None:
    found = read(
        """
    Realized          Total      Unpaid    Certificate/
      Losses       Interest    Interest        Notional
         (4)   Distribution   Shortfall         Balance
        0.00   1,025,255.71        0.10  146,354,307.78
        0.00     408,273.60        0.20   62,238,508.41
"""
    )
    assert found["0.20"].column == "Unpaid Interest Shortfall"
    assert "(4)" not in found


def test_formulas_of_columns_and_the_heading_of_a_currency_sign_are_no_words_of_a_column() -> None:
    found = read(
        """
Class  Cur Original Face Value  Prior Balance    Principal Current Balance
                                          (1)          (2)     (3)=(1)-(2)
LT-1     $      336,066,000.00 149,163,675.27   854,583.56  148,309,091.71
LT-2            346,894,000.00 315,118,538.37 1,805,366.63  313,313,171.74
"""
    )
    assert [found[text].column for text in ("346,894,000.00", "315,118,538.37", "313,313,171.74")] == [
        "Original Face Value",
        "Prior Balance",
        "Current Balance",
    ]


def test_titles_over_pairs_of_columns_are_those_of_both_beside_other_columns() -> None:
    found = read(
        """
Period        Delinq 1 Month       Delinq 2 Months          REO              Curr Weighted Avg.
                #      Balance       #      Balance       #      Balance     Coupon      Remit
August          3   600,100.00       1   300,100.00       2   100,200.00    7.3512%    7.2821%
July            4   610,100.00       2   310,100.00       1   110,200.00    7.3515%    7.2823%
"""
    )
    assert found["110,200.00"] == (("REO",), None, "July", "Balance")
    assert found["7.2821%"] == (("Curr Weighted Avg.",), None, "August", "Remit")


def test_a_title_in_the_middle_of_two_columns_is_that_of_both_though_it_is_over_one() -> None:
    found = read(
        """
               Remaining        Credit Support
Class        Outstanding    Original    Current (4)
              Shortfalls
A-1                 0.00      30.00%         31.23%
A-2                 0.10      24.50%         25.70%
"""
    )
    assert found["24.50%"] == (("Credit Support",), None, "A-2", "Original")
    assert found["25.70%"] == (("Credit Support",), None, "A-2", "Current (4)")


def test_a_title_on_the_line_of_the_headings_is_that_of_the_rows() -> None:
    found = read(
        """
LOSSES
Realized Losses                        1,210.10

CREDIT SUPPORT                          Initial              Current
Fraud Loss Amount                      5,177.62             2,588.31

MORTGAGE POOL INFORMATION                POOL I              POOL II

Scheduled Principal                      110.20                61.33
"""
    )
    assert found["2,588.31"] == (("CREDIT SUPPORT",), None, "Fraud Loss Amount", "Current")
    assert found["110.20"] == (("MORTGAGE POOL INFORMATION",), "I", "Scheduled Principal", "POOL I")


def test_the_heading_of_the_labels_is_no_title() -> None:
    found = read(
        """
RATES

LOAN NUMBER       BALANCE        RATE
0412            98,220.10      7.125%
0413            91,220.10      7.250%
"""
    )
    assert found["7.250%"].section == ("RATES",)


def test_words_between_the_headings_and_rows_further_right_are_the_title_of_these() -> None:
    found = read(
        """
Available Funds
                            Fixed Group   Adjustable Group
Interest Funds
  Gross Interest             910,220.33       1,022,110.80
  Trustee Fee                    819.22           1,122.10
Principal Funds
  Payoffs                  2,700,220.10       5,900,110.00
"""
    )
    assert found["1,122.10"].section[-1:] == ("Interest Funds",)
    assert found["5,900,110.00"] == (("Principal Funds",), "Adjustable", "Payoffs", "Adjustable Group")


def test_a_title_left_of_headings_is_that_of_rows_further_right() -> None:
    found = read(
        """
Priority of Payments
  1.  Servicing Fee                        39,220.11

Home Loan Pool                          This Period        Last Period
  Principal balance, beginning            98,110.11         100,220.90
  Charge-offs                                445.87             780.46

Delinquencies                                Number            Percent
  30 to 59 days                                  61             2.097%
"""
    )
    assert found["780.46"] == (("Home Loan Pool",), None, "Charge-offs", "Last Period")
    assert found["2.097%"] == (("Delinquencies",), None, "30 to 59 days", "Percent")


def test_the_heading_over_labels_is_no_title_of_rows_that_begin_where_it_does() -> None:
    found = read(
        """
Loss Report

Loan Group                                   Number             Amount
Group 1                                           3             210.10
"""
    )
    assert found["210.10"].section == ("Loss Report",)


def test_a_rule_over_a_whole_table_is_not_that_of_a_column() -> None:
    found = read(
        """
               PER $1000 OF ORIGINAL FACE                                  RATES
-----------------------------------------------------------  -----------------------------
         BEGINNING                                 ENDING               CURRENT
CLASS    PRINCIPAL      PRINCIPAL     INTEREST     PRINCIPAL            PASS-THRU RATE
-----------------------------------------------------------  -----------------------------
A1       929.387806     26.129684     4.333657     903.258122                  5.41500
A2       802.201328     60.802078     3.706058     741.399249                  5.36500
"""
    )
    assert found["929.387806"].column == "BEGINNING PRINCIPAL"
    assert found["5.41500"].column == "RATES CURRENT PASS-THRU RATE"


def test_the_rules_that_frame_a_title_are_not_its_words() -> None:
    found = read(
        """
              ------- Group 1 -------     ------- Group 2 -------
               Count        Balance        Count        Balance
30-59 days        20     347,240.05           41     631,739.74
60-89 days        11     193,893.10           17     329,383.13
"""
    )
    assert found["631,739.74"] == ((), "2", "30-59 days", "Balance")


def test_a_next_part_of_a_table_has_the_titles_that_only_the_first_prints() -> None:
    found = read(
        """
                     DELINQUENT               FORECLOSURE
Group 1           Count     Balance        Count     Balance
30 Days               2   200,100.00           1   100,100.00
60 Days               1   100,200.00           0         0.00
Group 2           Count     Balance        Count     Balance
30 Days               4   400,100.00           5   500,100.00
60 Days               3   300,200.00           6   600,200.00
"""
    )
    assert found["500,100.00"] == (("FORECLOSURE",), "2", "30 Days", "Balance")


def test_a_heading_above_the_name_of_a_group_and_a_blank_line_is_that_of_the_rows() -> None:
    found = read(
        """
Delinquency by Group
                     Loans          Balance

Group 1
   Delinquent            9     4,073,964.05
   Foreclosure           2       233,738.36
Total
   Delinquent           12     6,073,964.05
   Foreclosure           3       333,738.36
"""
    )
    assert found["233,738.36"][1:] == ("1", "Foreclosure", "Balance")
    assert found["333,738.36"][1:] == (None, "Foreclosure", "Balance")


def test_words_over_the_labels_of_one_column_are_the_title_of_its_facts() -> None:
    found = read(
        """
SOURCES OF FUNDS                                       AMOUNT
   Interest Funds                                  702,110.31
   Principal Funds                                 935,449.98
"""
    )
    assert found["702,110.31"] == (("SOURCES OF FUNDS",), None, "Interest Funds", "AMOUNT")


def test_the_number_of_a_page_and_its_repeated_head_are_no_heading() -> None:
    head = (
        "<tr><td colspan=4>Any Trust 2005-1</td><td colspan=2></td><td colspan=2>To Noteholders</td></tr>"
        "<tr><td colspan=4>Asset-Backed Notes</td><td colspan=2></td><td colspan=2>Page {} of 2</td></tr>"
    )
    rows = "<tr><td colspan=5>Servicing Fee</td><td>$</td><td>{}</td></tr>"
    blank = "<tr><td>&nbsp;</td></tr>"
    body = head.format(1) + blank + rows.format("1,500.00") + head.format(2) + rows.format("2,500.00")
    found = read_tables(f"<table>{body}</table>")
    assert found["$2,500.00"][2:] == ("Servicing Fee", "")


def test_a_title_over_the_labels_and_more_is_not_the_heading_of_the_first_column() -> None:
    found = read_tables(
        "<table><tr><td colspan=8><b>5. Delinquency</b></td></tr>"
        "<tr><td colspan=4></td><td colspan=3>Count</td><td colspan=3>Balance</td></tr>"
        "<tr><td colspan=4>31-60 days</td><td></td><td>44</td><td></td><td>$</td><td>3,971,859.06</td></tr>"
        "<tr><td colspan=4>61-90 days</td><td></td><td>10</td><td></td><td>$</td><td>659,521.68</td></tr>"
        "</table>"
    )
    assert found["10"] == (("5. Delinquency",), None, "61-90 days", "Count")


def test_a_dollar_sign_in_a_cell_of_a_heading_is_a_word_of_it() -> None:
    found = read_tables(
        "<table><tr><td>Class</td><td>Original $</td><td>Original %</td></tr>"
        "<tr><td>B-1</td><td>11,000,000.00</td><td>2.71%</td></tr></table>"
    )
    assert found["11,000,000.00"].column == "Original $"


def test_a_group_behind_other_words_of_a_heading_is_that_of_its_column() -> None:
    found = read(
        """
                    Fixed Loans (Group I)    Adjustable Loans (Group II)
Beginning Balance              201,110.20                     130,220.87
Prepayments                      2,110.07                       1,402.90
"""
    )
    assert found["1,402.90"] == ((), "II", "Prepayments", "Adjustable Loans (Group II)")


def test_a_title_of_html_behind_its_mark_is_not_the_heading_of_the_figures_below() -> None:
    found = read_tables(
        "<table><tr><td>(ii)</td><td colspan=5><b>Unpaid Interest</b></td></tr>"
        "<tr><td></td><td colspan=3>Class A-1 Shortfall</td><td>$</td><td>0.10</td></tr>"
        "<tr><td></td><td colspan=3>Class A-2 Shortfall</td><td>$</td><td>0.20</td></tr></table>"
    )
    assert found["$0.20"] == (("(ii) Unpaid Interest",), None, "Class A-2 Shortfall", "")


def test_a_rate_in_the_label_of_a_fact_does_not_make_it_a_row_of_the_table_above() -> None:
    found = read(
        """
                              Pool 1             Pool 2              Total
Ending Balance        301,109,890.64     118,601,109.00     419,710,999.64
Draws                   5,110,220.31       1,811,001.19       6,921,221.50

Insurer

Insurance Premium (at 0.14% per annum)                           49,155.11
"""
    )
    assert found["49,155.11"] == (("Insurer",), None, "Insurance Premium (at 0.14% per annum)", "")
