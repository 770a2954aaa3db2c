"""The reader of layouts: it hands the lines of each section to the blocks that stand in it.

A statement is parted at the printed titles of its layout's sections. The blocks of a section read its lines
one after the other, each what the one before left. The class tables of all sections are joined at the end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.blocks.class_joining import place_tables
from parsers.blocks.grouped import Kind
from parsers.builder import Builder
from parsers.page import Line

# What is one printer's own: a function of a section's lines. It may return those that the blocks below it are
# to read; else they read all.
Own = Callable[[Builder, Sequence[Line]], Sequence[Line] | None]
Blocks = Sequence[Kind | Own]
HEAD = ""  # the section above the first title


class FormSection(NamedTuple):
    """A section: the printed title that opens it, as its layout has it, the title's line, the lines below."""

    title: str
    opener: Line | None
    lines: list[Line]


def read_form(
    builder: Builder,
    lines: Sequence[Line],
    sections: Mapping[str, Blocks],
    finish: Callable[[Builder], None] | None,
) -> Builder:
    """Read a statement section by section; `finish` is what the layout does when all are read."""
    for section in part_at_titles(lines, sections):
        own = section.lines
        if section.opener is not None and len(section.opener.squashed) > len(section.title):
            own = [section.opener, *own]  # 'Collateral Information - Group 1'
        _read_section(builder, own, sections.get(section.title, ()))
    place_tables(builder, builder.tables)
    if finish is not None:
        finish(builder)
    # As printed, whichever block read them first.
    builder.amounts.sort(key=lambda amount: amount.lines[0])
    return builder


def _read_section(builder: Builder, lines: Sequence[Line], blocks: Blocks) -> None:
    for block in blocks:
        left = block(builder, lines) if callable(block) else block.read(builder, lines)
        lines = lines if left is None else left


def part_at_titles(lines: Iterable[Line], titles: Iterable[str]) -> list[FormSection]:
    """Lines parted at the titles that open a section (one blank between words, any case).

    A line without a value opens a section where its words begin with the title; of two titles that it begins
    with, the longer is its own. Above the first is the section HEAD.
    """
    parts = [FormSection(HEAD, None, [])]
    longest_first = sorted((title for title in titles if title != HEAD), key=len, reverse=True)
    folded = {title.casefold(): title for title in longest_first}
    starts = tuple(folded)
    firsts = {first for title in folded for first in (title[:1], title[:1].upper())}
    for line in lines:
        # By its first letter a line is mostly none of them.
        words = line.squashed.casefold() if line.squashed[:1] in firsts else ""
        if words.startswith(starts) and not line.values:
            opened = next(title for start, title in folded.items() if words.startswith(start))
            parts.append(FormSection(opened, line, []))
        else:
            parts[-1].lines.append(line)
    return parts
