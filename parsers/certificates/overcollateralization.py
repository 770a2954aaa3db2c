"""Overcollateralization and draws: a block of facts for the page, or one for each loan group."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parsers.blocks.facts import Facts
from parsers.builder import Builder
from parsers.certificates.certificate_head import groups_on, with_groups
from parsers.certificates.row_labels import find_target
from parsers.labels import Vocabulary
from parsers.page import Line
from parsers.targets import Target, place

_PREFIX = "overcollateralization_"


@dataclass
class _Part:
    """The rows of one block."""

    group: str | None
    rows: dict[Target, Line] = field(default_factory=dict)

    @property
    def of(self) -> str:
        """The group of its figures; '' where they cover all."""
        return self.group if self.group and self.overcollateralized else ""

    @property
    def overcollateralized(self) -> int:
        """How many rows are about overcollateralization itself."""
        return sum(target.field.startswith(_PREFIX) for target in self.rows)


@dataclass(frozen=True)
class Overcollateralization(Facts):
    """Facts in one or several blocks: another group in the heading, or a repeated row, begins a new block.

    A page with as many blocks as groups has them in the groups' order, even where a heading is missing
    (2002-HE1 in 2002). Draws between them, without overcollateralization, have no group. It reads all lines
    of its section: a heading's group applies to the rows right below.
    """

    @cached_property
    def words(self) -> Vocabulary[Target]:
        """The labels, matched even where they are damaged."""
        return Vocabulary(self.labels)

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the rows of some lines; returns the other lines."""
        rest: list[Line] = []
        parts: list[_Part] = []
        headed: str | None = None
        for line, above in with_groups(lines):
            target = self._find(line)
            if target is None:
                rest.append(line)
                continue
            begun = above if above != headed else None  # a heading applies to one block only
            if not parts or target in parts[-1].rows or begun is not None:
                parts.append(_Part(begun))
            headed = above or headed
            parts[-1].rows[target] = line
        _name_groups(parts, groups_on(builder, lines))
        for part in parts:
            for target, line in part.rows.items():
                _place_row(builder, target._replace(group=part.of), line)
        return rest

    def _find(self, line: Line) -> Target | None:
        if not line.values:
            return None
        return find_target(
            self.words, line, lambda target: len(line.values) == 1 and target.holds(line.values[0])
        )


def _name_groups(parts: Sequence[_Part], groups: Sequence[str | None]) -> None:
    whole = [part for part in parts if part.overcollateralized]
    if len(whole) > 1 and len(whole) == len(groups) and all(part.overcollateralized > 1 for part in whole):
        for part, group in zip(whole, groups, strict=True):
            part.group = part.group or group


def _place_row(builder: Builder, target: Target, line: Line) -> None:
    if target.field == f"{_PREFIX}ending" and len(line.values) > 1 and line.values[1].percent:
        # The amount below 'of Balance' is a part of the pool.
        place(builder, target._replace(field=f"{_PREFIX}ending_pct"), line.values[1], line.label)
    place(builder, target, line.values[0], line.label)
