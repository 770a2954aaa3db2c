"""A release says the same version everywhere, and docs/releasing.md names steps that there are."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import parsers
from parsers.versions import versions

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = (ROOT / "CHANGELOG.md").read_text()
RELEASING = (ROOT / "docs" / "releasing.md").read_text()
HEADING = re.compile(
    r"^## (?P<project>\S+) \(schema (?P<schema>\S+)\), (?P<day>unreleased|\S+)$", re.MULTILINE
)


def test_the_latest_heading_of_the_changelog_is_the_version_of_the_project_and_its_schema() -> None:
    headings = list(HEADING.finditer(CHANGELOG))
    assert len(headings) == len(re.findall("^## ", CHANGELOG, re.MULTILINE)) > 0
    assert headings[0]["project"] == parsers.PROJECT_VERSION
    assert headings[0]["schema"] == parsers.SCHEMA_VERSION


def test_the_releases_have_days_and_only_the_latest_may_be_in_work() -> None:
    latest, *earlier = [heading["day"] for heading in HEADING.finditer(CHANGELOG)]
    days = [date.fromisoformat(day) for day in ([] if latest == "unreleased" else [latest]) + earlier]
    assert days == sorted(days, reverse=True)


def test_the_project_file_has_the_version_that_the_program_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == parsers.PROJECT_VERSION


def test_the_program_says_its_three_versions() -> None:
    command = [sys.executable, "-m", "parsers", "--version"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "mortgage-trust-statements {project}, parsers {parser}, schema {schema}\n".format(
        **versions()
    )


def test_the_steps_of_a_release_are_targets_and_files_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"`make ([a-z]+)`", RELEASING)
    assert {"lint", "test", "soak", "docs"} <= set(targets)
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    files = re.findall(r"`([a-zA-Z_/.]+\.(?:py|md|toml|txt))`", RELEASING)
    assert [file for file in files if not (ROOT / file).is_file()] == []
