"""Overcollateralization and draws: one block for the page, or one for each loan group."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.builder import Builder
from parsers.certificates.wordings import ENHANCEMENT
from parsers.page import Line

_NAMES = frozenset(ENHANCEMENT.values()) | {"overcollateralization_outstanding"}
_PREFIX = "overcollateralization_"


def is_enhancement(name: str) -> bool:
    """Whether a figure stands in the overcollateralization block."""
    return name in _NAMES


@dataclass
class _Block:
    group: str | None
    rows: dict[str, tuple[Line, str]] = field(default_factory=dict)

    @property
    def has_overcollateralization(self) -> bool:
        return any(name.startswith(_PREFIX) for name in self.rows)


class Enhancement:
    """The blocks as they are met: another group in the heading, or a row met before, begins a new one."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.blocks: list[_Block] = []
        self._headed: str | None = None

    def take(self, name: str, line: Line, label: str, group: str | None) -> None:
        """Another row; `group` is what the heading above it names."""
        new = group if group != self._headed else None  # a heading is that of one block only
        if not self.blocks or name in self.blocks[-1].rows or new is not None:
            self.blocks.append(_Block(new))
        self._headed = group or self._headed
        self.blocks[-1].rows[name] = (line, label)

    def place(self, groups: Sequence[str]) -> None:
        """Name the blocks' groups, and place their figures.

        A page with as many blocks as groups has them in the groups' order, even where a heading is missing
        (2002-HE1 in 2002). Draws between them, without overcollateralization, are of no group.
        """
        blocks = [block for block in self.blocks if block.has_overcollateralization]
        if len(blocks) > 1 and len(blocks) == len(groups):
            for block, group in zip(blocks, groups, strict=True):
                block.group = block.group or group
        for block in self.blocks:
            where = {"group": block.group} if block.group and block.has_overcollateralization else {}
            for name, (line, label) in block.rows.items():
                self._place(name, line, label, where)

    def _place(self, name: str, line: Line, label: str, where: dict[str, str]) -> None:
        if name == "overcollateralization_ending" and len(line.values) > 1 and line.values[1].percent:
            # Under 'of Balance' stands what part of the pool it is.
            self.builder.add_amount(f"{name}_pct", line.values[1], label, **where)
        self.builder.add_amount(name, line.values[0], label, **where)
