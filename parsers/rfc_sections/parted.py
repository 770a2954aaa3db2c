"""A section split by its sub-titles: 'A. Current Cycle', 'B. Cumulative'."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.blocks.grouped import Kind, read_kinds
from parsers.builder import Builder
from parsers.labels import plain
from parsers.page import Line

MARK = re.compile(r"\(?[A-Z][.)]\s+(?=\S)")


@dataclass(frozen=True)
class Parted:
    """The blocks below each sub-title; '' for those above the first. Below others nothing is read."""

    parts: Mapping[str, Sequence[Kind]]

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read each part by its own blocks; returns the lines left."""
        known = {plain(title): kinds for title, kinds in self.parts.items()}
        parts: list[tuple[Sequence[Kind], list[Line]]] = [(known.get("", ()), [])]
        for line in lines:
            words = plain(MARK.sub("", line.squashed, count=1)) if len(line.cells) == 1 else ""
            if words and words in known:
                builder.ignore(line.cells, "heading")
                parts.append((known[words], []))
            else:
                parts[-1][1].append(line)
        return [line for kinds, own in parts for line in read_kinds(kinds, builder, own, group)]
