"""The records as tables: every kind and field, every printed digit, no binary float on the way."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.columns import columns
from parsers.schema import json_schema
from storage import Landing
from storage.inventory import months
from storage.parquet import export_zone
from storage.tables import connection, kind_views, load_lines, views_sql, zone_tables
from tests.zone.histories import Archive, histories, land
from tests.zone.run import scrapy

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
    filing = b'{"record":"filing","accession":"%s","documents":[],"filed":"2004-01-05"}' % accession.encode()
    zone.write_records(accession, "2004-01", b"\n".join([filing, *lines]) + b"\n")
    return zone


def tranche(number: int, digits: str) -> bytes:
    words = json.dumps(WORDS).encode()
    return b'{"record":"tranche","tranche":%d,"class_type":%s,"factor":%s,"interest":7,"lines":[1,2]}' % (
        number,
        words,
        digits.encode(),
    )


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return write_records(tmp_path, [tranche(number, digits) for number, digits in enumerate(DIGITS)])


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


@pytest.mark.parametrize("way", [through_tables, through_the_views_of_the_docs, through_parquet])
def test_numbers_and_words_come_through_exactly(zone: Landing, way: Callable[[Landing], list[Any]]) -> None:
    rows = way(zone)
    assert [row[0] for row in rows] == [Decimal(digits) for digits in DIGITS]
    assert {row[1] for row in rows} == {WORDS}
    assert {row[2] for row in rows} == {Decimal(7)}
    assert rows[0][3] == [1, 2]


def test_duckdb_alone_would_not_give_these_numbers(zone: Landing) -> None:
    """The reason for the detour; when this fails, it may go."""
    query = "SELECT factor FROM read_json(?, format='newline_delimited', columns={factor: 'DECIMAL(38, 12)'})"
    found = [row[0] for row in duckdb.execute(query, [f"{zone}/records/*/*.jsonl"]).fetchall()[1:]]
    assert found != [Decimal(digits) for digits in DIGITS]


def test_the_printed_digits_are_kept_beside_the_values(zone: Landing) -> None:
    with zone_tables(zone, columns()) as duck:
        rows = duck.execute("SELECT line ->> '$.factor' FROM tranche ORDER BY tranche").fetchall()
    assert [row[0] for row in rows] == DIGITS


def test_numbers_stand_in_fields_alone_and_never_in_lists() -> None:
    """What puts the quotation marks around numbers looks for them behind a key."""
    for definition in json_schema()["$defs"].values():
        for about in definition["properties"].values():
            assert "number" not in json.dumps(about.get("items", ""))


def test_the_views_in_docs_are_made_from_the_record_types() -> None:
    assert Path("docs/views.sql").read_text() == views_sql(columns()), "run: make docs"


def test_every_kind_and_field_is_a_column_and_every_record_a_row(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1), 2))
    lines = [
        json.loads(line)
        for path in tmp_path.glob("zone/records/*/*")
        for line in path.read_text().splitlines()
    ]
    with connection(zone) as duck:
        load_lines(duck, zone, months(zone))
        for sql in kind_views(columns()):
            duck.execute(sql)
        for kind, types in columns().items():
            cursor = duck.execute(f'SELECT * EXCLUDE (filed_month, line) FROM "{kind}"')
            assert [column[0] for column in cursor.description] == list(types)
            rows = [dict(zip(types, row, strict=True)) for row in cursor.fetchall()]
            said = [line for line in lines if line["record"] == kind]
            assert len(rows) == len(said)
            for line in said:
                for name, value in line.items():
                    assert value is None or any(row[name] is not None for row in rows), f"{kind}.{name}"


def test_a_number_too_long_for_the_tables_is_told(tmp_path: Path) -> None:
    zone = write_records(tmp_path, [tranche(1, "0.12345678901234")])
    run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path, exits=1)
    assert "1 filings hold numbers with more digits than the tables do" in run.stdout


def test_an_export_replaces_the_one_before_it_and_has_a_table_for_every_kind(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1), 2))
    for _ in range(2):
        run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path)
    months = {path.name.removeprefix("filed=") for path in (tmp_path / "zone/records").iterdir()}
    tables = {path.relative_to(tmp_path / "tables").as_posix() for path in tmp_path.glob("tables/*/*/*")}
    assert tables == {f"{kind}/filed_month={month}/records.parquet" for kind in columns() for month in months}
    assert (tmp_path / "tables/latest_statement/records.parquet").is_file()
    assert "  statement                   2 rows" in run.stdout
    scrapy("export", "--to", str(zone), zone=str(zone), folder=tmp_path, exits=2)


def test_a_torn_records_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    zone = write_records(tmp_path, [b'{"record":"tranche","tra'])
    run = scrapy("audit", zone=str(zone), folder=tmp_path, exits=2)
    assert f"the records of {zone} cannot be read: " in run.stderr
    assert "0000000003-04-000001.jsonl" in run.stderr
    assert "`scrapy verify` tells which are damaged" in run.stderr


@pytest.mark.parametrize("command", ["audit", "export"])
def test_a_zone_without_records_has_nothing_to_tell(tmp_path: Path, command: str) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.land_raw("0000000003-04-000001", "2004-01", b"raw")
    scrapy(command, zone=str(zone), folder=tmp_path)


def test_the_joined_views_tell_a_class_a_pool_and_delinquencies_by_month(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    (trust,) = histories(1)
    land(zone, Archive.sound([trust], 3))
    with zone_tables(zone, columns()) as duck:
        classes = duck.execute(
            "SELECT month, ending_balance FROM class_history WHERE class_key = ? ORDER BY month",
            [trust.trust.classes[0].cusip],
        ).fetchall()
        pools = duck.execute(
            "SELECT month, count(*) FROM pool_history GROUP BY month ORDER BY month"
        ).fetchall()
        late = duck.execute(
            "SELECT delinquent_30_59, delinquent, foreclosure, pool_ending_balance FROM delinquency_by_month"
            ' ORDER BY month, "group"'
        ).fetchall()
    months = [trust.month(number) for number in (1, 2, 3)]
    unit = Decimal(1) if trust.style.places == 0 else Decimal("0.01")
    assert [row[1] for row in classes] == [
        month.classes[0].ending_balance.quantize(unit, rounding="ROUND_HALF_UP") for month in months
    ]
    assert [row[1] for row in pools] == [trust.trust.groups] * 3
    assert len(late) == 3 * trust.trust.groups
    for thirty, delinquent, foreclosure, pool in late:
        assert thirty <= delinquent < pool
        assert foreclosure < pool
