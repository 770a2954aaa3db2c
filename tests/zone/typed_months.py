"""Statements of some months of 2004, their records typed by hand, with the documented views over them."""

import datetime as dt
import json
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from storage import Landing
from tests.zone.run import ROOT

DEAL = "GMACM 2003-T1"
SQL = (ROOT / "docs/views.sql").read_text(encoding="utf-8")


def month(number: int) -> str:
    return f"2004-{number:02}-25"


def as_line(record: dict[str, Any]) -> str:
    """A record as a records file has it: its kind first, no blanks."""
    return json.dumps({"record": record["record"]} | record, separators=(",", ":")) + "\n"


def views_over(zone: Landing) -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(zone)])
    duck.execute(SQL)
    return duck


class TypedMonths:
    """Statements written as records, a filing each."""

    def __init__(self, folder: Path) -> None:
        self.landing = Landing(str(folder / "zone"))
        self.landing.prepare()
        self.filings = 0
        self.asked: dict[str, list[dict[str, Any]]] = {}

    def add(self, number: int, *records: dict[str, Any], **statement: Any) -> None:
        """A filing of one statement of a month of 2004."""
        self.filings += 1
        self.asked.clear()
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

    @cached_property
    def duck(self) -> duckdb.DuckDBPyConnection:
        """The views over the zone, as soon as it holds something."""
        return views_over(self.landing)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What a query over the views gives."""
        if query not in self.asked:
            found = self.duck.sql(query)
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
