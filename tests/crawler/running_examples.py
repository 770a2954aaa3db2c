"""The examples of docs/running.md, and a folder that looks like the checkout in which they run."""

import re
import subprocess
import sys
from pathlib import Path

from tests.crawler.crawls import ROOT, Place

DOCUMENT = (ROOT / "docs" / "running.md").read_text()
FOLDER = "/srv/statements"
BLOCK = re.compile(r"^```(?P<name>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {block["name"].split()[-1]: block["text"] for block in BLOCK.finditer(DOCUMENT)}


def example(name: str, place: Place) -> str:
    return BLOCKS[name].replace(FOLDER, str(place.folder))


def checkout(place: Place) -> None:
    """A folder that looks like a checkout with its virtual environment."""
    place.folder.mkdir()
    for name in ("crawler", "parsers", "storage", "scrapy.cfg"):
        (place.folder / name).symlink_to(ROOT / name)
    (place.folder / ".venv").symlink_to(sys.prefix)


def environment(place: Place, *left_out: str) -> dict[str, str]:
    """What the examples do not set and a test must: the replica in place of EDGAR."""
    set_by_examples = {"LANDING_ZONE", "STATE_DIR", "PYTHONPATH", "SCRAPY_SETTINGS_MODULE", *left_out}
    values = place.environment() | {"EDGAR_MAX_RATE": "500"}
    return {name: value for name, value in values.items() if name not in set_by_examples}


def run(command: list[str], folder: Path, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=values, capture_output=True, text=True, timeout=100, check=False
    )
