"""Tables of DuckDB as columns of text, for formats that have no exact decimals: CSV and Excel.

A record's `line` has its numbers as they were printed ('0.3172680'); its columns, DECIMAL(38, 12), do not.
So a number is taken from the line where the table has one. Computed numbers have no trailing zeros.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
from duckdb.sqltypes import DuckDBPyType

from storage.derived_views import EXPORTED_VIEWS, RECORD_OF_VIEW
from storage.tables import Columns

Kind = Literal["number", "date", "flag", "text"]
KINDS: dict[str, Kind] = {
    "decimal": "number",
    "bigint": "number",
    "hugeint": "number",
    "date": "date",
    "boolean": "flag",
    "varchar": "text",
}
LEFT_OUT = ("record", "line", "filed_month")  # the record's kind, the whole record, the folder's name


Put = Callable[[str, Callable[[Path], None]], None]  # file name, writer


class TextColumn(NamedTuple):
    """A column, what its text means, and the SQL that gives the text."""

    name: str
    kind: Kind
    sql: str


Tables = Mapping[str, Sequence[TextColumn]]


def text_columns(duck: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> list[TextColumn]:
    """The columns of a table or view; those of a structure one by one ('numbers.found')."""
    relation = duck.sql(f'FROM "{table}"')
    printed = columns.get(RECORD_OF_VIEW.get(table, table), {}) if "line" in relation.columns else {}
    found = []
    for name, type_ in zip(relation.columns, relation.types, strict=True):
        if name not in LEFT_OUT:
            found += list(_flattened((name,), type_, name in printed))
    return found


def _flattened(path: tuple[str, ...], type_: DuckDBPyType, is_printed: bool) -> Iterator[TextColumn]:
    if type_.id == "struct":
        for inner, its_type in type_.children:
            assert isinstance(its_type, DuckDBPyType)
            yield from _flattened((*path, inner), its_type, is_printed)
        return
    value = ".".join(f'"{part}"' for part in path)
    kind = KINDS.get(type_.id)
    if kind is None:  # lists and maps
        yield TextColumn(".".join(path), "text", f"CAST(to_json({value}) AS VARCHAR)")
        return
    text = f"CAST({value} AS VARCHAR)"
    if type_.id == "decimal":
        text = f"rtrim(rtrim({text}, '0'), '.')"
    if kind == "number" and is_printed:
        text = f"coalesce(line ->> '$.{value}', {text})"
    yield TextColumn(".".join(path), kind, text)


def shown_as_text(columns: Sequence[TextColumn]) -> str:
    """The columns of a SELECT that gives each value as text."""
    return ", ".join(f'{one.sql} AS "{one.name}"' for one in columns)


def order_of(table: str) -> str:
    """The sort keys of a table: a view's keys, or the addresses of records in the zone."""
    return EXPORTED_VIEWS.get(table, "rowid")
