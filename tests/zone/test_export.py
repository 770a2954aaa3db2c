"""The tables that `scrapy export` writes, and the space that the tables of a zone need."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from crawler.duckdb_types import columns
from storage import Landing
from storage.derived_views import EXPORTED_VIEWS
from storage.tables import connection, most_threads, sentence
from tests.zone.histories import Archive, histories, land
from tests.zone.run import scrapy
from tests.zone.table_records import zone_of_digits


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return zone_of_digits(tmp_path)


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
    assert re.search(r"^  statement +2  rows$", run.stdout, re.M)


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
    assert not (tmp_path / "export").exists()
    assert not (tmp_path / "export-csv").exists()


@pytest.mark.parametrize(("memory", "most"), [("100MB", 1), ("200MB", 1), ("250MB", 2), ("1GB", 8)])
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


def test_a_place_for_the_tables_that_is_too_small_is_reported(zone: Landing) -> None:
    full = duckdb.IOException("Could not write file /place/zone-tables/tables: No space left on device")
    assert sentence(zone, full, "/place/zone-tables") == (
        f"the tables of {zone} do not fit into /place (Could not write file /place/zone-tables/tables:"
        " No space left on device); set TMPDIR to a folder with more space"
    )


def test_a_place_for_the_tables_that_is_not_there_is_reported(zone: Landing, tmp_path: Path) -> None:
    gone = "import tempfile; tempfile.tempdir = '/nonexistent'\n"
    for command in ("audit", "export"):
        run = scrapy(command, zone=str(zone), folder=tmp_path, exits=2, prelude=gone)
        assert run.stderr.startswith(f"scrapy {command}: no temporary folder can be made (")
        assert "set TMPDIR to one that can be written" in run.stderr
