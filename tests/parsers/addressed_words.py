"""The addresses of the numbers of a small page, for the tests of where their words come from."""

from parsers.blocks.addresses import Address, addresses
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.html import read_html
from parsers.page import Line, Page

Addressed = dict[str, Address]  # by the number as printed


def read(text: str) -> Addressed:
    return _read(Page.from_text(text).lines)


def read_tables(html: str) -> Addressed:
    return _read(read_html(html).lines)


def _read(lines: list[Line]) -> Addressed:
    cells = [cell for line in lines for cell in line.values]
    found = addresses(find_blocks(lines, KNOWN), cells)
    return {cell.text: found[id(cell)] for cell in cells if id(cell) in found}
