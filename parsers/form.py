"""The reader of layouts: it hands the lines of each section to that section's blocks.

A statement is split at the printed titles of its layout's sections. The blocks of a section read its lines
one after the other, each the lines left by the one before. The class tables of all sections are joined last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.blocks.class_joining import place_tables
from parsers.blocks.grouped import Kind
from parsers.builder import Builder
from parsers.page import Line

# Code for one printer only: a function of a section's lines. It may return the lines for the blocks below it;
# else they read all.
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
    """Read a statement section by section; `finish` is the layout's function after all are read."""
    for section in part_at_titles(lines, sections):
        own = section.lines
        if section.opener is not None and len(section.opener.squashed) > len(section.title):
            own = [section.opener, *own]  # 'Collateral Information - Group 1'
        _read_section(builder, own, sections.get(section.title, ()))
    place_tables(builder, builder.tables)
    if finish is not None:
        finish(builder)
    # In printed order, whichever block read them first.
    builder.amounts.sort(key=lambda amount: amount.lines[0])
    return builder


def _read_section(builder: Builder, lines: Sequence[Line], blocks: Blocks) -> None:
    for block in blocks:
        left = block(builder, lines) if callable(block) else block.read(builder, lines)
        lines = lines if left is None else left


def part_at_titles(lines: Iterable[Line], titles: Iterable[str]) -> list[FormSection]:
    """Lines split at the titles that open a section (one blank between words, any case).

    A line without a value opens a section where its words begin with the title; of two titles that match,
    the longer counts. The section above the first title is HEAD.
    """
    parts = [FormSection(HEAD, None, [])]
    longest_first = sorted((title for title in titles if title != HEAD), key=len, reverse=True)
    folded = {title.casefold(): title for title in longest_first}
    starts = tuple(folded)
    firsts = {first for title in folded for first in (title[:1], title[:1].upper())}
    for line in lines:
        # The first letter rules out nearly all titles.
        words = line.squashed.casefold() if line.squashed[:1] in firsts else ""
        if words.startswith(starts) and not line.values:
            opened = next(title for start, title in folded.items() if words.startswith(start))
            parts.append(FormSection(opened, line, []))
        else:
            parts[-1].lines.append(line)
    return parts
