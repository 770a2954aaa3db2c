"""Tables as CSV files: null is empty, an empty text is '""', dates are ISO, lists and maps are JSON."""

from pathlib import Path

import duckdb

from storage.export_mark import Exported
from storage.text_columns import Put, Tables, order_of, shown_as_text


def write_csv(duck: duckdb.DuckDBPyConnection, tables: Tables, put: Put, done: Exported) -> None:
    """Write <table>.csv for each table."""
    for name, columns in tables.items():
        select = f'SELECT {shown_as_text(columns)} FROM "{name}" ORDER BY {order_of(name)}'  # noqa: S608 - the names are this project's

        def write(file: Path, name: str = name, select: str = select) -> None:
            copy = f"COPY ({select}) TO '{file}' (FORMAT csv, HEADER)"
            (done.rows[name],) = duck.execute(copy).fetchone() or (0,)

        put(f"{name}.csv", write)
