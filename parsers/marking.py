"""A statement as printed, with a mark on each of its numbers: its fate, and its record.

A line of text is the page's own. A row of an HTML table is laid out as a line of text: each cell begins at
its grid column, and numbers are right-aligned in theirs.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from parsers.cells import Cell
from parsers.html_rows import WIDTH
from parsers.page import Line
from parsers.pipeline import Reading, Source, counted_values
from parsers.records import Record, Unmapped

GAP = 2  # blanks between two columns of a table laid out as text
_start = attrgetter("start")
WIDEST = 60  # characters of a column; a longer cell extends over the columns to its right


class Mark(Struct, gc=False):
    """One number: its position in its line's text, and its fate."""

    line: int
    start: int
    end: int
    text: str
    fate: Literal["mapped", "ignored", "unmapped"]
    what: str  # the field, the rule, or ''
    record: int | None = None  # its index among the statement's records; None where it was left out


class MarkedLine(Struct, gc=False):
    """A line with its number in the document, and its marks from left to right."""

    number: int
    text: str
    marks: list[Mark]


class MarkedStatement(Struct):
    """A statement's lines and records, in the order of the records file."""

    document: int
    lines: list[MarkedLine]
    records: list[Record]


def mark_statements(reading: Reading) -> Iterator[MarkedStatement]:
    """The statements of a submission as printed, one at a time."""
    for source in reading.sources:
        records = list(reading.records[source.records])
        yield MarkedStatement(source.document, _mark_lines(source, records), records)


def _mark_lines(source: Source, records: Sequence[Record]) -> list[MarkedLine]:
    lines = source.read_statement.lines
    marks: dict[int, list[tuple[Cell, Mark]]] = {}
    for cell, mark in _marks(source, records):
        marks.setdefault(cell.line, []).append((cell, mark))
    is_of_grid = [_is_of_grid(line) for line in lines]
    starts = _columns([line for line, is_one in zip(lines, is_of_grid, strict=True) if is_one])
    often = Counter([line.number for line in lines])
    marked = []
    for line, is_one in zip(lines, is_of_grid, strict=True):
        own = marks.get(line.number, [])
        if own and often[line.number] > 1:
            own = [one for one in own if _is_on(one[0], line)]
        marked.append(_lay_out(line, own, starts) if is_one else _in_text(line, own))
    return marked


def _marks(source: Source, records: Sequence[Record]) -> Iterator[tuple[Cell, Mark]]:
    """Each number that the account counts, in the account's order."""
    places = {id(record): place for place, record in enumerate(records)}
    unmapped = iter([place for place, record in enumerate(records) if isinstance(record, Unmapped)])
    statement = source.read_statement
    for fate, cell in counted_values(statement.builder, statement.lines):
        if fate is None:
            mark = Mark(cell.line, 0, 0, cell.text, "unmapped", "", next(unmapped))
        else:
            mark = Mark(cell.line, 0, 0, cell.text, fate.kind, fate.what, places.get(id(fate.record)))
        yield cell, mark


def _is_on(cell: Cell, line: Line) -> bool:
    """Whether a number is on this line: a form feed splits one line of the file into several."""
    return any(one.start <= cell.start and cell.end <= one.end for one in line.values)


def _in_text(line: Line, marks: Sequence[tuple[Cell, Mark]]) -> MarkedLine:
    longest = len(line.text)
    for cell, mark in marks:
        mark.start, mark.end = cell.start, min(cell.end, longest)
    return MarkedLine(line.number, line.text, sorted([mark for _, mark in marks], key=_start))


def _is_of_grid(line: Line) -> bool:
    """Whether a line's cells have positions in the grid of an HTML table instead of its text."""
    longest = len(line.text)
    return any(cell.end > longest for cell in line.cells)


def _columns(lines: Sequence[Line]) -> dict[int, int]:
    """Where each column of the grid begins in a line of text; `lines` are those of the grid."""
    widths: dict[int, int] = {}
    for cell in (cell for line in lines for cell in line.cells):
        first, last = cell.start // WIDTH, cell.end // WIDTH
        if cell.is_value or last - first <= 1:
            widths[first] = min(max(widths.get(first, 0), len(cell.text)), WIDEST)
    starts, at = {}, 0
    for column in sorted(widths):
        starts[column] = at
        at += widths[column] + GAP
    return starts


def _lay_out(line: Line, marks: Sequence[tuple[Cell, Mark]], starts: dict[int, int]) -> MarkedLine:
    own = {id(cell): mark for cell, mark in marks}
    text, laid = "", []
    for cell in line.cells:
        column = max((one for one in starts if one <= cell.start // WIDTH), default=0)
        following = min((at for one, at in starts.items() if one > column), default=None)
        at = starts.get(column, 0)
        if cell.is_value and following is not None:
            at = max(at, following - GAP - len(cell.text))
        text = text.ljust(max(at, len(text) + GAP if text else 0))
        if mark := own.get(id(cell)):
            mark.start, mark.end = len(text), len(text) + len(cell.text)
            laid.append(mark)
        text += cell.text
    laid += [mark for _, mark in marks if mark.end == 0]  # a part of a cell: shown without a position
    return MarkedLine(line.number, text, laid)
