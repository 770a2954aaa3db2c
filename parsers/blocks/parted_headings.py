"""Headings one blank apart, split by the positions of their words, for the addresses of numbers.

Theory of operation. A phrase over several columns is a title of them, or it is their headings, printed only
one blank apart ('Number Principal Balance Percentage'). The vocabulary decides where it knows the words
(`heading_words`); for an address the positions of the words decide the rest. A phrase is
split where each part begins, ends or has its middle where its column does. Above words of the columns' own
the positions must agree exactly: else the phrase is a title. The lowest line of a heading is a line of
column headings if it is as wide as its columns. No field depends on this split: a guess is acceptable in
the address of a number, but not in a record.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.blocks.block_headings import COUNTED
from parsers.blocks.found_blocks import Block
from parsers.blocks.heading_words import is_of_html, words_of
from parsers.blocks.known_words import is_heading
from parsers.blocks.line_kinds import PER_1000, is_of_units
from parsers.blocks.value_columns import ValueColumn
from parsers.cells import Cell
from parsers.headings import overlap
from parsers.vocabulary import table_titles
from parsers.vocabulary.delinquency_words import find_column

LOOSE = 6  # places, on average, by which the lowest line may be beside its columns
UNKNOWN = 5  # extra places that a heading may be off by, if the vocabulary knows it
OFF_MIDDLE = 2  # places by which a title may be beside the middle of two columns
WIDE = 0.75  # of the columns: the share that a line of their headings covers at least
Span = tuple[int, int]


class Head(NamedTuple):
    """The words over a column, and the titles that it shares with others."""

    heading: str
    titles: tuple[str, ...]


def heads_of(block: Block) -> list[Head]:
    """The heading and the titles of each column of values."""
    phrases = {id(column): _without_signs(column.phrases) for column in _columns(block)}
    titles = {id(column): list(column.titles) for column in _columns(block)}
    for cell in _signs(block):
        for column in block.columns:
            if overlap(cell.start, cell.end, *_extent(block, cell, column)) > 0:
                phrases[id(column)].append(cell)
    for phrase, mark in _marks(block):
        for own in phrases.values():
            if phrase in own and mark not in own:
                own.append(mark)
    for parted in _parted_lines(block):
        for column, part, title in parted:
            phrases[id(column)].append(part)
            titles[id(column)].remove(title)
    _lift_titles(block, phrases, titles)
    return [
        Head(
            " ".join(one.text for one in sorted(phrases[id(column)], key=lambda one: (one.line, one.start))),
            tuple(titles[id(column)]),
        )
        for column in block.columns
    ]


def _lift_titles(block: Block, phrases: dict[int, list[Cell]], titles: dict[int, list[str]]) -> None:
    """Make a phrase over one column the title of two, where it is in the middle of both and not of the one.

       Credit Support
    Original  Current (4)
      30.00%       31.23%
    """
    for left, right in pairwise(block.columns):
        for own, other in ((left, right), (right, left)):
            if len(phrases[id(own)]) < 2 or not phrases[id(other)]:
                continue
            top = min(phrases[id(own)], key=lambda phrase: phrase.line)
            if all(one.line > top.line for one in phrases[id(other)]) and _is_over_both(
                block, top, own, other
            ):
                phrases[id(own)].remove(top)
                for column in (left, right):
                    titles[id(column)].append(top.text)


def _is_over_both(block: Block, top: Cell, own: ValueColumn, other: ValueColumn) -> bool:
    """Whether a phrase is in the middle of two columns, reaches over both, and is aligned with neither."""
    if is_of_html(top):
        return False
    near, far = _extent(block, top, own), _extent(block, top, other)
    both = (min(near[0], far[0]), max(near[1], far[1]))
    reaches = all(overlap(top.start, top.end, *span) > 0 for span in (near, far))
    is_aligned = any(misses(top.start, top.end, near) <= 1 for misses in ALIGNED)
    return reaches and not is_aligned and ALIGNED[-1](top.start, top.end, both) <= OFF_MIDDLE


def _without_signs(phrases: Sequence[Cell]) -> list[Cell]:
    """A column's words without the heading of the sign before its values, beside a word of its own: 'Cur'."""
    signs = [phrase for phrase in phrases if table_titles.is_sign(phrase.text)]
    beside = {one.line for one in phrases if one not in signs}
    return [phrase for phrase in phrases if phrase not in signs or phrase.line not in beside]


