"""Every example in docs/zone.md runs, on the zone of the sample archive and its export."""

import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from crawler.replica import Replica
from tests.crawler.crawls import Place
from tests.zone.run import ROOT, environment, scrapy

ZONE = (ROOT / "docs/zone.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(python|python spark|sql)\n(.*?)^```$", ZONE, re.MULTILINE | re.DOTALL)
PYTHON = [code for kind, code in BLOCKS if kind == "python"]
SPARK = [code for kind, code in BLOCKS if kind == "python spark"]
SQL = [code for kind, code in BLOCKS if kind == "sql"]


@pytest.fixture(scope="module")
def folder(edgar: Replica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    Place(folder, edgar).crawl("gmacm", "-a", "since=2003-01-01", "-a", "until=2004-12-31")
    scrapy("export", zone="landing", folder=folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    return folder


def run(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment("landing"),
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_one_for_each_tool() -> None:
    tools = ("import duckdb", "import polars", "import pandas", "seen_file")
    assert [[tool in code for tool in tools].index(True) for code in PYTHON] == [0, 1, 2, 3]
    assert len(SPARK) == len(SQL) == 1


def test_duckdb_reads_the_zone_through_the_views(folder: Path) -> None:
    shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in run(PYTHON[0], folder).splitlines()]
    months = {tuple(row[:2]): (row[-3], row[-1]) for row in shown if len(row) == 7}
    assert months["GMACM 2003-AR1", "A-1"] == ("4283597.000000000000", "167875146.000000000000")
    assert months["GMACM 2003-AR2", "A-I-1"] == ("2076026.000000000000", "67692974.000000000000")


# Typed from the pages: of the first two each group's 'Total' below DELINQUENCY INFORMATION, added up; of the
# third, which prints no total of its rows, 1,451,029.62 + 754,849.24 + 233,224.98 + 439,258.41 + 284,255.95
# + 134,295.14 of the delinquent loans.
LATE = {
    ("GMACM 2003-AR1", "delinquent"): Decimal(6_314_237 + 348_000),
    ("GMACM 2003-AR1", "foreclosure"): 0,
    ("GMACM 2003-AR1", "bankruptcy"): 0,
    ("GMACM 2003-AR1", "reo"): 0,
    ("GMACM 2003-AR2", "delinquent"): 292_078,
    ("GMACM 2003-AR2", "foreclosure"): 0,
    ("GMACM 2003-AR2", "bankruptcy"): 0,
    ("GMACM 2003-AR2", "reo"): 0,
    ("GMACM 2003-HE2", "delinquent"): Decimal("3296913.34"),
    ("GMACM 2003-HE2", "foreclosure"): Decimal("192238.58"),
    ("GMACM 2003-HE2", "bankruptcy"): Decimal("1848459.36"),
    ("GMACM 2003-HE2", "reo"): 0,
}


def test_duckdb_reads_the_export_and_counts_no_loan_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    rows = duckdb.sql(SQL[0]).fetchall()
    assert {(deal, status): balance for deal, _, status, balance in rows} == LATE


def test_the_view_and_the_documented_query_give_the_same_delinquencies(folder: Path) -> None:
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(folder / "landing")])
    duck.execute((folder / "docs/views.sql").read_text())
    columns = ("delinquent", "foreclosure", "bankruptcy", "reo")
    sums = ", ".join(f"sum({name})" for name in columns)
    for deal, *figures in duck.execute(
        f"SELECT deal, {sums} FROM delinquency_by_month GROUP BY ALL"
    ).fetchall():
        assert figures == [LATE[deal, name] for name in columns]


