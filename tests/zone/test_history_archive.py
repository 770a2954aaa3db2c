"""The bundled archive with a history: what the writers print, and the faults that were planted in it."""

import json
import zipfile
from pathlib import Path

import pytest

from crawler.replica.history import HISTORY
from tests.zone.history_archive import filings, packed
from tests.zone.run import scrapy


def test_the_archive_is_what_the_writers_print() -> None:
    """Else: python -m tests.zone.history_archive."""
    assert packed() == HISTORY.read_bytes()


def test_every_page_says_that_it_is_invented() -> None:
    with zipfile.ZipFile(HISTORY) as archive:
        for name in archive.namelist():
            assert b"(INVENTED)" in archive.read(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    scrapy("crawl", "ramp", "-a", "archive=history", zone="unused", folder=folder)
    return folder


def test_a_crawl_of_it_fills_a_zone_of_its_own(folder: Path) -> None:
    assert len(list((folder / "landing-history/records").rglob("*.jsonl"))) == 145
    assert not (folder / "unused").exists()


def test_the_audit_finds_what_was_planted(folder: Path) -> None:
    scrapy("audit", "--jsonl", "found.jsonl", zone="landing-history", folder=folder, exits=1)
    lines = (folder / "found.jsonl").read_text().splitlines()
    found = {(one["finding"], one["deal"], one["month"]) for one in map(json.loads, lines)}
    # Of months that are missing in a row the first is named; one that nothing reads was read before, and has
    # no place in a history, which `left_out` says.
    planted = {(one.finding, one.deal, one.month) for one in filings()[0].planted}
    assert planted - found == {("missing_month", "GMACM 2001-HE2", "2002-11")}
    assert {kind for kind, _, _ in found - planted} == {"ended", "left_out"}


def test_the_statements_that_nothing_reads_are_found(folder: Path) -> None:
    run = scrapy("unread", zone="landing-history", folder=folder)
    assert "2 statements unread" in run.stdout
    assert "list of the largest loans" in run.stdout
