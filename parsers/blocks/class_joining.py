"""Joins class tables into records: the rows of all tables are matched by class name and order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_codes import place_code, split_code
from parsers.class_kinds import is_notional, place_rate_type
from parsers.class_names import may_name_class
from parsers.class_rows import TOTAL_LABELS, Row, Table
from parsers.headings import NEAR, Column, overlap
from parsers.printed_values import squash, tidy_class_name
from parsers.records import Total, Tranche
from parsers.value_places import Places, assign, places_of


def place_tables(builder: Builder, tables: Sequence[Table]) -> None:
    """Merge the figures of all tables into one tranche per class and one line of totals."""
    for table in tables:
        codes = next((column for column in table.columns if column.field == "cusip"), None)
        if codes is not None:
            table.rows = [_with_code(builder, row, codes) for row in table.rows]
        _drop_strangers(table)
    tables = [table for table in tables if table.rows]
    if not tables:
        return
    names = _class_names(tables)
    often = Counter(names)
    builder.tranches = [
        Tranche(
            tranche=number, class_name=name or UNSET, class_name_cut=name.endswith("-") or often[name] > 1
        )
        for number, name in enumerate(names, start=1)
    ]
    for table in tables:
        _place_table(builder, table, names)
    for tranche in builder.tranches:
        tranche.notional = is_notional(tranche)


def _with_code(builder: Builder, row: Row, column: Column) -> Row:
    """The row with its class code separated from the words or numbers around it."""
    if row.total or any(cell.kind == "cusip" for cell in row.words):
        return row
    cells = row.line.cells
    for place, cell in enumerate(cells):
        parts = split_code(cell, _stretched(column, cell, place), first=place == 0)
        if parts != [cell]:
            builder.part(cell, [part for part in parts if part.is_value])
            apart = [*cells[:place], *parts, *cells[place + 1 :]]
            words = [part for part in apart if not part.is_value][bool(row.lead) :]
            lead = parts[0].text if cell.text == row.lead else row.lead
            return replace(row, lead=lead, words=words, values=[one for one in row.values if one is not cell])
    return row


def _stretched(column: Column, cell: Cell, place: int) -> Column:
    """The column of codes. If a wrapped heading gives it no position, it follows the name."""
    return column._replace(start=cell.start, end=cell.end) if not column.end and place == 1 else column


def _drop_strangers(table: Table) -> None:
    """Drop the rows that are not classes: dates, notes, page heads. Their numbers remain and are reported."""
    columns = len(table.numeric)
    kept = [_may_be_class(row, columns) for row in table.rows]
    if all(kept):
        return
    table.moved = [(sum(kept[:start]), moved) for start, moved in table.moved]
    table.rows = [row for row, keep in zip(table.rows, kept, strict=True) if keep]


def _may_be_class(row: Row, columns: int) -> bool:
    kinds = {cell.kind for cell in row.words}
    if "date" in kinds:
        return False
    if row.total or not row.lead or kinds & {"cusip", "rate_type"}:
        return True
    return may_name_class(row.lead, is_full=2 * len(row.values) >= columns)


def _class_names(tables: Sequence[Table]) -> list[str]:
    """The classes in printed order, from the table that names CUSIPs, else the first of several columns."""
    wide = [table for table in tables if len(table.columns) > 1] or tables
    first = next((table for table in tables if table.has("cusip")), wide[0])
    rows = [row for row in first.rows if not row.total]
    if rows and _is_cut_total(rows[-1]):
        rows[-1].total = True
        rows = rows[:-1]
    return [_name(row, first) for row in rows if not _is_damaged(row, rows, first)]


def _is_cut_total(row: Row) -> bool:
    """Whether the last row is a row of totals whose label was cut: 'tota', 'Deal Tot', 'Total N'."""
    lead = row.lead.casefold()
    if any(cell.kind == "cusip" for cell in row.words) or len(lead) < 3:
        return False
    return lead.startswith("total ") or any(label.startswith(lead) for label in TOTAL_LABELS)


def _is_damaged(row: Row, rows: Sequence[Row], table: Table) -> bool:
    """Whether a row is not a class: it has no CUSIP and fewer figures than all others (a cut 'tota')."""
    if not table.has("cusip") or any(cell.kind == "cusip" for cell in row.words):
        return False
    others = [other for other in rows if other is not row]
    return bool(others) and all(
        len(row.words) + len(row.values) < len(other.words) + len(other.values) - 1 for other in others
    )


def _name(row: Row, table: Table) -> str:
    """The class name of a row of the first table: the words before its CUSIP or its next column."""
    lead = row.lead
    kinds = {cell.kind for cell in row.words}
    if table.has("class_type") and not table.has("cusip") and "words" not in kinds:
        lead = re.split(r"\s(?=[A-Z][a-z])", lead, maxsplit=1)[0]  # 'A- 1 Senior' without a wide gap
    return tidy_class_name(lead)


def _place_table(builder: Builder, table: Table, names: Sequence[str]) -> None:
    owners = _owners(builder, table, names)
    for page in table.pages:
        _place_page(builder, page, owners)


def _place_page(builder: Builder, table: Table, owners: Mapping[int, Tranche]) -> None:
    numeric = table.numeric
    rows = [row.values for row in table.rows if not row.total]
    places = None if _heading_is_lost(numeric, rows) else places_of(numeric, rows)
    if places is not None and _stands_elsewhere(numeric, places):
        places = None
    fields = [column.field for column in numeric]
    for row in table.rows:
        record: Total | Tranche | None = _totals(builder) if row.total else owners.get(row.line.number)
        if record is None:  # a row of an unknown class: its numbers are reported
            continue
        if places is not None:
            own = places._replace(in_place=False) if row.total else places
            builder.put_row(record, fields, assign(row.values, own))
        if isinstance(record, Tranche):
            _place_words(builder, record, row, table)


def _heading_is_lost(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most rows have more values than the heading has columns, so that the match is ambiguous."""
    return 2 * sum(len(row) > len(columns) for row in rows) > len(rows)


