"""The reader of layouts: sections below their titles, blocks in a row, functions of a layout's own."""

from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.builder import Builder
from parsers.form import Blocks, part_at_titles, read_form
from parsers.page import Line, Page
from parsers.targets import targets

FEES = Facts(targets("amount", {"Total Fees": "total_fee", "Trustee Fee": "trustee_fee"}))
POOL = Facts(targets("pool", {"Number of Loans": "ending_loan_count"}))


def read(text: str, sections: dict[str, Blocks]) -> Builder:
    """What the blocks of some sections make of a page."""
    return read_form(Builder("any"), Page.from_text(text).lines, sections, None)


def test_lines_are_parted_at_the_titles_that_the_layout_names() -> None:
    page = Page.from_text("head\nFEES  of the month\nTotal Fees  1.00\nREO\nNumber 5\nFees   2.00\n")
    parts = part_at_titles(page.lines, ["", "Fees of", "REO", "Other"])
    assert [(part.title, [line.squashed for line in part.lines if line.cells]) for part in parts] == [
        ("", ["head"]),
        ("Fees of", ["Total Fees 1.00"]),
        ("REO", ["Number 5", "Fees 2.00"]),
    ]


def test_of_two_titles_that_a_line_begins_with_the_longer_is_its_own() -> None:
    lines = Page.from_text("Principal Distribution Factors\n").lines
    titles = ["Principal Distribution", "Principal Distribution Factors"]
    assert part_at_titles(lines, titles)[1].title == "Principal Distribution Factors"


def test_a_label_below_another_title_is_not_read() -> None:
    builder = read("Fees\nTotal Fees   1.00\nOther\nTrustee Fee   2.00\n", {"Fees": (FEES,), "Other": ()})
    assert [amount.name for amount in builder.amounts] == ["total_fee"]


def test_a_title_may_name_the_group_of_what_is_below_it() -> None:
    sections: dict[str, Blocks] = {"Collateral Information": (Grouped((POOL,)),)}
    builder = read("Collateral Information - Group 1\nNumber of Loans  5\n", sections)
    assert [(pool.group, pool.ending_loan_count) for pool in builder.pools] == [("1", 5)]


def test_each_block_reads_what_the_one_before_left_and_amounts_are_in_printed_order() -> None:
    first = Facts(targets("amount", {"Trustee Fee": "trustee_fee"}))
    second = Facts(targets("amount", {"Total Fees": "total_fee", "Trustee Fee": "other_fee"}))
    builder = read("Total Fees   3.00\nTrustee Fee   2.00\n", {"": (first, second)})
    assert [amount.name for amount in builder.amounts] == ["total_fee", "trustee_fee"]


def test_a_function_of_the_layout_may_keep_lines_from_the_blocks_below_it() -> None:
    def first_line(builder: Builder, lines: Sequence[Line]) -> Sequence[Line]:
        builder.statement.trust = lines[0].squashed
        return lines[1:]

    def nothing(builder: Builder, lines: Sequence[Line]) -> None:
        builder.statement.series = "seen"

    builder = read("Total Fees   1.00\nTrustee Fee  2.00\n", {"": (first_line, nothing, FEES)})
    assert (builder.statement.trust, builder.statement.series) == ("Total Fees 1.00", "seen")
    assert [amount.name for amount in builder.amounts] == ["trustee_fee"]


def test_the_class_tables_of_all_sections_are_joined_before_the_layout_finishes() -> None:
    table = ClassTable({"Class": "class_name", "Prin": "principal", "Int": "interest"})
    counted: list[int] = []
    read_form(
        Builder("any"),
        Page.from_text("One\nClass   Prin\nA-1   1.00\nTwo\nClass   Int\nA-1   2.00\n").lines,
        {"One": (table,), "Two": (table,)},
        lambda builder: counted.append(sum(bool(one.principal and one.interest) for one in builder.tranches)),
    )
    assert counted == [1]
