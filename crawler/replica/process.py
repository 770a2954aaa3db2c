"""Starts the replica as a process of its own and queries its requests."""

import contextlib
import datetime as dt
import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crawler.replica.search import CAP, PAGE
from crawler.replica.server import CONTROL, Logged

ROOT = Path(__file__).resolve().parents[2]
SAID = "replica of EDGAR at "
SECONDS_TO_STOP = 5
COMPLAINTS = "stderr"


class Replica:
    """A running replica: `with Replica(archive="sample") as edgar: ... edgar.url ... edgar.requests()`.

    `archive` is 'sample' or a folder that `write_archive` made. More than `max_rate` requests in any sliding
    second (0: any rate) get the rate page with `rate_status` for `block_seconds`. `faults` is a list of rules
    (see fault_rules.py). `today` is the day by which quarters have begun, `log` a file that is kept
    and added to. The replica ends with the process that started it, even if that is killed.
    """

    def __init__(  # noqa: PLR0913 - each is an option of the command line
        self,
        archive: str | Path = "sample",
        *,
        max_rate: int = 10,
        rate_status: int = 403,
        block_seconds: float = 600,
        faults: Sequence[dict[str, Any]] = (),
        today: dt.date | None = None,
        recent_rows: int = 1000,
        search_page: int = PAGE,
        search_cap: int = CAP,
        log: Path | None = None,
        port: int = 0,
    ) -> None:
        options = {
            "--archive": archive if archive == "sample" else Path(archive).absolute(),
            "--max-rate": max_rate,
            "--rate-status": rate_status,
            "--block-seconds": block_seconds,
            "--recent-rows": recent_rows,
            "--search-page": search_page,
            "--search-cap": search_cap,
            "--port": port,
            **({"--today": today} if today else {}),
        }
        self.url = ""
        self._arguments = [f"{name}={value}" for name, value in options.items()]
        self._faults = faults
        self._kept_log = log
        self._requests: list[Logged] = []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="replica-")
        folder = Path(self._folder.name)
        self._log = self._kept_log or folder / "requests.jsonl"
        faults = folder / "faults.json"
        faults.write_text(json.dumps(list(self._faults)))
        self._process = self._start(f"--faults={faults}", f"--log={self._log.absolute()}")
        assert self._process.stdout
        said = self._process.stdout.readline()
        if not said.startswith(SAID):
            complaint = (folder / COMPLAINTS).read_text().strip()
            self._stop()
            raise RuntimeError(f"the replica of EDGAR did not start: {complaint}")
        self.url = said.removeprefix(SAID).strip()
        return self

    def _start(self, *files: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "crawler.replica", "--until-stdin-closes", *self._arguments, *files]
        with (Path(self._folder.name) / COMPLAINTS).open("wb") as complaints:
            return subprocess.Popen(  # noqa: S603 - the project's own module
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                # A terminal's Ctrl-C is for the crawl, which then finishes its requests in flight.
                start_new_session=True,
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def requests(self, kind: str | None = None) -> list[Logged]:
        """The requests so far, in order; also available after the replica has ended."""
        if self._log.exists():
            # A line that is still being written has no line feed yet.
            lines = self._log.read_bytes().split(b"\n")[:-1]
            self._requests = [Logged(**json.loads(line)) for line in lines]
        return [request for request in self._requests if kind in (None, request.kind)]

    def set_faults(self, rules: Sequence[dict[str, Any]]) -> None:
        """Replace all rules and restart their counts; raises ValueError for a bad rule."""
        self._control("faults", json.dumps(list(rules)))

    def rebuild(self) -> None:
        """Simulate EDGAR's Saturday rebuild: every index gets a new Last-Modified and keeps its bytes."""
        self._control("rebuild", "")

    def _control(self, command: str, body: str) -> None:
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        with contextlib.closing(connection):
            connection.request("POST", CONTROL + command, body)
            answer = connection.getresponse()
            said = answer.read().decode()
        if answer.status != 200:
            raise ValueError(said)

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self.requests()
        self._folder.cleanup()


def most_in_a_second(requests: Iterable[Logged]) -> int:
    """The most requests that came in any sliding second."""
    times = sorted(request.monotonic for request in requests)
    most = first = 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most
