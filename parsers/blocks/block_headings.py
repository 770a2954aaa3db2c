"""The words of a heading over the columns of a block.

Theory of operation. Each phrase of the heading goes to the column below it, starting from the lowest line:
a phrase on a higher line may be above the words below it instead of above the values. A phrase over two or
more columns is a title of them ('FACTOR INFORMATION PER $1000') unless its words, one by one, complete
headings that the vocabulary knows ('Acc Int Unpaid Int' printed without a wide gap): `words` parts them. A
phrase between two columns makes both doubtful, and is never dropped: a heading that lacks a word may be the
heading of another column.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.blocks.heading_words import NOTHING_KNOWN, Known, is_of_html, part_words, words_left_over
from parsers.blocks.value_columns import ValueColumn, column_of
from parsers.cells import Cell
from parsers.headings import overlap
from parsers.page import Line

NEAR = 3  # places between a phrase and the column that it still belongs to
COVERED = 0.5  # the share of the narrower of the two from which a phrase stands over a column
COUNTED = re.compile(r"\(\d{1,2}\)")  # columns numbered for the formulas of others: '(1)', '(5)=(3)+(4)'
FAR = 10  # places to the next column; with less, it is ambiguous which of the two the phrase heads


class _Heads(NamedTuple):
    """The phrases and titles over each column."""

    phrases: list[list[Cell]]
    titles: list[list[str]]

    def heading(self, place: int) -> str:
        return " ".join(phrase.text for phrase in self.phrases[place])


def head_columns(
    columns: Sequence[ValueColumn],
    lines: Sequence[Line],
    known: Known = NOTHING_KNOWN,
    drawn: Sequence[tuple[int, int]] = (),
) -> list[Cell]:
    """Give each phrase of a heading to the column below it, or to all that it spans as a title.

    Returns the phrases that fit no column.

    Works from the bottom up. A line may be beside narrow values ('Def Int' left of a lone 0), and is taken in
    order where it has a phrase for each column; the phrases of the lines above also head the phrases below.
    A phrase over several columns is split among them only where all of them get known headings by it.
    A phrase beside two columns goes to the column whose words it completes to a known heading. Where it
    completes neither, the nearest column gets it: an incomplete heading matches no known one.
    `drawn` holds the rules below the heading, one per column, which give the widths of the columns.
    """
    if not lines:
        return []
    extents = [_widened(column, drawn) for column in columns]
    heads = _assign(columns, lines, extents, known)
    near = [cell for cell in _lost(heads, lines, known) if not is_of_html(cell)]
    for run in _wanting(heads, known, _neighbours(near, extents)):
        others = [phrase for place, own in enumerate(heads.phrases) if place not in run for phrase in own]
        loose = _loose_words(lines, others, known)
        parted = part_words(loose, columns, extents, run, known)
        for place, phrases in parted.items():
            heads.phrases[place] = phrases
            heads.titles[place] = [title for title in heads.titles[place] if _is_title(title, known)]
        if parted:
            _hand_on(heads, loose, run, [phrase for own in parted.values() for phrase in own])
    _shift_headings(columns, lines, heads, known)
    lost = _lost(heads, lines, known)
    for cell in lost:
        for place in [] if is_of_html(cell) else _neighbours([cell], extents)[:1]:
            heads.phrases[place].append(cell)
    for column, phrases, titles in zip(columns, heads.phrases, heads.titles, strict=True):
        column.phrases = sorted(phrases, key=lambda phrase: (phrase.line, phrase.start))
        column.titles = titles
    return lost


def _hand_on(heads: _Heads, loose: Sequence[Sequence[Cell]], run: range, used: Sequence[Cell]) -> None:
    """Give words at the edges of split phrases that no column of the run takes to the columns beside it.

    'Total Realized' over 'Principal' and 'Loss': 'Total' must not be dropped.
    """
    for phrase, word, is_left in words_left_over(loose, used):
        place = run.start - 1 if is_left else run.stop
        if 0 <= place < len(heads.phrases):
            heads.phrases[place].append(word)
            heads.titles[place] = [title for title in heads.titles[place] if title != phrase.text]


def _lost(heads: _Heads, lines: Sequence[Line], known: Known) -> list[Cell]:
    """The phrases that no column takes, as phrase or as title, except those of codes and types."""
    titles = {title for own in heads.titles for title in own}
    placed: dict[int, list[Cell]] = {}
    for phrase in (phrase for own in heads.phrases for phrase in own):
        placed.setdefault(phrase.line, []).append(phrase)
    return [
        cell
        for line in lines
        for cell in line.cells
        if not cell.is_value
        and cell.text not in titles
        and not known.of_words(cell.text)
        and not any(
            overlap(cell.start, cell.end, one.start, one.end) > 0 for one in placed.get(line.number, ())
        )
    ]


def _neighbours(cells: Sequence[Cell], extents: Sequence[tuple[int, int]]) -> list[int]:
    """The columns beside phrases, within the distance that a heading has from its values; nearest first."""
    gaps = [
        (-overlap(cell.start, cell.end, *extent), place)
        for cell in cells
        for place, extent in enumerate(extents)
    ]
    return [place for gap, place in sorted(gaps) if gap < FAR]


def _widened(column: ValueColumn, drawn: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The extent of a column: the width of the rule drawn for it, if there is exactly one."""
    over = [span for span in drawn if overlap(column.start, column.end, *span) > 0]
    if len(over) != 1:
        return column.start, column.end
    return min(column.start, over[0][0]), max(column.end, over[0][1])


