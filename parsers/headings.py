"""Finds columns from the words of a heading: one line of headings, or headings stacked over several lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.cells import Cell
from parsers.labels import plain
from parsers.page import Line


class Column(NamedTuple):
    """A column: its heading as printed and its extent; `field` None where it is not known."""

    heading: str
    start: int
    end: int
    field: str | None


class Headings:
    """The column headings that a layout knows, each with the field below it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = {plain(heading): field for heading, field in fields.items()}
        self._last_words = {heading.split(" ")[-1] for heading in self.fields}
        self._most_words = max(len(heading.split()) for heading in self.fields)

    def read(self, line: Line) -> list[Column]:
        """The columns that one heading line names; [] where the line is not a heading of known columns.

        Headings printed without a wide gap ('Acc Int Unpaid Int') are separated by their words.
        """
        if not line.cells or any(cell.kind not in ("words", "dash") for cell in line.cells):
            return []
        return _mostly_known(_once([column for cell in line.cells for column in self._split(cell)]))

    def read_stacked(self, lines: Sequence[Line]) -> list[Column]:
        """The columns of a heading stacked over several lines; [] where few of them are known.

        Its last line has one phrase per column, or one word where the columns are close together.
        """
        phrases = self.name(stack(lines))
        if known_in(phrases) == len(phrases):
            return phrases
        words = self.name(stack_words(lines))
        return max((_mostly_known(phrases), _mostly_known(words)), key=known_in)

    def may_end_at(self, line: Line) -> bool:
        """Whether a line may be the last of a stacked heading: it has the last word of a known heading."""
        return not self._last_words.isdisjoint(line.squashed.casefold().split(" "))

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
    """The columns; a field that two of them have is removed from both."""
    often = Counter(column.field for column in columns)
    return [column._replace(field=None) if often[column.field] > 1 else column for column in columns]


def known_in(columns: Sequence[Column]) -> int:
    """How many columns have a known heading."""
    return sum(column.field is not None for column in columns)


def _mostly_known(columns: list[Column]) -> list[Column]:
    return columns if 2 * known_in(columns) > len(columns) else []


def stack(lines: Sequence[Line]) -> list[Column]:
    """Columns of headings stacked over several lines: words above belong to the word below them.

    The last line has one phrase a column; phrases of the lines above are put before the one they overlap.
    """
    rows = [line.cells for line in lines]
    bottom = [cell for cell in rows[-1] if cell.kind in ("words", "dash")]
    if len(rows) > 1:
        bottom = [part for cell in bottom for part in _split_below(cell, rows[-2])]
    return _stack(rows[:-1], bottom)


def _split_below(cell: Cell, above: Sequence[Cell]) -> list[Cell]:
    """A phrase, split where its words are over different phrases ('Shortfalls %' over two columns).

    A cell of HTML has the width of its column instead of its words, and belongs to one column.
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
    """The columns where the last line has one word per column, however close the columns are."""
    rows = [[word for cell in line.cells for word in words_of(cell)] for line in lines]
    return _stack(rows[:-1], rows[-1])


def words_of(cell: Cell) -> Iterable[Cell]:
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
    return [_column([*higher, cell]) for higher, cell in zip(above, bottom, strict=True)]


def _column(parts: Sequence[Cell]) -> Column:
    """The column of phrases one above the other."""
    if len(parts) == 1:
        return Column(parts[0].text, parts[0].start, parts[0].end, None)
    words = " ".join([part.text for part in parts])
    return Column(words, min([part.start for part in parts]), max([part.end for part in parts]), None)


def _below(cell: Cell, bottom: Sequence[Cell]) -> int | None:
    """The index of the phrase below that a phrase overlaps most, None where it overlaps none."""
    shared = [overlap(cell.start, cell.end, other.start, other.end) for other in bottom]
    most = max(shared, default=0)
    return shared.index(most) if most > 0 else None


def _beside(cell: Cell, bottom: Sequence[Cell]) -> int | None:
    """The index of the phrase below that a phrase nearly touches: a clipped word still belongs to it."""
    gaps = [max(other.start - cell.end, cell.start - other.end) for other in bottom]
    least = min(gaps, default=NEAR + 1)
    return gaps.index(least) if least <= NEAR else None


NEAR = 2  # columns


def overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    """How many columns of the page two stretches share; 0 or less where they share none."""
    return (end if end < other_end else other_end) - (start if start > other_start else other_start)
