"""Grid: tables in which the words around a value together give its target, in any orientation.

Theory of operation. The words around a value are the titles above its table, the headings over its column,
the labels of its row and the group named above. Each gives a part of the target: 'Group I' a group, 'REO' a
status, '60 days' a bucket, 'Count' a field. A value is mapped where every one of its words is known, no two
of them disagree, and together they name one field of one record; where another value of the same table has
the same target, neither is mapped. Some words have a meaning only beside another ('Payoffs' beside 'Count'
is a number of loans, beside 'Balance' an amount). Positions come from the page alone (`finding`).

A grid can be disproved: `proofs` names the checks that its tables must pass (`disproof`).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import UNSET

from parsers.blocks.finding import Block
from parsers.blocks.surroundings import (
    GROUP,
    WHOLE,
    Around,
    blocks_of,
    labels_of,
    lend_headings,
    names_kind,
    names_whole,
    names_whose,
    parts_by_group,
    texts_of,
    unmarked,
    values_of,
)
from parsers.builder import Builder, PlacedTable
from parsers.cells import Cell
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.targets import NOTHING, Target, place, place_text, printed_in
from parsers.vocabulary.wording import normalize

Words = Mapping[str, Target]


Proof = tuple[str, Sequence[str]]  # a check, and the fields that it covers where it does not say so


def proved_by(**checks: Sequence[str]) -> tuple[Proof, ...]:
    """The checks that a grid's tables must pass, each with the fields that it covers."""
    return tuple(checks.items())


# In a target of a grid: another of the words around the value gives this part.
OTHER_WORD = "?"


@dataclass(frozen=True)
class Grid:
    """The meaning of words for a value: beside it, in `rows` only, in headings and titles only.

    '{column}' in `rows` keeps any other label as the `column` of its figures. `beside` holds words that
    have a meaning only beside the word that is their key.
    """

    words: Words
    rows: Words = field(default_factory=dict)
    columns: Words = field(default_factory=dict)
    beside: Mapping[str, Words] = field(default_factory=dict)
    rates: Collection[str] = ()  # fields whose percentages are printed without a sign; all others need one
    proofs: Sequence[Proof] = ()
    parted: bool = False  # a table continues below the titles of its parts, without its heading

    @cached_property
    def tables(self) -> "dict[str, _Tables]":
        """The words by the word beside them; '' for none."""
        own = {normalize(word): words for word, words in self.beside.items()}
        return {word: _Tables(self, words) for word, words in {"": {}, **own}.items()}

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the values of some lines; returns the lines of which none is mapped."""
        classes = Counter(str(one.class_name) for one in builder.tranches)
        names = {name for name, often in classes.items() if often == 1}
        taken: set[int] = set()
        for block, own in self._values(lines, group):
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
            builder.placed_tables.append(PlacedTable(dict(self.proofs), fields, [cell for cell, _ in placed]))
        return [line for line in lines if line.number not in taken]

    def _values(self, lines: Sequence[Line], group: str | None) -> Iterator[tuple[Block, list[Around]]]:
        """The values of each table, with the words around them."""
        for part in parts_by_group(lines):
            own = part.group or group
            before: Block | None = None
            for number, (block, titles) in enumerate(blocks_of(part.lines)):
                if self.parted and before is not None:
                    lend_headings(before, block)
                before = block
                # A title behind the group's first table may belong to another part of the page.
                yield (
                    block,
                    list(values_of(block, own, is_sure=not (number and titles), texts=self.texts)),
                )

    def texts(self, heading: str) -> bool:
        """Whether the values below a heading are words or dates."""
        target = self.tables[""].above(heading)
        return target is not None and target.is_text

    def _target(self, one: Around, classes: set[str]) -> Target | None:
        """The one target that all words around a value name; None where they disagree or one is unknown."""
        beside = self._beside(one.above) or self._beside(one.labels) or {""}
        if len(beside) > 1:
            return None
        tables = self.tables[beside.pop()]
        parts = [tables.above(words) for words in one.above]
        parts += [
            tables.label(words) or _class_of(words, classes) or tables.name(words) for words in one.labels
        ]
        around = (*one.above, *one.labels)
        named = any(map(names_whose, around))
        if any(map(names_kind, around)) and (one.group or any(map(names_whole, around))):
            return None  # one kind of the group's loans, or the deal's
        if not named and one.group:
            parts.append(Target(group=one.group))
        if any(part is None for part in parts) or not (named or one.is_sure or one.group is None):
            return None
        target = _joined([part for part in parts if part is not None])
        target = target and _as_percent(target, one.cell)
        return target if target and self._has_its_sign(target, one.cell) else None

    def _beside(self, words: Sequence[str]) -> set[str]:
        return {known for one in words if (known := normalize(unmarked(one))) in self.tables} - {""}

    def _has_its_sign(self, target: Target, cell: Cell) -> bool:
        """Whether a percentage is printed with its sign: '0.97' may be a fraction."""
        is_bare = target.unit == "pct" and cell.kind == "number" and not cell.percent
        return not is_bare or target.field in self.rates


# Headings over labels, complete or in two rows, and over the codes of classes.
OVER_LABELS = frozenset({"loan group", "loan", "group", "class", "component", "cusip", "cusip id", "classes"})


class _Tables:
    """The words of a grid on each side of a value, including those with a meaning only beside one word."""

    def __init__(self, grid: Grid, beside: Words) -> None:
        words = {**grid.words, **beside}
        self._above = {normalize(printed): to for printed, to in {**words, **grid.columns}.items()}
        self._labels = {normalize(printed): to for printed, to in {**words, **grid.rows}.items()}
        self._rows = grid.rows
        self._silent = {normalize(printed) for printed in grid.beside} | OVER_LABELS

    def above(self, printed: str) -> Target | None:
        """The meaning of a heading or a title."""
        return self._find(printed, self._above)

    def label(self, printed: str) -> Target | None:
        """The meaning of a row's label."""
        return self._find(printed, self._labels)

    def name(self, printed: str) -> Target | None:
        """Any words of a row, kept as printed, where the grid has '{column}'."""
        return Target(column=printed) if "{column}" in self._rows else None

    def _find(self, printed: str, table: Words) -> Target | None:
        words = unmarked(printed).rstrip(" :")
        known = normalize(words)
        if known in table or known in self._silent:
            return table.get(known, NOTHING)
        if (match := GROUP.match(words) or WHOLE.match(words)) is None:
            return None
        rest = self._find(match["rest"], table) if match["rest"] else NOTHING  # 'Group I Factor'
        return rest and rest._replace(group=match.groupdict().get("name") or "")


