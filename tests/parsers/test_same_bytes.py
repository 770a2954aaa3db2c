"""Records are a function of the bytes alone: the same on every run, in every place, under every setting."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.parsers.golden import PAGES
from tests.writer.families import traps

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
)


def test_the_same_pages_give_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    pages = [*PAGES, *traps_in(tmp_path)]
    moved = [tmp_path / f"another name {place}" for place in range(len(pages))]
    for page, copy in zip(pages, moved, strict=True):
        shutil.copyfile(page, copy)
    here, there = (read(copies, place) for copies, place in zip((pages, moved), PLACES, strict=True))
    assert here.count(b'"record":"statement"') >= len(pages)
    assert here == there


def traps_in(folder: Path) -> Iterator[Path]:
    """The written pages that no layout reads, with a table a group, doubled rows and the like."""
    for name in traps.TRAPS:
        page = folder / f"{name}.txt"
        page.write_text(traps.write(name, 0).text, encoding="latin-1")
        yield page


def read(pages: list[Path], environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "parsers", *map(str, pages)]
    everything = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    # It ends with 1 where no layout fits.
    done = subprocess.run(command, env=everything, cwd=pages[0].parent, capture_output=True, check=False)
    assert done.returncode <= 1, done.stderr
    return done.stdout
