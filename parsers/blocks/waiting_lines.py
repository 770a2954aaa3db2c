"""Decides whether the lines between two rows are a heading, the beginning of a label, or titles.

Theory of operation. Lines without values wait until the next row; the positions of its values decide. Read
upwards from the row, lines whose phrases are above the values are its heading.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from parsers.blocks.heading_words import Known, is_of_html, part_words
from parsers.blocks.item_marks import is_item
from parsers.blocks.line_kinds import (
    counts,
    is_imprint,
    is_phrase,
    is_sentence,
    is_unit_title,
    is_whole_rule,
    may_head,
    names_series,
)
from parsers.blocks.section_titles import ENDS_WITH_GROUP, OF_NO_GROUP, is_note, name_group
from parsers.blocks.titles_beside import NAMES_ROWS
from parsers.blocks.value_columns import ValueColumn
from parsers.page import PAGE_NUMBER, Line

HEAD = 20  # lines at a statement's beginning whose words may run over its pages
LOOK_AHEAD = 8  # rows below a heading that may have a value where the first row has none
LEAST_IMPRINT = 2  # lines of an address: a single one may be a running head's
MOST_INDENT = 6  # places by which rows are further right than the title of their part
MOST_BLANKS = 3  # between a heading and its first row


class WaitingLines:
    """The lines of a statement, and the indices of the lines without values since the last row."""

    def __init__(self, lines: Sequence[Line], known: Known, *, has_head: bool) -> None:
        self.lines = lines
        self.known = known
        self.places: list[int] = []
        self._head = _head_of(lines, known) if has_head else []

    def _spans_below(self, place: int) -> list[tuple[int, int]]:
        """The positions of the values of a row and of the rows right below it; each stretch once."""
        spans: list[tuple[int, int]] = []
        rows = 0
        for line in islice(self.lines, place, None):
            if not line.values or is_unit_title(line):
                if len(line.cells) > 1:
                    break
                continue
            spans += [(cell.start, cell.end) for cell in line.values]
            rows += 1
            if rows == LOOK_AHEAD:
                break
        return list(dict.fromkeys(spans))

    def find_heading(self, place: int) -> list[int]:
        """The indices of the lines right above a row whose phrases are above its values."""
        if not any(self.lines[at].cells for at in self.places):
            return []
        width = len(self.lines[place].values)
        heading = self._heading_above(place, width)
        parted = any(len(self.lines[at].cells) > 1 or self._is_lowest(at, width) for at in heading)
        return heading if parted else []

    def _heading_above(self, place: int, width: int) -> list[int]:
        spans = self._spans_below(place)
        heading: list[int] = []
        below: list[int] = []  # lines of one phrase over several columns: of the heading if it goes on above
        blanks = 0
        for at in reversed(self.places):
            line = self.lines[at]
            if line.is_rule or not line.cells:
                blanks += not line.text.strip()
                if (heading and (blanks or is_whole_rule(line))) or blanks > MOST_BLANKS:
                    break
            elif not heading and not blanks and self._is_between(at, place):
                # Words directly above it, or above one blank line, are the heading of both.
                blanks = MOST_BLANKS - (not self.lines[at - 1].text.strip())
            elif self._is_above_heading(line, self.lines[place], is_lowest=not heading):
                break
            elif may_head(line, spans) or (not heading and self._is_lowest(at, width)):
                heading = [at, *(below if not blanks else []), *heading]
                below = []
            elif heading and not blanks and self._completes(line, heading[0]):
                heading = [at, *heading]
            elif heading or is_sentence(line):
                break
            elif not blanks and len(line.cells) == 1:
                below.insert(0, at)
        return heading

    def _is_above_heading(self, line: Line, row: Line, *, is_lowest: bool) -> bool:
        """Whether a line cannot belong to a heading: a title, a remark, a page number."""
        if self._is_title(line) or _is_left_title(line, row, is_lowest=is_lowest):
            return True
        return is_note(line.squashed) or is_item(line) or self._is_of_page(line)

    def _is_between(self, at: int, place: int) -> bool:
        """Whether a line is a title between a heading and its first row: a group's name, words below a rule.

        Tables print their classes or losses by group so: 'Group I Certificates', 'Subordinate Certificates'.
        """
        line, above, row = self.lines[at], self.lines[max(at - 1, 0)], self.lines[place]
        if not above.text.strip():
            above = self.lines[max(at - 2, 0)]
        first = line.cells[0]
        if not is_phrase(line) or row.cells[0].is_value or first.start > row.cells[0].start:
            return False
        reaches = sum(line.cells[-1].end > value.start for value in row.values) > 1
        if reaches and not is_of_html(first):
            return False
        words = line.squashed
        is_heading = len(above.cells) > 1
        is_group = name_group(words) is not None or OF_NO_GROUP.match(words) is not None
        is_part = words.endswith(":") and not self.known.heading(words.rstrip(":"))
        if is_heading and (is_group or is_part or self._titles_indented(line, row)):
            return True
        return above.is_rule and bool(above.text.strip()) and not is_of_html(first)

    def _titles_indented(self, line: Line, row: Line) -> bool:
        """Whether a line below a heading titles the rows further right: 'Funds' over '  Gross Interest'."""
        first, words = line.cells[0], line.squashed
        is_right = first.start < row.cells[0].start <= first.start + MOST_INDENT
        names_rows = self.known.heading(words) or NAMES_ROWS.search(words) is not None
        return is_right and " " in words and not is_of_html(first) and not names_rows

    def _completes(self, above: Line, below: int) -> bool:
        """Whether a line that looks like one phrase has, one by one, the first words of the phrases below it.

        'Total Principal Ending Certificate' over 'Distribution      Balance'. Where the phrases below are one
        blank apart too, the rules drawn below them show the columns.
        """
        words = [cell for cell in self.lines[below].cells if not cell.is_value]
        if len(above.cells) != 1 or len(words) < 2 or is_of_html(above.cells[0]):
            return False
        spans = [(cell.start, cell.end) for cell in words]
        drawn = self.drawn_below(below)
        if len(drawn) > len(words):
            spans = drawn
        columns = [ValueColumn(*span) for span in spans]
        parted = part_words([above.cells, words], columns, spans, range(len(columns)), self.known)
        return sum(len(phrases) > 1 for phrases in parted.values()) > 1

    def _is_lowest(self, at: int, width: int) -> bool:
        """Whether a line is the lowest of a heading although the positions of its phrases do not show it.

        It has a phrase for each value, a rule for each column below it, or begins with the names' heading.
        """
        line = self.lines[at]
        words = line.squashed.split(" ")
        whole = len(line.cells) == 1 and len(words) > width > 1 and self.known.heading(words[0])
        return counts(line, width) or bool(self.drawn_below(at)) or (whole and at == self.places[-1])

    def drawn_below(self, place: int) -> list[tuple[int, int]]:
        """The extents of the rules right below a heading, one per column ('=====  ======')."""
        below = (self.lines[at].text for at in self.places if at > place)
        drawn = next((text for text in below if text.strip()), "")
        runs = [match.span() for match in re.finditer(r"[-=_]{2,}", drawn)]
        return runs if len(runs) > 1 and not drawn.strip(" -=_") else []

    def _is_title(self, line: Line) -> bool:
        return len(line.cells) == 1 and self.known.part(line.squashed) != ""

    def find_imprint(self) -> list[int]:
        """The indices of the lines of a page's foot: an address, and the lines above it without a gap.

        A repeated address belongs to the head of each page, which ends nothing.
        """
        found = [at for at in self.places if is_imprint(self.lines[at])]
        if len(found) < LEAST_IMPRINT or self._is_printed_again(self.lines[found[0]]):
            return []
        first = found[0]
        while first - 1 in self.places and self.lines[first - 1].cells:
            first -= 1
        return [at for at in self.places if first <= at <= found[-1]]

    def _is_printed_again(self, line: Line) -> bool:
        words = line.squashed
        return sum(one.squashed == words for one in self.lines) > 1

    def is_running_head(self, line: Line) -> bool:
        """Whether a line on a later page repeats a line of the statement's head."""
        words = line.squashed.casefold()
        return (
            " " in words
            and not self.known.part(line.squashed)
            and not name_group(line.squashed)
            and any(
                line.number > one.number and one.squashed.casefold().startswith(words) for one in self._head
            )
        )

    def _is_of_page(self, line: Line) -> bool:
        """Whether a line numbers a page, beside one phrase at most, or repeats the statement's head on it."""
        if any(PAGE_NUMBER.match(cell.text) for cell in line.cells):
            return len(line.cells) < 3
        if len(line.cells) > 1:
            return self._is_repeated_head(line)
        return names_series(line) or self.is_running_head(line)

    def _is_repeated_head(self, line: Line) -> bool:
        """Whether a line of a few phrases is one of the statement's head, printed again on a later page."""
        words = line.squashed
        return len(line.cells) < 4 and any(
            line.number > one.number and one.squashed == words for one in self._head
        )


