"""The zone as Parquet: a table for each record kind, partitioned by the month of filing, exact decimals."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from storage import inventory
from storage.landing import Landing
from storage.tables import Columns, connection, kind_views, load_lines

# A number with more digits than the tables' columns hold would be rounded, and is told.
TOO_LONG = """SELECT DISTINCT regexp_extract(line, '"accession":"([^"]+)"', 1) FROM lines
WHERE regexp_matches(line, '"-?\\d+\\.\\d{13,}"|"-?\\d{27,}\\.\\d+"') ORDER BY ALL"""


@dataclass
class Exported:
    """What an export wrote: rows by record kind, and the filings with numbers that had to be rounded."""

    months: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    rounded: list[str] = field(default_factory=list)


def export_zone(zone: Landing, target: Landing, columns: Columns) -> Exported:
    """Write <kind>/filed_month=YYYY-MM/records.parquet for every kind and month, a month in memory at a time.

    Each file is whole or absent, and replaces the one of an earlier export. Raises Unreadable, Unwritable.
    """
    done = Exported(rows=dict.fromkeys(columns, 0))
    with connection(zone) as duck:
        for month in inventory.months(zone):
            load_lines(duck, zone, month)
            done.rounded += [row[0] for row in duck.execute(TOO_LONG).fetchall()]
            for sql in kind_views(columns):
                duck.execute(sql)
            for kind in columns:
                done.rows[kind] += export_kind(duck, target, kind, month)
            done.months += 1
    return done


def export_kind(duck: duckdb.DuckDBPyConnection, target: Landing, kind: str, month: str) -> int:
    """One kind's table of one month; how many rows it has. Months without any have an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.parquet"
        (rows,) = duck.execute(
            f'COPY (SELECT * EXCLUDE (filed_month, record, line) FROM "{kind}")'  # noqa: S608 - our own names
            f" TO '{file}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone() or (0,)
        target.write_beside(f"{kind}/filed_month={month}/records.parquet", file.read_bytes())
    return int(rows)
