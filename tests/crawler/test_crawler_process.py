"""A program that runs Scrapy itself gets the same crawl as `scrapy crawl`, in whatever folder it works."""

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.replica import Replica
from parsers.versions import versions
from storage import Landing, ZoneLock
from tests.crawler.crawls import Place, accession, archive, filing
from tests.crawler.running_examples import checkout, environment, example, run

PLAIN = """
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings
process = CrawlerProcess(get_project_settings())
process.crawl("gmacm")
process.start()
"""


@pytest.fixture
def statements(tmp_path: Path) -> Place:
    place = Place(tmp_path / "statements")
    checkout(place)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "crawl.py").write_text(example("crawl.py", place))
    return place


def run_program(place: Place, *left_out: str, **settings: str) -> subprocess.CompletedProcess[str]:
    folder = place.folder.parent / "elsewhere"
    script = example("program.sh", place)
    lines = [line for line in script.splitlines() if not any(name in line for name in left_out)]
    values = environment(place, "EDGAR_USER_AGENT") | settings
    return run(["/bin/sh", "-c", "\n".join(lines)], folder, values)


def test_the_documented_program_lands_the_filings_from_another_folder(
    statements: Place, tmp_path: Path
) -> None:
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as statements.edgar:
        done = run_program(statements)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(statements.raw()) == [accession(1), accession(2)]
    assert done.stdout.startswith("gmacm: complete\n")
    [manifest] = statements.manifests()
    assert manifest["outcome"] == "complete"
    assert versions().items() <= manifest["versions"].items()
    assert manifest["arguments"] == {"since": "2004-01-01", "until": "2004-03-31"}
    agents = {request.headers["user-agent"] for request in statements.edgar.requests()}
    assert agents == {"Your Company you@example.com"}


def test_a_program_that_names_the_spider_alone_crawls_too(statements: Place, tmp_path: Path) -> None:
    values = {"LANDING_ZONE": str(statements.zone), "STATE_DIR": str(statements.folder / "state")}
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as statements.edgar:
        done = run([sys.executable, "-c", PLAIN], tmp_path, statements.environment() | values)
    assert "gmacm: complete" in done.stdout, done.stdout + done.stderr
    assert list(statements.raw()) == [accession(1)]


def test_a_filing_that_fails_ends_the_program_with_one_and_is_pending(
    statements: Place, tmp_path: Path
) -> None:
    faults = [{"fault": "status", "status": 500, "kind": "submission"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as statements.edgar:
        done = run_program(statements, EDGAR_RETRY_PAUSE="0")
    assert done.returncode == 1
    assert statements.manifests()[0]["pending"][0]["accession"] == accession(1)


def test_without_a_user_agent_the_program_ends_with_the_sentence_and_sends_nothing(
    statements: Place, tmp_path: Path
) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as statements.edgar:
        done = run_program(statements, "EDGAR_USER_AGENT")
        assert statements.edgar.requests() == []
    assert done.returncode == 1
    assert "EDGAR_USER_AGENT is not set" in done.stderr
    assert not statements.manifests()


@pytest.mark.slow
def test_a_zone_that_another_run_holds_is_not_crawled(statements: Place) -> None:
    zone = Landing(str(statements.zone))
    with ZoneLock(zone, "gmacm"):
        done = run_program(statements)
    assert done.returncode == 1
    assert "is held by process" in done.stderr
    assert not statements.manifests()


@pytest.mark.slow
def test_in_a_silence_of_hours_the_program_sends_nothing(statements: Place, tmp_path: Path) -> None:
    faults = [{"fault": "status", "status": 503, "headers": {"Retry-After": "7200"}, "kind": "index"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as statements.edgar:
        first = run_program(statements)
        asked = len(statements.edgar.requests())
        second = run_program(statements)
        assert len(statements.edgar.requests()) == asked > 0
    assert (first.returncode, second.returncode) == (1, 1)
    assert "start again then" in second.stdout
    assert [manifest["outcome"] for manifest in statements.manifests()] == ["interrupted"] * 2
