"""Where the values of a table's columns stand, and which value of a row is under which column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import NamedTuple

from parsers.cells import Cell
from parsers.headings import NEAR, Column, overlap


class Places(NamedTuple):
    """Where the values of each column stand, and whether rows with a value for each bear it out."""

    spans: list[tuple[int, int]]
    proven: bool


def places_of(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Places:
    """Where each column's values stand: the middle of the rows that have a value in every column.

    Where most rows have another number of values, a column is where values stand below its heading and
    below no other, and has no place at all where that does not tell.
    """
    kept = [row for row in rows if row]
    counts = Counter(len(row) for row in kept)
    if not kept or counts.most_common(1)[0][0] != len(columns):
        return Places(_below_headings(columns, kept), not kept)
    full = [row for row in kept if len(row) == len(columns)]
    spans = [
        (median_low([cell.start for cell in column]), median_low([cell.end for cell in column]))
        for column in zip(*full, strict=True)
    ]
    return Places(spans, True)


def _below_headings(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    if not rows:
        return [(column.start, column.end) for column in columns]
    stacks = _stacks(rows)
    below = [[one for one in stacks if overlap(column.start, column.end, *one) > 0] for column in columns]
    claims = Counter(one for ones in below for one in ones)
    return [ones[0] if len(ones) == 1 and claims[ones[0]] == 1 else NOWHERE for ones in below]


NOWHERE = (-1, -1)


def _stacks(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """The stretches of the page that values stand in, one above the other."""
    stacks: list[tuple[int, int]] = []
    for start, end in sorted((cell.start, cell.end) for row in rows for cell in row):
        if stacks and start < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(end, stacks[-1][1]))
        else:
            stacks.append((start, end))
    return stacks


def assign(values: Sequence[Cell], places: Places) -> list[Cell | None]:
    """The value under each column, None for a column without one; values that stand nowhere are left over.

    A row with a value for every column is taken in order where other rows bear that out, unless a value
    stands clearly under another column than its own (one cell lost and a stray one gained). In such a row
    all but the stray one stand just as in other rows: one printed in other widths is nobody's.
    """
    spans = places.spans
    if len(values) > len(spans):
        values = _without_signs(values)
    if places.proven and len(values) == len(spans):
        if not _displaced(values, spans):
            return list(values)
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
        if cell.end > start < end > cell.start:  # under its own, as nearly all are
            continue
        if any(overlap(cell.start, cell.end, *span) > 0 for span in spans):
            return True
    return False
