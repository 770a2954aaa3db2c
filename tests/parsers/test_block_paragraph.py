"""Figures whose labels run on over lines and under values."""

import pytest

from parsers.blocks.paragraph import Paragraph
from parsers.builder import Builder, Fate
from parsers.layouts.servicing_certificate import CAPITALIZED_INTEREST, PREFUNDING
from parsers.page import Page
from parsers.targets import targets

REFLOWED = """
Beginning Balance 1.00 Additional Purchases during Revolving Period 2.00 Excess
of Draws over Principal Collections 3.00 To close prefunding remaining balance
due Not4.00lders Total Ending Balance as of Payment Date 5.00 Interest earned
for Collection Period 6.00 Interest withdrawn related to prior Collection7.00iod
"""


def found(text: str, labels: dict[str, str]) -> dict[str, str]:
    builder = Builder("any")
    Paragraph(targets("amount", labels)).read(builder, Page.from_text(text).lines)
    return {amount.name: str(amount.value) for amount in builder.amounts}


def test_an_account_reflowed_into_a_paragraph_gives_each_figure_its_name() -> None:
    assert found(REFLOWED, PREFUNDING) == {
        "prefunding_beginning": "1.00",
        "prefunding_additional_purchases": "2.00",
        "prefunding_excess_draws": "3.00",
        "prefunding_closing_release": "4.00",
        "prefunding_ending": "5.00",
        "prefunding_earned": "6.00",
        "prefunding_withdrawn_prior": "7.00",
    }


def reflowed(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize("width", [40, 60, 100, 1000])
def test_the_width_of_the_paragraph_does_not_matter(width: int) -> None:
    assert found("\n".join(reflowed(REFLOWED, width)), PREFUNDING) == found(REFLOWED, PREFUNDING)


CAPITALIZED = """
Beginning Balance 1.00 Withdraw relating to Collection Period 2.00 Interest Earned (Zero, Paid to Funding
Account) 3.00 To close Capitalized Interest Account - balan4.00ue GMAC Mortgage Total Ending Capitalized
Interest Account Balance as of Payment Date 5.00 Interest earned for Collection Period 6.00 Interest withdrawn
related to prior Collection Period 7.00
"""


@pytest.mark.parametrize(("text", "labels"), [(REFLOWED, PREFUNDING), (CAPITALIZED, CAPITALIZED_INTEREST)])
def test_a_line_lost_inside_a_paragraph_gives_no_figure_another_name(
    text: str, labels: dict[str, str]
) -> None:
    whole = found(text, labels)
    for width in range(20, 160):
        lines = reflowed(text, width)
        for place in range(len(lines)):
            left = found("\n".join(lines[:place] + lines[place + 1 :]), labels)
            assert left.items() <= whole.items(), (width, lines[place])


def test_a_value_printed_over_its_label_is_identified_by_both_ends() -> None:
    text = "To close Capitalized Interest Account - balan0.00ue GMAC Mortgage"
    assert found(text, CAPITALIZED_INTEREST) == {"capitalized_interest_closing_release": "0.00"}


def test_words_that_fit_no_label_leave_their_value_unclaimed() -> None:
    assert found("Beginning Balance 1.00 Something Else 2.00", PREFUNDING) == {"prefunding_beginning": "1.00"}


def test_a_label_whose_end_was_on_a_lost_line_does_not_take_the_next_lines_figure() -> None:
    lines = REFLOWED.strip().splitlines()
    del lines[2]
    lines[2:] = ["5.00 Interest earned", *lines[2:]]
    assert "5.00" not in found("\n".join(lines), PREFUNDING).values()


def test_a_dash_inside_a_label_is_left_out_by_name_and_lines_without_a_figure_are_handed_on() -> None:
    lines = Page.from_text(
        "Beginning Balance 1.00\nTo close Capitalized Interest Account -\nbalance due GMAC Mortgage 2.00\n"
        "Total Ending Capitalized Interest Account Balance as of Payment Date 3.00\nA note"
    ).lines
    builder = Builder("any")
    rest = Paragraph(targets("amount", CAPITALIZED_INTEREST)).read(builder, lines)
    assert [line.text for line in rest] == ["A note"]
    dash = lines[1].values[0]
    assert builder.fate(dash) == Fate("ignored", "hyphen_in_label")


def test_words_alone_below_a_blank_line_end_the_paragraph() -> None:
    page = "Beginning Balance 1.00\n\nReserve Account\nBeginning Balance 2.00\n"
    builder = Builder("any")
    rest = Paragraph(targets("amount", PREFUNDING)).read(builder, Page.from_text(page).lines)
    assert [str(amount.value) for amount in builder.amounts] == ["1.00"]
    assert [line.text for line in rest if line.cells] == ["Reserve Account", "Beginning Balance 2.00"]
