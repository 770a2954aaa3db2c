"""`scrapy status` as cron and Prometheus use it, on a zone of the sample archive."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from crawler.replica import Replica
from tests.crawler.crawls import Place
from tests.zone.run import scrapy

AGENT = "Sample Company contact@example.com"


@pytest.fixture(scope="module")
def folder(edgar: Replica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    Place(folder, edgar).crawl("gmacm", "-a", "since=2003-01-01", "-a", "until=2004-02-10")
    return folder


def settings(folder: Path, edgar: Replica) -> dict[str, str]:
    return {"EDGAR_BASE_URL": edgar.url, "EDGAR_BUDGET": str(folder / "budget"), "EDGAR_USER_AGENT": AGENT}


def test_a_sound_zone_is_silent_for_cron(folder: Path) -> None:
    run = scrapy("status", "--quiet", "--max-age", "26h", zone="landing", folder=folder)
    assert (run.stdout, run.stderr) == ("", "")


def test_the_screen_shows_runs_statements_and_deals(folder: Path) -> None:
    run = scrapy("status", zone="landing", folder=folder)
    assert "last run     gmacm: complete, ended 0 min ago" in run.stdout
    assert "2 read by a layout, 0 without one, 0 unread" in run.stdout
    assert "\ndeals        2: " in run.stdout


def test_the_audit_finds_no_error_in_the_sample(folder: Path) -> None:
    run = scrapy("audit", "--fail-on", "error", "--jsonl", "-", zone="landing", folder=folder)
    assert "error" not in {json.loads(line)["level"] for line in run.stdout.splitlines()}


def test_a_metrics_file_is_openmetrics(folder: Path) -> None:
    scrapy("status", "--openmetrics", "zone.prom", zone="landing", folder=folder)
    families = {one.name: one for one in text_string_to_metric_families((folder / "zone.prom").read_text())}
    assert families["statements_found"].samples[0].value == 2
    assert {sample.labels["level"] for sample in families["statements_findings"].samples} == {
        "info", "warning", "error",
    }  # fmt: skip


def test_a_block_is_reported_until_it_ends(folder: Path, edgar: Replica) -> None:
    own = settings(folder, edgar) | {"EDGAR_BUDGET": str(folder / "blocked")}
    RateLimiter(folder / "blocked", origin_of(edgar.url), 8).block(500)
    run = scrapy("status", "--jsonl", "-", zone="landing", folder=folder, exits=1, **own)
    (blocked,) = [
        one for line in run.stdout.splitlines() if (one := json.loads(line))["finding"] == "blocked"
    ]
    assert blocked["level"] == "warning"
    assert "EDGAR asked for silence" in blocked["message"]
    assert scrapy("status", "--fail-on", "error", zone="landing", folder=folder, **own).returncode == 0


def test_a_run_that_holds_the_zone_for_days_is_an_error(folder: Path) -> None:
    lock = folder / "landing/.lock"
    signed = lock.with_name(".lock.holder")
    with FileLock(lock):
        signed.write_text(json.dumps({"pid": 1, "name": "gmacm", "started": "2004-01-01T00:00:00+00:00"}))
        run = scrapy("status", "--quiet", "--fail-on", "error", zone="landing", folder=folder, exits=1)
    signed.unlink()
    assert "error: gmacm (process 1) has held the zone for" in run.stdout


def test_edgar_is_asked_once_and_says_whether_it_accepts_us(folder: Path, edgar: Replica) -> None:
    own = settings(folder, edgar)
    before = len(edgar.requests())
    run = scrapy("status", "--online", zone="landing", folder=folder, **own)
    assert f"info: EDGAR accepts us as '{AGENT}'" in run.stdout
    (request,) = edgar.requests()[before:]
    assert "Authorization" not in str(request)


def test_a_refused_user_agent_is_an_error(folder: Path) -> None:
    with Replica(archive="sample", max_rate=0) as edgar:
        edgar.set_faults([{"fault": "undeclared"}])
        own = settings(folder, edgar)
        run = scrapy("status", "--online", "--quiet", zone="landing", folder=folder, exits=1, **own)
    assert "error: EDGAR does not accept us: EDGAR takes us for an undeclared tool" in run.stdout


@pytest.mark.parametrize("words", [["--max-age", "soon"], ["--fail-on", "never"], ["surplus"]])
def test_what_is_not_understood_is_refused(folder: Path, words: list[str]) -> None:
    scrapy("status", *words, zone="landing", folder=folder, exits=2)
