"""Statements of some months of 2004, their records typed by hand, with the views of an export over them."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from crawler.duckdb_types import columns
from crawler.reporters import months_of_end
from storage import Landing
from storage.records_reader import LineFilter, batches, load_lines, make_no_lines
from storage.tables import VIEWS, kind_selects, kind_views, measures_sql

DEAL = "GMACM 2003-T1"


def month(number: int) -> str:
    return f"2004-{number:02}-25"


def as_line(record: dict[str, Any]) -> str:
    """A record as a records file has it: its kind first, no blanks."""
    return json.dumps({"record": record["record"]} | record, separators=(",", ":")) + "\n"


@cache
def tables() -> duckdb.DuckDBPyConnection:
    """Empty tables of the record kinds with all views over them: making them takes as long as ten queries."""
    duck = duckdb.connect()
    make_no_lines(duck)
    for sql in (*kind_views(columns(), "TABLE"), VIEWS, measures_sql(months_of_end())):
        duck.execute(sql)
    return duck


def load(duck: duckdb.DuckDBPyConnection, zone: Landing) -> None:
    """Fill the tables with the records of this zone and no others."""
    for kind in columns():
        duck.execute(f'DELETE FROM "{kind}"')
    for months in batches(zone):
        load_lines(duck, zone, months, LineFilter(columns().keys()))
        for kind, select in kind_selects(columns()):
            duck.execute(f'INSERT INTO "{kind}" {select}')


class TypedMonths:
    """Statements written as records, a filing each."""

    shown: "TypedMonths | None" = None  # whose records the tables hold

    def __init__(self, folder: Path) -> None:
        self.landing = Landing(str(folder / "zone"))
        self.landing.prepare()
        self.filings = 0
        self.asked: dict[str, list[dict[str, Any]]] = {}

    def add(self, number: int, *records: dict[str, Any], **statement: Any) -> None:
        """A filing of one statement of a month of 2004."""
        self.filings += 1
        self.asked.clear()
        TypedMonths.shown = None
        accession = f"0000000009-04-{self.filings:06}"
        keys = {"accession": accession, "document": 1, "statement": 1, "distribution_date": month(number)}
        form = statement.pop("form", "8-K")
        filing = {
            "record": "filing",
            "accession": accession,
            "form": form,
            "filed": f"2004-{number + 1:02}-05",
        }
        filing |= {"documents": [], "statements": 1, "schema_version": "1.0"}
        own = {"record": "statement", "layout": "bank_one", "numbers": {"found": 1, "unmapped": 0}}
        lines = [filing, keys | {"deal": DEAL} | own | statement]
        lines += [keys | {"deal": statement.get("deal", DEAL), "lines": [1]} | record for record in records]
        text = "".join(map(as_line, lines))
        self.landing.write_records(accession, f"2004-{number + 1:02}", text.encode())

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What a query over the views gives."""
        if query not in self.asked:
            if TypedMonths.shown is not self:
                load(tables(), self.landing)
                TypedMonths.shown = self
            found = tables().sql(query)
            self.asked[query] = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
        return self.asked[query]

    def row(self, view: str, number: int) -> dict[str, Any]:
        """The one row of the deal in a month."""
        first = dt.date(2004, number, 1)
        rows = self.rows(f"SELECT * FROM {view}")
        (row,) = (row for row in rows if row["deal"] == DEAL and row["month"] == first)
        return row


def pool(
    beginning: float, ending: float, prepayments: float | None, group: str | None = None
) -> dict[str, Any]:
    record = {"record": "pool", "beginning_balance": beginning, "ending_balance": ending, "group": group}
    return record | ({} if prepayments is None else {"prepayments": prepayments})


def tranche(number: int, name: str, ending: float, **fields: Any) -> dict[str, Any]:
    about = {"record": "tranche", "tranche": number, "class_name": name, "notional": False}
    return about | {"ending_balance": ending} | fields


def late(status: str, bucket: str, balance: float, **fields: Any) -> dict[str, Any]:
    return {"record": "delinquency", "status": status, "bucket": bucket, "balance": balance} | fields


def amount(name: str, value: float, **fields: Any) -> dict[str, Any]:
    return {"record": "amount", "name": name, "value": value, "unit": "usd"} | fields
