"""Writes tables as Excel workbooks: one for the zone, or one for each deal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from storage.export_mark import Exported
from storage.text_columns import Put, Tables, order_of, shown_as_text
from storage.workbook import Unit, Workbook

AT_ONCE = 5_000  # rows that are in memory
# A filing can have statements of several deals: each of their workbooks gets the filing's row.
FILINGS = """(SELECT s.deal, f.* FROM filing f
    LEFT JOIN (SELECT DISTINCT accession, deal FROM statement) s USING (accession))"""
ZONE, NO_DEAL = "zone.xlsx", "no deal"  # rows without a deal get a workbook too
UNSAFE = re.compile(r"[^A-Za-z0-9 ,._-]+")
LONGEST = 80


def write_workbooks(
    duck: duckdb.DuckDBPyConnection,
    tables: Tables,
    put: Put,
    done: Exported,
    units: Sequence[Unit],
    by_deal: bool,
) -> None:
    """Write zone.xlsx, or <deal>.xlsx for each deal."""
    done.rows = dict.fromkeys(tables, 0)
    for name, columns in tables.items():
        keep_as_text(duck, name, shown_as_text(columns))
    for deal, file_name in workbook_names(find_deals(duck) if by_deal else [None]).items():

        def write(file: Path, deal: str | None = deal) -> None:
            with Workbook(file) as book:
                for name, columns in tables.items():
                    done.rows[name] += book.add_table(name, columns, rows(duck, name, deal))
                book.add_units(units)
            done.as_text += book.as_text
            done.cut += book.cut

        put(file_name, write)


def keep_as_text(duck: duckdb.DuckDBPyConnection, table: str, shown: str) -> None:
    """Store a table as text, sorted by deal, because it is queried once for each deal."""
    source, order = (FILINGS, "filed, accession") if table == "filing" else (f'"{table}"', order_of(table))
    columns = f"coalesce(deal, '') AS of_deal, {shown}"
    select = f"SELECT {columns} FROM {source} ORDER BY of_deal, {order}"  # noqa: S608 - the names are this project's
    duck.execute(f'CREATE OR REPLACE TEMP TABLE "text_of_{table}" AS {select}')


def find_deals(duck: duckdb.DuckDBPyConnection) -> list[str | None]:
    """The deals of the statements; '' is the deal of filings without one."""
    query = """SELECT DISTINCT of_deal FROM text_of_filing
        UNION SELECT DISTINCT of_deal FROM text_of_statement ORDER BY ALL"""
    return [row[0] for row in duck.execute(query).fetchall()]


def rows(duck: duckdb.DuckDBPyConnection, table: str, deal: str | None) -> Iterator[tuple[str | None, ...]]:
    """The rows of a deal, or of all."""
    where, values = ("", []) if deal is None else ("WHERE of_deal = ?", [deal])
    select = f'SELECT * EXCLUDE (of_deal) FROM "text_of_{table}" {where} ORDER BY rowid'  # noqa: S608 - the names are this project's
    found = duck.execute(select, values)
    while some := found.fetchmany(AT_ONCE):
        yield from some


def workbook_names(deals: Sequence[str | None]) -> Mapping[str | None, str]:
    """A unique file name for each deal, also on file systems that ignore case."""
    names: dict[str | None, str] = {}
    taken: set[str] = set()
    for deal in deals:
        plain = UNSAFE.sub("_", deal or NO_DEAL)[:LONGEST].strip(" .") or NO_DEAL
        name = ZONE if deal is None else f"{plain}.xlsx"
        turn = 1
        while name.lower() in taken:
            turn += 1
            name = f"{plain} {turn}.xlsx"
        taken.add(name.lower())
        names[deal] = name
    return names
