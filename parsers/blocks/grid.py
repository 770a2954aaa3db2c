"""Grid: tables in which all the words around a value tell together where it goes, whichever way they turn.

Theory of operation. The words around a value are the titles above its table, the headings over its column,
the labels of its row and the group named above. Each says a part of the target: 'Group I' a group, 'REO' a
status, '60 days' a bucket, 'Count' a field. A value is placed where every one of its words is known, no two
of them disagree, and together they name one field of one record; where another value of the same table has
that target too, neither is placed. Some words mean something only beside another ('Payoffs' beside 'Count':
how many, beside 'Balance': how much). What stands where is found from the page alone (`finding`).

Several words may label a row: the first of two lasts to the next row that has two ('Group I  Count', below it
'Balance'). The words that count are those straight left of a value: a table may have several blocks side by
side. Percents without words stand below what they are of.

A grid can be disproved: `proofs` names the checks that its tables must pass (`disproof`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from msgspec import UNSET

from parsers.blocks.finding import Block, BlockRow, find_blocks
from parsers.blocks.section_titles import name_group
from parsers.builder import Builder, PlacedTable
from parsers.cells import Cell
from parsers.general.known_words import KNOWN
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.targets import NOTHING, Target, place, place_text, printed_in
from parsers.vocabulary.wording import normalize

Words = Mapping[str, Target]
# Marks of a list before a title or label: 'A. Loan Counts', '(3) To Class SB', '4. …'.
_MARK = re.compile(r"(?:\(?[A-Z][.)]|\(?\d{1,2}[.)])\s+(?=\S)")
_GROUP = re.compile(
    r"(?:loan )?group (?P<name>[IVX]{1,4}|\d{1,2}[A-Z]?|[A-Z])(?: loans)?(?: totals?)?"
    r"(?: (?P<rest>[A-Z].*))?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"deal(?: totals?)?(?: (?P<rest>[A-Z].*))?$", re.IGNORECASE)
_NAMES = re.compile(r"[IVX]{1,4}|\d{1,2}[A-Z]?|[A-Z]")  # of groups


class Around(NamedTuple):
    """A value with the words around it: titles and headings, labels of its row, the group above its table."""

    cell: Cell
    above: tuple[str, ...]
    labels: tuple[str, ...]
    group: str | None = None
    is_sure: bool = True  # the group above is still that of this table

    @property
    def label(self) -> str:
        """What is printed for it, for records that keep their label."""
        return " ".join(self.labels) or (self.above[-1] if self.above else "")


@dataclass(frozen=True)
class Grid:
    """What words say of a value: on either side of it, in `rows` alone, in headings and titles alone.

    `beside` holds words that have a meaning only beside the one that they stand under here.
    """

    words: Words
    rows: Words = field(default_factory=dict)
    columns: Words = field(default_factory=dict)
    beside: Mapping[str, Words] = field(default_factory=dict)
    rates: Collection[str] = ()  # fields whose percents stand without a sign; all others must have it
    proofs: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def tables(self) -> "dict[str, _Tables]":
        """The words by what they stand beside; '' for nothing of it."""
        own = {normalize(word): words for word, words in self.beside.items()}
        return {word: _Tables(self, words) for word, words in {"": {}, **own}.items()}

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Place the values of some lines; the lines of which none is placed."""
        classes = Counter(str(one.class_name) for one in builder.tranches)
        names = {name for name, often in classes.items() if often == 1}
        taken: set[int] = set()
        for block, own in _values(lines, self):
            found = [(one, target) for one in own if (target := self._target(one, names)) is not None]
            often = Counter(target for _, target in found)
            placed = [
                (one.cell, target)
                for one, target in found
                if often[target] == 1
                and not _contradicts(builder, target, one.cell)
                and place(builder, target, one.cell, one.label)
            ]
            taken |= {cell.line for cell, _ in placed}
            _place_texts(builder, block, self, names)
            if placed:
                _ignore_heading(builder, block)
            fields = frozenset(target.field for _, target in placed)
            builder.placed_tables.append(PlacedTable(self.proofs, fields, [cell for cell, _ in placed]))
        return [line for line in lines if line.number not in taken]

    def _target(self, one: Around, classes: set[str]) -> Target | None:
        """The one target that all words around a value name; None where they do not."""
        beside = self._beside(one.above) or self._beside(one.labels) or {""}
        if len(beside) > 1:
            return None
        tables = self.tables[beside.pop()]
        parts = [tables.above(words) for words in one.above]
        parts += [tables.label(words) or _class_of(words, classes) for words in one.labels]
        named = any(_names_whose(words) for words in (*one.above, *one.labels))
        if not named and one.group:
            parts.append(Target(group=one.group))
        if not (named or one.is_sure) or any(part is None for part in parts):
            return None
        target = _joined([part for part in parts if part is not None])
        target = target and _as_percent(target, one.cell)
        return target if target and self._has_its_sign(target, one.cell) else None

    def _beside(self, words: Sequence[str]) -> set[str]:
        return {known for one in words if (known := normalize(_unmarked(one))) in self.tables} - {""}

    def _has_its_sign(self, target: Target, cell: Cell) -> bool:
        """Whether a percent is printed as one: '0.97' may be a fraction."""
        is_bare = target.unit == "pct" and cell.kind == "number" and not cell.percent
        return not is_bare or target.field in self.rates


