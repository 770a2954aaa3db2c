"""The blocks of servicing certificates, each on a few lines: rows by group, delinquencies, notes."""

from parsers.blocks.class_joining import place_tables
from parsers.blocks.grouped import Kind
from parsers.builder import Builder
from parsers.certificates.delinquency_tables import DelinquencyTables
from parsers.certificates.note_tables import NoteRates, NoteTable
from parsers.certificates.overcollateralization import Overcollateralization
from parsers.certificates.pool_rows import PoolRows
from parsers.certificates.wordings import (
    DELINQUENCY_COLUMNS,
    DELINQUENCY_ROWS,
    ENHANCEMENT,
    WIDE_DELINQUENCY_COLUMNS,
)
from parsers.layouts.servicing_certificate import NOTES
from parsers.layouts.servicing_certificate_single import NoteRows
from parsers.page import Page
from parsers.targets import targets
from tests.parsers.block_pages import read_with

ROWS = PoolRows(
    targets(
        "pool",
        {
            "Beginning Pool Balance": "beginning_balance",
            "Ending Pool Balance": "ending_balance",
            "Ending PFA Balance": "ending_prefunding_balance",
        },
    )
    | targets("amount", {"Excess Loss Amounts": "excess_loss_amount", "Net WAC Cap": "net_wac_cap"})
)


def balances(text: str) -> dict[str | None, str]:
    """The ending balance of each pool."""
    builder, _ = read_with(ROWS, text)
    return {pool.group: str(pool.ending_balance) for pool in builder.pools}


def amounts(text: str, kind: Kind = ROWS) -> list[tuple[str, str | None, str]]:
    """Name, group or class, and value of each amount."""
    builder, _ = read_with(kind, text)
    return [(one.name, one.group or one.class_name or None, str(one.value)) for one in builder.amounts]


def test_a_row_has_a_value_for_each_group_that_stands_beside_the_title() -> None:
    page = "Servicing Certificate     Group 1A     Group 1B\nEnding Pool Balance         1.00         2.00\n"
    assert balances(page) == {"1A": "1.00", "1B": "2.00"}


def test_a_value_alone_is_of_the_group_over_it_where_other_rows_have_both() -> None:
    page = (
        "Servicing Certificate     Group 1      Group 2\n"
        "Beginning Pool Balance      3.00         4.00\n"
        "Ending PFA Balance          5.00         6.00\n"
        "Ending Pool Balance                      2.00\n"
    )
    assert balances(page)["2"] == "2.00"
    assert balances(page)["1"] == "UNSET"


def test_a_page_of_one_group_is_of_the_group_that_its_title_names() -> None:
    head = "GMACM Series 2000-CL1 Group 1\nPayment Date 02/25/2004\nServicing Certificate\n"
    assert balances(f"{head}Ending Pool Balance    2.00\n") == {"1": "2.00"}
    head = head.replace("Group 1", "Class A-1")
    assert balances(f"{head}Ending Pool Balance    2.00\n") == {None: "2.00"}


def test_the_group_may_end_the_rows_label_and_a_sum_without_a_label_is_left_out_by_name() -> None:
    page = (
        "Servicing Certificate\nEnding Pool Balance Group A-I      1.00\n"
        "Ending Pool Balance Group A-II     2.00\n                                   3.00\n"
    )
    builder, rest = read_with(ROWS, page)
    assert {pool.group: str(pool.ending_balance) for pool in builder.pools} == {"A-I": "1.00", "A-II": "2.00"}
    assert rest == ["Servicing Certificate"]
    assert read_with(ROWS, page.replace("3.00", "4.00"))[1] == ["Servicing Certificate", "4.00"]


def test_a_row_without_a_group_among_rows_that_have_one_belongs_to_no_group() -> None:
    page = "Servicing Certificate\nEnding Pool Balance Group 1    1.00\nEnding Pool Balance    2.00\n"
    assert balances(page) == {"1": "1.00"}


def test_a_label_lost_no_more_than_its_end_or_what_its_value_was_printed_over() -> None:
    title = "Servicing Certificate\n"
    assert balances(f"{title}Ending Pool Bal    2.00\n") == {None: "2.00"}
    assert balances(f"{title}Ending Balance     2.00\n") == {}  # is not what is left of 'Ending PFA Balance'
    builder, _ = read_with(ROWS, f"{title}Ending PFA B2.00nce\n")
    assert str(builder.pools[0].ending_prefunding_balance) == "2.00"


