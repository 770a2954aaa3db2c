"""Class tables in any spread: which columns stand in which table, how wide, broken over pages or not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.writer.sheet import Ink, Key, Row, Sheet


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field below it, its cell for each row (None: nothing printed)."""

    heading: str
    field: str
    cells: Sequence[Ink | None]
    left: bool = False


class TableStyle(Protocol):
    """What a layout's style must say of its tables."""

    gap: int  # blanks between columns
    heading_shift: int  # how far a heading stands off the right end of its column
    rows_before_break: int  # rows before a page break inside the table; 0: none
    break_repeats_heading: bool


def split_columns(columns: Sequence[str], sizes: Iterable[int]) -> list[list[str]]:
    """Columns over tables of those sizes; the last size goes on until none is left."""
    rest, tables, size = list(columns), [], 1
    steps = iter(sizes)
    while rest:
        size = next(steps, size)
        tables.append(rest[:size])
        rest = rest[size:]
    return tables


def write_table(
    sheet: Sheet, keys: Sequence[Key], columns: Sequence[Column], style: TableStyle, start: int = 0
) -> None:
    """A heading and a row for each key; widths as the cells and headings need them."""
    edges = _edges(columns, style, start)
    heading = _heading(columns, edges, style, start)
    sheet.add(heading())
    for place, key in enumerate(keys):
        if place and place == style.rows_before_break:
            sheet.say("", "<PAGE>", "", "")
            if style.break_repeats_heading:
                sheet.add(heading())
        row = Row()
        for cell, (column, (left, right)) in enumerate(zip(columns, edges, strict=True)):
            ink = column.cells[place]
            if ink is None:
                continue
            # The class name of a total is the word 'Totals', which is no field of any record.
            if column.field in ("", "class_name") and key[0] == "total":
                row.label(ink.text, left, column=cell)
            elif column.left:
                row.figure(key, column.field, ink, start=left, column=cell)
            else:
                row.figure(key, column.field, ink, end=right, column=cell)
        sheet.add(row)


def _edges(columns: Sequence[Column], style: TableStyle, start: int) -> list[tuple[int, int]]:
    """First and last column of each, cells wide enough for the widest of them."""
    edges, at = [], start
    for place, column in enumerate(columns):
        # A heading may be wider than its cells; at the least gap the next column still needs a blank.
        width = max([len(column.heading), *(len(ink.text) for ink in column.cells if ink is not None)])
        at += style.gap if place else 0
        edges.append((at, at + width))
        at += width
    return edges


def _heading(
    columns: Sequence[Column], edges: Sequence[tuple[int, int]], style: TableStyle, start: int
) -> Callable[[], Row]:
    def heading() -> Row:
        row, free = Row(), start
        for cell, (column, (left, right)) in enumerate(zip(columns, edges, strict=True)):
            at = left if column.left else right - len(column.heading) - style.heading_shift
            at = max(at, free)
            if column.heading:
                row.label(column.heading, at, "heading", column=cell)
                free = at + len(column.heading) + 1
        return row

    return heading
