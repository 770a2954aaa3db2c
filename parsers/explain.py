"""Shows how a page is read: `python -m parsers --explain FILE`.

For each document: which layouts match and which nearly do. For each statement: its tables with their columns
and the fate of each column, and each line with the fate of each of its numbers.
"""

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from parsers.blocks.addresses import NOWHERE, addresses
from parsers.blocks.finding import Block
from parsers.builder import Builder, Fate
from parsers.cells import Cell
from parsers.characters import decode
from parsers.documents import read_page, why_unreadable
from parsers.general.class_reading import ClassReading
from parsers.general.parts import Part
from parsers.general.reader import read_blocks
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.page import Line, Page
from parsers.records import Line as RecordLine
from parsers.records import Tranche
from parsers.statements import read_statements
from parsers.submission import read_submission

FIELDS_OF_KEY = ("group", "status", "bucket", "kind", "name", "loss_type", "class_name", "column")


def explain(raw: bytes, layouts: Sequence[Layout] = LAYOUTS) -> Iterator[str]:
    """The documents of a submission or exhibit with the fates of their numbers, line by line."""
    for part in read_submission(raw).documents:
        yield f"document {part.sequence}: {part.type or 'no type'} {part.filename or ''}".rstrip()
        text = decode(part.text.encode("latin-1"))
        if reason := why_unreadable(text):
            yield f"  {reason}"
            continue
        page = read_page(text)
        yield from explain_layouts(page, layouts)
        found = read_statements(page, layouts)
        if found.reason:
            yield f"  {found.reason}"
        for statement in found.statements:
            yield from explain_statement(statement.builder, statement.lines)


def explain_layouts(page: Page, layouts: Sequence[Layout]) -> Iterator[str]:
    """Which layouts match a page, and how near others come."""
    for layout in layouts:
        shown, wanted = layout.signatures_on(page)
        lacks = " but has what it never has" if shown == wanted and not layout.claims(page) else ""
        if shown:
            yield f"  {layout.name}: {shown} of {wanted} signatures{lacks}"


def explain_statement(builder: Builder, lines: Sequence[Line]) -> Iterator[str]:
    """A statement's names, tables and numbers."""
    statement = builder.statement
    keys = (statement.deal, statement.distribution_date, statement.group)
    names = ", ".join(str(one) for one in keys if one is not UNSET)
    yield f"statement, lines {lines[0].number} to {lines[-1].number}: {names or 'no names found'}"
    yield f"  read by {statement.layout or 'words alone'}"
    found = read_blocks(lines)
    yield from _tables(found.blocks)
    yield from _class_tables(found.classes)
    yield from _numbers(builder, lines, found.blocks)


def _tables(blocks: Sequence[Block]) -> Iterator[str]:
    yield "  tables:"
    for block in blocks:
        first = block.rows[0]
        where = " > ".join([*first.section, *([f"group {first.group}"] if first.group else [])])
        yield f"    lines {first.line.number} to {block.rows[-1].line.number}: {where or 'below no title'}"
        if block.heading:
            stub = f"{block.stub!r} | " if block.stub else ""
            yield "      columns: " + stub + ", ".join(repr(column.heading) for column in block.columns)


def _class_tables(classes: ClassReading) -> Iterator[str]:
    yield "  class tables:"
    for matrix in classes.proved:
        for part in matrix.parts:
            yield f"    line {part.line}: proved; {_terms(part)}"
    for part in classes.refused:
        yield f"    line {part.line}: refused, {part.refused}; {_terms(part)}"


def _terms(part: Part) -> str:
    known = [
        f"{column.heading!r} is {part.terms[place].field}"
        if place in part.terms
        else f"{column.heading!r} is unknown"
        for place, column in enumerate(part.block.columns)
    ]
    return ", ".join(known)


def _numbers(builder: Builder, lines: Sequence[Line], blocks: Sequence[Block]) -> Iterator[str]:
    yield "  numbers:"
    found = addresses(blocks, [cell for line in lines for cell in builder.values(line)])
    for line in lines:
        if line.text.strip():
            yield f"    {line.number:5} | {line.text.rstrip()}"
        for cell in builder.values(line):
            section, group, label, column = found.get(id(cell), NOWHERE)
            address = " > ".join([*section, *([group] if group else []), label, column])
            yield f"          {cell.text}: {_fate(builder.fate(cell), cell)}  [{address}]"


def _fate(fate: Fate | None, cell: Cell) -> str:
    if fate is None:
        return "unmapped" if cell.kind != "broken" else "unmapped, no whole number"
    if fate.kind == "ignored":
        return f"left out: {fate.what}"
    return f"{_key(fate.record)}.{fate.what}" if fate.record is not None else fate.what


def _key(record: RecordLine | None) -> str:
    """'tranche 3 (A-2)', 'pool 1', 'delinquency 1 delinquent 30-59', 'amount total_fee'."""
    kind = type(record).__name__.lower()
    if isinstance(record, Tranche):
        return f"{kind} {record.tranche} ({record.class_name or ''})"
    keys = [getattr(record, name, None) for name in FIELDS_OF_KEY]
    return " ".join([kind, *(str(value) for value in keys if isinstance(value, str))])
