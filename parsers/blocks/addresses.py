"""The address of each value on a page: the titles above it, the group, the words of its row and its column.

Computed from the page alone, and only when asked for: most statements have no number without a field.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.line_kinds import label_of, numbers_of_labels
from parsers.blocks.parted_headings import Head, heads_of
from parsers.blocks.section_titles import name_group
from parsers.cells import Cell


class Address(NamedTuple):
    """Where a value stands. `section`: titles above, the nearest last; other parts '' or None if none."""

    section: tuple[str, ...]
    group: str | None
    label: str
    column: str


# 'Group 1', 'Group II Factor :', 'Loan Group 2 Balance'; not 'Group Totals'.
_GROUP_OF_LABEL = re.compile(
    r"(?:loan |mortgage )?(?:group|pool) #?(?P<name>\d{1,4}|[IVX]{1,4}|[A-Z]?\d?[A-Z]?)(?![\w'])",
    re.IGNORECASE,
)
NOWHERE = Address((), None, "", "")


def addresses(blocks: Sequence[Block], cells: Iterable[Cell]) -> dict[int, Address]:
    """The address of each of these value cells that stands in a block, by the cell's identity."""
    wanted = {cell.line for cell in cells}
    found: dict[int, Address] = {}
    for block in blocks:
        if any(row.line.number in wanted for row in block.rows):
            labels, heads = _labels(block), heads_of(block)
            for row, label in zip(block.rows, labels, strict=True):
                if row.line.number in wanted:
                    found.update({id(cell): address for cell, address in _of_row(block, heads, row, label)})
    return found


def _of_row(block: Block, heads: Sequence[Head], row: BlockRow, label: str) -> Iterator[tuple[Cell, Address]]:
    places = {id(cell): place for place, cell in row.values.items()}
    of_labels = {id(cell) for cell in numbers_of_labels(row.line)}
    words: list[str] = []
    for cell in row.line.cells:
        if not cell.is_value or id(cell) in of_labels:
            words.append(cell.text)
        else:
            if words and cell is not row.line.values[0] and (of_labels or not block.heading):
                label = " ".join(words)  # one fact behind the other on a line
            words = []
        if cell.is_value:
            yield cell, _address(heads, row, label, places.get(id(cell)))


def _labels(block: Block) -> list[str]:
    """The words of each row, with those that are printed once for several rows.

    A name on the first of several rows ('FIXED GROUP   PRINCIPAL BALANCE', 'INTEREST') is that of all. A row
    of percentages without words below one of amounts has the words of that.
    """
    first: tuple[str, int] | None = None  # the name, and where the words beside it begin
    labels: list[str] = []
    for number, row in enumerate(block.rows):
        label, names = _label(block, row), _names(block, row)
        if len(names) == 2:
            first = names[0].text, names[1].start
        elif first and label and (row.line.cells[0].start < first[1] or _is_wrapped(row)):
            first = None
        elif first and label:
            label = f"{first[0]} {label}"
        if not label and number and _is_share_of(row, block.rows[number - 1]):
            label = labels[-1]
        labels.append(label)
    return labels


def _is_wrapped(row: BlockRow) -> bool:
    """Whether a row's label begins on a line above it."""
    return row.label != label_of(row.line)


def _names(block: Block, row: BlockRow) -> dict[int, Cell]:
    """The words left of a row's values, by column, where they stand in the first two columns of words."""
    return {
        place: cell
        for place, cell in row.words.items()
        if place < 2 and cell.start < row.line.values[0].start and not (place and _is_headed(block, place))
    }


def _is_headed(block: Block, place: int) -> bool:
    """Whether a column of words has a heading of its own ('Cusip', 'Class Type')."""
    return bool(block.word_columns[place].heading)


def _is_share_of(row: BlockRow, above: BlockRow) -> bool:
    """Whether a row prints percentages, right below the amounts that they are of."""
    return all(cell.percent for cell in row.line.values) and not any(
        cell.percent for cell in above.line.values
    )


def _label(block: Block, row: BlockRow) -> str:
    """The words of a row, but for codes and what stands below a heading of its own ('Class Type')."""
    headed = {id(cell) for place, cell in row.words.items() if place and _is_headed(block, place)}
    words = list(takewhile(lambda cell: not cell.is_value, row.line.cells))
    kept = [cell for cell in words if id(cell) not in headed and (cell.kind != "cusip" or cell is words[0])]
    if len(kept) == len(words):
        return row.label
    wrapped = row.label.removesuffix(" ".join(cell.text for cell in words))
    return wrapped + " ".join(cell.text for cell in kept)


def _address(heads: Sequence[Head], row: BlockRow, label: str, place: int | None) -> Address:
    if place is None:
        return Address(row.section, _group(row, label), label, "")
    head = heads[place]
    if not head.heading and not any(set(head.titles) & set(one.titles) for one in heads if one is not head):
        words = " ".join(head.titles)  # over this column alone: its heading, though a title elsewhere
        return Address(row.section, name_group(words) or _group(row, label), label, words)
    spanning = [title for title in head.titles if not name_group(title)]
    groups = [name for words in (head.heading, *head.titles) if (name := name_group(words))]
    group = groups[0] if groups else _group(row, label)
    return Address((*row.section, *spanning), group, label, head.heading)


def _group(row: BlockRow, label: str) -> str | None:
    """The group that a row's label names, else the one named above it."""
    named = _GROUP_OF_LABEL.match(label)
    if named:
        return named["name"]
    return row.group or (f"REMIC {row.remic}" if row.remic else None)
