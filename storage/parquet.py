"""The zone as Parquet: a table for each record kind, partitioned by the month of filing, exact decimals."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import msgspec

from storage import inventory
from storage.file_names import MONTH
from storage.landing import Landing
from storage.oversized import keep_oversized, read_oversized
from storage.records_reader import LineFilter, check_once, load_lines
from storage.replacing import MARK, replaced
from storage.tables import VIEWS, Columns, connection, kind_views

PARTITION = re.compile(rf"filed_month=(?P<month>{MONTH.pattern})")
KEPT = ("filing", "statement")


@dataclass
class Exported:
    """What an export wrote: rows by record kind, and the filings with numbers that the tables cannot hold."""

    months: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    oversized: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)  # months of an earlier export that the zone has not


def export_zone(zone: Landing, target: Landing, columns: Columns, schema: str | None = None) -> Exported:
    """Write <kind>/filed_month=YYYY-MM/records.parquet for every kind and month, and latest_statement/.

    A month is in memory at a time. The export replaces an earlier one as a whole. In an object store each
    file is replaced alone: months that only the earlier one had are emptied, and the mark comes last.
    Raises Unreadable, Unwritable.
    """
    done = Exported(rows=dict.fromkeys(columns, 0))
    months = inventory.months(zone)
    done.emptied = [month for month in exported_months(target, columns) if month not in months]
    written = months if target.folder else sorted([*months, *done.emptied])
    with replaced(target) as place:
        write_tables(zone, place, written, LineFilter(columns.keys(), schema=schema), columns, done)
        done.months = len(months)
        place.write_beside(MARK, mark(done, schema))
    return done


def write_tables(
    zone: Landing,
    target: Landing,
    months: Sequence[str],
    wanted: LineFilter,
    columns: Columns,
    done: Exported,
) -> None:
    """Every table of some months, and those of all."""
    with connection(zone) as duck:
        for month in months:
            load_lines(duck, zone, [month], wanted)
            keep_oversized(duck, columns)
            for sql in kind_views(columns):
                duck.execute(sql)
            for kind in columns:
                table = f'(SELECT * EXCLUDE (filed_month, record, line) FROM "{kind}")'  # noqa: S608 - our names
                path = f"{kind}/filed_month={month}/records.parquet"
                done.rows[kind] += export_table(duck, target, table, path)
            keep(duck)
        done.oversized = read_oversized(duck)
        if months:
            check_once(duck, zone, "kept_filing")
            done.rows["latest_statement"] = export_latest(duck, target)


def mark(done: Exported, schema: str | None) -> bytes:
    """What tells a whole export, and what of it."""
    said = {"schema": schema, "months": done.months, "rows": done.rows, "oversized": done.oversized}
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def exported_months(target: Landing, kinds: Iterable[str]) -> list[str]:
    """The months that an earlier export wrote."""
    names = (name for kind in kinds for name in target.names(kind))
    return sorted({match["month"] for name in names if (match := PARTITION.fullmatch(name))})


def export_table(duck: duckdb.DuckDBPyConnection, target: Landing, table: str, path: str) -> int:
    """One file; how many rows it has. A month without any of a kind has an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.parquet"
        copy = f"COPY {table} TO '{file}' (FORMAT parquet, COMPRESSION zstd)"
        (rows,) = duck.execute(copy).fetchone() or (0,)
        target.write_beside(path, file.read_bytes())
    return int(rows)


def keep(duck: duckdb.DuckDBPyConnection) -> None:
    """Put a month's filings and statements aside: which ones count is a question to all months."""
    for kind in KEPT:
        duck.execute(f"CREATE TABLE IF NOT EXISTS kept_{kind} AS FROM {kind} WITH NO DATA")
        duck.execute(f"INSERT INTO kept_{kind} FROM {kind}")


def export_latest(duck: duckdb.DuckDBPyConnection, target: Landing) -> int:
    """The statements that count, of all months; how many there are."""
    for kind in KEPT:
        duck.execute(f"CREATE OR REPLACE VIEW {kind} AS FROM kept_{kind}")
    duck.execute(VIEWS)
    in_order = "(FROM latest_statement ORDER BY deal, page_group, month)"  # else its bytes differ each time
    return export_table(duck, target, in_order, "latest_statement/records.parquet")