def test_an_amount_is_of_all_groups_of_each_or_of_the_classes_in_its_label() -> None:
    title = "Servicing Certificate     Group 1      Group 2\n"
    assert amounts(f"{title}Excess Loss Amounts         1.00\n") == [("excess_loss_amount", None, "1.00")]
    assert amounts(f"{title}Excess Loss Amounts         1.00         2.00\n") == [
        ("excess_loss_amount", "1", "1.00"),
        ("excess_loss_amount", "2", "2.00"),
    ]
    cap = "Net WAC Cap - Class A-3, A-4      6.2784%\n"
    assert amounts(title + cap) == [("net_wac_cap", "A-3, A-4", "6.2784")]


ENHANCED = Overcollateralization(targets("amount", ENHANCEMENT))
TARGET = "Overcollateralization Target        5.00\n"


def test_a_block_of_overcollateralization_is_of_the_group_in_its_heading() -> None:
    page = f"Loan Group 1A\n{TARGET}\nLoan Group 1B\n{TARGET.replace('5.00', '7.00')}"
    assert [one[1:] for one in amounts(page, ENHANCED)] == [("1A", "5.00"), ("1B", "7.00")]


def test_as_many_blocks_as_groups_are_in_the_groups_order_though_a_heading_is_lost() -> None:
    more = "Outstanding Overcollateralization Amount        5.00\n"
    first, second = TARGET + more, (TARGET + more).replace("5.00", "7.00")
    page = f"Servicing Certificate     Group 1A     Group 1B\n\n{first}\n{second}"
    groups = [one[1:] for one in amounts(page, ENHANCED)]
    assert groups == [("1A", "5.00"), ("1A", "5.00"), ("1B", "7.00"), ("1B", "7.00")]


def test_a_row_that_strayed_is_no_block_of_a_group() -> None:
    page = f"Servicing Certificate     Group 1A     Group 1B\n\n{TARGET}\n{TARGET.replace('5.00', '7.00')}"
    assert {one[1] for one in amounts(page, ENHANCED)} == {None}


def test_draws_without_overcollateralization_are_of_no_group() -> None:
    page = f"Loan Group 1A\n{TARGET}\nLoan Group 1B\nUnreimbursed Prior Draws       1.00\n"
    assert amounts(page, ENHANCED)[-1] == ("unreimbursed_prior_draws", None, "1.00")


def test_the_share_beside_the_outstanding_amount_has_a_name_of_its_own() -> None:
    page = "Outstanding Overcollateralization Amount   5.00     0.69%\n"
    assert amounts(page, ENHANCED) == [
        ("overcollateralization_ending_pct", None, "0.69"),
        ("overcollateralization_ending", None, "5.00"),
    ]


LATE = DelinquencyTables(DELINQUENCY_ROWS, DELINQUENCY_COLUMNS | WIDE_DELINQUENCY_COLUMNS, by_place=True)
GROUPS = "Servicing Certificate     Group 1     Group 2\nEnding Pool Balance   1.00   2.00\n\n"


def late(text: str) -> dict[tuple[str | None, str, str], str]:
    """The balances by group, status and bucket."""
    builder, _ = read_with(LATE, text)
    return {(one.group, one.status, one.bucket): str(one.balance) for one in builder.delinquencies}


def table(group: str, balance: str, row: str = "Delinquent Loans (30 Days)") -> str:
    """A table of one row."""
    return (
        "                                          Number      Percent\n"
        f"{group:<30} Balance   of Loans   of Balance\n{row:<30}{balance:>8}          1        0.10%\n\n"
    )


def test_a_table_is_of_the_group_that_its_heading_names_or_of_all() -> None:
    assert late(table("", "7.00")) == {(None, "delinquent", "30-59"): "7.00"}
    assert late(GROUPS + table("Group 2", "7.00")) == {("2", "delinquent", "30-59"): "7.00"}
    assert late(GROUPS + "Loan Group 2\n" + table("", "7.00")) == {("2", "delinquent", "30-59"): "7.00"}


