"""A block: rows under one heading, and its columns, found from the positions of the rows' values."""

from collections.abc import Sequence

from msgspec import Struct

from parsers.blocks.block_headings import head_columns
from parsers.blocks.group_titles import spread_titles
from parsers.blocks.heading_words import Known, unframed
from parsers.blocks.line_kinds import PER_1000, counts_only, is_numbering, is_of_units
from parsers.blocks.value_columns import ValueColumn, find_columns, place_cells
from parsers.cells import VALUE_KINDS, Cell
from parsers.headings import overlap
from parsers.page import Line, with_cells

MOST_COLUMNS = 60  # a line with more values is not a table row, but reflowed or run-together text


class BlockRow(Struct, eq=False, gc=False):
    """A line with values: its label, the titles and the group above it, its values by column."""

    line: Line
    label: str
    section: tuple[str, ...]
    group: str | None
    remic: str | None = None
    headed: bool = False  # the group was named by a heading, not by a title
    day: Cell | None = None  # the date in the nearest title
    values: dict[int, Cell] = {}
    words: dict[int, Cell] = {}


class Block(Struct, eq=False, gc=False):
    """Rows under one heading; `columns` of values, `word_columns` of words, the first with the labels."""

    heading: list[Line]
    drawn: list[tuple[int, int]] = []
    rows: list[BlockRow] = []
    columns: list[ValueColumn] = []
    word_columns: list[ValueColumn] = []
    lost: list[Cell] = []  # phrases of the heading that are above no column

    @property
    def stub(self) -> str:
        """The heading over the labels ('Class', 'Delinquency')."""
        return self.word_columns[0].heading if self.word_columns else ""


def set_columns(block: Block, known: Known) -> None:
    """Find the columns of a block's rows, assign headings, and give each row its cells by column."""
    values = [row.line.values for row in block.rows]
    words = [_words(row.line) for row in block.rows]
    regular = _regular(values)
    block.columns = find_columns([values[place] for place in regular])
    of_words = find_columns([words[place] for place in regular], of_values=False)
    first = block.columns[0].start if block.columns else 0
    # 'N/A' in a column of values does not make a column.
    block.word_columns = [
        one
        for one in of_words
        if one.end <= first or not any(_overlaps(one, other) for other in block.columns)
    ]
    if block.heading:
        _head(block, known)
    for row, cells, texts in zip(block.rows, values, words, strict=True):
        row.values = place_cells(cells, block.columns)
        row.words = place_cells(texts, block.word_columns)


def _head(block: Block, known: Known) -> None:
    """Give the words of a block's heading to its columns."""
    found = [*block.columns, *block.word_columns]
    block.drawn = [span for span in block.drawn if sum(_is_inside(one, span) for one in found) < 2]
    everything = sorted([*found, *_empty_columns(block.drawn, found)], key=lambda column: column.start)
    lines = [without_units(line) for line in block.heading if not _is_numbers_alone(line)]
    block.lost = head_columns(everything, lines, known, block.drawn)
    spread_titles(everything, lines)
    for column in everything:
        if column.titles:
            column.titles = [unframed(title) for title in column.titles]


def lend_titles(above: Block, block: Block) -> None:
    """Give the columns of a table's next part the titles that only its first part prints.

    Below 'DELINQUENT   BANKRUPTCY' each group repeats 'Count   Balance   Count   Balance' alone.
    """
    headings = [column.heading for column in block.columns]
    is_same = len(headings) == len(above.columns) > len(set(headings)) and all(
        one.heading == other.heading and _overlaps(one, other)
        for one, other in zip(above.columns, block.columns, strict=True)
    )
    if is_same and block.rows[0].section == above.rows[-1].section:
        for lender, column in zip(above.columns, block.columns, strict=True):
            column.titles = column.titles or list(lender.titles)


def without_units(line: Line) -> Line:
    """A line of a heading without the units of its columns: 'Per 1,000' is no part of their names."""
    if not is_of_units(line):
        return line
    units = [match.span() for match in PER_1000.finditer(line.text)]
    cells = [
        cell
        for cell in line.cells
        if not any(start <= cell.start and cell.end <= end for start, end in units)
    ]
    return with_cells(line, cells)


def _is_numbers_alone(line: Line) -> bool:
    """Whether a line of a heading numbers the columns and has no words for several of them."""
    return is_numbering(line) and (len(_words(line)) < 2 or counts_only(line))


def _empty_columns(drawn: Sequence[tuple[int, int]], found: Sequence[ValueColumn]) -> list[ValueColumn]:
    """Columns without a cell, for the rules drawn below their headings."""
    empty = (ValueColumn(start, end, False, [], []) for start, end in drawn)
    return [one for one in empty if not any(_overlaps(one, other) for other in found)]


def _is_inside(column: ValueColumn, span: tuple[int, int]) -> bool:
    """Whether a rule covers a column; one that covers several is drawn for a whole table beside another."""
    return span[0] <= column.start and column.end <= span[1]


def _overlaps(one: ValueColumn, other: ValueColumn) -> bool:
    return overlap(one.start, one.end, other.start, other.end) > 0


def _regular(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The rows that define the columns, without rows of far fewer values (a page's foot, a stray figure)."""
    most = max((len(row) for row in rows if len(row) <= MOST_COLUMNS), default=0)
    return [place for place, row in enumerate(rows) if most <= 2 * len(row) <= 2 * MOST_COLUMNS]


def _words(line: Line) -> list[Cell]:
    return [cell for cell in line.cells if cell.kind not in VALUE_KINDS]
