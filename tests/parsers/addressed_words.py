"""The addresses of the numbers of a small page, for the tests of where their words come from."""

from parsers.blocks.addresses import Address, addresses
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.page import Page

Addressed = dict[str, Address]  # by the number as printed


def read(text: str) -> Addressed:
    lines = Page.from_text(text).lines
    cells = [cell for line in lines for cell in line.values]
    found = addresses(find_blocks(lines, KNOWN), cells)
    return {cell.text: found[id(cell)] for cell in cells if id(cell) in found}
