"""The sections of a statement that its layout does not know: read by words and arithmetic.

A block is such a section where the layout placed none of its numbers. What the general reader proves in it
goes to the layout's own records, by their keys, and only to fields that these have not.
"""

from collections.abc import Sequence

from msgspec import UNSET

from parsers.blocks.tables import Block, find_blocks
from parsers.cells import Cell
from parsers.draft import Draft, Fate
from parsers.general.reader import read_blocks
from parsers.general.words import KNOWN
from parsers.page import Line
from parsers.records import Amount, CreditSupport, Delinquency, Pool, Tranche
from parsers.records import Line as RecordLine


def fill(draft: Draft, lines: Sequence[Line]) -> Sequence[Block]:
    """Read what a layout left unmapped whole, and give the blocks; none where it left no number."""
    if not any(draft.fate(cell) is None for line in lines for cell in draft.values(line)):
        return ()
    blocks = find_blocks(lines, KNOWN)
    unknown = _cells_of_unknown_blocks(draft, blocks)
    if unknown:
        _fill(draft, unknown, read_blocks(lines, blocks).draft)
    return blocks


def _fill(draft: Draft, unknown: Sequence[Cell], own: Draft) -> None:
    """Take from `own`, the page as it is read without a layout, what became of the unknown cells."""
    known = {(record.group, record.status) for record in draft.delinquencies}
    if not draft.tranches:
        draft.tranches += [
            Tranche(tranche=one.tranche, class_name=one.class_name, notional=one.notional)
            for one in own.tranches
        ]
    for cell in unknown:
        fate = own.fate(cell)
        if fate is not None and fate.kind == "mapped" and fate.record is not None:
            _take(draft, cell, fate, known)


def _cells_of_unknown_blocks(draft: Draft, blocks: Sequence[Block]) -> list[Cell]:
    """The value cells of blocks in which the layout has placed and left out none."""
    return [
        cell
        for block in blocks
        if all(draft.fate(cell) is None for row in block.rows for cell in draft.values(row.line))
        for row in block.rows
        for cell in row.line.values
    ]


def _take(draft: Draft, cell: Cell, fate: Fate, known: set[tuple[str | None, str]]) -> None:
    if isinstance(fate.record, Amount):
        where = {
            name: value
            for name in ("group", "loss_type")
            if isinstance(value := getattr(fate.record, name), str)
        }
        if draft.amount(fate.record.name, **where) is None:
            draft.add_amount(fate.record.name, cell, str(fate.record.label), **where)
        return
    record = _counterpart(draft, fate.record, known) if fate.record is not None else None
    if record is not None and getattr(record, fate.what, None) is UNSET:
        draft.put_reading(record, fate.what, cell, getattr(fate.record, fate.what))


def _counterpart(draft: Draft, record: RecordLine, known: set[tuple[str | None, str]]) -> RecordLine | None:
    """The layout's record of the same thing; None where it has none, or more than one fits."""
    if isinstance(record, Tranche):
        same = [one for one in draft.tranches if one.class_name == record.class_name]
        return same[0] if len(same) == 1 else None
    if isinstance(record, Pool):
        return draft.pool(record.group)
    if isinstance(record, Delinquency) and (record.group, record.status) not in known:
        return draft.delinquency(record.group, record.status, record.bucket, str(record.label))
    if isinstance(record, CreditSupport):
        same_support = [one for one in draft.supports if (one.kind, one.name) == (record.kind, record.name)]
        return same_support[0] if same_support else None
    return None
