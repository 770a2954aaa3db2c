"""The examples of docs/running.md, run as they stand but for the folder."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from crawler.replica import Replica
from tests.crawler.crawls import Place, accession, archive, filing
from tests.crawler.running_examples import (
    BLOCKS,
    checkout,
    environment,
    example,
    read_unit,
    run,
    run_cron,
    run_scrapyd,
    run_systemd,
)

EXAMPLES: dict[str, Callable[[Place], subprocess.CompletedProcess[str]]] = {
    "cron": run_cron,
    "systemd": run_systemd,
    "scrapyd": run_scrapyd,
}
Runs = dict[str, tuple[Place, subprocess.CompletedProcess[str]]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Every example at once, each in a checkout of its own."""
    filings = archive(tmp_path_factory.mktemp("archive"), filing(1), filing(2))

    def try_out(name: str) -> tuple[Place, subprocess.CompletedProcess[str]]:
        place = Place(tmp_path_factory.mktemp(name) / "statements", edgar)
        checkout(place)
        return place, EXAMPLES[name](place)

    with Replica(filings, max_rate=0) as edgar, ThreadPoolExecutor(os.cpu_count()) as pool:
        yield dict(zip(EXAMPLES, pool.map(try_out, EXAMPLES), strict=True))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_lands_the_filings_where_it_says(ran: Runs, name: str) -> None:
    place, done = ran[name]
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(place.raw()) == [accession(1), accession(2)]
    assert place.manifests()[0]["outcome"] == "complete"
    assert (place.folder / "state").is_dir()


def test_cron_has_nothing_to_mail_after_a_complete_run(ran: Runs) -> None:
    assert ran["cron"][1].stdout == ""


def test_cron_mails_what_a_person_should_know(ran: Runs) -> None:
    place, _ = ran["cron"]
    script = place.folder / "crawl.sh"
    refused = run([str(script), "-a", "since=1"], Path("/"), environment(place, "EDGAR_USER_AGENT"))
    assert refused.returncode == 2
    assert "since=1 is not a valid day" in refused.stdout


def log_of(place: Place) -> str:
    (log,) = place.folder.glob("logs/default/gmacm/*.log")
    return log.read_text()


def test_the_job_log_of_scrapyd_ends_with_the_summary(ran: Runs) -> None:
    place, done = ran["scrapyd"]
    assert log_of(place).endswith(done.stdout)
    assert " INFO: gmacm: complete\n" in log_of(place)


UNHAPPY = [
    ({"EDGAR_BASE_URL": "http://127.0.0.1:9", "EDGAR_RETRY_PAUSE": "0"}, 1, "WARNING: gmacm: "),
    ({"EDGAR_USER_AGENT": ""}, 2, "WARNING: refused: EDGAR_USER_AGENT is not set: "),
    pytest.param(
        {"EDGAR_MAX_RATE": "none"},
        2,
        "WARNING: refused: EDGAR_MAX_RATE 'none' is not a valid rate",
        marks=pytest.mark.slow,
    ),
]


@pytest.mark.parametrize(("settings", "code", "words"), UNHAPPY)
def test_the_job_log_of_scrapyd_says_what_a_person_should_know_at_any_level(
    tmp_path: Path, settings: dict[str, str], code: int, words: str
) -> None:
    place = Place(tmp_path / "statements", None, {**settings, "LOG_LEVEL": "WARNING"})
    checkout(place)
    log = place.folder / "logs" / "default" / "gmacm"
    log.mkdir(parents=True)
    command = [sys.executable, "-m", "scrapy", "crawl", "gmacm", "-a", "since=2004-01-01", "-a"]
    command += ["until=2004-01-31", "-s", f"LOG_FILE={log / '2c1f.log'}"]
    done = run(command, place.folder, place.environment() | {"STATE_DIR": "state"})
    assert done.returncode == code
    assert words in log_of(place)


