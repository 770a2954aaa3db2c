"""Leaves out numbers that are not figures of a statement, each by a rule with a name.

Such numbers are in a title or heading, a page or run stamp, an address, a list of single loans, a table of
contents, or below the signature.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from parsers.blocks.finding import Block
from parsers.blocks.label_numbers import numbers_of_labels
from parsers.blocks.labels_with_numbers import numbers_of_label
from parsers.blocks.line_kinds import is_numbering, is_of_units, is_unit_title
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.page import Line
from parsers.vocabulary import table_titles


class _LineRule(NamedTuple):
    """The kind of numbers that a whole line marks; in small letters it contains one of `hints`."""

    name: str
    hints: Sequence[str]
    words: re.Pattern[str]


_LINES = (
    _LineRule(
        "page_stamp",
        ("page", " of "),
        re.compile(r"(?:^|\s)page:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?$|^\d{1,4} of \d{1,4}$", re.IGNORECASE),
    ),
    _LineRule("run_stamp", (":",), re.compile(r"\b\d{1,2}:\d\d(?::\d\d)? ?(?:[AP]M)?\b", re.IGNORECASE)),
    _LineRule(
        "address",
        ("",),
        re.compile(
            r"\b[A-Z]{2} {1,2}\d{5}(?:-\d{4})?\b|^[A-Z][\w. ]+, [A-Z][\w. ]+ \d{5}(?:-\d{4})?$"
            r"|\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|^\d{1,5} [A-Z].* (?i:plaza|flr|lane|square|place|center)\b"
        ),
    ),
    _LineRule(
        "address",
        (
            *("suite", "floor", "street", "st.", "avenue", "ave.", "boulevard", "blvd", "road", "drive"),
            *("box", "telephone", "facsimile", "fax"),
        ),
        re.compile(
            r"\b(?:suite|floor|street|st\.|avenue|ave\.|boulevard|blvd|road|drive)\b"
            r"|\b(?:p\.? ?o\.? box|telephone|facsimile|fax)\b",
            re.IGNORECASE,
        ),
    ),
)
_SIGNATURE = re.compile(r"signatures?:?$", re.IGNORECASE)
# Sections in which every number is of a kind that no record holds.
_SECTIONS = {"loan detail": "loan_detail", "contents": "contents"}


def leave_out(builder: Builder, lines: Sequence[Line], blocks: Sequence[Block]) -> None:
    """Leave out, by its rule, each number that no reader has taken."""
    left = [line for line in lines if line.values and None in builder.fates(line.values)]
    for rule, cell in [
        *_below_signature(lines),
        *_of_sections(blocks, {line.number for line in left}),
        *_of_headings(blocks),
        *_of_contents(blocks),
        *_of_lines(left),
    ]:
        if builder.fate(cell) is None:
            builder.ignore([cell], rule)


def _below_signature(lines: Sequence[Line]) -> Iterator[tuple[str, Cell]]:
    signed = False
    for line in lines:
        signed = signed or (not line.values and _SIGNATURE.match(line.squashed) is not None)
        if signed:
            yield from (("signature", cell) for cell in line.values)


def _of_sections(blocks: Sequence[Block], left: Set[int]) -> Iterator[tuple[str, Cell]]:
    for row in (row for block in blocks for row in block.rows if row.line.number in left):
        kind = next(
            (kind for title in reversed(row.section) if (kind := table_titles.section_of(title))), None
        )
        if kind in _SECTIONS:
            yield from ((_SECTIONS[kind], cell) for cell in row.line.values)


def _of_contents(blocks: Sequence[Block]) -> Iterator[tuple[str, Cell]]:
    """The page numbers of a list of sections: 'Statement Sections   Page(s)'."""
    for block in blocks:
        places = [place for place, column in enumerate(block.columns) if _PAGES.match(column.heading)]
        for row in block.rows if len(block.columns) == len(places) == 1 else ():
            yield from (
                ("contents", cell) for cell in row.values.values() if cell.value and cell.value < MOST_PAGES
            )


_PAGES = re.compile(r"page(?:s|\(s\))?(?: (?:no\.?|number))?(?= |$)", re.IGNORECASE)
MOST_PAGES = 1000


def _of_headings(blocks: Sequence[Block]) -> Iterator[tuple[str, Cell]]:
    for line in (line for block in blocks for line in block.heading):
        yield from (("heading", cell) for cell in line.values)


def _of_lines(lines: Sequence[Line]) -> Iterator[tuple[str, Cell]]:
    for line in lines:
        yield from (("label", cell) for cell in (*numbers_of_labels(line), *numbers_of_label(line)))
        rule = _rule_of(line.squashed)
        if is_unit_title(line) or is_of_units(line) or is_numbering(line):
            rule = "heading"
        labelled = _labelled(line) if rule == "address" else set()
        if rule:
            yield from ((rule, cell) for cell in line.values if id(cell) not in labelled)


_IS_CONTACT = re.compile(
    r"\b(?:tel|telephone|phone|fax|facsimile|contact|attention|attn|system|call)\b", re.IGNORECASE
)


def _labelled(line: Line) -> set[int]:
    """The figures beside an address: with a label of their own, 'Chicago, IL 60674   WAC:   7.354%'; amounts.

    No amount and no percentage can belong to an address or a telephone.
    """
    before = (None, *line.cells)
    return {
        id(cell)
        for words, cell in zip(before, line.cells, strict=False)
        if cell.is_value and (cell.kind == "dash" or _OF_FIGURE.search(cell.text) or _has_label(words))
    }


def _has_label(words: Cell | None) -> bool:
    if words is None or words.kind != "words" or not words.text.endswith(":"):
        return False
    return not _IS_CONTACT.search(words.text)


_OF_FIGURE = re.compile(r"\d[.,]\d|[%$]")  # the amounts of 'Overcollateralization Floor'


def _rule_of(words: str) -> str | None:
    small = words.casefold()
    for rule in _LINES:
        if any(hint in small for hint in rule.hints) and rule.words.search(words):
            return rule.name
    return None
