"""The address of each value on a page: the titles above it, the group, the words of its row and its column.

Computed from the page alone, and only when asked for: most statements have no number without a field.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.section_titles import name_group
from parsers.cells import Cell


class Address(NamedTuple):
    """Where a value stands. `section`: titles above, the nearest last; other parts '' or None if none."""

    section: tuple[str, ...]
    group: str | None
    label: str
    column: str


# Columns numbered for the formulas of others, behind the words of a heading: '(5)=(3)+(4)'.
_NUMBERING = re.compile(r"(?:\s*\(\d{1,2}\)(?:\s*[-=+]\s*\(\d{1,2}\))*)+$")
NOWHERE = Address((), None, "", "")


def addresses(blocks: Sequence[Block], cells: Iterable[Cell]) -> dict[int, Address]:
    """The address of each of these value cells that stands in a block, by the cell's identity."""
    wanted = {cell.line for cell in cells}
    rows = ((block, row) for block in blocks for row in block.rows if row.line.number in wanted)
    return {id(cell): address for block, row in rows for cell, address in _of_row(block, row)}


def _of_row(block: Block, row: BlockRow) -> Iterator[tuple[Cell, Address]]:
    places = {id(cell): place for place, cell in row.values.items()}
    words: list[str] = []
    label = _label(block, row)
    for cell in row.line.cells:
        if not cell.is_value:
            words.append(cell.text)
            continue
        if words and cell is not row.line.values[0] and not block.heading:
            label = " ".join(words)  # one fact behind the other on a line
        words = []
        yield cell, _address(block, row, label, places.get(id(cell)))


def _label(block: Block, row: BlockRow) -> str:
    """The words of a row, but for those that stand below a heading of their own ('Cusip', 'Class Type')."""
    headed = {id(cell) for place, cell in row.words.items() if place and block.word_columns[place].heading}
    own = [
        cell.text for cell in row.line.cells if id(cell) in headed and cell.start < row.line.values[0].start
    ]
    return row.label.removesuffix(" ".join(own)).rstrip() if own else row.label


def _address(block: Block, row: BlockRow, label: str, place: int | None) -> Address:
    if place is None:
        return Address(row.section, _group(row), label, "")
    column = block.columns[place]
    spanning = [title for title in column.titles if not name_group(title)]
    groups = [name for words in (column.heading, *column.titles) if (name := name_group(words))]
    heading = "" if name_group(column.heading) else _NUMBERING.sub("", column.heading)
    return Address((*row.section, *spanning), groups[0] if groups else _group(row), label, heading)


def _group(row: BlockRow) -> str | None:
    return row.group or (f"REMIC {row.remic}" if row.remic else None)
