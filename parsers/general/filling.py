"""The sections of a statement that its layout does not know: read by words and arithmetic.

A block is such a section where the layout mapped none of its numbers. Figures that the general reader proves
in it go to the layout's own records, by their keys, and only to fields that these do not have yet.
"""

from collections.abc import Sequence

from msgspec import UNSET

from parsers.blocks.finding import Block, find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder, Fate
from parsers.cells import Cell
from parsers.general.reader import read_blocks
from parsers.page import Line
from parsers.records import Amount, CreditSupport, Delinquency, Pool, Total, Tranche
from parsers.records import Line as RecordLine


def fill(builder: Builder, lines: Sequence[Line]) -> Sequence[Block]:
    """Read the blocks that a layout left unmapped, and return all blocks; none where no number was left."""
    if builder.explains(lines):
        return ()
    blocks = find_blocks(lines, KNOWN)
    unknown = _cells_of_unknown_blocks(builder, blocks)
    if unknown:
        _fill(builder, unknown, read_blocks(lines, blocks).builder)
    return blocks


def _fill(builder: Builder, unknown: Sequence[Cell], own: Builder) -> None:
    """Copy from `own`, the page as read without a layout, the fates of the unmapped cells."""
    known = {(record.group, record.status) for record in builder.delinquencies}
    if not builder.tranches:
        builder.tranches += [
            Tranche(tranche=one.tranche, class_name=one.class_name, notional=one.notional)
            for one in own.tranches
        ]
    for cell in unknown:
        fate = own.fate(cell)
        if fate is not None and fate.kind == "mapped" and fate.record is not None:
            _take(builder, cell, fate, known)


def _cells_of_unknown_blocks(builder: Builder, blocks: Sequence[Block]) -> list[Cell]:
    """The value cells of blocks of which the layout has mapped and left out none."""
    return [
        cell
        for block in blocks
        if all(builder.fate(cell) is None for row in block.rows for cell in builder.values(row.line))
        for row in block.rows
        for cell in row.line.values
        if not builder.is_refused(cell)
    ]


def _take(builder: Builder, cell: Cell, fate: Fate, known: set[tuple[str | None, str]]) -> None:
    if isinstance(fate.record, Amount):
        where = {
            name: value
            for name in ("group", "loss_type")
            if isinstance(value := getattr(fate.record, name), str)
        }
        if builder.amount(fate.record.name, **where) is None:
            builder.add_amount(fate.record.name, cell, str(fate.record.label), **where)
        return
    record = _counterpart(builder, fate.record, known) if fate.record is not None else None
    if record is not None and getattr(record, fate.what, None) is UNSET:
        builder.put_reading(record, fate.what, cell, getattr(fate.record, fate.what))


def _counterpart(
    builder: Builder, record: RecordLine, known: set[tuple[str | None, str]]
) -> RecordLine | None:
    """The layout's record of the same thing; None where there is none, or more than one matches."""
    if isinstance(record, Tranche):
        same = [one for one in builder.tranches if one.class_name == record.class_name]
        return same[0] if len(same) == 1 else None
    if isinstance(record, Total) and record.group is UNSET:
        builder.totals = builder.totals or [Total()]
        return builder.totals[0] if builder.totals[0].group is UNSET else None
    if isinstance(record, Pool):
        return builder.pool(record.group)
    if isinstance(record, Delinquency) and (record.group, record.status) not in known:
        return builder.delinquency(record.group, record.status, record.bucket, str(record.label))
    if isinstance(record, CreditSupport):
        same_support = [one for one in builder.supports if (one.kind, one.name) == (record.kind, record.name)]
        return same_support[0] if same_support else None
    return None
