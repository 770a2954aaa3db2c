"""Runs the project's commands on a zone as processes of their own."""

import os
import subprocess
from pathlib import Path

from tests.crawler.started import Started

ROOT = Path(__file__).resolve().parents[2]
OURS = {
    name
    for name in os.environ
    if name.startswith(("EDGAR_", "AWS_")) or name in ("LANDING_ZONE", "STATE_DIR")
}


def environment(zone: str, **settings: str) -> dict[str, str]:
    """A process's environment, free of the user's own settings."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return {
        **inherited,
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        "LANDING_ZONE": zone,
        **settings,
    }


def scrapy(
    *words: str,
    zone: str,
    folder: Path,
    exits: int = 0,
    prelude: str = "",
    within: float = 60,
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and insist on the exit code; `prelude` lets something go wrong in it."""
    process = Started(list(words), folder, environment(zone, **settings), prelude)
    out, err = process.communicate(timeout=within)
    assert process.returncode == exits, f"exit code {process.returncode}\n{out}\n{err}"
    return subprocess.CompletedProcess(words, exits, out, err)
