"""The rules of imports in pyproject.toml hold, and notice what breaks them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("crawler", "parsers", "storage")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_every_import_keeps_the_rules() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


FORBIDDEN = [
    ("parsers/cells.py", "import time", "parsers: bytes in"),
    ("parsers/page.py", "def late():\n    import storage", "parsers: bytes in"),
    ("parsers/general/reader.py", "from crawler import trusts", "parsers: bytes in"),
    ("storage/lock.py", "import parsers.records", "storage: files"),
    ("storage/lock.py", "import scrapy", "storage: files"),
    ("crawler/replica/routes.py", "import storage", "the replica of EDGAR stands alone"),
    ("parsers/records/kinds.py", "import parsers.page", "the floors inside parsers/"),
    ("parsers/vocabulary/wording.py", "import parsers.general.reader", "the floors inside parsers/"),
    ("parsers/form.py", "import parsers.layouts.chase", "the floors inside parsers/"),
]


@pytest.mark.parametrize(("module", "line", "rule"), FORBIDDEN)
def test_a_forbidden_import_anywhere_in_a_module_is_noticed(
    tmp_path: Path, module: str, line: str, rule: str
) -> None:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "sample"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    linted = lint(tmp_path)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    contracts = linted.stdout.partition("Broken contracts")[0].splitlines()
    assert [told.startswith(rule) for told in contracts if " BROKEN" in told] == [True]
