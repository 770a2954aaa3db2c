"""What a crawl says while it goes on and at its end: in the log, on stdout, of each filing and failure."""

import datetime as dt
import os
import pty
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import parsers
from crawler.grammar import count, group_failures
from crawler.heartbeat import looking_at
from crawler.parsing import in_a_line
from crawler.replica import Replica, SubmissionDocument, compose_submission
from crawler.run_stats import RunStats
from crawler.run_summary import reasons
from tests.crawler.crawls import GMACM, SCRAPY, TRUST, Place, accession, archive, filing

FIXTURES = Path(__file__).parents[1] / "parsers/fixtures"
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+: ")


def test_a_crawl_says_the_day_of_each_line_and_what_became_of_each_filing(tmp_path: Path) -> None:
    page = (FIXTURES / "bank_one.2003-AR2.txt").read_bytes()
    day = dt.date(2004, 1, 26)
    whole = compose_submission(
        accession(1), "8-K", day, filers=[TRUST], documents=[SubmissionDocument("8-K", page)]
    )
    with Replica(archive(tmp_path / "archive", whole, filing(2)), max_rate=0) as edgar:
        done = Place(tmp_path / "place", edgar).crawl()
    assert all(LINE.match(line) for line in done.stderr.splitlines())
    assert re.search(
        rf"INFO: landed {accession(1)} GMACM 2003-AR2 2003-12: \d{{3}} checks passed, 12 failed\n",
        done.stderr,
    )
    assert f"INFO: landed {accession(2)} no statement\n" in done.stderr


def test_a_filing_of_many_statements_and_an_unread_one_are_lines_too() -> None:
    unread = parsers.read(
        b"ACME TRUST\nStatement to Certificateholders\n" + b"\n".join([b"x  1.00 2.00"] * 20)
    )
    assert in_a_line(unread).endswith(
        "no known deal without a date: 0 checks passed, 0 failed, 1 statement unread,"
        " 40 numbers without a field"
    )


def test_a_crawl_that_waits_for_a_block_says_so_and_how_long(tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1))
    with Replica(filings, max_rate=0) as edgar:
        edgar.set_faults([{"fault": "rate-page", "kind": "submission", "first": 1}])
        place = Place(tmp_path / "place", edgar, {"EDGAR_BLOCK_PAUSE": "3"})
        done = place.crawl()
    assert re.search(r"INFO: waiting for EDGAR's block to end, [123] s left\n", done.stderr)


def test_on_a_terminal_the_lines_stand_above_a_bar_that_ends_where_the_run_does(tmp_path: Path) -> None:
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as edgar:
        place = Place(tmp_path / "place", edgar)
        place.folder.mkdir()
        shown = on_terminal([*SCRAPY, "crawl", *GMACM], place)
    lines = re.split(r"[\r\n]+", shown)
    assert sum("INFO: landed " in line for line in lines) == 2
    bars = [line for line in lines if "filings/s" in line]
    assert "2/2" in bars[-1]
    assert not any("%" in line for line in bars if "quarter" in line)


def on_terminal(command: list[str], place: Place) -> str:
    """What a command shows on a terminal of its own."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        command, cwd=place.folder, env=place.environment(), stdout=slave, stderr=slave, stdin=slave
    )
    os.close(slave)
    shown = b""
    with suppress(OSError):  # how Linux says that the other end is closed
        while piece := os.read(master, 4096):
            shown += piece
    os.close(master)
    assert process.wait() == 0, shown.decode()
    return shown.decode()


def test_equal_failures_of_all_indexes_are_one_line(tmp_path: Path) -> None:
    place = Place(tmp_path / "place", None, {"EDGAR_RETRY_PAUSE": "0.01"})  # nothing listens there
    done = place.crawl("gmacm", "-a", "since=2003-01-01", "-a", "until=2004-12-31", exits=1)
    said = " ".join(done.stdout.split())
    assert "pending 0 filings, 8 indexes all 8 indexes: robots.txt could not be read: " in said
    assert said.count("Connection was refused") == 1


REASONS: list[tuple[Mapping[str, Any], list[str]]] = [
    (
        {"pending": {"a": "cut: 5 bytes came of 10", "b": "cut: 6 bytes came of 11", "c": "503"}, "new": 9},
        ["2 filings (a, b): cut: 5 bytes came of 10", "c: 503"],
    ),
    (
        {
            "pending": {"a": "took longer than http://x/1.txt", "b": "took longer than http://x/2.txt"},
            "new": 2,
        },
        ["all 2 filings: took longer than http://x/1.txt"],
    ),
    ({"pending_indexes": {"2004 Q1": "reset"}, "planned": 1}, ["2004 Q1: reset"]),
    (
        {"pending_indexes": {f"200{year} Q1": "reset" for year in range(7)}, "planned": 112},
        ["7 indexes (2000 Q1, 2001 Q1, 2002 Q1, 2003 Q1, 2004 Q1 and 2 more): reset"],
    ),
]


@pytest.mark.parametrize(("counts", "lines"), REASONS)
def test_failures_alike_are_reported_once(counts: Mapping[str, Any], lines: list[str]) -> None:
    assert [line for _, line in reasons(RunStats(**counts))] == lines


def test_reasons_that_differ_in_more_than_numbers_and_addresses_are_kept_apart() -> None:
    found = group_failures({"a": "reset", "b": "refused", "c": "reset"})
    assert [(one.items, one.reason) for one in found] == [(["a", "c"], "reset"), (["b"], "refused")]


def standing_at(stats: RunStats, source: str = "full-index", *, all_found: bool = False) -> str:
    run: Any = SimpleNamespace(stats=stats, all_found=all_found, config=SimpleNamespace(source=source))
    return looking_at(run)


def test_the_quarter_that_is_read_is_counted_among_all() -> None:
    stats = RunStats()
    stats.plan(f"{year} Q{number}" for year in range(1999, 2027) for number in (1, 2, 3, 4))
    for year in range(1999, 2006):
        for number in (1, 2, 3, 4):
            stats.has_read(f"{year} Q{number}")
    stats.index_failed("2006 Q1", "reset")
    stats.has_read("2006 Q1")
    assert standing_at(stats) == "quarter 30 of 112"
    assert standing_at(stats, "daily-index") == "list 30 of 112"
    assert standing_at(stats, all_found=True) == ""
    assert standing_at(RunStats()) == "looking for filings"


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("index", "indexes"), "0 indexes"),
        (1, ("index", "indexes"), "1 index"),
        (1_234, ("filing",), "1,234 filings"),
    ],
)
def test_a_number_and_its_noun_agree(number: int, words: tuple[str, ...], said: str) -> None:
    assert count(number, *words) == said
