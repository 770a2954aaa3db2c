"""Blocks: runs of rows under one heading, each row with its label, its titles and its values by column.

Theory of operation. A page is read once from top to bottom. Lines without values wait until the next line
with some; where the values stand decides what the waiting lines are. Lines whose phrases stand over the
values, right above the row, are its heading and open a block. A line of one phrase that spans several
columns, or stands over none, is a title. A title directly above a row that a connecting word breaks off
('AS OF THE', 'INCLUDING …') is the beginning of the row's label. A row goes on with the block above where its
values stand in that block's columns; a row of one value behind a blank line or a title does not.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from parsers.blocks.block_headings import COUNTED, head_columns
from parsers.blocks.group_titles import spread_titles
from parsers.blocks.heading_words import NOTHING_KNOWN, Known
from parsers.blocks.line_kinds import (
    counts,
    is_broken_off,
    is_numbering,
    is_sentence,
    is_title,
    is_unit_title,
    is_whole_rule,
    label_of,
    may_head,
    runs_on,
)
from parsers.blocks.section_titles import SectionTitles, is_note, name_group
from parsers.blocks.value_columns import Column, find_columns, overlap, place_cells
from parsers.cells import Cell
from parsers.page import PAGE_NUMBER, Line

HEAD = 20  # lines at a statement's beginning whose words may run over its pages
MOST_COLUMNS = 60  # a line of more values is no row of a table, but reflowed or run together
LOOK_AHEAD = 8  # rows below a heading that may have a value where the first has none
NEAR_ROWS = 10  # lines above and below a label that show how long labels may be
MOST_BLANKS = 3  # between a heading and its first row


class BlockRow(Struct, eq=False):
    """A line with values: its label, the titles and the group above it, its values by column."""

    line: Line
    label: str
    section: tuple[str, ...]
    group: str | None
    remic: str | None = None
    headed: bool = False  # the group was named by a heading, not by a title
    values: dict[int, Cell] = {}
    words: dict[int, Cell] = {}


class Block(Struct, eq=False):
    """Rows under one heading; `columns` of values, `word_columns` of words, the first of them the labels'."""

    heading: list[Line]
    drawn: list[tuple[int, int]] = []
    rows: list[BlockRow] = []
    columns: list[Column] = []
    word_columns: list[Column] = []
    lost: list[Cell] = []  # phrases of the heading that stand over no column

    @property
    def stub(self) -> str:
        """The heading over the labels ('Class', 'Delinquency')."""
        return self.word_columns[0].heading if self.word_columns else ""


def find_blocks(lines: Sequence[Line], known: Known = NOTHING_KNOWN) -> list[Block]:
    """The blocks of a statement in printed order.

    Words are told from titles by where they stand; `known` decides only what that leaves open.
    """
    reader = _Reader(lines, known)
    for place, line in enumerate(lines):
        reader.read(place, line)
    for block in reader.blocks:
        _set_columns(block, known)
    return reader.blocks


def _set_columns(block: Block, known: Known) -> None:
    values = [_values(row.line) for row in block.rows]
    words = [_words(row.line) for row in block.rows]
    regular = _regular(values)
    block.columns = find_columns([values[place] for place in regular])
    of_words = find_columns([words[place] for place in regular], of_values=False)
    # 'N/A' in a column of values makes no column of its own.
    block.word_columns = [
        one for one in of_words if not any(_overlaps(one, other) for other in block.columns)
    ]
    found = [*block.columns, *block.word_columns]
    everything = sorted([*found, *_empty_columns(block.drawn, found)], key=lambda column: column.start)
    numbers = {line.number for line in block.heading if is_numbering(line)}
    lines = [line for line in block.heading if line.number not in numbers or len(_words(line)) > 1]
    block.lost = head_columns(everything, lines, known, block.drawn)
    spread_titles(everything, lines)
    for row, cells, texts in zip(block.rows, values, words, strict=True):
        row.values = place_cells(cells, block.columns)
        row.words = place_cells(texts, block.word_columns)


def _empty_columns(drawn: Sequence[tuple[int, int]], found: Sequence[Column]) -> list[Column]:
    """Columns without a cell, for the rules drawn below their headings."""
    empty = (Column(start, end, False, [], []) for start, end in drawn)
    return [one for one in empty if not any(_overlaps(one, other) for other in found)]


def _overlaps(one: Column, other: Column) -> bool:
    return overlap(one.start, one.end, other.start, other.end) > 0


