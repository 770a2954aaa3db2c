"""The records as tables: every kind and field, every printed digit, no binary float on the way."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import parsers
from crawler.duckdb_types import columns
from crawler.reporters import months_of_end
from parsers.schema import json_schema
from storage import Landing, Unreadable
from storage.audit_queries import audit_zone
from storage.derived_views import EXPORTED_VIEWS
from storage.parquet import export_zone
from storage.records_reader import reads
from storage.tables import connection, most_threads, sentence, views_sql, zone_tables
from tests.quick_cases import quick
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
def test_a_number_too_long_for_the_tables_is_told(tmp_path: Path, field: str, digits: str) -> None:
    zone = write_records(tmp_path, [pool(field, digits)])
    run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path, exits=1)
    assert f"{TOLD}, rounded or null there: 0000000003-04-000001; take these from the records" in run.stdout


def test_the_audit_tells_a_balance_that_it_could_not_ask_about(tmp_path: Path) -> None:
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


def test_an_export_replaces_the_one_before_it_and_has_a_table_for_every_kind(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1), 2))
    for _ in range(2):
        run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path)
    months = {path.name.removeprefix("filed=") for path in (tmp_path / "zone/records").iterdir()}
    tables = {path.relative_to(tmp_path / "tables").as_posix() for path in tmp_path.glob("tables/*/*/*")}
    assert tables == {f"{kind}/filed_month={month}/records.parquet" for kind in columns() for month in months}
    for view in EXPORTED_VIEWS:
        assert (tmp_path / f"tables/{view}/records.parquet").is_file()
    assert "  statement                         2 rows" in run.stdout


def test_a_month_that_the_zone_has_no_longer_is_emptied_in_an_older_export(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1), 2))
    scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path)
    gone = min((tmp_path / "zone/records").iterdir()).name.removeprefix("filed=")
    for kind in ("raw", "records"):
        shutil.rmtree(tmp_path / f"zone/{kind}/filed={gone}")
    run = scrapy("export", "--to", "tables", zone=str(zone), folder=tmp_path)
    assert f"  {gone}: in an earlier export and no longer in the zone, emptied\n" in run.stdout
    months = "SELECT DISTINCT filed_month FROM read_parquet(?)"
    for kind in ("statement", "tranche"):
        found = duckdb.execute(months, [f"{tmp_path}/tables/{kind}/*/*.parquet"]).fetchall()
        assert len(found) == 1
        assert gone not in str(found)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("zone", "zone lies in the landing zone: name another folder for the tables"),
        ("zone/records", "zone/records lies in the landing zone"),
        ("a-file", "a part of this path is a file, not a folder; set --to to a folder"),
        ("foo://x", "cannot write to foo://x: ValueError: Protocol not known: foo; check --to and run again"),
        (" ", "--to is empty"),
    ],
)
def test_a_place_for_an_export_that_will_not_do_is_refused(
    zone: Landing, tmp_path: Path, to: str, words: str
) -> None:
    (zone.folder or Path()).rename(tmp_path / "zone")
    (tmp_path / "a-file").touch()
    run = scrapy("export", "--to", to, zone=str(tmp_path / "zone"), folder=tmp_path, exits=2)
    assert words in run.stderr


@pytest.mark.parametrize(
    "words",
    [["audit"], ["status"], ["unread"], ["report"], ["export"], ["export", "--format", "csv"]],
    ids=" ".join,
)
def test_questions_that_need_more_memory_than_they_may_take_say_so(
    zone: Landing, tmp_path: Path, words: list[str]
) -> None:
    run = scrapy(*words, "--memory", "1MB", zone=str(zone), folder=tmp_path, exits=2)
    assert run.stderr.startswith(f"scrapy {words[0]}: the questions over {zone} need more memory (")
    assert run.stderr.endswith("give them more with --memory\n")
    assert not (tmp_path / "export").exists() and not (tmp_path / "export-csv").exists()


@pytest.mark.parametrize(
    ("memory", "most"), [("100MB", 1), ("200MB", 1), ("250MB", 2), ("1GB", 8), ("16GB", 128)]
)
def test_a_machine_of_many_cores_uses_as_many_threads_as_the_memory_is_for(
    zone: Landing, memory: str, most: int
) -> None:
    assert most_threads(memory) == most
    with connection(zone, memory) as duck:
        (threads,) = duck.execute("SELECT current_setting('threads')").fetchone() or (0,)
        assert 1 <= threads <= most


def test_no_bar_of_duckdb_stands_among_a_commands_lines(zone: Landing) -> None:
    with connection(zone) as duck:
        assert duck.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_the_memory_of_questions_is_an_amount(zone: Landing, tmp_path: Path) -> None:
    scrapy("audit", "--memory", "1GB", zone=str(zone), folder=tmp_path)
    run = scrapy("audit", "--memory", "lots", zone=str(zone), folder=tmp_path, exits=2)
    assert "lots is not a valid amount of memory: use MB or GB, as in 4GB" in run.stderr


def test_records_of_another_schema_are_refused_by_the_commands(zone: Landing, tmp_path: Path) -> None:
    (path,) = (zone.folder or Path()).glob("records/*/*")
    path.write_bytes(path.read_bytes().replace(b'"1.0"', b'"2.7"'))
    for command in ("audit", "export"):
        run = scrapy(command, zone=str(zone), folder=tmp_path, exits=2)
        assert f"are of schema 2.7, and this program reads {parsers.SCHEMA_VERSION}" in run.stderr


def test_a_torn_records_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    zone = write_records(tmp_path, [b'{"record":"tranche","tra'])
    run = scrapy("audit", zone=str(zone), folder=tmp_path, exits=2)
    assert f"the records of {zone} cannot be read: " in run.stderr
    assert "0000000003-04-000001.jsonl" in run.stderr
    assert "run `scrapy verify` to list the damaged files" in run.stderr


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


def test_a_path_that_looks_like_a_pattern_is_the_path_of_a_zone(zone: Landing, tmp_path: Path) -> None:
    strange = Landing(str(tmp_path / "zone [2003-2004] *of?[!a] it's {b}"))
    assert zone.folder
    assert strange.folder
    shutil.copytree(zone.folder, strange.folder)
    plain = through_tables(zone)
    assert len(plain) == len(DIGITS)
    for way in (through_tables, through_the_views_of_the_docs):
        assert way(strange) == plain
    export_zone(strange, Landing(str(tmp_path / "tables [a] it's")), columns())
    tables = tmp_path / "tables [[]a] it's/tranche/*/*.parquet"
    assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(tables)]).fetchall() == [
        (len(DIGITS),)
    ]


LEFTOVERS = [
    "records/.DS_Store",
    "records/_SUCCESS",
    "records/_temporary/0/0000000003-04-000001.jsonl",
    "records/filed=2004-01.copy/0000000003-04-000001.jsonl",
    "records/filed=2004-01/._0000000003-04-000001.jsonl",
    "records/filed=2004-01/.0000000003-04-000001.jsonl.crc",
    "records/filed=2004-01/_SUCCESS",
    "records/filed=2004-01/Thumbs.db",
    "records/filed=2004-01/notes.jsonl",
    "records/filed=2004-01/part-00000-04-000001.jsonl",
    "records/filed=2004-01/0000000003-04-000001.jsonl~",
    "records/filed=2004-01/copies/0000000003-04-000001.jsonl",
    "runs/._20260131T120000.000000Z-gmacm.json",
    "runs/_committed_1.json",
]


@pytest.mark.parametrize("way", [through_tables, through_the_views_of_the_docs, through_parquet])
def test_what_other_tools_left_in_a_zone_is_not_read(
    zone: Landing, way: Callable[[Landing], list[Any]]
) -> None:
    for name in LEFTOVERS:
        path = (zone.folder or Path()) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b'{"record":"tranche"}\n\0')
    assert len(way(zone)) == len(DIGITS)
    assert zone.run_names() == []


def test_folders_above_the_zone_that_are_named_like_partitions_are_no_partitions(
    zone: Landing, tmp_path: Path
) -> None:
    above = "filed=1999-01/filed_month=1999-01/record=x/json=1/filename=a"
    inner = Landing(str(tmp_path / above / "zone"))
    shutil.copytree(zone.folder or "", inner.folder or "")
    plain = through_tables(zone)
    assert len(plain) == len(DIGITS)
    for way in (through_tables, through_the_views_of_the_docs, through_parquet):
        assert way(inner) == plain
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(inner)])
    duck.execute(Path("docs/views.sql").read_text())
    assert duck.execute("SELECT DISTINCT filed_month FROM tranche").fetchall() == [("2004-01",)]
    with zone_tables(inner, columns()) as tables:
        assert tables.execute("SELECT DISTINCT filed_month FROM tranche").fetchall() == [("2004-01",)]


DAMAGE = {
    "cut inside a line": (lambda text: text[:-9], "Malformed JSON in file"),
    "a line that is none": (lambda text: text + b"garbage\n", "Malformed JSON in file"),
    "a line of another thing": (lambda text: text + b"[1]\n", "have lines that are not records: 1"),
    "empty": (lambda text: b"", "are not each of the one filing that their file is named after: 0000000003"),
    "twice": (lambda text: text + text, "are not each of the one filing that their file is named after"),
    "of another filing": (
        lambda text: text.replace(b"0000000003", b"0000000009"),
        "are not each of the one filing that their file is named after: 0000000003-04-000001, 0000000009-04",
    ),
    "without a statement that is counted": (
        lambda text: text.replace(b'"documents":[]', b'"documents":[],"statements":1'),
        "lack statements that their filing line counts: 0000000003-04-000001",
    ),
    "of a newer schema": (
        lambda text: text.replace(b'"1.0"', b'"1.1"'),
        "are of schema 1.1, and this program reads 1.0: run `scrapy reparse`, or use the version",
    ),
    "of another schema": (lambda text: text.replace(b'"1.0"', b'"0.9"'), "are of schema 0.9"),
    "of no schema": (lambda text: text.replace(b"schema_version", b"x"), "are of schema None"),
}


@pytest.mark.parametrize(("damage", "words"), DAMAGE.values(), ids=DAMAGE.keys())
def test_records_that_are_not_whole_or_not_understood_are_refused(
    zone: Landing, tmp_path: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    (path,) = (zone.folder or Path()).glob("records/*/*")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(Unreadable) as refused:
        audit_zone(zone, columns(), "1.0")
    assert words in str(refused.value)
    with pytest.raises(Unreadable):
        export_zone(zone, Landing(str(tmp_path / "tables")), columns(), "1.0")


def test_a_filing_under_two_months_is_refused(zone: Landing, tmp_path: Path) -> None:
    (path,) = (zone.folder or Path()).glob("records/*/*")
    other = path.parents[1] / "filed=2009-12" / path.name
    other.parent.mkdir()
    shutil.copy(path, other)
    for batch in (1, 2):  # filings that are looked at together
        with pytest.MonkeyPatch.context() as patch, pytest.raises(Unreadable) as refused:
            patch.setattr("storage.records_reader.ENOUGH", batch)
            audit_zone(zone, columns())
        assert path.stem in str(refused.value)
    with pytest.raises(Unreadable) as refused:
        export_zone(zone, Landing(str(tmp_path / "tables")), columns())
    assert f"have filings under two months: {path.stem}; run `scrapy verify`" in str(refused.value)


def test_an_older_minor_version_of_the_schema_is_read() -> None:
    assert [reads("1.2", other) for other in ("1.2", "1.1", "1.3", "0.9", "2.0")] == [True, True] + [
        False
    ] * 3


def test_a_place_for_the_tables_that_is_too_small_is_told(zone: Landing) -> None:
    full = duckdb.IOException("Could not write file /place/zone-tables/tables: No space left on device")
    assert sentence(zone, full, "/place/zone-tables") == (
        f"the tables of {zone} do not fit into /place (Could not write file /place/zone-tables/tables:"
        " No space left on device); set TMPDIR to a folder with more room"
    )


def test_a_place_for_the_tables_that_is_not_there_is_told(zone: Landing, tmp_path: Path) -> None:
    gone = "import tempfile; tempfile.tempdir = '/nonexistent'\n"
    for command in ("audit", "export"):
        run = scrapy(command, zone=str(zone), folder=tmp_path, exits=2, prelude=gone)
        assert run.stderr.startswith(f"scrapy {command}: no temporary folder can be made (")
        assert "set TMPDIR to one that can be written" in run.stderr


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
