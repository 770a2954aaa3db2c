"""Finds the statements of a page and the reader of each: one layout, or the general reader."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block
from parsers.builder import GENERAL, Builder
from parsers.documents import find_titles, may_hold_classes, name_paper, what_else
from parsers.general.filling import fill
from parsers.general.reader import read_blocks
from parsers.general.repeated_titles import split_at_titles
from parsers.layout import Layout
from parsers.page import Line, Page, read_lines
from parsers.untitled_statements import find_body


class ReadStatement(NamedTuple):
    """A statement as it was read, its lines, and its blocks; none if all numbers have a field or a rule."""

    builder: Builder
    lines: Sequence[Line]
    blocks: Sequence[Block]


class Statements(NamedTuple):
    """The statements of a page; `reason` explains why some or all are not read."""

    layout: str | None = None
    reason: str | None = None
    statements: Sequence[ReadStatement] = ()
    unread: int = 0


def read_statements(page: Page, layouts: Sequence[Layout]) -> Statements:
    """Read a page by the one layout that claims it, else by words and arithmetic."""
    if paper := name_paper(page):
        return Statements(reason=f"no statement: {paper}")
    claiming = [layout for layout in layouts if layout.claims(page)]
    parts = claiming[0].split(page) if len(claiming) == 1 else []
    if not parts:
        return _read_unclaimed(page, [layout.name for layout in claiming])
    statements = []
    for lines in map(read_lines, parts):
        builder = claiming[0].read(lines)
        statements.append(ReadStatement(builder, lines, fill(builder, lines)))
    return Statements(claiming[0].name, statements=statements)


def _read_unclaimed(page: Page, claiming: Sequence[str]) -> Statements:
    """The statements of a page without a layout: a title, a statement's body or a proof is required."""
    reason = _why_unrecognised(claiming)
    titles = find_titles(page)
    is_body = not titles and find_body(page)
    if is_body:
        reason = "it has the body of a statement under no known title"
    if not titles and not is_body and not may_hold_classes(page):
        return Statements(reason=f"no statement: {what_else(page.text)}")
    lines_read = read_lines(page.lines)
    statements = [_read_by_words(lines, reason) for lines in split_at_titles(lines_read, titles)]
    headings = {id(lines_read[place]) for place in titles}  # words of HTML have the number of the next row
    for builder, lines, _ in statements:  # the digits of an exhibit's number before a title are ignored
        for line in (line for line in lines if id(line) in headings):
            builder.ignore([cell for cell in line.values if builder.fate(cell) is None], "heading")
    unread = sum(not statement.builder.tranches for statement in statements)
    if not titles and not is_body and unread == len(statements):
        return Statements(reason=f"no statement: {what_else(page.text)}")
    layout = GENERAL if unread < len(statements) else None
    return Statements(layout, f"unrecognised: {reason}" if unread else None, statements, unread)


def _read_by_words(lines: Sequence[Line], reason: str) -> ReadStatement:
    """A statement without a layout; it gets `reason` where no class table is proved."""
    found = read_blocks(lines)
    statement = found.builder.statement
    if found.builder.tranches:
        statement.layout = GENERAL
    else:
        statement.layout, statement.reason = None, reason
    return ReadStatement(found.builder, lines, found.blocks)


def _why_unrecognised(claiming: Sequence[str]) -> str:
    if not claiming:
        return "no layout fits"
    if len(claiming) > 1:
        return f"ambiguous: {' and '.join(claiming)} fit"
    return f"{claiming[0]} fits, but no line begins a statement"
