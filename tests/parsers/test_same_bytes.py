"""Records are a function of the bytes alone: the same on every run, in every place, under every setting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parsers.golden import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_same_page_gives_the_same_bytes_elsewhere(page: Path, tmp_path: Path) -> None:
    moved = tmp_path / "another name"
    moved.write_bytes(page.read_bytes())
    outputs = {read(path, place) for path, place in zip((page, moved), PLACES, strict=True)}
    assert len(outputs) == 1


def read(path: Path, environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "parsers", str(path)]
    everything = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=everything, cwd=path.parent, capture_output=True, check=True).stdout
