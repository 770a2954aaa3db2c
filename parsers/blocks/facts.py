"""Facts: labels with one value each, one below the other.

Theory of operation. Lines are read from top to bottom; a line with one typed cell (a number, a dash, a date)
is a fact if its words are a label of the block's table. The words of a label may be

- on the line of its value: 'Total Fees    329,235.90';
- on the lines right above it ('Servicing Compensation' over 'Received by Sub-Servicer   0.00'): the lines
  of words without a blank line between; the nearest of them may be enough;
- in two columns, the first of them printed once: 'Accrual Period   Beg  11/1/03' over 'End  12/1/03', behind
  the first's end, is 'Accrual Period End';
- below a title that decides what they mean: 'Number of Loans' below 'Foreclosures' (`titled`). Another title
  over them ends its part. Where no title was printed yet the figure is that of the first.

Lines with unknown labels and lines without a value are handed on: they may belong to another block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parsers.blocks.label_table import LabelTable
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.labels import plain
from parsers.page import Line
from parsers.targets import Target, place

MOST_LINES = 6  # of a label


@dataclass(frozen=True)
class Facts:
    """Labelled figures. `titled` holds labels by the title above them.

    `once` is for the facts of a group: a repeated label belongs to a group whose heading was lost, and
    from there on the group of the figures is unknown.
    """

    labels: Mapping[str, Target]
    titled: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)
    once: bool = False

    @cached_property
    def table(self) -> LabelTable:
        """The labels that have the same meaning below any title."""
        return LabelTable(self.labels)

    @cached_property
    def tables(self) -> dict[str, LabelTable]:
        """The labels below each title."""
        return {plain(title): LabelTable(labels) for title, labels in self.titled.items()}

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Put the facts of some lines into records; the lines left, up to where their group is lost."""
        reader = _Reader(self, builder, group)
        rest: list[Line] = []
        for line in lines:
            if reader.read(line):
                continue
            if reader.is_lost:
                break
            rest.append(line)
        return rest


class _Reader:
    """Reads facts line by line."""

    def __init__(self, facts: Facts, builder: Builder, group: str | None) -> None:
        self.facts = facts
        self.builder = builder
        self.of_group = Target(group=group or "")
        self.above: list[Line] = []  # lines of words since the last value, the nearest last
        self.first: tuple[str, int] | None = None  # of two columns of labels; where the first ends
        self.title: str | None = None  # None where none was printed
        self.placed: set[Target] = set()
        self.is_lost = False

    def read(self, line: Line) -> bool:
        """Whether a line is a fact; if so, put it into its record."""
        typed = [cell for cell in line.cells if cell.kind != "words"]
        if not typed:
            self.above += [line] if line.cells else []
            return False
        if self.above:
            self.title = plain(self.above[-1].squashed)
        found = self._find(line, typed[0]) if len(typed) == 1 else None
        self.above = []
        return found is not None and self._place(*found, typed[0])

    def _find(self, line: Line, cell: Cell) -> tuple[Target, str] | None:
        """The target of a line's value, and its label as printed."""
        own, below = line.label, self._below_first(line)
        if (target := self._find_target(own, cell)) is not None:
            return target, own
        for label in (*self._wrapped(line), *below):
            if (target := self._find_target(label, cell)) is not None:
                return target, label
        return None

    def _wrapped(self, line: Line) -> list[str]:
        """The labels that the lines of words right above a line may begin, the shortest first."""
        labels: list[str] = []
        label, number = line.label, line.number
        for above in reversed(self.above[-MOST_LINES:]):
            if above.number != number - 1:
                break
            label, number = f"{above.squashed} {label}".strip(), above.number
            labels.append(label)
        return labels

    def _below_first(self, line: Line) -> list[str]:
        """The label of a row with the second of two labels, below a row with both."""
        words = [one for one in line.cells if one.kind == "words"]
        if not words:  # a stray figure
            return []
        first, self.first = self.first, None
        if len(words) > 1:
            self.first = words[0].text, words[0].end
        elif first is not None and words[0].start >= first[1]:
            self.first = first
            return [f"{first[0]} {words[0].text}"]
        return []

    def _find_target(self, label: str, cell: Cell) -> Target | None:
        for title, table in self.facts.tables.items():
            if self.title in (None, title) and (target := table.find(label, cell, self.of_group)):
                return target
        return self.facts.table.find(label, cell, self.of_group)

    def _place(self, target: Target, label: str, cell: Cell) -> bool:
        if self.facts.once and target in self.placed:
            self.is_lost = True
            return False
        self.placed.add(target)
        return place(self.builder, self.of_group.join(target), cell, label)