# A page's totals beside their parts: (group, status, bucket, balance) of one statement, and what is late.
PAGES_WITH_TOTALS = [
    ([("1", "delinquent", "30-59", 5), ("1", "delinquent", "total", 5), ("2", "delinquent", "total", 2)], 7),
    ([(None, "delinquent", "30-59", 5), (None, "delinquent", "90+", 1)], 6),
    ([("1", "delinquent", "total", 5), ("2", "delinquent", "total", 2), (None, "delinquent", "total", 7)], 7),
    ([(None, "delinquent", "current", 90), (None, "delinquent", "30-59", 4), (None, "all", "total", 94)], 4),
    ([(None, "delinquent", "current", 90), (None, "delinquent", "total", 4), (None, "all", "30-59", 4)], 4),
]


@pytest.mark.parametrize(("lines", "late"), PAGES_WITH_TOTALS)
def test_a_total_is_not_added_to_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[tuple[str | None, str, str, int]], late: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("delinquency/filed_month=2004-01", "latest_statement"):
        (tmp_path / "export" / name).mkdir(parents=True)
    duckdb.execute("CREATE OR REPLACE TABLE one (g VARCHAR, s VARCHAR, b VARCHAR, v DECIMAL(38, 12))")
    duckdb.executemany("INSERT INTO one VALUES (?, ?, ?, ?)", lines)
    statement = (
        "'T 2004-1' AS deal, DATE '2004-01-26' AS distribution_date,"
        " 'a' AS accession, 1 AS document, 1 AS statement"
    )
    duckdb.execute(
        f'COPY (SELECT {statement}, g AS "group", s AS status, b AS bucket, v AS balance FROM one)'
        " TO 'export/delinquency/filed_month=2004-01/records.parquet'"
    )
    duckdb.execute(f"COPY (SELECT {statement}) TO 'export/latest_statement/records.parquet'")
    found = {row[2]: row[3] for row in duckdb.sql(SQL[0]).fetchall()}
    assert found == {"delinquent": late}


def test_polars_reads_the_export_with_exact_decimals(folder: Path) -> None:
    reported = run(PYTHON[1], folder)
    # 'End Bal' of the classes but X, added up: the page's own total is a dollar less, as it rounds.
    assert "518862340.000000000000" in reported
    assert "384460895.61" in reported  # 116,261,895.61 of A-1 and the whole dollars of
    # Filed twice, counted once: half of what all filings add up to.
    records = [json.loads(line) for path in (folder / "landing").glob("records/*/*") for line in path.open()]
    twice = [one for one in records if one["record"] == "tranche" and one["deal"] == "GMACM 2003-HE2"]
    whole = sum(Decimal(str(one["ending_balance"])) for one in twice if not one["notional"])
    assert f"{whole / 2:.2f}" in reported


def test_pandas_reads_the_export_with_exact_decimals(folder: Path) -> None:
    reported = run(PYTHON[2], folder)
    assert "518862340.000000000000" in reported
    assert "384460895.61" in reported


def test_the_consumer_takes_what_is_new_and_nothing_twice(folder: Path) -> None:
    first = run(PYTHON[3], folder).splitlines()
    assert len(first) == 4
    assert "0001019965-04-000027 GMACM 2003-AR2 2003-12-19" in first
    assert run(PYTHON[3], folder) == ""
    records = max((folder / "landing/records").glob("*/0001019965-04-000027.jsonl"))
    records.write_bytes(records.read_bytes().replace(b'"Senior"', b'"Junior"'))
    scrapy("reparse", zone="landing", folder=folder)
    assert run(PYTHON[3], folder).splitlines() == ["0001019965-04-000027 GMACM 2003-AR2 2003-12-19"]


def test_the_commands_shown_are_understood(folder: Path) -> None:
    shown = [line.split("#")[0].split() for line in re.findall(r"^scrapy (reparse .*)$", ZONE, re.MULTILINE)]
    assert len(shown) == 4
    for words in shown:
        if "--dask" not in words:
            scrapy(*words, zone="landing", folder=folder)


def test_every_fault_of_verify_is_explained() -> None:
    from crawler.zone_verification import ADVICE  # noqa: PLC0415 - for this one test

    assert set(re.findall(r"^\| `(\w+)` \|", ZONE, re.MULTILINE)) >= set(ADVICE)
