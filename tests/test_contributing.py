"""CONTRIBUTING.md names targets, files and tests that there are; the locks are as its commands make them."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_its_targets_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"\bmake ([a-z]+)\b", CONTRIBUTING))
    assert {"lint", "test", "soak", "coverage", "docs"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_its_files_are_there() -> None:
    linked = re.findall(r"\]\(([\w./-]+\.md)\)", CONTRIBUTING)
    tests = re.findall(r"-m pytest (tests/[\w./]+)", CONTRIBUTING)
    assert len(linked) >= 5 and len(tests) >= 3
    assert [name for name in [*linked, *tests] if not (ROOT / name).exists()] == []


def test_the_layout_of_its_example_has_tests() -> None:
    [layout] = re.findall(r"tests/parsers -k (\w+)", CONTRIBUTING)
    assert (ROOT / "parsers" / "layouts" / f"{layout}.py").is_file()


def pinned(lock: str) -> dict[str, int]:
    """The packages of a lock, each with the number of its hashes."""
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    return {re.split("==", one)[0]: one.count("--hash=sha256:") for one in packages if one.strip()}


def bare(requirement: str) -> str:
    return re.split(r"[><=\[ ]", requirement)[0].lower()


def test_the_locks_pin_what_the_project_names_and_the_second_has_all_of_the_first() -> None:
    runs, develops = pinned("requirements.lock"), pinned("requirements-dev.lock")
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in group]
    assert {bare(name) for name in PROJECT["dependencies"]} <= runs.keys() <= develops.keys()
    assert {bare(name) for name in extras} <= develops.keys()
    assert {bare(name) for name in extras}.isdisjoint(runs)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_a_hash_and_no_host_is_named(lock: str) -> None:
    assert [name for name, hashes in pinned(lock).items() if not hashes] == []
    assert "://" not in (ROOT / lock).read_text()