class _Tables:
    """The words of a grid on each side of a value, those that mean something beside one word among them."""

    def __init__(self, grid: Grid, beside: Words) -> None:
        words = {**grid.words, **beside}
        self._above = {normalize(printed): to for printed, to in {**words, **grid.columns}.items()}
        self._labels = {normalize(printed): to for printed, to in {**words, **grid.rows}.items()}
        self._silent = {normalize(printed) for printed in grid.beside}

    def above(self, printed: str) -> Target | None:
        """What a heading or a title says."""
        return self._find(printed, self._above)

    def label(self, printed: str) -> Target | None:
        """What a row's label says."""
        return self._find(printed, self._labels)

    def _find(self, printed: str, table: Words) -> Target | None:
        words = _unmarked(printed).rstrip(" :")
        known = normalize(words)
        if known in table or known in self._silent:
            return table.get(known, NOTHING)
        if (match := _GROUP.match(words) or _WHOLE.match(words)) is None:
            return None
        rest = self._find(match["rest"], table) if match["rest"] else NOTHING  # 'Group I Factor'
        return rest and rest._replace(group=match.groupdict().get("name") or "")


def _unmarked(printed: str) -> str:
    return _MARK.sub("", printed, count=1)


def _names_whose(printed: str) -> bool:
    """Whether words name a group or the whole deal."""
    words = _unmarked(printed).rstrip(" :")
    return bool(_GROUP.match(words) or _WHOLE.match(words))


def _class_of(printed: str, classes: set[str]) -> Target | None:
    """The class that a label names; those of the statement are known by now."""
    name = tidy_class_name(printed)
    return Target(class_name=name) if name in classes else None


def _joined(parts: Sequence[Target]) -> Target | None:
    """What all parts say; None where two of them disagree."""
    said: list[str] = []
    for each in zip(*parts, strict=True):
        words = {word for word in each if word}
        if len(words) > 1:
            return None
        said.append(words.pop() if words else "")
    return Target(*said) if said else None


def _contradicts(builder: Builder, target: Target, cell: Cell) -> bool:
    """Whether another table gave the figure another value; of classes that is a check's matter."""
    if target.record == "tranche":
        return False
    printed = printed_in(builder, target)
    return printed is not UNSET and printed != cell.value and cell.kind == "number"


def _as_percent(target: Target, cell: Cell) -> Target:
    """The share that a figure with a percent sign is, where the record has a field for it."""
    if target.record == "delinquency" and cell.percent and not target.field.endswith("_pct"):
        return target._replace(field=f"{target.field}_pct")
    return target


