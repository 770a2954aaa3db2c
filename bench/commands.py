"""Starts a command of the project on a benchmark's zone."""

import subprocess
import sys
from pathlib import Path

from tests.zone.run import environment


def start(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    """The command on the zone below a folder; `output_of` reads what it says."""
    with (folder / "command.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            env=environment(str(folder / "zone"), STATE_DIR=str(folder / "state")),
            cwd=folder,
            stdout=log,
            stderr=log,
        )


def output_of(folder: Path) -> str:
    """What the last command said, for a failure's message."""
    return (folder / "command.log").read_text(encoding="utf-8", errors="replace")
