"""Zones with strange paths, and with files that other tools left there, are read like any other."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.duckdb_types import columns
from storage import Landing
from storage.parquet import export_zone
from storage.tables import zone_tables
from tests.zone.table_records import (
    DIGITS,
    through_parquet,
    through_tables,
    through_the_views_of_the_docs,
    zone_of_digits,
)


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return zone_of_digits(tmp_path)


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
