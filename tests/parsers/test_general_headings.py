"""Headings over their columns: stacked, without a wide gap, over empty columns, shifted by a missing cell."""

from parsers.blocks.block_headings import head_columns
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.blocks.value_columns import ValueColumn, find_columns
from parsers.documents import read_page
from parsers.general.parts import find_parts
from parsers.page import Line


def headed(*lines: str) -> list[ValueColumn]:
    """The columns of a heading whose last line is a row of values."""
    heading = [Line(number, text) for number, text in enumerate(lines[:-1], start=1)]
    columns = find_columns([Line(len(lines), lines[-1]).values])
    head_columns(columns, heading, KNOWN)
    return columns


def headings(*lines: str) -> list[str]:
    return [column.heading for column in headed(*lines)]


def test_words_stacked_over_several_lines_are_one_heading() -> None:
    assert headings(
        "   Realized       Ending",
        "     Losses      Balance",
        "       0.00  1,000.00   ",
    ) == ["Realized Losses", "Ending Balance"]


def test_headings_one_blank_apart_are_parted_where_all_come_to_known_ones() -> None:
    assert headings(
        "   Principal Interest      Total",
        "Distribution Distribution Distribution",
        "   10,000.00     5,000.00    15,000.00",
    ) == ["Principal Distribution", "Interest Distribution", "Total Distribution"]


def test_stacked_headings_one_blank_apart_are_parted_together() -> None:
    assert headings(
        "Scheduled    Accretion Unscheduled Net",
        "Principal    Principal Principal   Principal",
        "Distribution           Adjustments Distribution",
        "   10,000.00         -           -    10,000.00",
    ) == [
        "Scheduled Principal Distribution",
        "Accretion Principal",
        "Unscheduled Principal Adjustments",
        "Net Principal Distribution",
    ]


def test_a_phrase_over_columns_that_come_to_no_known_headings_is_a_title_of_all() -> None:
    columns = headed(
        "  Something about these two  ",
        "   Principal      Interest",
        "   10,000.00      5,000.00",
    )
    assert [column.heading for column in columns] == ["Principal", "Interest"]
    assert all("Something about these two" in column.titles for column in columns)


def test_a_known_title_straight_over_columns_is_no_part_of_their_headings() -> None:
    columns = headed(
        "  FACTOR INFORMATION PER $1000 OF ORIGINAL FACE",
        "     PRINCIPAL            INTEREST",
        "   10.12345678          5.12345678",
    )
    assert [column.heading for column in columns] == ["PRINCIPAL", "INTEREST"]


def test_a_word_beside_a_column_is_never_dropped() -> None:
    columns = headings(
        "Interest            Remaining",
        "Loss                Principal Balance",
        "            0.00        1,000,000.00",
    )
    assert columns[0] != "Interest"


def test_a_heading_of_codes_over_no_cell_is_left_out() -> None:
    assert headings(
        "CUSIP PRIOR PRINCIPAL FACTOR      PRINCIPAL",
        "                299.44403571    13.59176487",
    ) == ["PRIOR PRINCIPAL FACTOR", "PRINCIPAL"]


def test_where_a_rows_code_has_no_cell_the_headings_behind_it_move_to_their_values() -> None:
    row = "".join(f"<td>{text}</td>" for text in ("A-1", "9,000.00", "8,000.00", "100.00"))
    head = "".join(
        f"<td>{text}</td>"
        for text in ("Class", "Cusip", "Original Face Value", "Beginning Balance", "Principal")
    )
    page = read_page(f"<html><table><tr>{head}</tr><tr>{row}</tr><tr>{row}</tr></table></html>")
    (block,) = find_blocks(page.lines, KNOWN)
    assert [column.heading for column in block.columns] == [
        "Original Face Value",
        "Beginning Balance",
        "Principal",
    ]


def test_a_hyphen_at_a_lines_end_is_no_value() -> None:
    text = (
        "Original      Pass -      Principal      Interest",
        "Face Value    Through     Distribution   Distribution",
        "              Rate",
        "  9,000.00    6.50000       10,000.00      5,000.00",
    )
    (block,) = find_blocks([Line(number, line) for number, line in enumerate(text, start=1)], KNOWN)
    assert [column.heading for column in block.columns][1] == "Pass - Through Rate"
    assert len(block.rows) == 1


def columns_of(text: str) -> list[str]:
    """The headings of the columns of values of a page's last table."""
    return [column.heading for column in find_blocks(read_page(text).lines, KNOWN)[-1].columns]


def test_a_first_line_of_one_phrase_is_of_the_heading_whose_words_it_completes() -> None:
    assert columns_of(
        """
Principal Distribution Statement
          Total Principal Ending Certificate Total Principal
Class       Reduction         Balance          Distribution
=======   =============   ================   =============
A-1        3,000,838.06     279,165,410.60    3,000,838.06
A-2        1,141,107.19      43,039,905.32    1,141,107.19
"""
    ) == ["Total Principal Reduction", "Ending Certificate Balance", "Total Principal Distribution"]


def test_the_mark_of_a_footnote_makes_a_heading_no_row() -> None:
    assert columns_of(
        """
Principal Distribution Statement
Class Original Face Amount Beginning Certificate Balance Accretion Realized Loss (1)
A1         348,617,000.00               248,504,240.87        0.00             0.00
A2         300,743,000.00               246,486,018.61        0.00             0.00
"""
    ) == ["Original Face Amount", "Beginning Certificate Balance", "Accretion", "Realized Loss (1)"]


def test_a_word_at_the_edge_of_parted_headings_goes_to_the_column_beside_them() -> None:
    """Dropped, it would make 'Total Principal' one with 'Principal'."""
    assert columns_of(
        """
Class        Scheduled            Total Realized       Deferred
             Principal        Principal     Loss       Interest
-----   --------------   --------------   ------   ------------
IA1      51,512,249.52   206,048,998.08     0.00           0.00
IA2      10,913,440.07    43,653,760.29     0.00           0.00
"""
    ) == ["Scheduled Principal", "Total Principal", "Realized Loss", "Deferred Interest"]


def test_a_phrase_that_was_parted_among_its_columns_is_no_title_that_refuses_them() -> None:
    """'Interest Shortfall' of a column would refuse the table as a title does."""
    (block,) = find_blocks(
        read_page(
            """
Interest Distribution Statement
Class Beginning Certificate Balance Interest Shortfall Total Interest Distribution
------  -----------------------------  ------------------  ---------------------------
1A1                     88,815,715.90                0.00                   297,124.49
1A2                     55,736,566.64                0.00                   346,805.30
"""
        ).lines,
        KNOWN,
    )
    assert [part.refused for part in find_parts([block])] == [""]
