"""The README's 'Try it' and 'Use the zone', followed line by line on the bundled sample archive."""

import re
import shlex
import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.crawler.crawls import SCRAPY, Place
from tests.zone.run import ROOT, scrapy

README = (ROOT / "README.md").read_text(encoding="utf-8")
USE = README[README.index("## Use the zone") :].partition("\n## ")[0]
SHOWN = re.search(r"```\n(gmacm: complete\n.*?)```", README, re.DOTALL)
COMMANDS = [line.partition("#")[0].split() for line in re.findall(r"^scrapy .*$", USE, re.MULTILINE)]
SAMPLE = dict(
    word.split("=") for word in shlex.split(re.findall(r"^LANDING_ZONE=.*$", USE, re.MULTILINE)[0])[:2]
)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder after `make crawl`, and what that said."""
    folder = tmp_path_factory.mktemp("checkout")
    words = re.search(
        r"^crawl:.*\n\t\$\(BIN\)/scrapy crawl (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    assert words
    return folder, Place(folder).crawl(*words[1].split(), program=SCRAPY).stdout


def test_the_table_shown_is_the_one_that_is_reported(tried: tuple[Path, str]) -> None:
    assert SHOWN
    reported = " ".join(tried[1].split()).replace(f"{tried[0]}/", "")
    shown = [" ".join(line.split()) for line in SHOWN[1].splitlines()]
    assert [line for line in shown if line not in reported] == []


def test_each_command_on_a_zone_is_shown() -> None:
    assert [words[1] for words in COMMANDS] == list(EXPECTED)


# Of the sample; what the audit finds, the README says.
EXPECTED = {
    "verify": (0, "is whole; 6 filings, 12 files and 1 manifest"),
    "reparse": (0, "6 read: 6 the same, 0 changed, 0 new"),
    "status": (0, "numbers      1,813: 2 without a field\n"),
    "audit": (0, "(2 info): amendment 1, same_content 1"),
    "unread": (0, "0 statements unread, 0 statements read without a layout, 2 numbers without a field"),
    "report": (0, "8 pages in report, 8 written: open report/index.html"),
    "export": (0, " 49  rows\n"),
}


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[1])
def test_a_command_works_on_the_sample_as_the_readme_says(tried: tuple[Path, str], words: list[str]) -> None:
    code, reported = EXPECTED[words[1]]
    settings = {name: value for name, value in SAMPLE.items() if name != "LANDING_ZONE"}
    run = scrapy(*words[1:], zone=SAMPLE["LANDING_ZONE"], folder=tried[0], exits=code, **settings)
    assert reported in run.stdout


def test_the_export_has_a_figure_of_the_page(tried: tuple[Path, str]) -> None:
    scrapy("export", zone=SAMPLE["LANDING_ZONE"], folder=tried[0])
    query = "SELECT ending_balance FROM read_parquet(?) WHERE deal = 'GMACM 2003-AR1' AND class_name = 'A-1'"
    found = duckdb.execute(query, [f"{tried[0]}/export/tranche/*/*.parquet"]).fetchall()
    assert [str(one).removesuffix(".000000000000") for (one,) in found] == ["167875146"]


def test_without_the_sample_s_name_a_command_says_what_to_set(tried: tuple[Path, str]) -> None:
    words, settings = [*SCRAPY, "verify"], Place(tried[0]).environment()
    run = subprocess.run(words, cwd=tried[0], env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "set LANDING_ZONE to the one you mean" in run.stderr
