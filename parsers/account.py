"""The `unmapped` lines of a statement: each number without a field, with its address on the page."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from parsers.blocks.addresses import NOWHERE, addresses
from parsers.blocks.finding import Block
from parsers.cells import Cell
from parsers.records import Unmapped

LONGEST = 300  # characters of a part of an address: the text around a number, not a whole page


def unmapped_lines(blocks: Sequence[Block], cells: Sequence[Cell]) -> Iterator[Unmapped]:
    """A line for each cell."""
    found = addresses(blocks, cells)
    for cell in cells:
        section, group, label, column = found.get(id(cell), NOWHERE)
        yield Unmapped(
            section=[_short(title) for title in section] or UNSET,
            group=group or UNSET,
            label=_short(label) or UNSET,
            column=_short(column) or UNSET,
            text=cell.text,
            value=cell.value,
            lines=[cell.line],
        )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
