"""Blocks that a page prints once for each loan group, below the group's heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from parsers.builder import Builder
from parsers.page import Line
from parsers.vocabulary.loan_types import LOAN_TYPE


class Kind(Protocol):
    """One of the kinds of block: it takes the lines that it knows, and hands on the others."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Place what is known of some lines, of one group or of all; the lines left."""


def read_kinds(
    kinds: Sequence[Kind], builder: Builder, lines: Sequence[Line], group: str | None = None
) -> list[Line]:
    """Let each block read what the one before left; the lines that all leave."""
    left = list(lines)
    for kind in kinds:
        left = kind.read(builder, left, group)
    return left


# Words before it ('Collateral Information - Group 1') and behind it ('Group 1 Loans') change nothing.
GROUP = re.compile(
    rf"(?:.* - )?(?:(?P<kind>{LOAN_TYPE})(?: loan)? group\b|(?:loan )?group (?P<name>\w+)\b)", re.IGNORECASE
)


@dataclass(frozen=True)
class Grouped:
    """Blocks below the heading of each group ('Group 1', 'Loan Group II Loans').

    A page without such headings has one part, of all loans. Where it has several, what stands above the
    first is of a group whose heading was lost, and is left.
    """

    blocks: Sequence[Kind]
    heading: re.Pattern[str] = GROUP

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the lines below each heading as those of its group."""
        rest: list[Line] = []
        for name, own in self._parts(lines, group):
            rest += read_kinds(self.blocks, builder, own, name)
        return rest

    def _parts(self, lines: Sequence[Line], group: str | None) -> Iterator[tuple[str | None, list[Line]]]:
        parts: list[tuple[str | None, list[Line]]] = [(group, [])]
        for line in lines:
            if not line.values and (match := self.heading.match(line.squashed)):
                parts.append((match["kind"] or match["name"], []))
            else:
                parts[-1][1].append(line)
        yield from parts[1:] or parts
