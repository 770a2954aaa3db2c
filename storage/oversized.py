"""Finds numbers that are too long for the tables' columns: DuckDB silently rounds them or makes them null."""

import json
import re
from collections.abc import Mapping
from typing import Any

import duckdb

MOST = 2**63 - 1  # of a BIGINT
WHOLE, DECIMALS = 26, 12  # digits of a DECIMAL(38, 12)
NUMBER = re.compile(r"-?\d+(\.\d+)?")
# A first filter by DuckDB, because such lines are rare: more digits in a row than a column is sure to hold.
LOOK = r"""SELECT line FROM lines WHERE regexp_matches(line, '\d{19}|\.\d{13}')"""


def make_oversized(duck: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table `oversized`."""
    duck.execute("CREATE TABLE oversized (accession VARCHAR PRIMARY KEY)")


def keep_oversized(duck: duckdb.DuckDBPyConnection, columns: Mapping[str, Mapping[str, str]]) -> None:
    """Add the filings among `lines` with such numbers to the table `oversized`."""
    for (text,) in duck.execute(LOOK).fetchall():
        line = json.loads(text)
        if does_not_fit(line, columns.get(line["record"], {})):
            duck.execute("INSERT OR IGNORE INTO oversized VALUES (?)", [str(line.get("accession"))])


def read_oversized(duck: duckdb.DuckDBPyConnection) -> list[str]:
    """The accessions found so far."""
    return [row[0] for row in duck.execute("SELECT accession FROM oversized ORDER BY ALL").fetchall()]


def does_not_fit(line: Mapping[str, Any], types: Mapping[str, str]) -> bool:
    """Whether any number of a line is too long for its column; numbers with a point come as text."""
    return any(is_too_long(value, types.get(name, "")) for name, value in line.items())


def is_too_long(value: Any, kind: str) -> bool:
    """Whether a value, or one inside it, does not fit the column's type."""
    if isinstance(value, dict):
        return any(is_too_long(one, kind) for one in value.values())
    if isinstance(value, list):
        return any(is_too_long(one, kind) for one in value)
    if isinstance(value, int):
        return abs(value) >= 10**WHOLE if kind.startswith("DECIMAL") else abs(value) > MOST
    is_number = "DECIMAL" in kind and isinstance(value, str) and NUMBER.fullmatch(value)
    return bool(is_number) and not holds(value)


def holds(digits: str) -> bool:
    """Whether a DECIMAL(38, 12) holds all of these digits."""
    whole, _, decimals = digits.lstrip("-").partition(".")
    return len(whole.lstrip("0")) <= WHOLE and len(decimals.rstrip("0")) <= DECIMALS
