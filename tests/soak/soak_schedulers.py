"""Dagster and scrapyd run the examples of docs/running.md, each in an environment of its own."""

import json
import os
import re
import socket
import subprocess
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import Place, accession, archive, filing
from tests.crawler.running_examples import checkout, environment, example, run

pytestmark = pytest.mark.timeout(1200)
# Runs the job of the documented module as Dagster does when a schedule is due, and says how it ended.
RUN_JOB = """
import dagster, statements_job
[schedule] = statements_job.defs.schedules
result = statements_job.statements.execute_in_process(raise_on_error=False)
retried = sum(event.event_type_value == "STEP_UP_FOR_RETRY" for event in result.all_events)
print("ended:", schedule.job_name, result.success, retried)
"""
SECONDS_TO_WAIT = 60


def own_environment(folder: Path, *packages: str) -> Path:
    """A virtual environment with everything that runs these tests, and the packages; its python."""
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    command = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    library = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    (Path(library) / "tests.pth").write_text(sysconfig.get_path("purelib"))
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL, timeout=900)
    return python


@pytest.fixture(scope="module")
def dagster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_environment(tmp_path_factory.mktemp("dagster"), "dagster==1.13.29")


def run_job(python: Path, place: Place, **settings: str) -> str:
    """How Dagster says that the documented job ended, once its pauses are cut."""
    checkout(place)
    script = place.folder / "bin" / "python"
    script.parent.mkdir()
    module = example("statements_job.py", place).replace("seconds_to_wait=3600", "seconds_to_wait=0")
    (script.parent / "statements_job.py").write_text(module)
    values = environment(place, "EDGAR_USER_AGENT") | {"DAGSTER_HOME": "", "DAGSTER_DISABLE_TELEMETRY": "1"}
    done = run([str(python), "-c", RUN_JOB], script.parent, values | settings)
    ended = re.search(r"^ended: statements (.*)$", done.stdout, re.MULTILINE)
    assert ended, done.stdout + done.stderr
    return ended[1]


def test_dagster_lands_the_filings(dagster: Path, tmp_path: Path) -> None:
    place = Place(tmp_path / "statements")
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as place.edgar:
        assert run_job(dagster, place) == "True 0"
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_dagster_tries_again_what_is_pending(dagster: Path, tmp_path: Path) -> None:
    place = Place(tmp_path / "statements")
    faults = [{"fault": "status", "status": 500, "kind": "submission"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        assert run_job(dagster, place, EDGAR_RETRY_PAUSE="0") == "False 2"
    assert [manifest["outcome"] for manifest in place.manifests()] == ["pending"] * 3


def test_dagster_does_not_try_a_wrong_setting_again(dagster: Path, tmp_path: Path) -> None:
    place = Place(tmp_path / "statements")
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        assert run_job(dagster, place, EDGAR_MAX_RATE="none") == "False 0"
        assert place.edgar.requests() == []


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def asked(url: str) -> dict[str, Any]:
    with urlopen(url, timeout=10) as answer:
        return dict(json.load(answer))


def wait_until(url: str, is_so: Any) -> dict[str, Any]:
    for _ in range(SECONDS_TO_WAIT * 5):
        try:
            if is_so(answer := asked(url)):
                return answer
        except URLError:
            pass  # the server is not there yet
        time.sleep(0.2)
    pytest.fail(f"{url} did not answer as it should within {SECONDS_TO_WAIT} s")


@contextmanager
def served_scrapyd(python: Path, place: Place) -> Iterator[str]:
    checkout(place)
    url = f"http://127.0.0.1:{(port := free_port())}"
    (place.folder / "scrapyd.conf").write_text(f"[scrapyd]\nbind_address = 127.0.0.1\nhttp_port = {port}\n")
    command = [str(python), "-m", "scrapyd"]
    values = environment(place) | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    with (place.folder / "scrapyd.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=place.folder, env=values, stdout=log, stderr=log)
    try:
        wait_until(f"{url}/daemonstatus.json", lambda answer: answer["status"] == "ok")
        yield url
    finally:
        server.terminate()
        server.wait(30)


def test_scrapyd_lands_the_filings(tmp_path: Path) -> None:
    python = own_environment(tmp_path / "environment", "scrapyd==1.6.0")
    place = Place(tmp_path / "statements")
    with (
        Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as place.edgar,
        served_scrapyd(python, place) as url,
    ):
        schedule = example("schedule.sh", place).replace("http://localhost:6800", url)
        scheduled = run(["/bin/sh", "-c", schedule], tmp_path, environment(place))
        assert json.loads(scheduled.stdout)["status"] == "ok", scheduled.stdout
        wait_until(f"{url}/listjobs.json?project=default", lambda answer: answer["finished"])
    assert sorted(place.raw()) == [accession(1), accession(2)]
    [log] = place.folder.glob("logs/default/gmacm/*.log")
    assert " INFO: gmacm: complete\n" in log.read_text()
