"""The files for forges, containers, hooks and editors agree with `.ci/run`, the Makefile and the settings."""

import configparser
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.containerfile import CONTAINERFILE, ignored, instructions

ROOT = Path(__file__).resolve().parent.parent
CI_SCRIPT = (ROOT / ".ci" / "run").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found, f"the Makefile has no target {target}"
    return [line.strip() for line in found[1].splitlines()]


def workflow_job() -> dict[str, Any]:
    [job] = WORKFLOW["jobs"].values()
    return job


def workflow_commands() -> list[str]:
    return [step["run"] for step in workflow_job()["steps"] if "run" in step]


def test_the_workflow_runs_what_the_ci_script_runs() -> None:
    script = re.findall(r"^make .*$", CI_SCRIPT, re.MULTILINE)
    assert script == [command for command in workflow_commands() if command.startswith("make ")]
    assert len(script) == 2
    assert all(recipe(command.removeprefix("make ")) for command in script)


def test_the_workflow_installs_the_browser_that_the_ci_script_installs() -> None:
    [installed] = re.findall(r"apt-get install -qq -y --no-install-recommends ([a-z ]+?) *>", CI_SCRIPT)
    [first] = [command for command in workflow_commands() if "apt-get install" in command]
    assert installed in first.split()
    assert {"git", "make"} <= set(first.split())  # the slim image has neither
    assert workflow_job()["env"] == {"NEED_BROWSER": "1"}
    assert "export NEED_BROWSER=1" in CI_SCRIPT


def test_the_workflow_has_no_real_data_and_may_write_nothing() -> None:
    assert "CORPUS" not in str(workflow_job())
    assert WORKFLOW["permissions"] == {"contents": "read"}


def test_the_workflow_runs_on_the_oldest_python_that_the_project_supports() -> None:
    pythons = workflow_job()["strategy"]["matrix"]["python"]
    assert PYPROJECT["project"]["requires-python"] == f">={pythons[0]}"
    assert workflow_job()["container"] == "python:${{ matrix.python }}-slim"


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["entry"]: hook for repo in HOOKS for hook in repo["hooks"]}


def test_the_hooks_are_the_commands_of_make_lint() -> None:
    linted = [command.replace("$(BIN)", ".venv/bin").removesuffix(" .") for command in recipe("lint")]
    assert list(hooks()) == linted


def test_the_hooks_run_the_tools_of_the_lock_and_fetch_nothing() -> None:
    assert [repo["repo"] for repo in HOOKS] == ["local"]
    assert all(hook["language"] == "system" for hook in hooks().values())


def editorconfig() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string("[top]\n" + (ROOT / ".editorconfig").read_text())
    return parser


def test_editors_break_lines_where_ruff_does() -> None:
    assert editorconfig()["*"]["max_line_length"] == str(PYPROJECT["tool"]["ruff"]["line-length"])
    assert editorconfig()["{Makefile,*.mk}"]["indent_style"] == "tab"


@pytest.mark.parametrize("folder", ["crawler", "parsers", "storage", "docs", ".github"])
def test_the_sources_are_as_editors_would_save_them(folder: str) -> None:
    kinds = ("*.py", "*.md", "*.sql", "*.html", "*.js", "*.css", "*.yml")
    paths = [path for path in (ROOT / folder).rglob("*") if any(fnmatch(path.name, kind) for kind in kinds)]
    assert paths
    for path in paths:
        text = path.read_bytes().decode()
        assert "\r" not in text, path
        assert text == "" or text.endswith("\n"), path
        assert not re.search(r"[ \t]$", text, re.MULTILINE), path


def container(name: str) -> list[str]:
    """What stands behind each instruction of that name."""
    return [rest for instruction, rest in instructions(CONTAINERFILE.read_text()) if instruction == name]


def test_the_image_has_the_base_of_the_workflow_and_names_no_registry() -> None:
    python = workflow_job()["strategy"]["matrix"]["python"][0]
    assert container("FROM") == [f"python:{python}-slim"]


def test_the_image_copies_the_rooms_and_the_lock_which_nothing_keeps_out() -> None:
    rules = (ROOT / ".containerignore").read_text().splitlines()
    copied = [rest.split()[0] for rest in container("COPY")]
    assert {"requirements.lock", "scrapy.cfg", "crawler", "parsers", "storage"} == set(copied)
    assert [path for path in copied if ignored(path, rules)] == []
    assert all(ignored(path, rules) for path in (".venv/bin/python", "landing/raw", "crawler/__pycache__"))


def test_the_image_installs_the_lock_as_the_makefile_does() -> None:
    [install] = [command for command in container("RUN") if "-m pip install" in command]
    [reported] = re.findall(r"^INSTALL := \$\(BIN\)/(.*)$", MAKEFILE, re.MULTILINE)
    assert set(reported.split()) <= set(install.removeprefix(".venv/bin/").split())
    assert install.endswith(" -r requirements.lock")


def test_the_image_sets_only_settings_that_there_are_and_runs_without_rights() -> None:
    settings = (ROOT / "crawler" / "settings.py").read_text()
    named = re.findall(r"([A-Z_]+)=", " ".join(container("ENV")))
    assert [name for name in named if name not in settings] == [
        "HOME",
        "PYTHONPATH",
        "SCRAPY_SETTINGS_MODULE",
    ]
    [user] = container("USER")
    assert int(user.split(":")[0]) > 0
