"""The records as tables: every kind and field, every printed digit, no binary float on the way."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.duckdb_types import columns
from crawler.reporters import months_of_end
from parsers.schema import json_schema
from storage import Landing
from storage.tables import views_sql, zone_tables
from tests.quick_cases import quick
from tests.zone.histories import Archive, histories, land
from tests.zone.run import scrapy
from tests.zone.table_records import (
    DIGITS,
    WORDS,
    through_parquet,
    through_tables,
    through_the_views_of_the_docs,
    write_records,
    zone_of_digits,
)


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return zone_of_digits(tmp_path)


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
    assert Path("docs/views.sql").read_text() == views_sql(columns(), months_of_end()), "run: make docs"


def test_every_kind_and_field_is_a_column_and_every_record_a_row(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1), 2))
    lines = [
        json.loads(line)
        for path in tmp_path.glob("zone/records/*/*")
        for line in path.read_text().splitlines()
    ]
    with zone_tables(zone, columns()) as duck:
        for kind, types in columns().items():
            cursor = duck.execute(f'SELECT * EXCLUDE (filed_month, line) FROM "{kind}"')
            assert [column[0] for column in cursor.description] == list(types)
            rows = [dict(zip(types, row, strict=True)) for row in cursor.fetchall()]
            said = [line for line in lines if line["record"] == kind]
            assert len(rows) == len(said)
            for line in said:
                for name, value in line.items():
                    assert value is None or any(row[name] is not None for row in rows), f"{kind}.{name}"


def pool(field: str, digits: str) -> bytes:
    return b'{"record":"pool","accession":"0000000003-04-000001","%s":%s}' % (field.encode(), digits.encode())


TOLD = "1 filing with numbers of more digits than the tables hold"


TOO_LONG = [
    ("ending_balance", "0.12345678901234"),
    ("ending_loan_count", "9223372036854775808"),
    ("ending_balance", "123456789012345678901234567.5"),
    ("ending_balance", "-123456789012345678901234567"),
    ("ending_loan_count", "-9223372036854775809"),
    ("ending_loan_count", "99999999999999999999999999999"),
    ("lines", "[1,99999999999999999999]"),
]


@pytest.mark.parametrize(("field", "digits"), quick(TOO_LONG, 2))
def test_a_number_too_long_for_the_tables_is_reported(tmp_path: Path, field: str, digits: str) -> None:
    zone = write_records(tmp_path, [pool(field, digits)])
    run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path, exits=1)
    assert f"{TOLD}, rounded or null there: 0000000003-04-000001; take these from the records" in run.stdout


def test_the_audit_shows_a_balance_that_it_could_not_ask_about(tmp_path: Path) -> None:
    line = b'{"record":"tranche","accession":"0000000003-04-000001","ending_balance":%s}' % (b"9" * 30)
    zone = write_records(tmp_path, [line])
    run = scrapy("audit", zone=str(zone), folder=tmp_path)
    assert f"{TOLD}: 0000000003-04-000001\n" in run.stdout


HELD = [
    ("ending_balance", "12345678901234567890123456.123456789012"),
    ("ending_loan_count", "9223372036854775807"),
    ("ending_balance", "12345678901234567890123456"),
    ("ending_balance", "0.12345678901200000"),
    ("group", '"99999999999999999999"'),
]


@pytest.mark.parametrize(("field", "digits"), quick(HELD, 2))
def test_the_longest_numbers_that_the_tables_hold_are_exact(tmp_path: Path, field: str, digits: str) -> None:
    zone = write_records(tmp_path, [pool(field, digits)])
    assert "more digits" not in scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path).stdout
    query = f'SELECT "{field}" FROM read_parquet(?)'
    ((value,),) = duckdb.execute(query, [f"{tmp_path}/tables/pool/*/*.parquet"]).fetchall()
    assert value == digits.strip('"') if field == "group" else Decimal(value) == Decimal(digits)


def test_the_joined_views_show_a_class_a_pool_and_delinquencies_by_month(tmp_path: Path) -> None:
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


POOLS = {
    "of its group": ([("1", "7.00"), ("2", "8.00")], "2", Decimal(8)),
    "of all loans": ([("1", "7.00"), ("2", "8.00")], None, Decimal(15)),
    "of all loans, one balance not printed": ([("1", "7.00"), ("2", None)], None, None),
    "of a group that has no pool": ([("1", "7.00")], "3", None),
    "of a page without groups": ([(None, "7.00")], None, Decimal(7)),
}


@pytest.mark.parametrize(("pools", "group", "expected"), POOLS.values(), ids=POOLS.keys())
def test_delinquency_stands_beside_the_balance_of_the_loans_it_is_of(
    tmp_path: Path, pools: list[tuple[str | None, str | None]], group: str | None, expected: Decimal | None
) -> None:
    place = b'"accession":"0000000003-04-000001","document":1,"statement":1'
    deal = b'"deal":"GMACM 2003-HE2","distribution_date":"2004-01-25","layout":"servicing_certificate"'
    lines = [b'{"record":"statement",%s,%s,"lines":[1]}' % (place, deal)]
    for name, balance in pools:
        figures = json.dumps({"group": name})[1:-1] + (f',"ending_balance":{balance}' if balance else "")
        lines.append(b'{"record":"pool",%s,%s}' % (place, figures.encode()))
    for bucket, balance in (("30-59", "1.00"), ("60-89", "2.00")):
        said = {"group": group, "status": "delinquent", "bucket": bucket}
        figures = json.dumps(said, separators=(",", ":"))[1:-1] + f',"balance":{balance}'
        lines.append(b'{"record":"delinquency",%s,%s}' % (place, figures.encode()))
    with zone_tables(write_records(tmp_path, lines), columns()) as duck:
        query = "SELECT pool_ending_balance, delinquent FROM delinquency_by_month"
        assert duck.execute(query).fetchall() == [(expected, Decimal(3))]
