"""The words of a layout: every label, heading and title of its blocks, and where they stand on a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.blocks.paragraph import Paragraph
from parsers.labels import plain
from parsers.layout import Layout
from parsers.page import Line, Page
from parsers.targets import NOTHING, Target

_PART = re.compile(r"\{(\w+)\}")
HEIGHT = 6  # lines of a stacked heading, or of a label


class Named(NamedTuple):
    """The words of a whole target: as the label of a fact, or as the title, column and row of a value."""

    words: tuple[str, ...]
    target: Target


def kinds_of(layout: Layout) -> Iterator[object]:
    """The blocks of a layout's sections, those in groups too."""
    waiting = list({id(block): block for block in chain.from_iterable(layout.sections.values())}.values())
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, Grouped):
            waiting += block.blocks
        else:
            yield block


def targets_of(layout: Layout) -> Iterator[Named]:
    """Every whole target of a layout's facts, paragraphs and matrices."""
    for block in kinds_of(layout):
        if isinstance(block, Facts):
            for labels in (block.labels, *block.titled.values()):
                yield from (Named((label,), _filled(label, target)) for label, target in labels.items())
        elif isinstance(block, Paragraph):
            yield from (Named((label,), target) for label, target in block.labels.items())
        elif isinstance(block, Matrix):
            yield from _cells_of(block)


def _cells_of(matrix: Matrix) -> Iterator[Named]:
    for title, said in (matrix.titles or {"": NOTHING}).items():
        for heading, column in matrix.columns.items():
            for label, row in matrix.rows.items():
                parts = ((title, said), (heading, column), (label, row))
                whole = NOTHING
                for words, target in parts:
                    whole = whole.join(_filled(words, target))
                yield Named((title, heading, label), whole)


def _filled(words: str, target: Target) -> Target:
    return target._replace(**dict.fromkeys(_PART.findall(words), "A-1"))


def class_fields_of(layout: Layout) -> Iterator[tuple[str, str]]:
    """The headings of a layout's class tables, each with its field."""
    for block in kinds_of(layout):
        if isinstance(block, ClassTable):
            for headings in (block.headings, *block.titled.values()):
                yield from headings.items()


def words_of(layout: Layout) -> set[str]:
    """All words that a layout looks for: titles of sections, labels, headings, titles of tables."""
    words = set(layout.sections)
    for block in kinds_of(layout):
        if isinstance(block, Facts):
            words.update(block.labels, block.titled, *block.titled.values())
        elif isinstance(block, Paragraph):
            words.update(block.labels)
        elif isinstance(block, Matrix):
            words.update(block.rows, block.columns, block.titles)
        elif isinstance(block, ClassTable):
            words.update(block.headings, block.titled, *block.titled.values())
    return words - {""}


def stands_on(words: str, page: Page) -> bool:
    """Whether words stand on a page: on a line, around its value, wrapped, in two columns, or stacked."""
    return (
        _on_lines(words).search(page.text) is not None
        or any(plain(line.label) == plain(words) for line in page.lines)
        or any(_in_two_columns(words, *pair) for pair in pairwise(page.lines))
        or any(_is_stacked(words, page.lines[at : at + HEIGHT]) for at in range(len(page.lines)))
    )


def _in_two_columns(words: str, line: Line, below: Line) -> bool:
    """Whether the first of a row's two labels holds for the row below: 'Accrual Period   Beg' over 'End'."""
    labels = [cell.text for cell in line.cells if cell.kind == "words"]
    return len(labels) > 1 and plain(words) == f"{plain(labels[0])} {plain(below.label)}"


def _on_lines(words: str) -> re.Pattern[str]:
    """Words one after the other: a blank or two apart, on a next line, or behind a colon in two columns."""
    parts = [r"\S.*?" if _PART.fullmatch(word) else re.escape(word) for word in words.split()]
    between = r"(?:[ ]{1,2}|[ ]*\n\s*|:[ ]+)"
    return re.compile(rf"(?<!\w){between.join(parts)}(?!\w)", re.IGNORECASE)


def _is_stacked(words: str, lines: Iterable[Line]) -> bool:
    """Whether each word stands on a line of a few, at one place of the page, below the one before."""
    *above, last = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in words.split()]
    lines = [line for line in lines if line.cells]
    if not above or len(lines) < 2:
        return False
    return any(_is_over(above, found.span(), lines[:-1]) for found in last.finditer(lines[-1].text))


def _is_over(above: list[re.Pattern[str]], span: tuple[int, int], lines: list[Line]) -> bool:
    """Whether words stand over a stretch, or beside it on its own line."""
    at = 0
    for word in above:
        place = next((n for n in range(at, len(lines)) if _near(word, lines[n].text, span)), None)
        if place is None:
            return False
        at = place
    return True


def _near(word: re.Pattern[str], text: str, span: tuple[int, int]) -> bool:
    return any(found.start() < span[1] + 12 and span[0] - 12 < found.end() for found in word.finditer(text))