def _signs(block: Block) -> Iterator[Cell]:
    """Signs and units that are words of a heading: 'Original $   Original %', 'Balance Per 1,000'."""
    for line in block.heading:
        for match in PER_1000.finditer(line.text) if is_of_units(line) else ():
            yield Cell("words", match[0], line.number, *match.span())
        for match in _SIGN.finditer(line.text) if not any(map(is_of_html, line.cells)) else ():
            yield Cell("words", match[0], line.number, *match.span())


def _marks(block: Block) -> Iterator[tuple[Cell, Cell]]:
    """Phrases with the mark behind them, in one cell of HTML or one blank apart: 'Current Period (1)'."""
    for line in block.heading:
        for phrase, mark in pairwise(line.cells):
            if COUNTED.fullmatch(mark.text) and (is_of_html(phrase) or phrase.end + 1 == mark.start):
                yield phrase, mark


_SIGN = re.compile(r"(?<!\S)\$(?!\S)")


def _columns(block: Block) -> list[ValueColumn]:
    return sorted([*block.columns, *block.word_columns], key=lambda column: column.start)


def _parted_lines(block: Block) -> Iterator[list[tuple[ValueColumn, Cell, str]]]:
    """The parts of each line's phrases over several columns, with the phrase; none where one is a title."""
    for line in block.heading:
        spanning = [
            (cell, own)
            for cell in line.cells
            if len(own := [column for column in _columns(block) if cell.text in column.titles]) > 1
        ]
        found = [
            (cell.text, own, _part(block, cell, own))
            for cell, own in spanning
            if not is_of_html(cell) and not cell.is_value
        ]
        if all(parts for _, _, parts in found):
            yield [
                (column, part, words)
                for words, own, parts in found
                for column, part in zip(own, parts, strict=True)
            ]


def _part(block: Block, cell: Cell, columns: Sequence[ValueColumn]) -> list[Cell]:
    """The part of a phrase over each of its columns; [] where it is a title of all of them."""
    extents = [_extent(block, cell, column) for column in columns]
    words = list(words_of(cell))
    below = any(phrase.line > cell.line for column in columns for phrase in column.phrases)
    if len(words) < len(columns):
        return []
    # Numbers end where their column ends; only rules and other words show where it begins.
    is_shown = bool(block.drawn) or all(len(column.phrases) > 0 for column in columns)
    best = min(
        (_best(words, extents, misses) for misses in (ALIGNED if is_shown else ALIGNED[:1])), key=_cost
    )
    pushed = len(columns) * (len(columns) - 1) // 2  # each by one more than the one before it
    is_wide = cell.end - cell.start >= WIDE * (extents[-1][1] - extents[0][0])
    most = pushed if below else LOOSE * len(columns) if is_wide else -1
    return best.parts if best.misses <= most else []


def _extent(block: Block, cell: Cell, column: ValueColumn) -> Span:
    """The extent of a column: that of its rule, if one is drawn; else of its values and other words."""
    drawn = [span for span in block.drawn if overlap(column.start, column.end, *span) > 0]
    if len(drawn) == 1:
        return drawn[0]
    others = [phrase for phrase in column.phrases if phrase.line != cell.line]
    return (
        min([column.start, *(phrase.start for phrase in others)]),
        max([column.end, *(phrase.end for phrase in others)]),
    )


Misses = Callable[[int, int, Span], int]
ALIGNED: Sequence[Misses] = (
    lambda start, end, span: abs(end - span[1]),
    lambda start, end, span: abs(start - span[0]),
    lambda start, end, span: abs(start + end - span[0] - span[1]) // 2,
)


class _Way(NamedTuple):
    """Words split among columns; the cost is their distance from these, plus unknown headings."""

    misses: int
    unknown: int
    parts: list[Cell]


def _cost(way: _Way) -> int:
    return way.misses + UNKNOWN * way.unknown


def _best(words: Sequence[Cell], extents: Sequence[Span], misses: Misses) -> _Way:
    """The words split among columns, at least one for each, at the least cost."""
    ways = {0: _Way(0, 0, [])}  # by the number of words used
    for span in extents:
        ways = {
            stop: min(
                (
                    _longer(way, words[start:stop], span, misses)
                    for start, way in ways.items()
                    if start < stop
                ),
                key=_cost,
            )
            for stop in range(min(ways) + 1, len(words) + 1)
        }
    return ways.get(len(words), _Way(10**6, 0, []))


def _longer(way: _Way, words: Sequence[Cell], span: Span, misses: Misses) -> _Way:
    text = " ".join(word.text for word in words)
    part = Cell("words", text, words[0].line, words[0].start, words[-1].end)
    is_known = is_heading(text) or find_column(text) is not None
    return _Way(
        way.misses + misses(part.start, part.end, span), way.unknown + (not is_known), [*way.parts, part]
    )
