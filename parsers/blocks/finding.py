"""Blocks: runs of rows under one heading, each row with its label, its titles and its values by column.

Theory of operation. A page is read once from top to bottom. Lines without values wait until the next line
with values; the positions of those values decide what the waiting lines are. Lines whose phrases are above
the values, right above the row, are its heading and open a block. A line of one phrase that spans several
columns, or is above none, is a title. A title directly above a row that ends in a connecting word
('AS OF THE', 'INCLUDING …') is the beginning of the row's label. A row continues the block above where its
values are in that block's columns; a row of one value behind a blank line or a title does not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.blocks.block_headings import COUNTED
from parsers.blocks.found_blocks import Block, BlockRow, lend_titles, set_columns
from parsers.blocks.heading_words import NOTHING_KNOWN, Known, is_of_html, unframed
from parsers.blocks.item_marks import begins_item
from parsers.blocks.label_numbers import numbers_of_labels
from parsers.blocks.labels_with_numbers import with_whole_labels
from parsers.blocks.line_kinds import (
    is_broken_off,
    is_imprint,
    is_marked,
    is_numbering,
    is_of_units,
    is_part_title,
    is_title,
    is_unit_title,
    label_of,
)
from parsers.blocks.section_titles import OF_NO_GROUP, SectionTitles, day_of, name_group
from parsers.blocks.titles_beside import is_title_beside, is_title_of_facts
from parsers.blocks.value_columns import ValueColumn, find_columns, place_cells, stand_below
from parsers.blocks.waiting_lines import WaitingLines
from parsers.blocks.wrapped_labels import ends_label, wrapped_label
from parsers.page import Line

LEVEL = 4  # places by which rows of one level begin apart
MOST_INDENT = 16  # places by which rows are further right than their title
MOST_OF_HTML = 200  # the same in HTML: two columns of the grid


def find_blocks(lines: Sequence[Line], known: Known = NOTHING_KNOWN, *, has_head: bool = True) -> list[Block]:
    """The blocks of a statement in printed order, or of one section, which has no page head.

    Positions separate words from titles; `known` decides only the ambiguous cases.
    """
    if has_head:
        lines = with_whole_labels(lines)
    reader = _Reader(lines, known, has_head=has_head)
    for place, line in enumerate(lines):
        reader.read(place, line)
    for block in reader.blocks:
        set_columns(block, known)
    for above, block in pairwise(reader.blocks):
        lend_titles(above, block)
    return reader.blocks


class _Reader:
    """Reads the lines of a statement into blocks."""

    def __init__(self, lines: Sequence[Line], known: Known, *, has_head: bool) -> None:
        self.lines = lines
        self.known = known
        self.blocks: list[Block] = []
        self.titles = SectionTitles()
        self.waiting = WaitingLines(lines, known, has_head=has_head)
        self.block_group: str | None = None  # that the heading of the last block names
        self.last_title: Line | None = None  # above the row that is read
        self.is_below_item = False  # the nearest title with a mark: the next mark ends it
        self.indented_below: int | None = (
            None  # where the nearest title begins, if its rows are further right
        )

    def read(self, place: int, line: Line) -> None:
        """Read a line: it waits, or it is a row."""
        if line.values and not self._is_of_heading(place, line) and not _is_of_address(line):
            self._row(place, line)
            self.waiting.places = []
        elif not self.waiting.places and self._goes_on_above(place, line):
            self.blocks[-1].rows[-1].label += f" {line.squashed}"
        else:
            self.waiting.places.append(place)

    def _goes_on_above(self, place: int, line: Line) -> bool:
        """Whether a line right below a row is the rest of its label."""
        row = self.blocks[-1].rows[-1] if self.blocks and self.blocks[-1].rows else None
        return row is not None and self.lines[place - 1] is row.line and ends_label(row, line)

    def _is_of_heading(self, place: int, line: Line) -> bool:
        """Whether the apparent values on a line belong to a heading or a title."""
        first = line.values[0]
        if len(line.values) > 1 and first.kind == "number" and not first.text.startswith("("):
            return first.text.endswith("000") and is_of_units(line)  # not nearly all rows
        if is_numbering(line) or is_unit_title(line) or is_broken_off(line):
            return True
        if len(line.cells) < 2 or not all(COUNTED.fullmatch(cell.text) for cell in line.values):
            return False
        below = next((one for one in self.lines[place + 1 : place + 3] if one.cells), None)
        if len(line.values) > 1 or (below is not None and is_numbering(below)):
            return True
        return below is not None and is_marked(line, len(below.values))

    def _row(self, place: int, line: Line) -> None:
        label = label_of(line)
        if self.waiting.places:
            label = self._row_below_others(place, line, label)
        else:
            self._leave_title(line)
            if not self._goes_on(line, titled=False):
                self._begin([])
        above = self.titles
        if self.blocks[-1].heading and _IS_TOTAL.fullmatch(label):
            above.leave_parts_of([row.section for row in self.blocks[-1].rows])
        self.blocks[-1].rows.append(
            BlockRow(
                line,
                label,
                above.section,
                self.block_group or above.group,
                above.remic,
                above.headed,
                above.day,
            )
        )
        self.titles.read_row(label)

    def _row_below_others(self, place: int, line: Line, label: str) -> str:
        """Take the lines that wait above a row; returns the row's label, with its part on those lines."""
        heading = self.waiting.find_heading(place)
        wrapped = wrapped_label(self.waiting, place, heading)
        titled = self._take_titles(heading, wrapped)
        self._leave_title(self.lines[wrapped[0]] if wrapped else line)
        if heading:
            self._begin(heading)
            self._take_group(heading, line)
        elif not self._goes_on(line, titled=titled):
            self._begin([])
        return " ".join([*(self.lines[at].squashed for at in wrapped), label])

    def _begin(self, heading: Sequence[int]) -> None:
        drawn = self.waiting.drawn_below(heading[-1]) if heading else []
        self.blocks.append(Block([self.lines[at] for at in heading], drawn))
        self.block_group = None

    def _take_titles(self, heading: Sequence[int], wrapped: Sequence[int]) -> bool:
        """Take the other waiting lines as titles; returns whether there was a title or a blank line."""
        taken = False
        imprint = self.waiting.find_imprint()
        if imprint:
            self.titles.leave_tables()
        elif self._is_new_page(heading):
            self.titles.begin_page()
        for at in self.waiting.places:
            line = self.lines[at]
            if at in heading or at in wrapped:
                continue
            if at in imprint:
                continue
            taken = taken or not line.text.strip()
            if dated := day_of(line, self.known):
                self.titles.add_dated(*dated, self.known.part(dated[0]))
                taken = True
            elif is_title(line) and not self.waiting.is_running_head(line):
                title = unframed(line.squashed)
                ends = self.indented_below is not None and line.cells[0].start <= self.indented_below
                inside = self._is_among_rows(at)
                self.titles.add(title, self.known.part(title), is_beside=ends, is_inside=inside)
                self.last_title = line
                taken = True
        return taken

    def _is_new_page(self, heading: Sequence[int]) -> bool:
        """Whether the statement's head stands above a row again that is in no table of the last page."""
        title = self.titles.of_page
        if not title or not any(self.lines[at].squashed == title for at in self.waiting.places):
            return False
        again = [self.lines[at].squashed for at in heading]
        known = {tuple([line.squashed for line in block.heading]) for block in self.blocks if block.heading}
        return tuple(again) not in known

    def _is_among_rows(self, at: int) -> bool:
        """Whether a line with a colon is right between two rows, the first as far right: 'PREPAYMENTS:'."""
        line, above = self.lines[at], self.lines[at - 1]
        return (
            at > 0
            and line.squashed.endswith(":")
            and self.indented_below is not None
            and bool(above.values)
            and above.cells[0].start == line.cells[0].start > self.indented_below
        )

    def _leave_title(self, line: Line) -> None:
        """End the nearest title at a row that is not further right than it, if its first rows were."""
        start = line.cells[0].start
        if self.last_title is not None:
            above = self.last_title.cells[0].start
            self.is_below_item = begins_item(self.last_title)
            # Further right, the row has no label of its own and is in the middle of its table.
            most = MOST_OF_HTML if is_of_html(line.cells[0]) else MOST_INDENT
            self.indented_below = above if above < start <= above + most else None
            self.last_title = None
        elif self.indented_below is not None and not line.cells[0].is_value and start <= self.indented_below:
            # Else the title is above the middle of its rows, or the row is a table's row or total.
            is_of_table = bool(self.blocks and self.blocks[-1].heading) and len(line.values) > 1
            is_of_table = is_of_table and not (self.is_below_item and begins_item(line))
            if self.indented_below - start <= LEVEL and not is_of_table:
                self.titles.leave_part()
            self.indented_below = None

    def _take_group(self, heading: Sequence[int], row: Line) -> None:
        """The group that a heading names over the labels, or over the only column of values.

        'Group 1   Number of Loans   Principal Balance' applies to its own rows, 'Servicing Certificate
        Group 1' to all rows down to the next such heading.
        """
        cells = [cell for at in heading for cell in self.lines[at].cells]
        over_labels = [cell for cell in cells if cell.end <= row.values[0].start]
        names = [name for cell in cells if (name := name_group(cell.text))]
        self.titles.head(names if len(row.values) == 1 else [])
        title = " ".join(cell.text for cell in over_labels if cell.line == over_labels[0].line)
        beside = [cell for cell in cells if over_labels and cell.line == over_labels[0].line][
            len(over_labels) :
        ]
        is_of_facts = len(row.values) == 1 and is_title_of_facts(title, self.known)
        if is_of_facts or (over_labels and is_title_beside(over_labels[0], title, beside, row, self.known)):
            self.titles.add(title, self.known.part(title))
        of_block = [name for cell in over_labels if (name := name_group(cell.text))]
        self.block_group = of_block[0] if len(of_block) == len(names) == 1 and len(row.values) > 1 else None

    def _goes_on(self, line: Line, *, titled: bool) -> bool:
        """Whether a row without a heading of its own belongs to the block above."""
        if not self.blocks:
            return False
        block = self.blocks[-1]
        if not block.heading:
            return not titled
        if block.rows[-1].section[:1] != self.titles.section[:1] and not self._is_part_of_table(line):
            return False
        if stand_below(line.values, block.rows[-1].line.values):
            return True
        columns = find_columns([row.line.values for row in block.rows])
        of_label = numbers_of_labels(line)
        values = [cell for cell in line.values if cell not in of_label] if of_label else line.values
        placed = len(place_cells(values, columns))
        if len(columns) == 1 or placed == 1:
            return not titled and placed == len(values) and not _is_labelled(line, columns)
        return placed > 1

    def _is_part_of_table(self, row: Line) -> bool:
        """Whether the waiting line titles a part of a table: 'Loan Count:' without blank lines around.

        In HTML the other cells of its row are empty.
        """
        waiting = [self.lines[at] for at in self.waiting.places if self.lines[at].cells]
        if len(waiting) != 1:
            return False
        title, above = waiting[0], self.blocks[-1].rows[-1].line
        is_tight = len(self.waiting.places) == 1 and above.number + 2 == row.number
        is_left = len(title.cells) == 1 and title.cells[0].end < row.values[0].start
        is_of_classes = OF_NO_GROUP.match(title.squashed) is not None
        return is_part_title(title) or is_of_classes or (is_tight and is_left)


_IS_TOTAL = re.compile(r"(?:grand |deal )?totals?:?", re.IGNORECASE)


def _is_of_address(line: Line) -> bool:
    """Whether the only number of a line is a postal code or a suite number ('New York, New York 10001')."""
    return (
        len(line.values) == 1 and _OF_ADDRESS.fullmatch(line.values[0].text) is not None and is_imprint(line)
    )


_OF_ADDRESS = re.compile(r"\d{1,5}(?:-\d{4})?")


def _is_labelled(line: Line, columns: Sequence[ValueColumn]) -> bool:
    """Whether a row's one value below several columns has a label of its own: 'Deal Factor :   78.08 %'."""
    return len(columns) > 1 and label_of(line).endswith(":")


__all__ = ["Block", "BlockRow", "find_blocks", "is_numbering", "is_title", "label_of"]
