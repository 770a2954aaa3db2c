"""The words around each value of a section's tables: titles, headings, labels, the group named above.

Theory of operation. A line that names a group, or the whole deal, parts the section: what stands below it is
that group's, up to another title behind its first table. Several words may label a row: the first of two
lasts to the next row that has two ('Group I  Count', below it 'Balance'). The words that count are those
straight left of a value, as a table may have several blocks side by side. Percents without words stand below
what they are of. A row without words is one whose label was lost, unless it is the only one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow, find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.cells import Cell
from parsers.headings import overlap
from parsers.page import Line
from parsers.vocabulary.loan_types import LOAN_TYPE

# Marks of a list before a title or label: 'A. Loan Counts', '(3) To Class SB', '4. …'.
_MARK = re.compile(r"(?:\(?[A-Z][.)]|\(?\d{1,2}[.)])\s+(?=\S)")
# A kind of loans may stand without the word 'group'; of words behind it only 'Factor' are then not those of
# another label ('ARM Conversions').
GROUP = re.compile(
    rf"(?:(?P<worded>(?:loan )?group )|(?={LOAN_TYPE}\b))"
    rf"(?P<name>[IVX]{{1,4}}|\d{{1,2}}[A-Z]?|[A-Z]|{LOAN_TYPE})"
    r"(?: (?:loan )?group)?(?: loans)?(?: totals?)?(?: (?P<rest>(?(worded)[A-Z].*|factors?)))?$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"deal(?: totals?)?(?: (?P<rest>[A-Z].*))?$", re.IGNORECASE)


class Around(NamedTuple):
    """A value with the words around it: titles and headings, labels of its row, the group above its table."""

    cell: Cell
    above: tuple[str, ...]
    labels: tuple[str, ...]
    group: str | None = None
    is_sure: bool = True  # the group above is still that of this table

    @property
    def label(self) -> str:
        """What is printed for it, for records that keep their label."""
        return " ".join(self.labels) or (self.above[-1] if self.above else "")


class GroupLines(NamedTuple):
    """Lines below the name of a group; None for the deal, or where no group is named."""

    group: str | None
    lines: list[Line]


Texts = Callable[[str], bool]


def unmarked(printed: str) -> str:
    """Words without the mark of a list before them and a colon behind them."""
    return _MARK.sub("", printed, count=1).rstrip(" :")


def names_whole(printed: str) -> bool:
    """Whether words begin with the name of the whole deal."""
    return WHOLE.match(unmarked(printed)) is not None


def names_whose(printed: str) -> bool:
    """Whether words begin with a group's name or with that of the whole deal."""
    return GROUP.match(unmarked(printed)) is not None or names_whole(printed)


def names_kind(printed: str) -> bool:
    """Whether words name a group by the kind of its loans alone: 'ARM', and not 'Group ARM'."""
    match = GROUP.match(unmarked(printed))
    return match is not None and not match["worded"]


def parts_by_group(lines: Sequence[Line]) -> list[GroupLines]:
    """Lines parted at those that name a group or the deal and nothing else.

    Where some have the word 'group', a kind of loans names no group, but a part of one.
    """
    named = [_named_by(line) for line in lines]
    worded = any(match is not None and match.groupdict().get("worded") for match in named)
    parts = [GroupLines(None, [])]
    for line, match in zip(lines, named, strict=True):
        if match is not None and not (worded and names_kind(line.squashed)):
            parts.append(GroupLines(match.groupdict().get("name"), []))
        else:
            parts[-1].lines.append(line)
    return parts


def _named_by(line: Line) -> re.Match[str] | None:
    words = unmarked(line.squashed) if len(line.cells) == 1 and not line.values else ""
    match = GROUP.match(words) or WHOLE.match(words)
    return None if match is None or match["rest"] else match


def blocks_of(lines: Sequence[Line]) -> Iterator[tuple[Block, list[str]]]:
    """Each table of some lines, with the words between the table before and this one's heading."""
    before = -1  # the place of the last row
    places = {id(line): place for place, line in enumerate(lines)}
    for block in find_blocks(lines, KNOWN, has_head=False):
        first, last = places[id(block.rows[0].line)], places[id(block.rows[-1].line)]
        headed = {id(line) for line in block.heading}
        between = [line for line in lines[before + 1 : first] if line.cells and id(line) not in headed]
        before = last
        yield block, [line.squashed for line in between]


def lend_headings(above: Block, block: Block) -> None:
    """Give a part of a table without a heading that of the part above, if column stands below column."""
    below = len(above.columns) == len(block.columns) and all(
        overlap(one.start, one.end, other.start, other.end) > 0
        for one, other in zip(above.columns, block.columns, strict=True)
    )
    if below and not block.heading:
        for lender, column in zip(above.columns, block.columns, strict=True):
            column.titles += [words for words in (*lender.titles, lender.heading) if words]


def values_of(block: Block, group: str | None, *, is_sure: bool, texts: Texts) -> Iterator[Around]:
    """The values of a table with the words around them; `texts` tells headings of words that are values."""
    outer = ""  # the first of two labels, for the rows below that have the second alone
    above_it: dict[int, tuple[str, ...]] = {}
    stubs = tuple(_stubs(block, texts))
    for row in block.rows:
        labels = labels_of(row, block, texts)
        first = next((one for one in labels if one), ())
        if len(first) > 1:
            outer = first[0]
        inherits = len(first) == 1 and outer and not names_whose(first[0])
        columns = {id(cell): at for at, cell in row.values.items()}
        for at, (cell, beside) in enumerate(zip(row.line.values, labels, strict=True)):
            own = (outer, *beside) if inherits and beside == first else beside
            column = columns.get(id(cell))
            key = at if column is None else column
            if not own and cell.percent:
                own = above_it.get(key, ())
            if not own and len(block.rows) > 1:
                continue
            above_it[key] = own
            above = (*row.section, *stubs, *_headings(block, column))
            yield Around(cell, above, own, group, is_sure)


def _headings(block: Block, column: int | None) -> tuple[str, ...]:
    """The words over a value; '?' for one of no column, or of one that lost its heading."""
    own = None if column is None else block.columns[column]
    words = () if own is None else (*own.titles, *([own.heading] if own.heading else []))
    return words or (("?",) if block.heading else ())


def _stubs(block: Block, texts: Texts) -> Iterator[str]:
    """The words over the labels; a group's name right above a heading may have come to stand there."""
    yield from (one.heading for one in block.word_columns if one.heading and not texts(one.heading))
    first = min((column.start for column in block.columns), default=0)
    yield from (cell.text for cell in block.lost if cell.start < first)


def labels_of(row: BlockRow, block: Block, texts: Texts) -> list[tuple[str, ...]]:
    """The labels of each value of a row: the words straight left of it, back to the value before."""
    values = {id(cell) for cell, _ in texts_of(row, block, texts)}
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    current: tuple[str, ...] = ()
    for cell in row.line.cells:
        if cell.is_value:
            current = tuple(run) if run else current
            run = []
            found.append(current)
        elif cell.kind == "words" and id(cell) not in values:
            run.append(cell.text)
    first = found[0] if found else ()
    if len(first) == 1 and row.label.endswith(first[0]) and row.label != first[0]:
        found = [(row.label,) if labels == first else labels for labels in found]  # wrapped over lines
    return found


def texts_of(row: BlockRow, block: Block, texts: Texts) -> Iterator[tuple[Cell, str]]:
    """The words and dates of a row that are values, each with its heading."""
    for at, cell in row.words.items():
        heading = block.word_columns[at].heading
        if heading and texts(heading):
            yield cell, heading
