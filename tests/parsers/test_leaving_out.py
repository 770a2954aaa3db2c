"""Numbers that are left out by a rule, and figures beside them that are not."""

from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.general.leaving_out import leave_out
from parsers.page import Page


def left_out(text: str) -> dict[str, str]:
    """The rule that leaves out each number, by its print."""
    builder = Builder("general")
    lines = Page.from_text(text).lines
    leave_out(builder, lines, find_blocks(lines, KNOWN))
    cells = [cell for line in lines for cell in line.values]
    return {cell.text: fate.what for cell in cells if (fate := builder.fate(cell))}


def test_a_figure_beside_an_address_is_left_if_it_has_a_label() -> None:
    found = left_out(
        """
  135 S. LaSalle Street   Suite 1740               WAC:           7.354021%
  Chicago, Illinois   60674                        WAMM:                106
"""
    )
    assert found == {"1740": "address"}


def test_the_pages_of_a_list_of_sections_are_left_out() -> None:
    found = left_out(
        """
Statement Sections                 Page(s)
------------------                 -------
REMIC Certificate Report               2-3
Asset Backed Facts Sheet                 6
Delinquency Loan Detail                  7
"""
    )
    assert found == {"6": "contents", "7": "contents"}
