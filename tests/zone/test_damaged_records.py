"""Records that are not whole, not of one filing or of another schema are refused, with what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import parsers
from crawler.duckdb_types import columns
from storage import Landing, Unreadable
from storage.audit_queries import audit_zone
from storage.parquet import export_zone
from storage.records_reader import reads
from tests.zone.run import scrapy
from tests.zone.table_records import write_records, zone_of_digits


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return zone_of_digits(tmp_path)


def test_records_of_another_schema_are_refused_by_the_commands(zone: Landing, tmp_path: Path) -> None:
    (path,) = (zone.folder or Path()).glob("records/*/*")
    path.write_bytes(path.read_bytes().replace(b'"1.0"', b'"2.7"'))
    for command in ("audit", "export"):
        run = scrapy(command, zone=str(zone), folder=tmp_path, exits=2)
        assert f"are of schema 2.7, and this program reads {parsers.SCHEMA_VERSION}" in run.stderr


def test_a_torn_records_file_is_reported_with_what_to_do(tmp_path: Path) -> None:
    zone = write_records(tmp_path, [b'{"record":"tranche","tra'])
    run = scrapy("audit", zone=str(zone), folder=tmp_path, exits=2)
    assert f"the records of {zone} cannot be read: " in run.stderr
    assert "0000000003-04-000001.jsonl" in run.stderr
    assert "run `scrapy verify` to list the damaged files" in run.stderr


@pytest.mark.parametrize("command", ["audit", "export"])
def test_a_zone_without_records_has_nothing_to_report(tmp_path: Path, command: str) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.land_raw("0000000003-04-000001", "2004-01", b"raw")
    scrapy(command, zone=str(zone), folder=tmp_path)


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
