"""The replica as a process: its command line, its end, and its log."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.replica import Logged, Replica, most_in_a_second
from crawler.replica.process import ROOT
from tests.replica.client import CONTACT, fetch

COMMAND = [sys.executable, "-m", "crawler.replica"]


def test_the_command_says_where_it_serves_and_ends_with_sigterm() -> None:
    with subprocess.Popen([*COMMAND, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    assert said.startswith("replica of EDGAR at http://127.0.0.1:")
    assert int(said.rsplit(":", 1)[1]) > 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--archive", "nowhere"], "no archive: nowhere has no folder 'submissions' (see write_archive)"),
        (["--faults", "nowhere.json"], "No such file or directory: 'nowhere.json'"),
    ],
)
def test_a_command_that_cannot_start_says_why(arguments: list[str], complaint: str) -> None:
    ended = subprocess.run(
        [*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert complaint in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_context_says_why_the_replica_did_not_start(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="did not start: no archive: "), Replica(tmp_path):
        pass
    with (
        pytest.raises(RuntimeError, match="did not start: no such fault: 'x'"),
        Replica(faults=[{"fault": "x"}]),
    ):
        pass


def test_the_replica_ends_with_the_process_that_started_it() -> None:
    program = (
        "import os, crawler.replica as r\n"
        "edgar = r.Replica().__enter__()\n"
        "print(edgar._process.pid, flush=True)\n"
        "os._exit(9)"
    )
    started = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    pid = int(started.stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    pytest.fail(f"replica {pid} outlived its starter")


def test_every_request_is_logged_with_its_time_and_who_asked() -> None:
    began = time.time()
    with Replica() as edgar:
        fetch(edgar, "/robots.txt?x=1", accept="*/*")
        [logged] = edgar.requests()
    assert began <= logged.time <= time.time()
    assert (logged.method, logged.path, logged.kind, logged.status) == (
        "GET",
        "/robots.txt?x=1",
        "robots",
        200,
    )
    assert (logged.headers["user-agent"], logged.headers["accept"]) == (CONTACT, "*/*")
    assert logged.bytes > 100


def test_the_log_can_be_asked_by_kind_and_after_the_end() -> None:
    with Replica() as edgar:
        fetch(edgar, "/Archives/edgar/full-index/2004/QTR1/master.idx")
        fetch(edgar, "/submissions/CIK0001264853.json")
    assert [request.kind for request in edgar.requests()] == ["index", "json"]
    assert [request.path for request in edgar.requests("json")] == ["/submissions/CIK0001264853.json"]


def test_a_log_that_is_kept_is_added_to(tmp_path: Path) -> None:
    for _ in range(2):
        with Replica(log=tmp_path / "log") as edgar:
            fetch(edgar, "/robots.txt")
    assert len(edgar.requests()) == 2


def test_the_busiest_second_is_any_second() -> None:
    requests = [
        Logged(0, moment, "GET", "/", "other", 200, {}, 0, "", None) for moment in (0.0, 0.9, 1.0, 1.8, 2.5)
    ]
    assert most_in_a_second(requests) == 3
    assert most_in_a_second([]) == 0
