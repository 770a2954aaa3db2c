"""The doors between the rooms are one-way: only `crawler` opens the other two."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("crawler", "parsers", "storage")
MAY_OPEN = {"crawler": {"parsers", "storage"}, "parsers": set(), "storage": set()}
# `parsers` is pure (bytes in, records out) and `storage` knows files alone.
NEVER = {
    "parsers": {"scrapy", "twisted", "requests", "socket", "urllib", "http", "sqlite3", "fsspec", "time"},
    "storage": {"scrapy", "twisted", "requests"},
    "crawler": set(),
}


def imported_packages(source: str) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_only_the_doors_it_may(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules, f"no modules found in {room}/"
    for module in modules:
        packages = imported_packages(module.read_text())
        opened = (packages & set(ROOMS)) - {room} - MAY_OPEN[room]
        assert not opened, f"{module.relative_to(ROOT)} must not open {sorted(opened)}"
        forbidden = packages & NEVER[room]
        assert not forbidden, f"{module.relative_to(ROOT)} must not import {sorted(forbidden)}"


def test_the_walk_sees_every_kind_of_import() -> None:
    source = "import os.path\nfrom storage.landing import Landing\ndef f():\n    import scrapy\n"
    assert imported_packages(source) == {"os", "storage", "scrapy"}