def _values(lines: Sequence[Line], grid: Grid) -> Iterator[tuple[Block, list[Around]]]:
    """The values of each table of some lines, with the words around them."""
    before = -1  # the place of the last row
    places = {id(line): place for place, line in enumerate(lines)}
    for block in find_blocks(lines, KNOWN, has_head=False):
        first, last = places[id(block.rows[0].line)], places[id(block.rows[-1].line)]
        headed = {id(line) for line in block.heading}
        between = [
            line.squashed for line in lines[before + 1 : first] if line.cells and id(line) not in headed
        ]
        before = last
        yield block, list(_values_of(block, between, grid))


def _values_of(block: Block, between: Sequence[str], grid: Grid) -> Iterator[Around]:
    """The values of a table; `between` is what stands between the table before and this one's heading."""
    outer = ""  # the first of two labels, for the rows below that have the second alone
    above_it: dict[int, tuple[str, ...]] = {}
    for row in block.rows:
        labels = _labels(row, block, grid)
        first = next((one for one in labels if one), ())
        if len(first) > 1:
            outer = first[0]
        inherits = len(first) == 1 and outer and not _names_whose(first[0])
        columns = {id(cell): at for at, cell in row.values.items()}
        for at, (cell, beside) in enumerate(zip(row.line.values, labels, strict=True)):
            own = (outer, *beside) if inherits and beside == first else beside
            column = columns.get(id(cell))
            key = at if column is None else column
            if not own and cell.percent:
                own = above_it.get(key, ())
            if not own and len(block.rows) > 1:
                continue  # a row whose label was lost
            above_it[key] = own
            yield _around(cell, own, (block, row, column), between)


def _around(
    cell: Cell, labels: tuple[str, ...], where: tuple[Block, BlockRow, int | None], between: Sequence[str]
) -> Around:
    block, row, column = where
    above = list(row.section)
    if column is not None:
        own = block.columns[column]
        above += [*own.titles, *([own.heading] if own.heading else [])]
    elif block.heading:
        return Around(cell, (*above, "?"), labels)  # in no column: nobody can tell what it is
    group = row.group if row.group and _NAMES.fullmatch(row.group) else None
    named = any(name_group(words) or _WHOLE.match(words) for words in between)
    return Around(cell, tuple(above), labels, group, is_sure=named or not group or not between)


def _labels(row: BlockRow, block: Block, grid: Grid) -> list[tuple[str, ...]]:
    """The labels of each value of a row: the words straight left of it, back to the value before."""
    texts = {id(cell) for cell, _ in _texts(row, block, grid)}
    found: list[tuple[str, ...]] = []
    run: list[str] = []
    current: tuple[str, ...] = ()
    for cell in row.line.cells:
        if cell.is_value:
            current = tuple(run) if run else current
            run = []
            found.append(current)
        elif cell.kind == "words" and id(cell) not in texts:
            run.append(cell.text)
    first = found[0] if found else ()
    if len(first) == 1 and row.label.endswith(first[0]) and row.label != first[0]:
        found = [(row.label,) if labels == first else labels for labels in found]  # wrapped over lines
    return found


def _texts(row: BlockRow, block: Block, grid: Grid) -> Iterator[tuple[Cell, Target]]:
    """The words and dates of a row that are values: below a heading that names a field of text."""
    tables = grid.tables[""]
    for at, cell in row.words.items():
        heading = block.word_columns[at].heading
        target = tables.above(heading) if heading else None
        if target is not None and target.is_text:
            yield cell, target


def _place_texts(builder: Builder, block: Block, grid: Grid, classes: set[str]) -> None:
    for row in block.rows:
        labels = _labels(row, block, grid)
        owner = _class_of(labels[0][0], classes) if labels and labels[0] else None
        for cell, target in _texts(row, block, grid):
            if owner is not None:
                place_text(builder, target.join(owner), cell)


def _ignore_heading(builder: Builder, block: Block) -> None:
    """Numbers in a heading, '(1)' or '3 Month CPR', are words."""
    for line in block.heading:
        builder.ignore([cell for cell in line.values if builder.fate(cell) is None], "heading")
