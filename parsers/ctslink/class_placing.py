"""Puts the classes of a CTSLink statement, and the totals of its tables, into records."""

import re
from decimal import Decimal

from msgspec import UNSET

from parsers.blocks.finding import BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_codes import place_code
from parsers.class_kinds import is_notional
from parsers.ctslink.class_headings import CODE, printed_close
from parsers.ctslink.ctslink_classes import ClassReader
from parsers.general.one_ratio import ratio_holds
from parsers.general.parts import Part, shifted
from parsers.general.ratios import OF
from parsers.general.strips import is_strip
from parsers.records import Total, Tranche


def place_classes(builder: Builder, reader: ClassReader) -> None:
    """A tranche for each row that names a class, with the figures of the columns taken; and the totals."""
    for part in reader.refused:
        for line in part.rows:
            builder.refuse(line.line.values)
    if not reader.taken:
        return
    for row in reader.classes:
        tranche = Tranche(tranche=len(builder.tranches) + 1, class_name=row.name or UNSET)
        tranche.class_name_cut = row.name.endswith("-")
        builder.tranches.append(tranche)
        for part, own in sorted(row.rows, key=lambda one: one[1].line.number):
            _place_words(builder, tranche, part, own)
            _place_values(builder, tranche, reader, part, own)
        tranche.notional = is_notional(tranche) or is_strip(row, reader.matrix)
    _place_totals(builder, reader)
    if reader.denomination is not None:
        builder.statement.denomination = reader.denomination


def _place_words(builder: Builder, tranche: Tranche, part: Part, line: BlockRow) -> None:
    """CUSIP or the agent's own code, the description, the record date."""
    if match := printed_close(line):
        _place_code(builder, tranche, match, line.line.number)
    for place, cell in line.words.items():
        name = part.words[place].field if place in part.words else ""
        if cell.kind == "cusip":
            place_code(builder, tranche, cell.text, cell.line)
        elif name == "cusip" and (match := CODE.match(cell.text)):
            _place_code(builder, tranche, match, cell.line)
        elif name == "class_type":
            builder.set(tranche, "class_type", cell.text, cell.line)
        elif name == "record_date":
            builder.put(tranche, "record_date", cell)


def _place_code(builder: Builder, tranche: Tranche, match: re.Match[str], line: int) -> None:
    place_code(builder, tranche, match["code"], line)
    if match["kind"]:
        builder.set(tranche, "class_type", match["kind"], line)


def _place_values(
    builder: Builder, record: Tranche | Total, reader: ClassReader, part: Part, line: BlockRow
) -> None:
    for place, cell in line.values.items():
        if (part, place) in reader.taken:
            _put(builder, record, part, place, cell)


def _put(builder: Builder, record: Tranche | Total, part: Part, place: int, cell: Cell) -> None:
    name = part.terms[place].field
    if cell.value is None or place not in part.shifts:
        builder.put(record, name, cell)
    else:
        builder.put_reading(record, name, cell, shifted(cell.value, part.shifts[place]))


def _place_totals(builder: Builder, reader: ClassReader) -> None:
    total = Total()
    for part, row in sorted(reader.matrix.totals, key=lambda own: own[1].line.number):
        for place, cell in row.values.items():
            if (part, place) in reader.taken and _may_be_total(total, part, place, cell):
                _put(builder, total, part, place, cell)
    if total.lines:
        builder.totals.append(total)


def _may_be_total(total: Total, part: Part, place: int, cell: Cell) -> bool:
    """Whether a cell of a totals row belongs to its column: to a column of ratios only in a row of ratios."""
    name = part.terms[place].field
    if name not in OF or not cell.value:
        return True
    _, amount, scale = OF[name]
    printed = shifted(cell.value, part.shifts.get(place, 0))
    return ratio_holds(printed, _own(total, amount), _own(total, "original_balance"), scale) is True


def _own(total: Total, name: str) -> Decimal | None:
    value = getattr(total, name)
    return value if isinstance(value, Decimal) else None