def _is_left_title(line: Line, row: Line, *, is_lowest: bool) -> bool:
    """Whether a line of one phrase is a title that begins where the labels do, not a heading over values.

    It names a group left of the values, or is so long that it reaches over the first of them, above other
    lines of the heading.
    """
    first, value = row.cells[0], row.values[0]
    if first is value or not is_phrase(line):
        return False
    cell = line.cells[-1]
    if len(line.cells) > 1 and not is_of_html(cell):
        return False
    if is_of_html(cell):  # a cell over the labels and more
        return cell.start <= first.start and cell.end > value.start
    if cell.end <= value.start:
        return name_group(line.squashed) is not None
    if ENDS_WITH_GROUP.search(cell.text):
        return True
    reaches = sum(cell.end > one.start for one in row.values)
    return not is_lowest and cell.start <= first.start and " " in cell.text and reaches == 1 < len(row.values)


_CONTENTS = re.compile(r"(?:table of )?contents:?$|index:?$", re.IGNORECASE)


def _head_of(lines: Sequence[Line], known: Known) -> list[Line]:
    """The lines of a statement's head, above its first table and the heading right above that.

    A table of contents ends it: its lines are the titles of the sections.
    """
    head = list(
        takewhile(lambda line: not _is_of_table(line) and not _CONTENTS.match(line.squashed), lines[:HEAD])
    )
    while head and len(head) < len(lines) and _is_right_above(head[-1], lines[len(head)], known):
        if _CONTENTS.match(lines[len(head)].squashed):
            break
        head.pop()
    return [line for line in head if line.cells and not line.is_rule and not _is_entry(line)]


def _is_entry(line: Line) -> bool:
    """Whether a line is an entry of a table of contents: 'Asset Backed Facts Sheet     6', '2-3'."""
    return len(line.cells) == 2 and _PAGES.fullmatch(line.cells[1].text) is not None


_PAGES = re.compile(r"\d{1,3}(?: ?- ?\d{1,3})?")


def _is_of_table(line: Line) -> bool:
    return len(line.cells) > 3 or len(line.values) > 1


def _is_right_above(above: Line, line: Line, known: Known) -> bool:
    """Whether a line that is not a title is right above another; words between HTML rows are not."""
    return bool(above.cells) and above.number + 1 == line.number and not known.part(above.squashed)
