"""Tables of a family page: columns under stacked headings, spread over several tables, broken by pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.writer.families.drawing import Bit, Cell, Drawing, value_bit


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether its cells start at the left, the title printed straight over it."""

    heading: str
    left: bool = False
    over: str = ""  # neighbours with one title share it: a title over two or more columns
    is_key: bool = False  # stands again in each part of a table that is spread
    group: str | None = None  # that its heading names


@dataclass(frozen=True)
class TableRow:
    """A row: the words that name it, a cell for each column, the group named above or in it.

    `title` is that of its part of the table, which stands on a row of its own above it.
    """

    label: str
    cells: Sequence[Cell | str | None]  # a string is words that are no value
    group: str | None = None
    is_total: bool = False
    title: str = ""


@dataclass(frozen=True)
class TableStyle:
    """How tables are laid out."""

    gap: int = 3  # blanks between columns
    heading_lines: int = 2  # the most lines of a heading
    bottom: bool = True  # short headings stand on the last line
    align: str = "right"  # of headings over cells that end right: 'right', 'center', 'left'
    tuck: int = 0  # how far a heading may reach over the gap to its left
    indent: int = 0
    sizes: tuple[int, ...] = ()  # columns of each part, keys not counted; () is all in one
    keys: str = "class"  # 'all', 'class' or 'none': which key columns a later part repeats
    rows_before_break: int = 0
    repeats_heading: bool = True
    rules: str = ""  # '', '-', '=': under headings
    totals_rule: str = ""
    one_cell: bool = True  # HTML: a heading's lines in one cell, else a row for each line
    numbering: Sequence[str] = ()  # '(1)', '(2)', … under the headings, one a column


@dataclass
class Pages:
    """What is printed between the parts of a table and where a page ends."""

    at_part: Callable[[Drawing, int], None] = lambda drawing, part: drawing.say("")
    at_break: Callable[[Drawing], None] = lambda drawing: drawing.say("", "")


def draw_table(
    drawing: Drawing,
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    style: TableStyle,
    pages: Pages | None = None,
) -> None:
    """The table, in as many parts as the style's sizes say; widths are those of the whole table."""
    pages = pages or Pages()
    for number, part in enumerate(_parts(columns, style)):
        if number:
            pages.at_part(drawing, number)
        _draw_part(drawing, columns, part, rows, style, pages)


def _parts(columns: Sequence[Column], style: TableStyle) -> list[list[int]]:
    """The columns of each part, by place."""
    keys = [place for place, one in enumerate(columns) if one.is_key]
    rest = [place for place, one in enumerate(columns) if not one.is_key]
    again = {"all": keys, "class": keys[:1], "none": []}[style.keys]
    parts: list[list[int]] = []
    sizes = list(style.sizes) or [len(rest)]
    while rest:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        parts.append([*(again if parts else keys), *rest[:size]])
        rest = rest[size:]
    return parts


def _draw_part(
    drawing: Drawing,
    columns: Sequence[Column],
    part: list[int],
    rows: Sequence[TableRow],
    style: TableStyle,
    pages: Pages,
) -> None:
    edges = _edges(columns, part, rows, style)
    table = drawing.new_table()
    _draw_heading(drawing, columns, part, edges, style, table)
    for number, row in enumerate(rows):
        if number and number == style.rows_before_break:
            pages.at_break(drawing)
            if style.repeats_heading:
                _draw_heading(drawing, columns, part, edges, style, table)
        if style.totals_rule and row.is_total:
            drawing.rule(style.totals_rule, edges[-1][1])
        drawing.add(*_bits(drawing, columns, part, edges, row), table=table)


def _bits(
    drawing: Drawing, columns: Sequence[Column], part: list[int], edges: list[tuple[int, int]], row: TableRow
) -> list[Bit]:
    bits = []
    # A part that repeats no key says of none of its rows what it is.
    is_named = any(columns[place].is_key for place in part) or not any(one.is_key for one in columns)
    label = row.label if is_named else ""
    for place, (column, (left, right)) in enumerate(zip(part, edges, strict=True)):
        cell = row.cells[column]
        if cell is None:
            continue
        own = columns[column]
        text = cell if isinstance(cell, str) else cell.ink.text
        start = left if own.left else right - len(text)
        if isinstance(cell, str):
            bits.append(Bit(text, start, place, kind="label"))
            continue
        group = row.group or own.group
        address = drawing.address(label, own.heading, title=row.title or own.over, group=group)
        bits.append(value_bit(cell, start, place, address))
    return bits


