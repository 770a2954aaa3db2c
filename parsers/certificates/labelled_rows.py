"""Labelled rows of a certificate: figures of the pools, one a group, and amounts that stand alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from parsers.amount_names import AMOUNTS
from parsers.builder import Builder, fits
from parsers.cells import Cell
from parsers.certificates.enhancement import Enhancement, is_enhancement
from parsers.headings import Column
from parsers.labels import Vocabulary, plain
from parsers.page import Line
from parsers.printed_values import squash
from parsers.records import Pool, unit_of
from parsers.value_places import assign, places_of

_OF_GROUP = re.compile(r"(?P<label>.+?) (?:Loan )?Group (?P<group>A-[IVX]+|\d+[A-Z]?)$", re.IGNORECASE)
_OF_CLASS = re.compile(r"(?P<label>.+?) ?- ?(?P<names>Class .+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row whose label is known: the name of its figures, and the group or class that the label tells."""

    line: Line
    label: str
    name: str
    group: str | None = None
    class_name: str | None = None

    @property
    def first(self) -> Cell:
        """The value behind the label; others on the line may be a group's each, or stray."""
        return self.line.values[0]


class Rows:
    """The rows that were met, placed when the whole page is known."""

    def __init__(self, builder: Builder, labels: Mapping[str, str]) -> None:
        self.builder = builder
        self.words: Vocabulary[str] = Vocabulary(labels)
        self.groups: Sequence[str | None] = [None]
        self.enhancement = Enhancement(builder)
        self.class_rates: list[Row] = []
        self._found: list[Row] = []
        self._names: set[tuple[str, str | None]] = set()
        self._in_pools = True

    def set_groups(self, groups: Sequence[str | None]) -> None:
        """The loan groups, each a column of the pools' rows."""
        self.groups = groups

    def end_of_pools(self) -> None:
        """What follows is no longer the head of the page with the pools' rows."""
        self._in_pools = False

    def take(self, line: Line, label: str, group: str | None) -> bool:
        """Whether a line's label, whole, is a row of the page; `group` is that of the heading above it."""
        if name := self.words.targets.get(plain(label)):
            self._keep(Row(line, label, name), group)
            return True
        own, of_group, of_class = _parts(label)
        if name := self.words.targets.get(plain(own)):
            self._keep(Row(line, label, name, of_group, of_class), group)
            return True
        return not label and self._is_total(line)

    def take_damaged(self, line: Line, label: str, group: str | None) -> bool:
        """The same for a label that was cut or printed over: only where its figure was not read yet.

        Words behind a value are what it left of the label's end; else the label lost no more than its end:
        'Ending Balance' is not what is left of 'Ending PFA Balance'.
        """
        name = self.words.find(label, lambda name: self._may_be(name, line))
        if name is None or not (_has_words_behind(line) or self.words.begins(label, name)):
            return False
        self._keep(Row(line, label, name), group)
        return True

    def _may_be(self, name: str, line: Line) -> bool:
        if (name, None) in self._names and not is_enhancement(name):
            return False
        if name in AMOUNTS:
            return len(line.values) == 1 and fits(AMOUNTS[name].unit, line.values[0])
        fitting = all(fits(unit_of(Pool, name), cell) for cell in line.values)
        return self._in_pools and fitting and len(line.values) == len(self.groups)

    def _keep(self, row: Row, group: str | None) -> None:
        self._names.add((row.name, row.group))
        if is_enhancement(row.name):
            self.enhancement.take(row.name, row.line, row.label, group)
        else:
            self._found.append(row)

    def _is_total(self, line: Line) -> bool:
        """Whether a number without a label is the sum of the groups' rows above it: left out by name."""
        if len(line.values) != 1 or not self._found or self._found[-1].group is None:
            return False
        name = self._found[-1].name
        rows = takewhile(lambda row: row.name == name and row.group is not None, reversed(self._found))
        terms = [row.first.value for row in rows]
        known = [term for term in terms if term is not None]
        if len(known) < 2 or sum(known, Decimal(0)) != line.values[0].value:
            return False
        self.builder.ignore(line.values[:1], "unlabelled_total")
        return True

    def place(self) -> None:
        """Put every figure into its record; a row without a group among rows that have one is nobody's."""
        of_groups = {row.name for row in self._found if row.group is not None}
        self._found = [row for row in self._found if row.group is not None or row.name not in of_groups]
        columns = [row for row in self._found if row.name not in AMOUNTS and row.group is None]
        places = places_of(
            [Column(group or "", 0, 0, group) for group in self.groups], [row.line.values for row in columns]
        )
        for row in self._found:
            if row.name == "note_rate":
                self.class_rates.append(row)
            elif row.name in AMOUNTS:
                self._place_amount(row)
            elif row.group is not None:
                self._place_pool(row.group, row.name, row.first)
            else:
                for group, cell in zip(self.groups, assign(row.line.values, places), strict=True):
                    if cell is not None:
                        self._place_pool(group, row.name, cell)
        self.enhancement.place([group for group in self.groups if group is not None])

    def _place_pool(self, group: str | None, field: str, cell: Cell) -> None:
        self.builder.put(self.builder.pool(group), field, cell, f"group {group}" if group else "pool")

    def _place_amount(self, row: Row) -> None:
        """One figure; or one a group, where the row has a value for each."""
        where = {"group": row.group, "class_name": row.class_name}
        told = {field: text for field, text in where.items() if text is not None}
        values = row.line.values
        if not told and len(self.groups) > 1 and len(values) == len(self.groups):
            for group, cell in zip(self.groups, values, strict=True):
                self.builder.add_amount(row.name, cell, row.label, **({"group": group} if group else {}))
        elif not told or len(values) == 1:
            self.builder.add_amount(row.name, values[0], row.label, **told)


def _has_words_behind(line: Line) -> bool:
    return any(cell.kind == "words" and cell.start > line.values[0].start for cell in line.cells)


def _parts(label: str) -> tuple[str, str | None, str | None]:
    """A label without the group or the classes that it ends with, and these."""
    if match := _OF_GROUP.match(label):
        return match["label"], match["group"], None
    if match := _OF_CLASS.match(label):
        names = re.sub(r"\bClass\s+", "", match["names"], flags=re.IGNORECASE)
        return match["label"], None, re.sub(r"\s*-\s*", "-", squash(names))
    return label, None, None
