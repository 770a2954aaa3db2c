"""Records are a function of the bytes alone: the same on every run, in every place, under every setting."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.parsers.golden import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
)


def test_the_same_pages_give_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    moved = [tmp_path / f"another name {place}" for place in range(len(PAGES))]
    for page, copy in zip(PAGES, moved, strict=True):
        shutil.copyfile(page, copy)
    here, there = (read(pages, place) for pages, place in zip((PAGES, moved), PLACES, strict=True))
    assert here.count(b'"record":"statement"') >= len(PAGES)
    assert here == there


def read(pages: list[Path], environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "parsers", *map(str, pages)]
    everything = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, env=everything, cwd=pages[0].parent, capture_output=True, check=True
    ).stdout