def _edges(
    columns: Sequence[Column], part: list[int], rows: Sequence[TableRow], style: TableStyle
) -> list[tuple[int, int]]:
    """Where each column of a part starts and ends; as wide as its cells and the lines of its heading."""
    edges, at = [], style.indent
    for place in part:
        inks = [row.cells[place] for row in rows]
        cells = [len(cell if isinstance(cell, str) else cell.ink.text) for cell in inks if cell is not None]
        lines = stack(columns[place].heading, style.heading_lines)
        heading = max((len(line) for line in lines), default=0) - style.tuck * bool(edges)
        mark = len(style.numbering[place]) if style.numbering else 0
        width = max([heading, *cells, mark, 1])
        edges.append((at, at + width))
        at += width + style.gap
    return edges


def stack(heading: str, most: int) -> list[str]:
    """A heading over at most so many lines, its words spread so that the longest line is short."""
    if "\n" in heading:
        return heading.split("\n")
    words = heading.split()
    for limit in range(max(map(len, words), default=0), len(heading) + 1):
        lines: list[str] = []
        for word in words:
            if lines and len(lines[-1]) + 1 + len(word) <= limit:
                lines[-1] += " " + word
            else:
                lines.append(word)
        if len(lines) <= most:
            return lines
    return [heading] if heading else []


def _draw_heading(
    drawing: Drawing,
    columns: Sequence[Column],
    part: list[int],
    edges: list[tuple[int, int]],
    style: TableStyle,
    table: int,
) -> None:
    _draw_spans(drawing, columns, part, edges, table)
    stacks = [stack(columns[place].heading, style.heading_lines) for place in part]
    if drawing.html and style.one_cell:
        bits = [
            Bit("\n".join(lines), left, place, kind="heading")
            for place, (lines, (left, _)) in enumerate(zip(stacks, edges, strict=True))
            if lines
        ]
        drawing.add(*bits, table=table)
    else:
        height = max(len(lines) for lines in stacks)
        for line in range(height):
            drawing.add(*_heading_line(stacks, columns, part, edges, style, (line, height)), table=table)
    if style.numbering:
        marks = [
            Bit(style.numbering[column], max(0, right - len(style.numbering[column])), place, kind="heading")
            for place, (column, (_, right)) in enumerate(zip(part, edges, strict=True))
            if style.numbering[column]
        ]
        drawing.add(*marks, table=table)
    if style.rules and not drawing.html:
        drawing.add(*[Bit(style.rules * (right - left), left, 0, kind="rule") for left, right in edges])


def _heading_line(
    stacks: Sequence[Sequence[str]],
    columns: Sequence[Column],
    part: list[int],
    edges: list[tuple[int, int]],
    style: TableStyle,
    place: tuple[int, int],
) -> list[Bit]:
    """One line of stacked headings; one that would touch its left neighbour is pushed to the right."""
    line, height = place
    bits: list[Bit] = []
    for number, (lines, column, (left, right)) in enumerate(zip(stacks, part, edges, strict=True)):
        own = line - (height - len(lines) if style.bottom else 0)
        if not 0 <= own < len(lines):
            continue
        text = lines[own]
        room = right - left - len(text)
        align = "left" if columns[column].left else style.align
        start = left + {"left": 0, "center": room // 2, "right": room}[align]
        start = max(start, bits[-1].end + 1 if bits else 0)
        bits.append(Bit(text, start, number, kind="heading"))
    return bits


def _draw_spans(
    drawing: Drawing, columns: Sequence[Column], part: list[int], edges: list[tuple[int, int]], table: int
) -> None:
    """Titles straight over two or more columns."""
    places = [place for place, column in enumerate(part) if columns[column].over]
    if not places:
        return
    runs: list[list[int]] = [[places[0]]]
    for last, place in pairwise(places):
        if place == last + 1 and columns[part[place]].over == columns[part[last]].over:
            runs[-1].append(place)
        else:
            runs.append([place])
    bits: list[Bit] = []
    for run in runs:
        text = columns[part[run[0]]].over
        left, right = edges[run[0]][0], edges[run[-1]][1]
        start = max(left + (right - left - len(text)) // 2, bits[-1].end + 2 if bits else 0, 0)
        bits.append(Bit(text, start, run[0], len(run), "title"))
    drawing.add(*bits, table=table)


def random_table_style(rng: Random, **fixed: object) -> TableStyle:
    """Any layout of tables, but for what is fixed."""
    choices: dict[str, object] = {
        "gap": rng.choice((2, 3, 5)),
        "heading_lines": rng.choice((1, 2, 2, 3, 4)),
        "bottom": rng.random() < 0.8,
        "align": rng.choice(("right", "right", "center", "left")),
        "tuck": rng.choice((0, 0, 0, 2)),
        "indent": rng.choice((0, 0, 1, 4)),
        "rules": rng.choice(("", "-", "=")),
        "totals_rule": rng.choice(("", "-", "=")),
        "one_cell": rng.random() < 0.7,
    }
    return TableStyle(**(choices | fixed))  # type: ignore[arg-type]
