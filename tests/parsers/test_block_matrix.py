"""Matrix: each value of its row and its column, under the title above them."""

from parsers.blocks.facts import Facts
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.page import Page
from parsers.targets import Target, targets
from tests.parsers.block_pages import fields, read_with

STATUSES = {"Delinquency": Target(status="delinquent"), "REO": Target(status="reo")}
BUCKETS = {"30-59": Target(bucket="30-59"), "60-89": Target(bucket="60-89"), "90+": Target(bucket="90+")}
MEASURES = targets("delinquency", {"Scheduled Bal": "balance", "Number of Loans": "loan_count"})
BY_ORDER = Matrix(MEASURES, BUCKETS, titles=STATUSES)
PAGE = """\
Delinquency       30-59     60-89     90+
Scheduled Bal    100.00     20.00    3.00
Number of Loans       5         4       3
REO
Scheduled Bal      1.00      2.00    0.00
"""


def counted(page: str, matrix: Matrix = BY_ORDER, field: str = "balance") -> dict[tuple[str, str], str]:
    """The figures of one field by status and bucket."""
    builder, _ = read_with(matrix, page)
    return {
        (one.status, one.bucket): str(getattr(one, field))
        for one in builder.delinquencies
        if field in fields(one)
    }


def test_a_value_is_identified_by_the_title_the_column_and_the_row() -> None:
    assert counted(PAGE) == {
        ("delinquent", "30-59"): "100.00",
        ("delinquent", "60-89"): "20.00",
        ("delinquent", "90+"): "3.00",
        ("reo", "30-59"): "1.00",
        ("reo", "60-89"): "2.00",
        ("reo", "90+"): "0.00",
    }
    assert counted(PAGE, field="loan_count")[("delinquent", "60-89")] == "4"


def test_lines_that_are_no_row_are_handed_on() -> None:
    assert read_with(BY_ORDER, PAGE + "Book Value    7.00\n")[1][-1] == "Book Value 7.00"


def test_by_order_a_row_of_another_number_of_values_is_left() -> None:
    page = PAGE.replace("100.00     20.00    3.00", "100.00     20.00        ")
    assert ("delinquent", "30-59") not in counted(page)
    assert counted(page)[("reo", "30-59")] == "1.00"


def test_a_row_that_comes_again_lost_its_title_and_so_did_the_rows_below_it() -> None:
    page = PAGE.replace("REO\n", "") + "Number of Loans       9         9       9\n"
    assert ("reo", "30-59") not in counted(page)
    assert counted(page, field="loan_count")[("delinquent", "30-59")] == "5"


def test_a_title_that_comes_again_is_of_a_group_whose_heading_was_lost() -> None:
    builder, rest = read_with(BY_ORDER, PAGE + PAGE + "Book Value   1.00\n")
    assert len(builder.repeats) == 0
    assert "Book Value 1.00" not in rest


def test_below_a_heading_of_other_columns_nothing_is_read() -> None:
    page = PAGE.replace("REO\n", "REO           January  February   March\n")
    assert ("reo", "30-59") not in counted(page)


BY_PLACE = Matrix(
    {
        "One Month": Target("delinquency", status="delinquent", bucket="30-59"),
        "Two Months": Target("delinquency", status="delinquent", bucket="60-89"),
    },
    {"Number of Loans": Target(field="loan_count"), "Principal Balance": Target(field="balance")},
    by_place=True,
)
STACKED = """\
                     Number        Principal
                     of Loans      Balance
(A) One Month              5          100.00
(B) Two Months                         20.00
"""


def test_by_place_a_row_may_lack_a_value_and_headings_may_be_stacked() -> None:
    assert counted(STACKED, BY_PLACE) == {("delinquent", "30-59"): "100.00", ("delinquent", "60-89"): "20.00"}
    assert counted(STACKED, BY_PLACE, "loan_count") == {("delinquent", "30-59"): "5"}


SUPPORT = Matrix(
    {
        "Fraud Loss": Target("credit_support", "balance", of="fraud"),
        "Fraud Loss Percentage": Target("credit_support", "share_pct", of="fraud"),
        "Class {class_name}": Target("credit_support", "balance"),
        "Class {class_name} Percentage": Target("credit_support", "share_pct"),
    },
    {"Original": Target(field="original"), "Current": Target(field="current")},
)


def test_the_field_may_be_put_together_from_the_column_and_the_row() -> None:
    page = (
        "Protection              Original    Current\nFraud Loss                  9.00       8.00\n"
        "FrauLoss Percentage         0.9%       0.8%\n\nClass M- 1                  5.00       4.00\n"
        "Class M- 1 Percentage       0.5%       0.4%\n"
    )
    builder, _ = read_with(SUPPORT, page)
    assert [fields(one, "label") for one in builder.supports] == [
        {
            "kind": kind,
            "name": name,
            "original_balance": original,
            "current_balance": current,
            "original_share_pct": share,
            "current_share_pct": now,
        }
        for kind, name, original, current, share, now in (
            ("loss_coverage", "fraud", "9.00", "8.00", "0.9", "0.8"),
            ("class", "M-1", "5.00", "4.00", "0.5", "0.4"),
        )
    ]


