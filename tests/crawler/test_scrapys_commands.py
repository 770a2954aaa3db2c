"""Scrapy's own commands work in this project, or say in a sentence what to use instead."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import TypeGuard

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler.config import ARGUMENTS
from crawler.replica import Replica
from tests.crawler.crawls import GMACM, ROOT, Place, accession, archive, filing

REFUSED = {
    "bench": ([], "make bench"),
    "check": (["-l"], "make test"),
    "fetch": (["--nolog", "http://127.0.0.1:9/"], "scrapy status --online"),
    "parse": (["http://127.0.0.1:9/", "--spider", "gmacm", "-c", "parse"], "python -m parsers FILE"),
    "shell": (["http://127.0.0.1:9/", "-c", "1"], "python -m parsers --explain FILE"),
    "view": (["http://127.0.0.1:9/"], "scrapy report"),
}
WORK = {
    "edit --help": "Edit a spider",
    "genspider -l": "basic",
    "list": "gmacm",
    "settings --get EDGAR_BLOCK_PAUSE": "600",
    "version": "Scrapy 2",
}


def scrapy(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    place.folder.mkdir(exist_ok=True)
    (place.folder / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text())
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=place.folder,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", REFUSED)
def test_a_command_that_would_send_requests_outside_a_run_says_what_to_use(
    place: Place, command: str
) -> None:
    words, instead = REFUSED[command]
    run = scrapy(place, command, *words)
    assert run.returncode == 2
    assert run.stderr.startswith(f"scrapy {command}: not in this project: ")
    assert instead in run.stderr and run.stderr.count("\n") == 1


@pytest.mark.parametrize("words", WORK)
def test_the_others_work(place: Place, words: str) -> None:
    run = scrapy(place, *words.split())
    assert run.returncode == 0, run.stderr
    assert WORK[words] in run.stdout


def test_the_help_of_crawl_says_what_each_argument_means(place: Place) -> None:
    run = scrapy(place, "crawl", "--help")
    assert run.returncode == 0
    for name, words in ARGUMENTS.items():
        assert f"  {name} " in run.stdout and words in run.stdout


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "crawler/commands").glob("[a-z]*.py")))
def test_the_help_of_a_command_says_what_each_option_means(name: str) -> None:
    (command,) = (
        made() for made in vars(import_module(f"crawler.commands.{name}")).values() if is_own(made, name)
    )
    command.settings = Settings()
    parser = ArgumentParser()
    command.add_options(parser)
    silent = [action.option_strings for action in parser._actions if not action.help]
    assert silent == []
    assert command.long_desc().endswith(".")


def is_own(made: object, name: str) -> TypeGuard[type[ScrapyCommand]]:
    return isinstance(made, type) and made.__module__ == f"crawler.commands.{name}"


@pytest.mark.slow
def test_a_spiders_file_is_run_with_manifest_and_summary(place: Place, tmp_path: Path) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        run = scrapy(place, "runspider", str(ROOT / "crawler/spiders/gmacm.py"), *GMACM[1:])
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("gmacm: complete\n")
    assert list(place.records()) == [accession(1)]


PROGRAM = """
import json, sys
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
process = CrawlerProcess(get_project_settings())
crawlers = [process.create_crawler(name) for name in sys.argv[1:]]
for crawler in crawlers:
    process.crawl(crawler, since="2004-01-01", until="2004-03-31")
process.start()
print(json.dumps([crawler.stats.get_value("edgar/outcome") for crawler in crawlers]))
"""


def program(place: Place, *spiders: str) -> subprocess.CompletedProcess[str]:
    place.folder.mkdir(exist_ok=True)
    environment = place.environment() | {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    words = [sys.executable, "-c", PROGRAM, *spiders]
    return subprocess.run(
        words, cwd=place.folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_a_scheduler_reads_the_outcome_from_scrapys_stats(place: Place, tmp_path: Path) -> None:
    faults = [{"fault": "status", "status": 404, "body": "", "path": f"*{accession(2)}.txt"}]
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as place.edgar:
        assert json.loads(program(place, "gmacm").stdout.splitlines()[-1]) == ["complete"]
    other = Place(place.folder.with_name("other"), settings={"EDGAR_RETRY_PAUSE": "0"})
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as other.edgar:
        assert json.loads(program(other, "gmacm").stdout.splitlines()[-1]) == ["pending"]
