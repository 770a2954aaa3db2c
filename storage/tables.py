"""The zone's records as tables of DuckDB, every digit kept: a view for each record kind, and joined ones.

Which kinds and columns there are is told by the caller: {kind: {column: type}}.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from storage import inventory
from storage.errors import Unreadable
from storage.landing import Landing

Columns = Mapping[str, Mapping[str, str]]
VIEWS = (Path(__file__).parent / "views.sql").read_text(encoding="utf-8")
AUDIT = (Path(__file__).parent / "audit.sql").read_text(encoding="utf-8")

# DuckDB reads a JSON number with a point as a binary float, whatever type it is then stored in: 535821769.48
# would become 535821769.480000045056. So numbers are put in quotation marks before they are read as JSON.
# A quotation mark behind a letter and before a colon ends a key: inside a string a backslash precedes it.
LINES = r"""SELECT filed AS filed_month, split_part(CAST(json AS VARCHAR), '"', 4) AS record,
    regexp_replace(CAST(json AS VARCHAR), '([a-z0-9_]":)(-?[0-9]+\.[0-9]+)', '\1"\2"', 'g') AS line
FROM read_json_objects({files}, format = 'newline_delimited', hive_partitioning = true,
    hive_types_autocast = false)"""
NO_LINES = "SELECT '' AS filed_month, '' AS record, '' AS line WHERE false"

HEAD = """-- Views over a landing zone for DuckDB, made by `make docs`; do not edit. Name the zone first:
--     SET VARIABLE zone = 'landing';
--     .read docs/views.sql"""


def views_sql(columns: Columns) -> str:
    """All views as a script for DuckDB's own shell, over the zone that the variable `zone` names."""
    lines = LINES.replace("{files}", "getvariable('zone') || '/records/filed=*/*.jsonl'")
    return "\n\n".join([HEAD, f"CREATE OR REPLACE VIEW lines AS\n{lines};", *kind_views(columns), VIEWS])


def kind_views(columns: Columns, what: str = "VIEW") -> Iterator[str]:
    """A view (or table) for each record kind; `line` is its JSON, numbers as text with their digits."""
    for kind, types in columns.items():
        structure = json.dumps(dict(types)).replace("'", "''")
        yield (
            f'CREATE OR REPLACE {what} "{kind}" AS\n'
            f"SELECT filed_month, unnest(from_json(line, '{structure}')), line\n"
            f"FROM lines WHERE record = '{kind}';"
        )


@contextmanager
def zone_tables(
    zone: Landing, columns: Columns, kinds: tuple[str, ...] = ()
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that has all views, over tables read from the zone once; raises Unreadable.

    Where `kinds` are named, the tables of the others are empty.
    """
    with connection(zone) as duck:
        load_lines(duck, zone, inventory.months(zone), kinds)
        for sql in [*kind_views(columns, "TABLE"), VIEWS]:
            duck.execute(sql)
        duck.execute("DROP TABLE lines")
        yield duck


@contextmanager
def connection(zone: Landing) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can read the zone's files; raises Unreadable where it cannot."""
    # What does not fit in memory goes to the system's place for such files, not to the current folder.
    with duckdb.connect(config={"temp_directory": tempfile.gettempdir()}) as duck:
        try:
            yield duck
        except duckdb.Error as error:
            words = zone.address.clean(str(error))
            message = (
                f"the records of {zone} cannot be read: {words}; `scrapy verify` tells which are damaged"
            )
            raise Unreadable(message) from None


def load_lines(
    duck: duckdb.DuckDBPyConnection, zone: Landing, months: Sequence[str], kinds: tuple[str, ...] = ()
) -> None:
    """Make the table `lines` of some months' records; of the named kinds alone, if any."""
    only = ", ".join(f"'{kind}'" for kind in kinds)
    with records_folder(zone, months) as folder:
        files = [f"{folder}/filed={month}/*.jsonl" for month in months if has_records(zone, month)]
        quoted = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        source = LINES.replace("{files}", f"[{quoted}]") if files else NO_LINES
        where = f"WHERE record IN ({only})" if kinds else ""
        duck.execute(f"CREATE OR REPLACE TABLE lines AS FROM ({source}) {where}")


def has_records(zone: Landing, month: str) -> bool:
    """Whether there is anything to read: a pattern without a file is an error to DuckDB."""
    return bool(inventory.accessions(zone, "records", month))


@contextmanager
def records_folder(zone: Landing, months: Sequence[str]) -> Iterator[Path]:
    """Where DuckDB finds the records: the zone's own folder, or a copy of a remote zone's months.

    A copy, as a store answers many requests at once, and DuckDB would wait for one after the other.
    """
    if zone.folder is not None:
        yield zone.folder / "records"
        return
    with tempfile.TemporaryDirectory() as folder:
        for month in months:
            zone.copy_records(month, Path(folder) / f"filed={month}")
        yield Path(folder)
