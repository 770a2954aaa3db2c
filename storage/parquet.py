"""The zone as Parquet: tables by record kind and month of filing, and by derived view; exact decimals."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from storage import inventory
from storage.derived_views import EXPORTED_VIEWS, VIEWED_KINDS
from storage.export_mark import MARK, NO_ENDS, Exported, mark
from storage.file_names import MONTH
from storage.landing import Landing
from storage.oversized import keep_oversized, read_oversized
from storage.records_reader import LineFilter, check_once, load_lines
from storage.replacing import replaced
from storage.tables import MEMORY, VIEWS, Columns, Ends, connection, kind_views, measures_sql

PARTITION = re.compile(rf"filed_month=(?P<month>{MONTH.pattern})")


class ExportSource(NamedTuple):
    """The months of a zone to export, and the schema of their records."""

    zone: Landing
    months: Sequence[str]
    schema: str | None


def export_zone(
    zone: Landing,
    target: Landing,
    columns: Columns,
    schema: str | None = None,
    ends: Ends = NO_ENDS,
    memory: str = MEMORY,
) -> Exported:
    """Write <kind>/filed_month=YYYY-MM/records.parquet for every kind and month, and <view>/records.parquet.

    The text of one month is in memory, and tables up to `memory`; `ends` are the last months of deals whose
    end is known. The export replaces an earlier one as a whole. In an object store each file is replaced
    alone: months that only the earlier one had are emptied, and the mark comes last. Raises Unreadable,
    Unwritable.
    """
    done = Exported(rows=dict.fromkeys(columns, 0))
    months = inventory.months(zone)
    done.emptied = [month for month in exported_months(target, columns) if month not in months]
    written = months if target.folder else sorted([*months, *done.emptied])
    with replaced(target) as place:
        with connection(zone, memory) as duck:
            write_kinds(duck, ExportSource(zone, written, schema), place, columns, done)
            if written:
                check_once(duck, zone, "kept_filing")
                write_views(duck, place, ends, done)
        done.months = len(months)
        place.write_beside(MARK, mark(done, "parquet", schema))
    return done


def write_kinds(
    duck: duckdb.DuckDBPyConnection, source: ExportSource, target: Landing, columns: Columns, done: Exported
) -> None:
    """Every kind's table of every month."""
    for month in source.months:
        load_lines(duck, source.zone, [month], LineFilter(columns.keys(), schema=source.schema))
        keep_oversized(duck, columns)
        for sql in kind_views(columns):
            duck.execute(sql)
        for kind in columns:
            table = f'(SELECT * EXCLUDE (filed_month, record, line) FROM "{kind}")'  # noqa: S608 - the names are this project's
            path = f"{kind}/filed_month={month}/records.parquet"
            done.rows[kind] += export_table(duck, target, table, path)
        keep(duck)
    done.oversized = read_oversized(duck)


def exported_months(target: Landing, kinds: Iterable[str]) -> list[str]:
    """The months that an earlier export wrote."""
    names = (name for kind in kinds for name in target.names(kind))
    return sorted({match["month"] for name in names if (match := PARTITION.fullmatch(name))})


def export_table(duck: duckdb.DuckDBPyConnection, target: Landing, table: str, path: str) -> int:
    """One file; how many rows it has. A month without records of a kind has an empty file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.parquet"
        copy = f"COPY {table} TO '{file}' (FORMAT parquet, COMPRESSION zstd)"
        (rows,) = duck.execute(copy).fetchone() or (0,)
        target.write_beside(path, file.read_bytes())
    return int(rows)


def keep(duck: duckdb.DuckDBPyConnection) -> None:
    """Keep the records of a month that the derived views need: the views query all months."""
    for kind in VIEWED_KINDS:
        own = f'SELECT * EXCLUDE (line) FROM "{kind}"'  # noqa: S608 - the names are this project's
        duck.execute(f"CREATE TABLE IF NOT EXISTS kept_{kind} AS {own} WITH NO DATA")
        duck.execute(f"INSERT INTO kept_{kind} {own}")


def write_views(duck: duckdb.DuckDBPyConnection, target: Landing, ends: Ends, done: Exported) -> None:
    """The derived views, over all months."""
    for kind in VIEWED_KINDS:
        duck.execute(f'CREATE OR REPLACE VIEW "{kind}" AS FROM kept_{kind}')
    duck.execute(VIEWS)
    duck.execute(measures_sql(ends))
    for view, order in EXPORTED_VIEWS.items():
        in_order = f"(FROM {view} ORDER BY {order})"
        done.rows[view] = export_table(duck, target, in_order, f"{view}/records.parquet")
