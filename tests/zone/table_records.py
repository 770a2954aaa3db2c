"""Records of one filing with figures and words that are easily damaged on the way to a table."""

import json
from pathlib import Path
from typing import Any

import duckdb

from crawler.duckdb_types import columns
from storage import Landing
from storage.parquet import export_zone
from storage.tables import zone_tables

# Each would change on its way through a binary float, at the latest in a column of twelve decimals.
DIGITS = [
    "0.3172680",
    "535821769.48",
    "0.1",
    "99999999999999.99",
    "-0.07",
    "0.0000000",
    "12345678901234.123456789012",
]


WORDS = 'a "quoted" label: 1.50, 2.5} and \\"x\\":3.25, a backslash \\ and a tab\t'


def write_records(folder: Path, lines: list[bytes]) -> Landing:
    zone = Landing(str(folder / "the analyst's zone"))
    zone.prepare()
    accession = "0000000003-04-000001"
    filing = (
        b'{"record":"filing","accession":"%s","documents":[],"filed":"2004-01-05","schema_version":"1.0"}'
    )
    zone.write_records(accession, "2004-01", b"\n".join([filing % accession.encode(), *lines, b""]))
    return zone


def tranche(number: int, digits: str) -> bytes:
    words = json.dumps(WORDS).encode()
    return b'{"record":"tranche","tranche":%d,"class_type":%s,"factor":%s,"interest":7,"lines":[1,2]}' % (
        number,
        words,
        digits.encode(),
    )


def zone_of_digits(folder: Path) -> Landing:
    """A class for each of the DIGITS."""
    return write_records(folder, [tranche(number, digits) for number, digits in enumerate(DIGITS)])


def through_tables(zone: Landing) -> list[Any]:
    with zone_tables(zone, columns()) as duck:
        return duck.execute(
            "SELECT factor, class_type, interest, lines FROM tranche ORDER BY tranche"
        ).fetchall()


def through_the_views_of_the_docs(zone: Landing) -> list[Any]:
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(zone)])
    duck.execute(Path("docs/views.sql").read_text())
    return duck.execute("SELECT factor, class_type, interest, lines FROM tranche ORDER BY tranche").fetchall()


def through_parquet(zone: Landing) -> list[Any]:
    target = Landing(f"{zone}-tables")
    export_zone(zone, target, columns())
    query = "SELECT factor, class_type, interest, lines FROM read_parquet(?) ORDER BY tranche"
    return duckdb.execute(query, [f"{target}/tranche/*/*.parquet"]).fetchall()