def _class_of(printed: str, classes: set[str]) -> Target | None:
    """The class that a label names; the statement's classes are known by now."""
    name = tidy_class_name(printed)
    return Target(class_name=name) if name in classes else None


def _joined(parts: Sequence[Target]) -> Target | None:
    """All parts joined; None where two disagree, or none gives what one expects (OTHER_WORD)."""
    said: list[str] = []
    for each in zip(*parts, strict=True):
        words = {word for word in each if word and word != OTHER_WORD}
        if len(words) > 1 or (OTHER_WORD in each and not words):
            return None
        said.append(words.pop() if words else "")
    return Target(*said) if said else None


def _contradicts(builder: Builder, target: Target, cell: Cell) -> bool:
    """Whether another table gave the figure another value; for classes a check decides that."""
    if target.record == "tranche":
        return False
    printed = printed_in(builder, target)
    return printed is not UNSET and printed != cell.value and cell.kind == "number"


def _as_percent(target: Target, cell: Cell) -> Target:
    """The share that a figure with a percent sign is, where the record has a field for it."""
    if target.record == "delinquency" and cell.percent and not target.field.endswith("_pct"):
        return target._replace(field=f"{target.field}_pct")
    return target


def _place_texts(builder: Builder, block: Block, grid: Grid, classes: set[str]) -> None:
    for row in block.rows:
        labels = labels_of(row, block, grid.texts)
        owner = _class_of(labels[0][0], classes) if labels and labels[0] else None
        for cell, heading in texts_of(row, block, grid.texts):
            target = grid.tables[""].above(heading)
            if owner is not None and target is not None:
                place_text(builder, target.join(owner), cell)


def _ignore_heading(builder: Builder, block: Block) -> None:
    """Numbers in a heading, '(1)' or '3 Month CPR', are words."""
    for line in block.heading:
        builder.ignore([cell for cell in line.values if builder.fate(cell) is None], "heading")
