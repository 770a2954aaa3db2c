"""Titles above a group of columns: each applies to all of them, however narrow its words are.

    Current/Delinquent        Bankruptcy         FACTOR INFORMATION PER $1000      RATES
    Count    Balance       Count   Balance       Prior   Principal   Current       Rate

Theory of operation. A title is centred above its columns, and mostly is narrower than they are: the columns
at the edges are under none of its words. The columns below show which of them a title covers: headings
that repeat ('Count Balance Count Balance') split the columns into as many groups as a line above has phrases.
Else each column goes to its nearest title, where the title is then centred above the columns that it gets.
"""

from collections.abc import Sequence

from parsers.blocks.value_columns import ValueColumn
from parsers.cells import Cell
from parsers.page import Line

MANY_GROUPS = 3  # from which other columns may be behind the groups
OFF_CENTER = 0.15  # of the width of the columns: how far a title may be from their middle


def spread_titles(columns: Sequence[ValueColumn], lines: Sequence[Line]) -> None:
    """Assign each title over a group of columns to all columns of the group."""
    own = [column for column in columns if column.of_values]
    if len(own) < 2:
        return
    groups = _repeating(own)
    others = [column for column in own if not any(column in group for group in groups)]
    first = own[0].start
    for line in lines:
        cells = [cell for cell in line.cells if not cell.is_value and cell.end > first]
        over = _titles_over(cells, groups)
        if over:
            _over_groups(over, groups)
            _over_nearest([cell for cell in cells if cell not in over], others)
        else:
            _over_nearest(cells, own)


def _repeating(columns: Sequence[ValueColumn]) -> list[Sequence[ValueColumn]]:
    """The groups of columns whose lowest headings are the same in each; [] where none repeat.

    Other columns may be behind them: 'Count Balance Count Balance Coupon'.
    """
    lowest = [column.phrases[-1].text.casefold() if column.phrases else "" for column in columns]
    for size in range(2, len(columns) // 2 + 1):
        groups = [lowest[at : at + size] for at in range(0, len(lowest) - size + 1, size)]
        same = next((at for at, group in enumerate(groups) if group != groups[0]), len(groups))
        is_whole = same * size == len(columns) or same >= MANY_GROUPS
        if same > 1 and is_whole and len(set(groups[0])) == size:
            return [columns[at : at + size] for at in range(0, same * size, size)]
    return []


def _titles_over(cells: Sequence[Cell], groups: Sequence[Sequence[ValueColumn]]) -> list[Cell]:
    """The one phrase of a line over each group of columns; [] where a group has none or several."""
    over = [[cell for cell in cells if _is_over(cell, group)] for group in groups]
    titles = [own[0] for own in over if len(own) == 1]
    return titles if len(titles) == len(groups) and len({cell.text for cell in titles}) > 1 else []


def _over_groups(cells: Sequence[Cell], groups: Sequence[Sequence[ValueColumn]]) -> None:
    """Make each phrase of a line the title of one group."""
    for cell, group in zip(cells, groups, strict=True):
        for column in group:
            if cell.text not in column.titles:
                column.titles.insert(0, cell.text)
            column.phrases = [phrase for phrase in column.phrases if not _is_same(phrase, cell)]


def _over_nearest(cells: Sequence[Cell], columns: Sequence[ValueColumn]) -> None:
    """Extend a title of several columns to the columns beside them, if it is in the middle of all."""
    titles = [cell for cell in cells if sum(cell.text in column.titles for column in columns) > 1]
    beside = [
        column
        for column in columns
        if not any(_is_same(one, cell) for one in column.phrases for cell in cells)
    ]
    for title in titles:
        own = [column for column in beside if _nearest(cells, column) is title]
        if (
            own
            and all(column in own for column in columns if title.text in column.titles)
            and _is_middle(title, own)
        ):
            for column in own:
                if title.text not in column.titles:
                    column.titles.insert(0, title.text)


def _nearest(cells: Sequence[Cell], column: ValueColumn) -> Cell:
    middle = column.start + column.end
    return min(cells, key=lambda cell: max(2 * cell.start - middle, middle - 2 * cell.end, 0))


def _is_over(cell: Cell, group: Sequence[ValueColumn]) -> bool:
    middle = (cell.start + cell.end) / 2
    return group[0].start <= middle <= group[-1].end


def _is_middle(cell: Cell, columns: Sequence[ValueColumn]) -> bool:
    start, end = columns[0].start, columns[-1].end
    return abs(cell.start + cell.end - start - end) <= 2 * OFF_CENTER * (end - start)


def _is_same(one: Cell, other: Cell) -> bool:
    return (one.line, one.start) == (other.line, other.start)