def test_an_amount_below_the_percentage_of_a_class_is_left() -> None:
    page = "Original  Current\nClass M-1 Percentage     5,000.00    4,000.00\n"
    assert read_with(SUPPORT, page)[0].supports == []


GROUPS = Matrix(targets("pool", {"Beginning Pool Balance": "beginning_balance"}), {"Group {group}": Target()})


def test_groups_may_be_columns() -> None:
    page = "                         Group 1     Group 2\nBeginning Pool Balance    100.00      200.00\n"
    builder, _ = read_with(GROUPS, page)
    assert [(pool.group, str(pool.beginning_balance)) for pool in builder.pools] == [
        ("1", "100.00"),
        ("2", "200.00"),
    ]


SHARES = Matrix(
    targets("amount", {"Current Distribution": "distribution_percentage"}),
    {"{column}": Target()},
    by_place=True,
)


def test_columns_of_any_name_are_kept_as_printed() -> None:
    page = "                      Senior      Mezzanine\nCurrent Distribution    90.0%         10.0%\n"
    builder, _ = read_with(SHARES, page)
    assert [(one.column, str(one.value)) for one in builder.amounts] == [
        ("Senior", "90.0"),
        ("Mezzanine", "10.0"),
    ]


def test_a_foreign_figure_between_the_rows_takes_no_columns_from_those_below_it() -> None:
    page = PAGE.replace("REO\n", "Some Figure       7.00\nREO\n")
    assert counted(page) == counted(PAGE)


def test_by_place_a_figure_that_is_no_row_ends_the_table() -> None:
    page = STACKED + "Toys      7\n(B) Two Months      9          20.00\n"
    assert counted(page, BY_PLACE, "loan_count") == {("delinquent", "30-59"): "5"}


def test_the_heading_of_one_column_may_be_printed_as_a_title_at_the_left() -> None:
    losses = Matrix(
        targets("amount", {"Ending Loss Amount": "cumulative_loss_ending"}),
        {"Liquidation To-Date": Target(loss_type="liquidation")},
        by_place=True,
    )
    builder, _ = read_with(losses, "Liquidation To-Date\nEnding Loss Amount          5.00\n")
    assert [(one.loss_type, str(one.value)) for one in builder.amounts] == [("liquidation", "5.00")]


def test_a_row_may_name_the_days_of_its_bucket_and_end_with_a_footnotes_mark() -> None:
    late = Matrix(
        {"Delinquent Loans ({bucket} Days)": Target()},
        targets("delinquency", {"Balance": "balance", "Units": "loan_count"}, status="delinquent"),
    )
    rows = ("30 Days)", "180 + Days)", "90+ Days) *", "60 Days) (*)")
    page = "                              Balance   Units\n" + "".join(
        f"Delinquent Loans ({row:<15}   1.00       2\n" for row in rows
    )
    assert {bucket for _, bucket in counted(page, late)} == {"30-59", "180+", "90+", "60-89"}


def test_by_place_a_row_counts_though_its_first_column_is_not_known() -> None:
    measures = targets("delinquency", {"Balance": "balance", "Loans": "loan_count"}, status="reo")
    matrix = Matrix({"All": Target(bucket="total")}, measures, by_place=True)
    page = "             Toys     Balance    Loans\nAll      1,234.50      100.00        7\n"
    assert counted(page, matrix) == {("reo", "total"): "100.00"}
    assert counted(page, matrix, field="loan_count") == {("reo", "total"): "7"}
    lost = page.replace("Balance", "  lance")
    assert counted(lost, matrix, field="loan_count") == {("reo", "total"): "7"}


def test_words_above_a_row_that_another_block_took_head_no_row_below_it() -> None:
    page = "Special Hazard   Fraud\nTotal Fees   1.00\nLiquidation\nEnding Loss Amount   5.00\n"
    columns = {name: Target(loss_type=name.lower()) for name in ("Special Hazard", "Fraud", "Liquidation")}
    losses = Matrix(
        targets("amount", {"Ending Loss Amount": "cumulative_loss_ending"}), columns, by_place=True
    )
    builder = Builder("any")
    rest = Facts(targets("amount", {"Total Fees": "total_fee"})).read(builder, Page.from_text(page).lines)
    losses.read(builder, rest)
    assert [one.loss_type for one in builder.amounts][1:] == ["liquidation"]
