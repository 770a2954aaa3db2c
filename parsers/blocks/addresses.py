"""The address of each value on a page: the titles above it, the group, the words of its row and its column.

Addresses are computed from the page alone, and only on request: most statements have no unmapped number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.label_words import (
    are_facts_beside,
    joined,
    own_words,
    read_labels,
    words_before,
)
from parsers.blocks.parted_headings import heads_of
from parsers.blocks.section_titles import ENDS_WITH_GROUP, REMIC, name_group
from parsers.cells import Cell
from parsers.vocabulary import table_titles


class Address(NamedTuple):
    """The address of a value. `section`: titles above, the nearest last; other parts '' or None if none."""

    section: tuple[str, ...]
    group: str | None
    label: str
    column: str


# 'Group 1', 'Group II Factor :', 'Loan Group 2 Balance'; not 'Group Totals'.
_GROUP_OF_LABEL = re.compile(
    r"(?:loan |mortgage )?(?:group|pool) #?(?P<name>\d{1,4}|[IVX]{1,4}|[A-Z]?\d?[A-Z]?)(?![\w'])",
    re.IGNORECASE,
)
_OF_GROUPS = re.compile(
    r"(?:(?:loan|mortgage|collateral) )?(?:group|pool)(?: (?:no\.?|number|#))?", re.IGNORECASE
)
_NAMES = re.compile(
    rf"{_OF_GROUPS.pattern}|(?:loan|class|month|period)(?: (?:no\.?|number|#|id))?", re.IGNORECASE
)
NOWHERE = Address((), None, "", "")


def addresses(blocks: Sequence[Block], cells: Iterable[Cell]) -> dict[int, Address]:
    """The address of each of these value cells that is in a block, by the cell's identity."""
    wanted = {cell.line for cell in cells}
    found: dict[int, Address] = {}
    for block in blocks:
        if any(row.line.number in wanted for row in block.rows):
            words = _Words(block)
            for row, label in zip(block.rows, words.labels, strict=True):
                if row.line.number in wanted:
                    found.update({id(cell): address for cell, address in words.of_row(row, label)})
    return found


@lru_cache(maxsize=8192)  # a cache: the words of a page are repeated on the next statement's
def _group_in(heading: str) -> str | None:
    """The group that a heading names alone, or behind other words: 'Fixed Rate Loans (Group I)'."""
    behind = ENDS_WITH_GROUP.search(heading)
    return name_group(heading) or (behind["name"] if behind else None)


class _Words:
    """The words of a block: over its columns and before its rows."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.heads = heads_of(block)
        self.labels = read_labels(block)
        self.is_beside = are_facts_beside(block)
        over_names = block.word_columns[:1]
        stubs = [block.stub, *(phrase.text for column in over_names for phrase in column.phrases)]
        self.is_of_classes = "class" in map(table_titles.key_of, stubs)

    def of_row(self, row: BlockRow, label: str) -> Iterator[tuple[Cell, Address]]:
        """The address of each value of a row."""
        places = {id(cell): place for place, cell in row.values.items()}
        section = row.section
        name = None if label else self._name_in_digits(row, places)
        label = name.text if name else label
        for cell, words in words_before(row):
            if words and (self.is_beside or (cell is not row.line.values[0] and not self.block.heading)):
                label = joined(own_words(words))  # several facts on one line
                section = (*row.section, *self._title_over(row, words[0])) if self.is_beside else section
            elif len(words) > 1 and any(word.is_value for word in words):
                label = joined(words)
            of_name = "" if cell is name else label
            yield cell, self._address(row, section, of_name, places.get(id(cell)))

    def _is_by_group(self, row: BlockRow) -> bool:
        """Whether the first column of a row names loan groups."""
        over = [self.heads[place].heading for place, cell in row.values.items() if cell is row.line.cells[0]]
        return any(_OF_GROUPS.fullmatch(words) for words in over)

    def _name_in_digits(self, row: BlockRow, places: dict[int, int]) -> Cell | None:
        """The bare integer that names a row without words, below 'Group' or 'Period'."""
        first = row.line.cells[0]
        place = places.get(id(first))
        is_name = place is not None and _NAMES.fullmatch(self.heads[place].heading) is not None
        return first if is_name and first.text.isdecimal() else None

    def _title_over(self, row: BlockRow, word: Cell) -> list[str]:
        """The title over one of several lists of facts side by side."""
        over = [self.block.word_columns[place] for place, cell in row.words.items() if cell is word]
        return [words for column in over for words in (column.heading, *column.titles) if words]

    def _address(self, row: BlockRow, section: tuple[str, ...], label: str, place: int | None) -> Address:
        group = self._group(row, label)
        if place is None:
            return Address(section, group, label, "")
        head = self.heads[place]
        others = [one for one in self.heads if one is not head]
        if not head.heading and not any(set(head.titles) & set(one.titles) for one in others):
            words = " ".join(head.titles)  # over this column alone: its heading, though a title elsewhere
            return Address(section, _group_in(words) or group, label, words)
        spanning = [title for title in head.titles if not name_group(title)]
        named = (name for words in (head.heading, *head.titles) if (name := _group_in(words)))
        return Address((*section, *spanning), next(named, group), label, head.heading)

    def _group(self, row: BlockRow, label: str) -> str | None:
        """The group that a row's label names, else the one named above it. A REMIC has classes only."""
        if named := _GROUP_OF_LABEL.match(label):
            return named["name"]
        if label.isdecimal() and self._is_by_group(row):
            return label
        if row.group or not row.remic:
            return row.group
        is_below = self.is_of_classes or any(map(REMIC.search, row.section))
        return f"REMIC {row.remic}" if is_below else None
