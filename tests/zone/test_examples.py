"""Every example in docs/zone.md runs, on the zone of the sample archive and its export."""

import importlib.util
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
    tools = ("import duckdb", "import polars", "seen_file")
    assert [[tool in code for tool in tools].index(True) for code in PYTHON] == [0, 1, 2]
    assert len(SPARK) == len(SQL) == 1


def test_duckdb_reads_the_zone_through_the_views(folder: Path) -> None:
    told = run(PYTHON[0], folder)
    assert "GMACM 2003-AR1" in told
    assert "ending_balance" in told


def test_duckdb_reads_the_export(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    rows = duckdb.sql(SQL[0]).fetchall()
    assert {row[0] for row in rows} >= {"GMACM 2003-AR1", "GMACM 2003-AR2", "GMACM 2003-HE2"}


def test_polars_reads_the_export_with_exact_decimals(folder: Path) -> None:
    told = run(PYTHON[1], folder)
    assert "GMACM 2003-AR2" in told
    # Filed twice, counted once: half of what all filings add up to.
    records = [json.loads(line) for path in (folder / "landing").glob("records/*/*") for line in path.open()]
    twice = [one for one in records if one["record"] == "tranche" and one["deal"] == "GMACM 2003-HE2"]
    whole = sum(Decimal(str(one["ending_balance"])) for one in twice if not one["notional"])
    assert f"{whole / 2:.2f}" in told


def test_the_consumer_takes_what_is_new_and_nothing_twice(folder: Path) -> None:
    first = run(PYTHON[2], folder).splitlines()
    assert len(first) == 4
    assert "0001019965-04-000027 GMACM 2003-AR2 2003-12-19" in first
    assert run(PYTHON[2], folder) == ""
    records = max((folder / "landing/records").glob("*/0001019965-04-000027.jsonl"))
    records.write_bytes(records.read_bytes().replace(b'"Senior"', b'"Junior"'))
    scrapy("reparse", zone="landing", folder=folder)
    assert run(PYTHON[2], folder).splitlines() == ["0001019965-04-000027 GMACM 2003-AR2 2003-12-19"]


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="PySpark is not installed")
def test_spark_reads_the_export(folder: Path) -> None:
    assert "GMACM 2003-AR2" in run(SPARK[0], folder)


def test_the_commands_shown_are_understood(folder: Path) -> None:
    shown = [line.split("#")[0].split() for line in re.findall(r"^scrapy (reparse .*)$", ZONE, re.MULTILINE)]
    assert len(shown) == 4
    for words in shown:
        if "--dask" not in words:
            scrapy(*words, zone="landing", folder=folder)


def test_every_fault_of_verify_is_explained() -> None:
    from crawler.verifying import ADVICE  # noqa: PLC0415 - for this one test

    assert set(re.findall(r"^\| `(\w+)` \|", ZONE, re.MULTILINE)) >= set(ADVICE)