def _shift_headings(
    columns: Sequence[ValueColumn], lines: Sequence[Line], heads: _Heads, known: Known
) -> None:
    """Correct headings where the rows lack the cell of a column of words ('Cusip').

    That heading and all behind it are above the next column's values: each moves one column back, if known.
    """
    odd = [
        place
        for place, column in enumerate(columns)
        if column.of_values and known.of_words(heads.heading(place))
    ]
    placed = {(phrase.line, phrase.start) for own in heads.phrases for phrase in own}
    last = max((column.end for column in columns), default=0)
    behind = [
        cell
        for line in lines
        for cell in line.cells
        if cell.start > last and (cell.line, cell.start) not in placed and not _is_figure(cell)
    ]
    shifted = [*heads.phrases[odd[0] + 1 :], behind] if len(odd) == 1 and behind else []
    if shifted and all(known.heading(" ".join(phrase.text for phrase in own)) for own in shifted):
        heads.phrases[odd[0] :] = shifted


def _is_title(words: str, known: Known) -> bool:
    return known.part(words) != "" and not known.heading(words)


def _wanting(heads: _Heads, known: Known, doubtful: Sequence[int]) -> list[range]:
    """Runs of columns that are doubtful, have no known heading, or share a phrase that is not a title."""
    wanting = [
        place in doubtful
        or not known.heading(heads.heading(place))
        or not all(_is_title(title, known) for title in titles)
        for place, titles in enumerate(heads.titles)
    ]
    runs: list[range] = []
    for place in [place for place, wants in enumerate(wanting) if wants]:
        if runs and place == runs[-1].stop:
            runs[-1] = range(runs[-1].start, place + 1)
        else:
            runs.append(range(place, place + 1))
    return runs


def _loose_words(lines: Sequence[Line], others: Sequence[Cell], known: Known) -> list[list[Cell]]:
    """The words of each line of a heading, without titles and the words of other columns."""
    left_out = {(phrase.line, phrase.start) for phrase in others}
    return [
        [
            cell
            for cell in line.cells
            if not _is_figure(cell)
            and (cell.line, cell.start) not in left_out
            and not _is_title(cell.text, known)
        ]
        for line in lines
    ]


def _assign(
    columns: Sequence[ValueColumn], lines: Sequence[Line], spans: Sequence[tuple[int, int]], known: Known
) -> _Heads:
    """Assign each phrase to the column below it, or as a title to all columns below it."""
    heads = _Heads([[] for _ in columns], [[] for _ in columns])
    extents = list(spans)
    rows = [[cell for cell in line.cells if not _is_figure(cell)] for line in lines]
    for cells in reversed(rows):
        owners = _in_order(cells, columns)
        if owners:
            for place, cell in zip(owners, cells, strict=True):
                heads.phrases[place].insert(0, cell)
        else:
            over = [cell for cell in cells if any(_stands_over(cell, extent) for extent in extents)]
            beside = [cell for cell in cells if cell not in over]
            owners = [own for cell in over if (own := _head(heads, cell, extents, known)) is not None]
            free = [extent if at not in owners else NOWHERE for at, extent in enumerate(extents)]
            owners += [own for cell in beside if (own := _head(heads, cell, free, known)) is not None]
        for place in owners:
            extents[place] = _extent(spans[place], heads.phrases[place])
    return heads


NOWHERE = (-1000, -1000)  # a column that has its phrase of a line: a phrase beside it belongs to another


def _is_figure(cell: Cell) -> bool:
    """Whether a cell of a heading is a value: neither a dash in place of a word nor a column's number."""
    return cell.is_value and not COUNTED.fullmatch(cell.text) and cell.kind != "dash"


def _extent(span: tuple[int, int], phrases: Sequence[Cell]) -> tuple[int, int]:
    return (
        min([span[0], *(phrase.start for phrase in phrases)]),
        max([span[1], *(phrase.end for phrase in phrases)]),
    )


def _in_order(cells: Sequence[Cell], columns: Sequence[ValueColumn]) -> list[int]:
    """The columns of a line with a phrase for each column, or each but the labels' column; else [].

    No phrase may be above a column other than its own.
    """
    spans = [(column.start, column.end) for column in columns]
    found = [column_of(cell, spans) for cell in cells]
    for first in (0, 1):
        own = list(range(first, len(columns)))
        if len(own) == len(cells) and all(
            one in (None, place) for one, place in zip(found, own, strict=True)
        ):
            return own
    return []


def _head(heads: _Heads, cell: Cell, extents: Sequence[tuple[int, int]], known: Known) -> int | None:
    """Add a phrase to its column, or to all that it spans; returns the index of the column that it heads."""
    covered = [place for place, extent in enumerate(extents) if _stands_over(cell, extent)]
    own = covered[0] if len(covered) == 1 else None if covered else _nearest(cell, extents)
    if own is None or (known.part(cell.text) and not known.heading(cell.text)):
        for place in covered or ([] if own is None else [own]):
            heads.titles[place].insert(0, cell.text)
        return None
    heads.phrases[own].insert(0, cell)
    return own


def _stands_over(cell: Cell, extent: tuple[int, int]) -> bool:
    shared = overlap(cell.start, cell.end, *extent)
    return shared > COVERED * min(cell.end - cell.start, extent[1] - extent[0])


def _nearest(cell: Cell, extents: Sequence[tuple[int, int]]) -> int | None:
    """The column that a phrase overlaps most, or nearly touches while it is far from all others."""
    shared = [overlap(cell.start, cell.end, *extent) for extent in extents]
    ordered = sorted(shared, reverse=True)
    if not ordered or ordered[0] < -NEAR or (is_of_html(cell) and ordered[0] <= 0):
        return None
    if len(ordered) > 1 and (ordered[1] == ordered[0] or (ordered[0] <= 0 and ordered[1] > -FAR)):
        return None
    return shared.index(ordered[0])