def test_without_a_log_file_the_summary_is_said_once(ran: Runs) -> None:
    place, _ = ran["systemd"]
    command = [sys.executable, "-m", "scrapy", "crawl", "gmacm"]
    values = environment(place, "EDGAR_BUDGET") | {"LANDING_ZONE": "landing", "STATE_DIR": "state"}
    done = run(command, place.folder, values)
    assert (done.stdout + done.stderr).count("gmacm: complete") == 1


def test_every_example_is_tested_here_or_beside_or_in_the_soak() -> None:
    here = {"statements.service", "statements.timer", "statements-mail.service", "rehearse.sh"}
    here |= {"crawl.sh", "cron", "schedule.sh"}
    programs = {"crawl.py", "program.sh", "statements_job.py"}
    assert here | programs | {"container.sh", "statements.yaml"} == set(BLOCKS)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    place = Place(tmp_path / "statements")
    checkout(place)
    units = [
        tmp_path / name for name in ("statements.service", "statements.timer", "statements-mail.service")
    ]
    for unit in units:
        unit.write_text(example(unit.name, place))
    verified = run(["systemd-analyze", "verify", *map(str, units)], tmp_path, dict(os.environ))
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_timer_starts_the_service_of_its_name() -> None:
    assert "OnCalendar=" in BLOCKS["statements.timer"]


def test_the_service_fails_and_mails_where_there_is_something_to_report(ran: Runs) -> None:
    place, _ = ran["systemd"]
    service = read_unit(place, "statements.service")
    assert f"{service['Unit']['OnFailure']}" in BLOCKS
    assert service["Service"]["TimeoutStartSec"] == "1d"  # a run that hangs
    words = shlex.split(service["Service"]["ExecStartPost"])
    zone = {"LANDING_ZONE": f"{place.folder}/landing", "STATE_DIR": f"{place.folder}/state"}
    values = environment(place) | zone
    reported = run(words, place.folder, values)
    assert (reported.returncode, reported.stdout) == (0, "")  # which is no failure, and no mail
    RateLimiter(place.folder / "budget", origin_of(values["EDGAR_BASE_URL"]), 8).block(500)
    reported = run(words, place.folder, values | {"EDGAR_BUDGET": f"{place.folder}/budget"})
    assert reported.returncode == 1
    assert reported.stdout.startswith("warning: EDGAR asked for silence")


def test_the_service_mails_its_journal(tmp_path: Path) -> None:
    (tmp_path / "journalctl").write_text("#!/bin/sh\necho the journal of $2\n")
    (tmp_path / "mail").write_text(f"#!/bin/sh\necho to $3 >{tmp_path}/sent\ncat >>{tmp_path}/sent\n")
    for name in ("journalctl", "mail"):
        (tmp_path / name).chmod(0o755)
    unit = read_unit(Place(tmp_path), "statements-mail.service")
    done = run(
        shlex.split(unit["Service"]["ExecStart"]), tmp_path, {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    )
    assert done.returncode == 0
    assert (tmp_path / "sent").read_text() == "to you@example.com\nthe journal of statements.service\n"


def test_three_lines_rehearse_a_crawl(tmp_path: Path) -> None:
    assert BLOCKS["rehearse.sh"].count("\n") == 3
    place = Place(tmp_path / "statements")
    checkout(place)
    script = BLOCKS["rehearse.sh"].replace("8089", str(free_port()))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    values = environment(place, "EDGAR_BASE_URL", "EDGAR_USER_AGENT", "EDGAR_MAX_RATE") | {
        "PATH": path,
        "EDGAR_RETRY_PAUSE": "1",
    }
    done = run(["/bin/sh", "-c", script], place.folder, values)
    assert "gmacm: complete" in done.stdout, done.stdout + done.stderr
    assert len(list(place.folder.glob("rehearsal/raw/*/*.txt.gz"))) == 6
    assert not place.zone.exists()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
