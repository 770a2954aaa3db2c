"""Labels wrapped over lines: lines above a row that begin its label, and the line below that ends it.

Theory of operation. A line right above a row is the beginning of its label where it ends in a connecting
word, where the next word would not have fitted, or where the row alone is further right. A line right below
a row is the end of its label where it begins with a small letter, as no label or title does.
"""

from collections.abc import Sequence
from itertools import takewhile

from parsers.blocks.found_blocks import BlockRow
from parsers.blocks.heading_words import is_of_html
from parsers.blocks.item_marks import begins_item, is_item, start_of_item
from parsers.blocks.line_kinds import is_phrase, label_of, runs_on
from parsers.blocks.section_titles import name_group
from parsers.blocks.waiting_lines import WaitingLines
from parsers.page import Line

NEAR_ROWS = 10  # lines above and below a label that show how long labels may be
HANGING = 6  # places by which the second line of a label is further right than its first


def wrapped_label(waiting: WaitingLines, place: int, heading: Sequence[int]) -> list[int]:
    """The indices of the lines right above a row that begin its label."""
    wrapped: list[int] = []
    below = label_of(waiting.lines[place])
    if not below:
        return wrapped
    for at in reversed(waiting.places):
        above = waiting.lines[at]
        if at in heading or not above.cells or above.dates:
            break
        is_begun = is_phrase(above) and runs_on(above.squashed, below)
        is_begun = is_begun or _is_full(waiting, at, place, below) or _is_hanging(waiting, at, place)
        is_begun = is_begun or _is_item_above(above, waiting.lines[at + 1])
        if not (is_begun or _fills_labels(waiting, at, place)):
            break
        wrapped.insert(0, at)
        below = above.squashed
    return wrapped


def _is_item_above(line: Line, below: Line) -> bool:
    """Whether a line begins an item whose words go on right below its own: '(xxii) Balance of the three'."""
    if not is_item(line) or line.squashed.endswith(":") or _is_over_values(line, below):
        return False
    starts = [cell.start for cell in below.cells[:1]]
    return below.number == line.number + 1 and starts == [start_of_item(line)]


def _is_over_values(line: Line, row: Line) -> bool:
    """Whether a cell of HTML above a row's label reaches over its values: it is a title."""
    return is_of_html(line.cells[-1]) and any(line.cells[-1].end > cell.start for cell in row.values)


def _fills_labels(waiting: WaitingLines, at: int, place: int) -> bool:
    """Whether a line right above a row further right has no room for its next word before the values."""
    line, row = waiting.lines[at], waiting.lines[place]
    words = line.squashed
    if at != place - 1 or not is_phrase(line) or words.endswith(":") or is_of_html(line.cells[-1]):
        return False
    if begins_item(row):
        return False
    if not line.cells[0].start < row.cells[0].start <= line.cells[0].start + HANGING or waiting.known.part(
        words
    ):
        return False
    near = [one for one in waiting.lines[max(place - NEAR_ROWS, 0) : place + NEAR_ROWS] if one.values]
    edge = min(one.values[0].start for one in near if len(one.values) == len(row.values))
    return line.cells[-1].end < edge <= line.cells[-1].end + 1 + len(row.squashed.split(" ", maxsplit=1)[0])


def _is_full(waiting: WaitingLines, at: int, place: int, below: str) -> bool:
    """Whether a line right below a row is as long as labels are, and continues in the label right below it.

    The next word would not have fitted: no label near it is as long.
    """
    line, row = waiting.lines[at], waiting.lines[place]
    words = line.squashed
    if at != place - 1 or not at or not waiting.lines[at - 1].values or words.endswith(":"):
        return False
    if len(line.cells) > 2 or (len(line.cells) == 2 and not line.cells[0].text.endswith(":")):
        return False
    if is_of_html(line.cells[-1]):  # HTML cells are as wide as their columns
        return False
    if (
        " " not in words
        or waiting.known.part(words)
        or name_group(words)
        or line.cells[-1].start > row.cells[0].start
    ):
        return False
    if line.cells[-1].start < row.cells[0].start == waiting.lines[at - 1].cells[0].start:
        return False  # further left than the rows on both sides: a title between them
    near = waiting.lines[max(place - NEAR_ROWS, 0) : place + NEAR_ROWS]
    ends = [_label_end(one) for one in near if one.values]
    return line.cells[-1].end + 1 + len(below.split(" ", maxsplit=1)[0]) > max(ends)


def _is_hanging(waiting: WaitingLines, at: int, place: int) -> bool:
    """Whether a line and the row right below it, alone further right, are one label between two rows.

    'Capitalized Interest' over '  Account   40,000.00', below 'Pre-Funding Account   2,000,000.00'.
    """
    line, row = waiting.lines[at], waiting.lines[place]
    rows = [one for one in (waiting.lines[at - 1], *waiting.lines[place + 1 : place + 2]) if one.values]
    starts = [one.cells[0].start for one in rows]
    left = line.cells[0].start
    words = line.squashed
    return (
        0 < at == place - 1
        and len(line.cells) == 1
        and bool(waiting.lines[at - 1].values)
        and starts[0] == left < row.cells[0].start <= left + HANGING
        and all(start <= left for start in starts)
        and not (words.endswith(":") or words.isupper() or waiting.known.part(words) or name_group(words))
    )


def _label_end(row: Line) -> int:
    """Where the words before a row's first value end."""
    return max((cell.end for cell in takewhile(lambda cell: not cell.is_value, row.cells)), default=0)


def ends_label(row: BlockRow, line: Line) -> bool:
    """Whether the line right below a row is the rest of its label: no label begins with a small letter."""
    if len(line.cells) != 1 or line.values or not row.label or is_of_html(line.cells[0]):
        return False
    begins = line.cells[0].start
    words = line.squashed
    inside = row.line.cells[0].start < begins < row.line.values[0].start
    return inside and words[0].islower() and not words.endswith(":")
