"""Columns from the words of a heading: one line of headings, or headings stacked over several lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from parsers.cells import Cell
from parsers.labels import plain
from parsers.page import Line


class Column(NamedTuple):
    """A column: its heading as printed and where the heading stands; `field` None where it is not known."""

    heading: str
    start: int
    end: int
    field: str | None


class Headings:
    """The column headings that a layout knows, each with the field below it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = {plain(heading): field for heading, field in fields.items()}
        self._most_words = max(len(heading.split()) for heading in self.fields)

    def read(self, line: Line) -> list[Column]:
        """The columns that one heading line names; [] where the line is no heading of known columns.

        Headings that widths have pushed together ('Acc Int Unpaid Int') are told apart by their words.
        """
        if not line.cells or any(cell.kind not in ("words", "dash") for cell in line.cells):
            return []
        return _mostly_known(_once([column for cell in line.cells for column in self._split(cell)]))

    def read_stacked(self, lines: Sequence[Line]) -> list[Column]:
        """The columns of a heading stacked over several lines; [] where few of them are known.

        Its last line has a phrase a column, or a word where the columns stand close.
        """
        phrases, words = (_mostly_known(self.name(stacked(lines))) for stacked in (stack, stack_words))
        return words if known_in(words) > known_in(phrases) else phrases

    def name(self, columns: Iterable[Column]) -> list[Column]:
        """Columns of a stacked heading with their fields."""
        return _once([column._replace(field=self.fields.get(plain(column.heading))) for column in columns])

    def _split(self, cell: Cell) -> list[Column]:
        field = self.fields.get(plain(cell.text))
        if field is not None:
            return [Column(cell.text, cell.start, cell.end, field)]
        columns = self._split_words(cell)
        return columns or [Column(cell.text, cell.start, cell.end, None)]

    def _split_words(self, cell: Cell) -> list[Column]:
        """The longest known heading first, again and again; [] where a word is left over."""
        words, columns, at = cell.text.split(), [], cell.start
        while words:
            for length in range(min(self._most_words, len(words)), 0, -1):
                heading = " ".join(words[:length])
                field = self.fields.get(plain(heading))
                if field is not None:
                    columns.append(Column(heading, at, at + len(heading), field))
                    at += len(heading) + 1
                    words = words[length:]
                    break
            else:
                return []
        return columns


def _once(columns: Sequence[Column]) -> list[Column]:
    """The columns; a field that two of them have is neither's."""
    often = Counter(column.field for column in columns)
    return [column._replace(field=None) if often[column.field] > 1 else column for column in columns]


def known_in(columns: Sequence[Column]) -> int:
    """How many columns have a known heading."""
    return sum(column.field is not None for column in columns)


def _mostly_known(columns: list[Column]) -> list[Column]:
    return columns if 2 * known_in(columns) > len(columns) else []


def stack(lines: Sequence[Line]) -> list[Column]:
    """Columns of headings stacked over several lines: words above stand over the word they belong to.

    The last line has one phrase a column; phrases of the lines above are put before the one they overlap.
    """
    rows = [line.cells for line in lines]
    bottom = [cell for cell in rows[-1] if cell.kind in ("words", "dash")]
    if len(rows) > 1:
        bottom = [part for cell in bottom for part in _split_below(cell, rows[-2])]
    return _stack(rows[:-1], bottom)


def _split_below(cell: Cell, above: Sequence[Cell]) -> list[Cell]:
    """A phrase parted where its words stand under different phrases ('Shortfalls %' under two columns).

    A cell of HTML, which is as wide as its column and not as its words, is one column's.
    """
    if cell.end - cell.start != len(cell.text):
        return [cell]
    parts: list[tuple[int | None, Cell]] = []
    for match in _WORD.finditer(cell.text):
        start, end = cell.start + match.start(), cell.start + match.end()
        word = Cell("words", match[0], cell.line, start, end)
        over = _below(word, above)
        last = parts[-1] if parts else None
        if last and (over is None or last[0] is None or over == last[0]):
            whole = cell.text[last[1].start - cell.start : end - cell.start]
            parts[-1] = (
                last[0] if over is None else over,
                Cell("words", whole, cell.line, last[1].start, end),
            )
        else:
            parts.append((over, word))
    return [part for _, part in parts]


def stack_words(lines: Sequence[Line]) -> list[Column]:
    """The same where the last line has one word a column, however close the columns stand."""
    rows = [[word for cell in line.cells for word in _words(cell)] for line in lines]
    return _stack(rows[:-1], rows[-1])


def _words(cell: Cell) -> Iterable[Cell]:
    """The words of a cell as cells; in a table cell of HTML they share its width."""
    width = (cell.end - cell.start) / max(len(cell.text), 1)
    for word in _WORD.finditer(cell.text):
        start, end = (cell.start + round(place * width) for place in word.span())
        yield Cell("words", word[0], cell.line, start, end)


_WORD = re.compile(r"\S+")


def _stack(over: Iterable[Sequence[Cell]], bottom: Sequence[Cell]) -> list[Column]:
    above: list[list[Cell]] = [[] for _ in bottom]
    for cells in over:
        for cell in cells:
            place = _below(cell, bottom)
            if place is None:
                place = _beside(cell, bottom)
            if place is not None:
                above[place].append(cell)
    return [
        Column(
            " ".join(part.text for part in [*higher, cell]),
            min(part.start for part in [*higher, cell]),
            max(part.end for part in [*higher, cell]),
            None,
        )
        for higher, cell in zip(above, bottom, strict=True)
    ]


def _below(cell: Cell, bottom: Sequence[Cell]) -> int | None:
    """The place of the phrase below that a phrase overlaps most, None where it overlaps none."""
    shared = [_overlap(cell.start, cell.end, other.start, other.end) for other in bottom]
    most = max(shared, default=0)
    return shared.index(most) if most > 0 else None


def _beside(cell: Cell, bottom: Sequence[Cell]) -> int | None:
    """The place of the phrase below that a phrase nearly touches: a word cut short still belongs to it."""
    gaps = [max(other.start - cell.end, cell.start - other.end) for other in bottom]
    least = min(gaps, default=NEAR + 1)
    return gaps.index(least) if least <= NEAR else None


NEAR = 2  # columns


def _overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    return min(end, other_end) - max(start, other_start)


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
    below = [[one for one in stacks if _overlap(column.start, column.end, *one) > 0] for column in columns]
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
        shared = [_overlap(cell.start, cell.end, *span) for span in spans]
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
        if any(_overlap(cell.start, cell.end, *span) > 0 for span in spans):
            return True
    return False
