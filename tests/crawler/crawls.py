"""Runs the real `scrapy crawl` as a process of its own, against an archive that a replica serves."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.replica import Filer, Replica, SubmissionDocument, compose_submission, write_archive
from tests.crawler.started import Started

ROOT = Path(__file__).resolve().parents[2]
TRUST = Filer(1264853, "GMACM MORTGAGE LOAN TRUST 2003-AR1")
SCRAPY = (sys.executable, "-m", "scrapy")
OURS = {name for name in os.environ if name.startswith("EDGAR_") or name in ("LANDING_ZONE", "STATE_DIR")}


def accession(number: int, year: int = 4) -> str:
    return f"0000000003-{year:02}-{number:06}"


def filing(
    number: int,
    filed: str = "2004-01-26",
    filers: Sequence[Filer] = (TRUST,),
    form: str = "8-K",
    exhibits: int = 0,
    **more: Any,
) -> bytes:
    """A submission without a statement, distinguished by its number."""
    text = f"\n  {filers[0].name}\n  Monthly report number {number} of no trust at all.\n".encode()
    documents = [SubmissionDocument(form, text * 9), *[SubmissionDocument("EX-99", text)] * exhibits]
    day = dt.date.fromisoformat(filed)
    return compose_submission(
        accession(number, day.year % 100), form, day, filers=filers, documents=documents, **more
    )


@dataclass
class Place:
    """A folder to crawl in: zone, state and budget of its own, and the replica to ask."""

    folder: Path
    edgar: Replica | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> Path:
        return self.folder / "landing"

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        return {
            **inherited,
            "PYTHONPATH": path,
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "EDGAR_USER_AGENT": "Tests of a crawl tests@example.com",
            "EDGAR_BASE_URL": self.edgar.url if self.edgar else "http://127.0.0.1:9",
            "EDGAR_BUDGET": str(self.folder / "budget"),
            "EDGAR_MAX_RATE": "200",
            "EDGAR_RETRY_PAUSE": "0.02",
            **self.settings,
        }

    def start(
        self, *arguments: str, program: Sequence[str] = (), prelude: str = ""
    ) -> "subprocess.Popen[str] | Started":
        """Start a crawl; `prelude` is run before it in its process, to make something go wrong there."""
        self.folder.mkdir(exist_ok=True)
        if not program:
            return Started(["crawl", *arguments], self.folder, self.environment(), prelude)
        return subprocess.Popen(
            [*program, "crawl", *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def crawl(
        self,
        *arguments: str,
        exits: int = 0,
        program: Sequence[str] = (),
        prelude: str = "",
        within: float = 60,
    ) -> subprocess.CompletedProcess[str]:
        """Crawl to the end and insist on the exit code; 'gmacm' since 2004 unless arguments are given."""
        process = self.start(*(arguments or GMACM), program=program, prelude=prelude)
        out, err = process.communicate(timeout=within)
        assert process.returncode == exits, f"exit code {process.returncode}\n{out}\n{err}"
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def raw(self) -> dict[str, Path]:
        """The landed submissions by accession."""
        return {path.name.removesuffix(".txt.gz"): path for path in self.zone.glob("raw/*/*.txt.gz")}

    def records(self) -> dict[str, Path]:
        return {path.stem: path for path in self.zone.glob("records/*/*.jsonl")}

    def manifests(self) -> list[dict[str, Any]]:
        return [json.loads(path.read_bytes()) for path in sorted(self.zone.glob("runs/*.json"))]

    def asked(self, kind: str) -> list[str]:
        """The paths of one kind that EDGAR was asked for, in order."""
        assert self.edgar is not None
        return [request.path for request in self.edgar.requests(kind)]


GMACM = ("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-03-31")


def archive(folder: Path, *submissions: bytes, rows: Sequence[Any] = (), later: Sequence[bytes] = ()) -> Path:
    return write_archive(folder, submissions, rows, later)