def _regular(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows that show where columns stand: none of far fewer values (a page's foot, a stray figure)."""
    most = max((len(row) for row in rows if len(row) <= MOST_COLUMNS), default=0)
    return [place for place, row in enumerate(rows) if most <= 2 * len(row) <= 2 * MOST_COLUMNS]


def _values(line: Line) -> list[Cell]:
    return [cell for cell in line.cells if cell.is_value]


def _words(line: Line) -> list[Cell]:
    return [cell for cell in line.cells if not cell.is_value]


class _Reader:
    """Reads the lines of a statement into blocks."""

    def __init__(self, lines: Sequence[Line], known: Known) -> None:
        self.lines = lines
        self.known = known
        self.blocks: list[Block] = []
        self.titles = SectionTitles()
        self.head = _head_of(lines, known)
        self.waiting: list[int] = []  # the places of lines without values since the last row
        self.indented_below: int | None = (
            None  # where the nearest title begins, if its rows are further right
        )

    def read(self, place: int, line: Line) -> None:
        """A line: it waits, or it is a row."""
        if line.values and not self._is_of_heading(place, line):
            self._row(place, line)
            self.waiting = []
        else:
            self.waiting.append(place)

    def _is_of_heading(self, place: int, line: Line) -> bool:
        """Whether what look like values on a line are of a heading or a title."""
        first = line.values[0]
        if len(line.values) > 1 and first.kind == "number" and not first.text.startswith("("):
            return False  # nearly all rows
        if is_numbering(line) or is_unit_title(line) or is_broken_off(line):
            return True
        counted = len(line.cells) > 1 and all(COUNTED.fullmatch(cell.text) for cell in line.values)
        below = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return counted and (len(line.values) > 1 or (below is not None and is_numbering(below)))

    def _row(self, place: int, line: Line) -> None:
        heading = self._find_heading(self._spans_below(place), len(line.values)) if self.waiting else []
        wrapped = self._wrapped_label(place, line, heading)
        titled = self._take_titles(heading, wrapped)
        self._leave_title(line)
        if heading:
            self._take_group(heading, line)
            self.blocks.append(Block([self.lines[at] for at in heading], self._drawn_below(heading[-1])))
        elif not self._goes_on(line, titled=titled):
            self.blocks.append(Block([]))
        label = " ".join([*(self.lines[at].squashed for at in wrapped), label_of(line)])
        above = self.titles
        self.blocks[-1].rows.append(
            BlockRow(line, label, above.section, above.group, above.remic, above.headed)
        )

    def _spans_below(self, place: int) -> list[tuple[int, int]]:
        """Where the values of a row and of those right below it stand."""
        spans: list[tuple[int, int]] = []
        rows = 0
        for line in self.lines[place:]:
            if not line.values:
                if len(line.cells) > 1:
                    break
                continue
            spans += [(cell.start, cell.end) for cell in line.values]
            rows += 1
            if rows == LOOK_AHEAD:
                break
        return spans

    def _find_heading(self, spans: Sequence[tuple[int, int]], width: int) -> list[int]:
        """The places of the lines right above a row whose phrases stand over its values."""
        heading: list[int] = []
        below: list[int] = []  # lines of one phrase over several columns: of the heading if it goes on above
        blanks = 0
        for at in reversed(self.waiting):
            line = self.lines[at]
            if line.is_rule or not line.cells:
                blanks += not line.text.strip()
                if (heading and (blanks or is_whole_rule(line))) or blanks > MOST_BLANKS:
                    break
            elif self._is_title(line) or is_note(line.squashed) or self._is_of_page(line):
                break
            elif may_head(line, spans) or (not heading and self._is_lowest(at, width)):
                heading = [at, *(below if not blanks else []), *heading]
                below = []
            elif heading or is_sentence(line):
                break
            elif not blanks and len(line.cells) == 1:
                below.insert(0, at)
        parted = any(len(self.lines[at].cells) > 1 or self._is_lowest(at, width) for at in heading)
        return heading if parted else []

    def _is_lowest(self, at: int, width: int) -> bool:
        """Whether a line whose phrases do not tell is the lowest of a heading all the same.

        It has a phrase for each value, a rule for each column below it, or begins with the names' heading.
        """
        line = self.lines[at]
        words = line.squashed.split(" ")
        whole = len(line.cells) == 1 and len(words) > width > 1 and self.known.heading(words[0])
        return counts(line, width) or bool(self._drawn_below(at)) or (whole and at == self.waiting[-1])

    def _drawn_below(self, place: int) -> list[tuple[int, int]]:
        """Where the rules right below a heading stand, one a column ('=====  ======')."""
        below = (self.lines[at].text for at in self.waiting if at > place)
        drawn = next((text for text in below if text.strip()), "")
        runs = [match.span() for match in re.finditer(r"[-=_]{2,}", drawn)]
        return runs if len(runs) > 1 and not drawn.strip(" -=_") else []

    def _is_title(self, line: Line) -> bool:
        return len(line.cells) == 1 and self.known.part(line.squashed) != ""

    def _wrapped_label(self, place: int, line: Line, heading: Sequence[int]) -> list[int]:
        """The places of lines right above a row that begin its label."""
        wrapped: list[int] = []
        below = label_of(line)
        if not below:
            return wrapped
        for at in reversed(self.waiting):
            above = self.lines[at]
            if at in heading or not above.cells or above.dates:
                break
            if not self._is_full(at, place, below) and not (
                len(above.cells) == 1 and runs_on(above.squashed, below)
            ):
                break
            wrapped.insert(0, at)
            below = above.squashed
        return wrapped

    def _is_full(self, at: int, place: int, below: str) -> bool:
        """Whether a line right below a row is as long as labels are, and goes on in the label right below it.

        The next word would not have fitted: no label near it is as long.
        """
        line, row = self.lines[at], self.lines[place]
        words = line.squashed
        if at != place - 1 or not at or not self.lines[at - 1].values or words.endswith(":"):
            return False
        if len(line.cells) > 2 or (len(line.cells) == 2 and not line.cells[0].text.endswith(":")):
            return False
        if " " not in words or self.known.part(words) or line.cells[-1].start > row.cells[0].start:
            return False
        near = self.lines[max(place - NEAR_ROWS, 0) : place + NEAR_ROWS]
        ends = [_label_end(one) for one in near if one.values]
        return line.cells[-1].end + 1 + len(below.split(" ", maxsplit=1)[0]) > max(ends)

    def _take_titles(self, heading: Sequence[int], wrapped: Sequence[int]) -> bool:
        """Take the other waiting lines for titles; whether there was a title or a blank line."""
        taken = False
        for at in self.waiting:
            line = self.lines[at]
            if at in heading or at in wrapped:
                continue
            taken = taken or not line.text.strip()
            if is_title(line) and not self._is_running_head(line):
                self.titles.add(line.squashed, self.known.part(line.squashed))
                taken = True
        return taken

    def _leave_title(self, line: Line) -> None:
        """End the nearest title at a row that is no further right than it, if its first rows were."""
        start = line.cells[0].start
        titles = [at for at in self.waiting if is_title(self.lines[at])]
        if titles:
            above = self.lines[titles[-1]].cells[0].start
            self.indented_below = above if above < start else None
        elif self.indented_below is not None and start <= self.indented_below and not line.cells[0].is_value:
            self.titles.leave_part()
            self.indented_below = None

    def _take_group(self, heading: Sequence[int], row: Line) -> None:
        """The group that a heading names over the labels, or over the only column of values.

        'Group 1   Number of Loans   Principal Balance', 'Servicing Certificate   Group 1'.
        """
        cells = [cell for at in heading for cell in self.lines[at].cells]
        if len(row.values) > 1:
            cells = [cell for cell in cells if cell.end <= row.values[0].start]
        self.titles.head([name for cell in cells if (name := name_group(cell.text))])

    def _is_running_head(self, line: Line) -> bool:
        """Whether a line repeats, on a later page, what stands at the statement's head."""
        words = line.squashed.casefold()
        return (
            " " in words
            and not self.known.part(line.squashed)
            and any(
                line.number > one.number and one.squashed.casefold().startswith(words) for one in self.head
            )
        )

    def _is_of_page(self, line: Line) -> bool:
        """Whether a line of one phrase numbers a page or repeats the statement's head on it."""
        words = line.squashed
        return len(line.cells) == 1 and (bool(PAGE_NUMBER.match(words)) or self._is_running_head(line))

    def _goes_on(self, line: Line, *, titled: bool) -> bool:
        """Whether a row without a heading of its own belongs to the block above."""
        if not self.blocks:
            return False
        block = self.blocks[-1]
        if not block.heading:
            return not titled
        if block.rows[-1].section[:1] != self.titles.section[:1]:
            return False
        if _stands_below(line, block.rows[-1].line):
            return True
        columns = find_columns([row.line.values for row in block.rows])
        placed = len(place_cells(line.values, columns))
        if len(columns) == 1 or placed == 1:
            return not titled and placed == len(line.values)
        return placed > 1


def _label_end(row: Line) -> int:
    """Where the words before a row's first value end."""
    return max((cell.end for cell in takewhile(lambda cell: not cell.is_value, row.cells)), default=0)


def _stands_below(line: Line, above: Line) -> bool:
    """Whether two rows have several values, each of the one below the other's."""
    values, others = line.values, above.values
    return len(values) == len(others) > 1 and all(
        value.start < other.end and other.start < value.end
        for value, other in zip(values, others, strict=True)
    )


def _head_of(lines: Sequence[Line], known: Known) -> list[Line]:
    """The lines of a statement's head, above its first table and the heading right above that."""
    head = list(takewhile(lambda line: len(line.cells) < 4, lines[:HEAD]))
    while head and len(head) < len(lines) and _is_right_above(head[-1], lines[len(head)], known):
        head.pop()
    return [line for line in head if line.cells and not line.is_rule]


def _is_right_above(above: Line, line: Line, known: Known) -> bool:
    """Whether a line that is no title stands right above another; words between rows of HTML do not."""
    return bool(above.cells) and above.number + 1 == line.number and not known.part(above.squashed)


__all__ = ["Block", "BlockRow", "find_blocks", "is_numbering", "is_title", "label_of"]
