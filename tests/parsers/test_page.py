"""What a printed line is taken for: words, numbers, dashes, dates, CUSIPs."""

import pytest

from parsers.page import Line, Page


def kinds(text: str) -> list[tuple[str, str]]:
    return [(cell.kind, cell.text) for cell in Line(1, text).cells]


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("Ending PFA Balance                -", [("words", "Ending PFA Balance"), ("dash", "-")]),
        ("Principal Draws -", [("words", "Principal Draws"), ("dash", "-")]),
        (
            "Beginning Overcollateralization Amount5,283,333.90",
            [("words", "Beginning Overcollateralization Amount"), ("number", "5,283,333.90")],
        ),
        ("due Not0.00lders Total", [("words", "due Not"), ("number", "0.00"), ("words", "lders Total")]),
        (
            "To close Account - balan0.00ue GMAC",
            [("words", "To close Account - balan"), ("number", "0.00"), ("words", "ue GMAC")],
        ),
        ("Delinquent Loans (30 Days)*   43", [("words", "Delinquent Loans (30 Days)*"), ("number", "43")]),
        ("Number of Loans 0", [("words", "Number of Loans"), ("number", "0")]),
        ("Number of Loans 4 0 0 4", [("words", "Number of Loans"), *[("number", n) for n in "4004"]]),
        ("Bankruptcy Loss 0 -", [("words", "Bankruptcy Loss"), ("number", "0"), ("dash", "-")]),
        ("A- 1 0 0", [("words", "A- 1"), ("number", "0"), ("number", "0")]),
        (
            "R   36254SFH3   50.   3.7252",
            [("words", "R"), ("cusip", "36254SFH3"), ("broken", "50."), ("number", "3.7252")],
        ),
        ("  1.  Statement", [("words", "1."), ("words", "Statement")]),
        ("M-1   1,4   2,076,0", [("words", "M-1"), ("broken", "1,4"), ("broken", "2,076,0")]),
        ("      ----   1,234.56", [("words", "----"), ("number", "1,234.56")]),
        ("Fees  ----   1,234.56", [("words", "Fees"), ("broken", "----"), ("number", "1,234.56")]),
        ("Group 1", [("words", "Group 1")]),
        ("Page 2 of 3", [("words", "Page 2 of 3")]),
        ("A- 1  36185NYV6   Senior", [("words", "A- 1"), ("cusip", "36185NYV6"), ("words", "Senior")]),
        ("R- II 36185NZD5", [("words", "R- II"), ("cusip", "36185NZD5")]),
        ("Var- Act/ 360   172,158,743", [("rate_type", "Var- Act/ 360"), ("number", "172,158,743")]),
        ("28.4193 CPR", [("number", "28.4193"), ("words", "CPR")]),
        (
            "Delinquency   30-59   60-89   90+",
            [("words", w) for w in ("Delinquency", "30-59", "60-89", "90+")],
        ),
        ("########  #DIV/0!", [("broken", "########"), ("broken", "#DIV/0!")]),
        ("(568,181.20) (0.00)", [("number", "(568,181.20)"), ("number", "(0.00)")]),
        ("Amount Increase (D975,292.71", [("words", "Amount Increase (D"), ("number", "975,292.71")]),
        (
            "Draws   $-  $-1.50  1.50-",
            [("words", "Draws"), ("dash", "$-"), ("number", "$-1.50"), ("number", "1.50-")],
        ),
        ("Acc12.00- balance", [("words", "Acc"), ("number", "12.00"), ("words", "- balance")]),
        (
            "Units   43*   0 *",
            [("words", "Units"), ("number", "43"), ("words", "*"), ("number", "0"), ("words", "*")],
        ),
        ("Dist Date   12/19/03", [("words", "Dist Date"), ("date", "12/19/03")]),
        ("Distribution Date: Dec 19, 2003", [("words", "Distribution Date:"), ("date", "Dec 19, 2003")]),
        ("----------  ----   -   ---", []),
        ("<S>     <C>    <C>", []),
    ],
)
def test_a_line_is_cut_into_the_cells_that_a_person_sees(printed: str, cells: list[tuple[str, str]]) -> None:
    assert kinds(printed) == cells


def test_two_numbers_printed_into_each_other_are_not_guessed_apart() -> None:
    assert kinds("0.317268017,111,694.71") == [("broken", "0.317268017,111,694.71")]


def test_a_cell_knows_its_line_and_columns() -> None:
    page = Page.from_text("first\nlabel    1,234.50\n")
    cell = page.lines[1].values[0]
    assert (cell.line, cell.start, cell.end) == (2, 9, 17)


def test_tabs_stand_at_stops_of_eight() -> None:
    assert Page.from_text("a\t1.00").lines[0].values[0].start == 8


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1,234.50-", "-1234.50"), ("( 1,234.50 )", "-1234.50"), ("$-5.00", "-5.00"), ("$(5.00)", "-5.00")],
)
def test_a_sign_may_stand_behind_its_number_or_apart_from_it(printed: str, value: str) -> None:
    (words, cell, last) = Line(1, f"Excess Cash    {printed}    1.00").cells
    assert (words.text, str(cell.value), str(last.value)) == ("Excess Cash", value, "1.00")


def test_a_label_cut_behind_a_bracket_leaves_the_brackets_of_its_number_whole() -> None:
    (_, cell) = Line(1, "Overcollateralization Amount Increase ((22,224.63)").cells
    assert str(cell.value) == "-22224.63"


@pytest.mark.parametrize("printed", ["(1,234.50", "1,234.50)", "(  1,234.50)"])
def test_a_number_with_one_bracket_of_two_may_have_lost_its_sign_and_is_not_guessed(printed: str) -> None:
    cells = Line(1, f"Excess Cash    {printed}    1.00").cells
    assert [cell.kind for cell in cells if cell.is_value] == ["broken", "number"]


@pytest.mark.parametrize(
    "printed", ["Fee (0.50% of the balance)", "Notes (see page 2, 1.00)", "Rate (of 5.00 )"]
)
def test_a_bracket_of_prose_is_no_sign(printed: str) -> None:
    assert [cell.value for cell in Line(1, printed).values if cell.value and cell.value < 0] == []
    assert "broken" not in {cell.kind for cell in Line(1, printed).cells}


def test_a_cusip_gives_none_of_its_letters_to_the_number_printed_against_it() -> None:
    cells = Line(1, "A-7     760920WH72,028,800,000.00     116,397.49").cells
    assert [cell.text for cell in cells] == ["A-7", "760920WH7", "2,028,800,000.00", "116,397.49"]