def test_a_table_that_lost_its_group_belongs_to_no_group_unless_each_group_has_its_own() -> None:
    one, two, more = table("Group 1", "1.00"), table("Group 2", "2.00"), table("", "3.00")
    assert {group for group, _, _ in late(GROUPS + one + more)} == {"1"}
    assert {group for group, _, _ in late(GROUPS + one + two + more)} == {"1", "2", None}


def test_a_table_goes_on_below_its_heading_printed_again_with_rows_not_yet_met() -> None:
    page = GROUPS + table("Group 1", "1.00") + table("", "3.00", "Delinquent Loans (60 Days)")
    assert {(group, bucket) for group, _, bucket in late(page)} == {("1", "30-59"), ("1", "60-89")}


def test_a_status_over_the_first_column_of_a_pair_is_of_both() -> None:
    page = (
        "                                      Number      Percent Foreclosure                REO\n"
        "                           Balance  of Loans   of Balance     Units   Dollars     Units   Dollars\n"
        "Delinquent Loans (30 Days)    7.00         1        0.10%         2      8.00         3      9.00\n"
    )
    assert late(page) == {
        (None, "delinquent", "30-59"): "7.00",
        (None, "foreclosure", "30-59"): "8.00",
        (None, "reo", "30-59"): "9.00",
    }
    lost = late(page.replace("Foreclosure", "           "))  # that of the pair, and what 'Dollars' are of
    assert lost == {(None, "delinquent", "30-59"): "7.00", (None, "reo", "30-59"): "UNSET"}


TABLE = (
    "               Beginning    Ending\nTerm Notes       Balance    Balance    Principal\n"
    "Class A-1         100.00      90.00       10.00\nReserve Fund        1.00\n"
)


def notes(text: str) -> Builder:
    """The notes of some lines."""
    builder = Builder("any")
    rest = NoteRates().read(builder, Page.from_text(text).lines)
    NoteTable(NOTES).read(builder, rest)
    place_tables(builder, builder.tables)
    return builder


def test_a_row_of_the_notes_begins_with_a_class_or_has_most_values() -> None:
    builder, rest = read_with(NoteTable(NOTES), TABLE)
    place_tables(builder, builder.tables)
    assert [str(note.class_name) for note in builder.tranches] == ["A-1"]
    assert rest[-1:] == ["Reserve Fund 1.00"]


def test_a_rate_printed_as_a_row_is_of_the_class_that_it_names() -> None:
    page = "Note Rate - Class A-1      1.93%\nNote Rate - Class A-9      4.00%\n\n" + TABLE
    builder = notes(page)
    assert [(str(one.class_name), str(one.pass_through_rate_pct)) for one in builder.tranches] == [
        ("A-1", "1.93")
    ]


def test_rows_below_another_heading_are_no_notes() -> None:
    other = "Delinquent Loans (150" + "   1.00" * 8 + "\n"
    page = f"{TABLE}\n              Number    Percent\n{other}"
    builder, rest = read_with(NoteTable(NOTES), page)
    assert len(builder.tables[0].rows) == 1
    assert rest[-1].startswith("Delinquent Loans (150")


SINGLE = NoteRows({"Ending Balance": ("ending_balance", "factor"), "Interest": ("interest",)}, "Note Rate")


def test_a_figure_of_notes_is_an_amount_and_a_factor_as_its_heading_has_them() -> None:
    page = (
        "Note Rate             1.31%\nTerm Notes      Amount    Factor\nEnding Balance    7.00    0.3500\n\n"
        "Variable Funding Notes      Amount\nEnding Balance    8.00    0.5000\nInterest          1.00\n\n"
        "Another Table\nInterest          9.00\n"
    )
    builder, rest = read_with(SINGLE, page)
    term, variable = builder.tranches
    assert [str(term.ending_balance), str(term.factor), str(term.pass_through_rate_pct)] == [
        *("7.00", "0.3500", "1.31")
    ]
    assert [str(variable.ending_balance), str(variable.interest)] == ["UNSET", "1.00"]
    assert "Ending Balance 8.00 0.5000" in rest
    assert rest[-1] == "Interest 9.00"
    assert builder.repeats == []
