"""The positions of a table's columns of values, and the column of each value of a row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.cells import Cell
from parsers.headings import NEAR, Column, overlap


class Places(NamedTuple):
    """The position of each column's values, and whether rows with a value for each confirm it.

    `in_place`: each row that they were computed from has a value at every position.
    """

    spans: list[tuple[int, int]]
    proven: bool
    in_place: bool = False


def places_of(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Places:
    """The position of each column's values: the middle of the rows that have a value in every column.

    Where most rows have another number of values, the position is where values are below its heading and
    below no other; it is unknown where that is ambiguous.
    """
    kept = [row for row in rows if row]
    counts = Counter(len(row) for row in kept)
    if not kept or counts.most_common(1)[0][0] != len(columns):
        return Places(_below_headings(columns, kept), not kept)
    full = [row for row in kept if len(row) == len(columns)]
    spans, in_place = [], len(full) == len(kept)
    middle = (len(full) - 1) // 2
    for column in zip(*full, strict=True):
        starts, ends = sorted([cell.start for cell in column]), sorted([cell.end for cell in column])
        start, end = starts[middle], ends[middle]
        spans.append((start, end))
        in_place = in_place and starts[-1] < end and ends[0] > start
    return Places(spans, True, in_place)


def _below_headings(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    if not rows:
        return [(column.start, column.end) for column in columns]
    stacks = _stacks(rows)
    below = [[one for one in stacks if overlap(column.start, column.end, *one) > 0] for column in columns]
    claims = Counter(one for ones in below for one in ones)
    return [ones[0] if len(ones) == 1 and claims[ones[0]] == 1 else NOWHERE for ones in below]


NOWHERE = (-1, -1)


def _stacks(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """The stretches of the page that hold values, one above the other."""
    stacks: list[tuple[int, int]] = []
    for start, end in sorted((cell.start, cell.end) for row in rows for cell in row):
        if stacks and start < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(end, stacks[-1][1]))
        else:
            stacks.append((start, end))
    return stacks


def assign(values: Sequence[Cell], places: Places) -> Sequence[Cell | None]:
    """The value under each column, None for a column without one; values under no column are left over.

    `places` that are `in_place` are for the rows alone that they were computed from.

    A row with a value for every column is taken in order where other rows confirm that, unless a value
    is clearly under another column than its own (one cell lost and a stray one gained). In such a row all
    but the stray one are at the same positions as in other rows; a row printed in other widths is not read.
    """
    spans = places.spans
    if places.in_place and len(values) == len(spans):
        return values
    if len(values) > len(spans):
        values = _without_signs(values)
    if places.proven and len(values) == len(spans):
        if not _displaced(values, spans):
            return values
        values = [cell for cell in values if any(_stands_as(cell, span) for span in spans)]
        if len(values) < len(spans) - 1:
            return [None] * len(spans)
    placed: list[Cell | None] = [None] * len(spans)
    for cell in values:
        shared = [overlap(cell.start, cell.end, *span) for span in spans]
        most = max(shared, default=0)
        if most > 0 and shared.count(most) == 1 and placed[shared.index(most)] is None:
            placed[shared.index(most)] = cell
    return placed


def _without_signs(values: Sequence[Cell]) -> list[Cell]:
    """Values of a row that has more than columns: a dash one blank before a number is that one's sign."""
    kept: list[Cell] = []
    for cell in values:
        last = kept[-1] if kept else None
        if last and last.text == "-" and cell.kind == "number" and cell.start - last.end == 1:
            kept[-1] = Cell("broken", f"{last.text} {cell.text}", cell.line, last.start, cell.end)
        else:
            kept.append(cell)
    return kept


def _stands_as(cell: Cell, span: tuple[int, int]) -> bool:
    """Whether a value begins or ends where a column's values do."""
    return min(abs(cell.start - span[0]), abs(cell.end - span[1])) <= NEAR


def _displaced(values: Sequence[Cell], spans: Sequence[tuple[int, int]]) -> bool:
    for cell, (start, end) in zip(values, spans, strict=True):
        if cell.end > start < end > cell.start:  # under its own, as nearly all values are
            continue
        if any(overlap(cell.start, cell.end, *span) > 0 for span in spans):
            return True
    return False