def _stands_elsewhere(columns: Sequence[Column], places: Places) -> bool:
    """Whether the only column of values is not below the only heading: that of another column is left."""
    if len(columns) != 1 or not columns[0].end:
        return False
    start, end = places.spans[0]
    return overlap(columns[0].start, columns[0].end, start, end) < -NEAR


def _totals(builder: Builder) -> Total:
    """The totals of the class tables, which precede the totals of certificates that groups repeat."""
    for total in builder.totals:
        if total.group is UNSET:
            return total
    builder.totals.insert(0, Total())
    return builder.totals[0]


def _owners(builder: Builder, table: Table, names: Sequence[str]) -> Mapping[int, Tranche]:
    """The class of each row (by line): by order where all rows agree, else by unique names.

    Names are cut ('A-III-' five times), so a name alone may be ambiguous; a row that neither order nor name
    identifies belongs to no class.
    """
    rows = [row for row in table.rows if not row.total]
    if len(rows) == len(names) and all(
        _same_class(row, name, table) for row, name in zip(rows, names, strict=True)
    ):
        return {row.line.number: builder.tranches[place] for place, row in enumerate(rows)}
    return _owners_by_name(builder, rows, names, table)


def _owners_by_name(
    builder: Builder, rows: Sequence[Row], names: Sequence[str], table: Table
) -> Mapping[int, Tranche]:
    """Rows whose name occurs as often in the table as in the list of classes, in their order."""
    classes: dict[str, list[Tranche]] = {}
    for name, tranche in zip(names, builder.tranches, strict=True):
        classes.setdefault(name, []).append(tranche)
    named: dict[str, list[Row]] = {}
    for row in rows:
        if (known := _known_name(row, classes, table)) is not None:
            named.setdefault(known, []).append(row)
    return {
        row.line.number: tranche
        for name, own in named.items()
        if len(own) == len(classes[name])
        for row, tranche in zip(own, classes[name], strict=True)
    }


def _known_name(row: Row, classes: Mapping[str, object], table: Table) -> str | None:
    """The class that a row names, alone or with the class type behind it."""
    if row.name in classes or not table.has("class_type"):
        return row.name if row.name in classes else None
    words = row.name.split(" ")
    starts = (" ".join(words[:length]) for length in range(min(len(words), 6), 0, -1))
    return next((start for start in starts if start in classes), None)


def _same_class(row: Row, name: str, table: Table) -> bool:
    """Whether a row's first words are that class's name, alone or with the class type behind it."""
    if row.name == name:
        return True
    return table.has("class_type") and row.name.startswith(name + " ")


def _place_words(builder: Builder, tranche: Tranche, row: Row, table: Table) -> None:
    if not row.words and row.name == tranche.class_name:
        return
    line = row.line.number
    kinds = []
    ends = row.values[0].start if row.values else row.line.cells[-1].end
    words = [cell for cell in row.words if cell.start < ends]
    for cell in words:
        if cell.kind == "cusip":
            place_code(builder, tranche, cell.text, line)
        elif cell.kind == "rate_type":
            place_rate_type(builder, tranche, cell)
        elif cell.kind == "words" and len(words) == 1 and _is_own_code(cell, table):
            place_code(builder, tranche, cell.text, line)
        elif cell.kind == "words":
            kinds.append(cell.text)
    rest = row.name.removeprefix(tranche.class_name or "").strip()
    if rest and table.has("class_type"):
        kinds.insert(0, rest)
    if kinds and table.has("class_type"):
        builder.set(tranche, "class_type", squash(" ".join(kinds)), line)


def _is_own_code(cell: Cell, table: Table) -> bool:
    """Whether the only words below 'CUSIP' are the printer's code: no other column has words or is unknown.

    The columns of a wrapped heading have no position; the class's code follows its name.
    """
    if table.has("class_type") or table.has("rate_type") or None in table.fields:
        return False
    return any(
        column.field == "cusip" and (not column.end or (column.start < cell.end and cell.start < column.end))
        for column in table.columns
    )
