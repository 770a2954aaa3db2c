"""The lint of a layout: the words of its blocks have fields of the right unit, and stand on its pages."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.blocks.paragraph import Paragraph
from parsers.headings import stack, stack_words
from parsers.labels import plain
from parsers.layout import Layout
from parsers.page import Line, Page
from parsers.records import UNITS, Tranche
from parsers.targets import NOTHING, Target

_PART = re.compile(r"\{(\w+)\}")
HEIGHT = 6  # lines of a stacked heading, or of a label


class Named(NamedTuple):
    """The words of a whole target: as the label of a fact, or as the title, column and row of a value."""

    words: tuple[str, ...]
    target: Target


def kinds_of(layout: Layout) -> Iterator[object]:
    """The blocks of a layout: those of its sections, in groups too, and those that its functions use."""
    waiting = [*chain.from_iterable(layout.sections.values()), *_of_module(layout)]
    seen: set[int] = set()
    while waiting:
        block = waiting.pop(0)
        if id(block) in seen:
            continue
        seen.add(id(block))
        if isinstance(block, Grouped):
            waiting += block.blocks
        else:
            yield block


def _of_module(layout: Layout) -> Iterator[object]:
    """The blocks and the tables of whole targets that a layout's module names, for functions of its own."""
    module = sys.modules.get(f"parsers.layouts.{layout.name}")
    for value in list(vars(module).values()) if module is not None else []:
        if isinstance(value, (Facts, Matrix, ClassTable, Paragraph, Grouped)):
            yield value
        for table in [value, *value.values()] if isinstance(value, dict) else []:
            if isinstance(table, dict) and table and all(map(_is_whole, table.values())):
                yield Facts(table)


def _is_whole(target: object) -> bool:
    return isinstance(target, Target) and bool(target.record and target.field) and target.is_whole


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
        else:  # of another kind: the targets that are whole
            entries = [entry for table in _tables_of(block) for entry in _entries(table)]
            yield from (Named((words,), said) for words, said in entries if _is_whole(said))


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
    tables: list[object] = [layout.sections]
    tables += [table for block in kinds_of(layout) for table in _tables_of(block)]
    return {words for table in tables for words, _ in _entries(table)} - {""}


def _tables_of(block: object) -> list[object]:
    """What a kind of block was declared with."""
    is_kind = is_dataclass(block) and not isinstance(block, type)
    return [getattr(block, one.name) for one in fields(block)] if is_kind else []  # type: ignore[arg-type] # it is one


def _entries(table: object) -> Iterator[tuple[str, object]]:
    """The words of a table, and those of the tables in it, each with what it says."""
    for words, value in table.items() if isinstance(table, Mapping) else ():
        yield words, value
        yield from _entries(value)


def stands_on(words: str, page: Page) -> bool:
    """Whether words stand on a page: on a line, around its value, wrapped, in two columns, or stacked."""
    return (
        _on_lines(words).search(page.text) is not None
        or any(plain(line.label) == plain(words) for line in page.lines)
        or any(_in_two_columns(words, *pair) for pair in pairwise(page.lines))
        or plain(words) in _stacked(page)
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


@cache
def _stacked(page: Page) -> set[str]:
    """The headings that lines of words right above each other make, over phrases or over words."""
    found: set[str] = set()
    for last in range(1, len(page.lines)):
        for first in range(last - 1, max(last - HEIGHT, -1), -1):
            lines = page.lines[first : last + 1]
            if any(not line.cells or line.values for line in lines):
                break
            found |= {plain(column.heading) for heads in (stack, stack_words) for column in heads(lines)}
    return found


# What a label says of its figure's unit.
SAID: tuple[tuple[str, set[str]], ...] = (
    (r"%|\bpercent", {"pct"}),
    (r"^(?:aggregate )?number of (?!days)|\bloan count\b", {"count"}),
    (r"^number of days", {"days"}),
    (r"^\w+(?:[- ]\w+)? date$", {"date"}),
    (r"\bbal(?:ance)?$", {"usd", "per_1000"}),
)


def without_field(layout: Layout, pages: Sequence[Page]) -> list[str]:
    """Labels and columns that name no field of their record."""
    labels = [" / ".join(named.words) for named in targets_of(layout) if not named.target.unit]
    return labels + [heading for heading, name in class_fields_of(layout) if name not in UNITS[Tranche]]


def of_another_unit(layout: Layout, pages: Sequence[Page]) -> list[str]:
    """Labels and columns whose words say another unit than their field has."""
    figures = [(named.words[-1], named.target.unit) for named in targets_of(layout)]
    figures += [(heading, UNITS[Tranche].get(name, "")) for heading, name in class_fields_of(layout)]
    return [f"{words}: {unit}" for words, unit in figures if unit and not _may_be(words, unit)]


def _may_be(words: str, unit: str) -> bool:
    said = [units for pattern, units in SAID if re.search(pattern, words, re.IGNORECASE)]
    return not said or unit in said[0]


def without_source(layout: Layout, pages: Sequence[Page]) -> list[str]:
    """Words that stand on no fixture and have no source, and sources of words that need none."""
    unseen = {words for words in words_of(layout) if not any(stands_on(words, page) for page in pages)}
    vague = {words for words, source in layout.seen_elsewhere.items() if len(source.split()) < 3}
    return sorted((unseen ^ set(layout.seen_elsewhere)) | vague)


LINT: dict[str, Callable[[Layout, Sequence[Page]], list[str]]] = {
    "every label has a field": without_field,
    "the unit is what the label says": of_another_unit,
    "every word stands on a fixture or has its source": without_source,
}
