"""Rows of a certificate: facts with a value for each loan group, in columns or with the group in the label.

Theory of operation. The groups are named beside the page's title, each over a column; below are the pools'
figures, and single amounts. A page of one group has its values in one column; other pages print a row a group
('Principal Collections Group A-I'). Rows are mapped after all lines are read: the rows that have a value in
each column show the positions of the columns.

A label that was cut or overprinted counts only where its figure was not read yet.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from parsers.blocks.facts import Facts
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.certificates.certificate_head import groups_in, groups_on, has_title
from parsers.certificates.row_labels import find_target
from parsers.headings import Column
from parsers.labels import Vocabulary, close, may_be_left_of, plain
from parsers.page import Line
from parsers.printed_values import squash
from parsers.targets import Target, place
from parsers.value_places import assign, places_of

_OF_GROUP = re.compile(r"(?P<label>.+?) (?:Loan )?Group (?P<group>A-[IVX]+|\d+[A-Z]?)$", re.IGNORECASE)
_OF_CLASS = re.compile(r"(?P<label>.+?) ?- ?(?P<names>Class .+)$", re.IGNORECASE)


@dataclass(frozen=True)
class PoolRows(Facts):
    """Facts of pools and amounts; their labels exclude the group or the classes that may end them.

    The labels in `others` cannot be damaged labels of these: the end of an account is not the end of
    the loans.
    """

    others: Collection[str] = ()

    @cached_property
    def words(self) -> Vocabulary[Target]:
        """The labels, matched even where they are damaged."""
        return Vocabulary(self.labels)

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the rows of some lines; returns the other lines."""
        reader = _Reader(self, builder, groups_on(builder, lines), in_pools=has_title(lines))
        rest = [line for line in lines if not reader.read(line)]
        reader.place()
        return rest


class _LabelledRow(NamedTuple):
    """A row whose label is known, with the group or class that the label names."""

    line: Line
    label: str
    target: Target

    @property
    def first(self) -> Cell:
        """The value behind the label; other values on the line may be one per group, or stray."""
        return self.line.values[0]


class _Reader:
    """Reads rows line by line."""

    def __init__(
        self, facts: PoolRows, builder: Builder, groups: Sequence[str | None], *, in_pools: bool
    ) -> None:
        self.facts = facts
        self.builder = builder
        self.groups = groups
        self.rows: list[_LabelledRow] = []
        self.in_pools = in_pools  # above the first table: damaged labels of pools occur nowhere else

    def read(self, line: Line) -> bool:
        """Whether a line is a row (then keep it), or a total that the page left without a label."""
        if not line.values:
            self.in_pools = self.in_pools and (len(line.cells) < 3 or bool(groups_in(line)))
            return False
        if not line.label:
            return self._is_total(line)
        target = self._find(line)
        if target is not None:
            self.rows.append(_LabelledRow(line, line.label, target))
        return target is not None

    def _find(self, line: Line) -> Target | None:
        own, suffix = _parts(line.label)
        words = self.facts.words
        if plain(line.label) not in words.targets and (named := words.targets.get(plain(own))):
            return suffix.join(named)
        return find_target(words, line, lambda target: self._may_be(target, line))

    def _may_be(self, target: Target, line: Line) -> bool:
        if any(row.target == target for row in self.rows) or self.builder.amount(target.field) is not None:
            return False
        letters = close(plain(line.label))
        if any(may_be_left_of(letters, close(plain(other))) for other in self.facts.others):
            return False
        width = 1 if target.record == "amount" else len(self.groups)
        in_place = self.in_pools or target.record == "amount"
        return in_place and len(line.values) == width and all(map(target.holds, line.values))

    def _is_total(self, line: Line) -> bool:
        """Whether a number without a label is the sum of the groups' rows above it: left out by a rule."""
        if len(line.values) != 1 or not self.rows or not self.rows[-1].target.group:
            return False
        field = self.rows[-1].target.field
        rows = takewhile(lambda row: row.target.field == field and row.target.group, reversed(self.rows))
        known = [row.first.value for row in rows if row.first.value is not None]
        if len(known) < 2 or sum(known, Decimal(0)) != line.values[0].value:
            return False
        self.builder.ignore(line.values[:1], "unlabelled_total")
        return True

    def place(self) -> None:
        """Put every figure into its record; a row without a group among rows with one is not mapped."""
        of_groups = {row.target.field for row in self.rows if row.target.group}
        rows = [row for row in self.rows if row.target.group or row.target.field not in of_groups]
        in_columns = [row for row in rows if row.target.record == "pool" and not row.target.group]
        columns = [Column(group or "", 0, 0, None) for group in self.groups]
        places = places_of(columns, [row.line.values for row in in_columns])
        for row in rows:
            if row in in_columns:
                self._place_cells(row, assign(row.line.values, places))
            elif row.target.record == "amount":
                self._place_amount(row)
            else:
                place(self.builder, row.target, row.first, row.label)

    def _place_cells(self, row: _LabelledRow, cells: Sequence[Cell | None]) -> None:
        """A value for each group."""
        for group, cell in zip(self.groups, cells, strict=True):
            if cell is not None:
                place(self.builder, row.target._replace(group=group or ""), cell, row.label)

    def _place_amount(self, row: _LabelledRow) -> None:
        """One figure; or one per group, where the row has a value for each."""
        values = row.line.values
        named = row.target.group or row.target.class_name
        if not named and len(self.groups) > 1 and len(values) == len(self.groups):
            self._place_cells(row, values)
        elif not named or len(values) == 1:
            place(self.builder, row.target, row.first, row.label)


def _parts(label: str) -> tuple[str, Target]:
    """A label without the group or the classes at its end, and these."""
    if match := _OF_GROUP.match(label):
        return match["label"], Target(group=match["group"])
    if match := _OF_CLASS.match(label):
        names = re.sub(r"\bClass\s+", "", match["names"], flags=re.IGNORECASE)
        return match["label"], Target(class_name=re.sub(r"\s*-\s*", "-", squash(names)))
    return label, Target()
