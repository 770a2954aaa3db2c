"""The rules of imports in pyproject.toml hold, and notice what breaks them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("crawler", "parsers", "storage")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_every_import_keeps_the_rules() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def copy_of_the_code(folder: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "sample")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def broken(report: str) -> list[str]:
    """The names of the broken contracts; a long one is wrapped in the report."""
    contracts = report.partition("dependencies.\n")[2].partition("Contracts:")[0].strip(" -\n")
    named = re.findall(r"(.*?) (KEPT|BROKEN)(?: |$)", " ".join(contracts.split()))
    return [name for name, state in named if state == "BROKEN"]


CIRCLE = "no circle of imports"
FORBIDDEN = [
    ("parsers/cells.py", "import time", "parsers: bytes in"),
    ("parsers/page.py", "def late():\n    import storage", "parsers: bytes in"),
    ("parsers/general/reader.py", "from crawler import trusts", "parsers: bytes in"),
    ("storage/lock.py", "import parsers.records", "storage: files"),
    ("storage/lock.py", "import scrapy", "storage: files"),
    ("crawler/replica/routes.py", "import storage", "the replica of EDGAR stands alone"),
    ("parsers/records/kinds.py", "import parsers.page", "the layers inside parsers/"),
    ("parsers/vocabulary/wording.py", "import parsers.general.reader", "the layers inside parsers/"),
    ("parsers/form.py", "import parsers.layouts.chase", "the layers inside parsers/"),
    ("crawler/health.py", "from crawler.config import Config", "the layers inside crawler/"),
    ("crawler/sources/filters.py", "def late():\n    import crawler.spider", "the layers inside crawler/"),
    ("storage/errors.py", "import storage.landing", CIRCLE),
    ("crawler/export_command.py", "import crawler.audit_command", "the layers inside crawler/"),
]


@pytest.mark.parametrize(("module", "line", "rule"), FORBIDDEN)
def test_a_forbidden_import_anywhere_in_a_module_is_noticed(
    tmp_path: Path, module: str, line: str, rule: str
) -> None:
    copied = copy_of_the_code(tmp_path)
    with (copied / module).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    linted = lint(copied)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    first, *more = [name for name in broken(linted.stdout) if rule == CIRCLE or not name.startswith(CIRCLE)]
    assert first.startswith(rule) and not more  # many an import that goes up closes a circle too


def test_a_new_module_of_the_crawler_must_choose_its_layer(tmp_path: Path) -> None:
    copied = copy_of_the_code(tmp_path)
    (copied / "crawler" / "newcomer.py").write_text('"""No layer names it."""\n')
    linted = lint(copied)
    assert linted.returncode == 1
    assert "newcomer" in linted.stdout
