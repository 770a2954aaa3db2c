"""Guards tests about layouts: where a layout reads nothing, what compares two readings would pass.

Each test of a page, and each of a module that reads pages, fails unless the layouts that it is about read a
page of theirs.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import FunctionType

import pytest

import parsers
from tests.parsers.golden import PAGES, layout_of, read_records, records_of

SMALLEST = {layout_of(page): page for page in sorted(PAGES, key=lambda page: -page.stat().st_size)}


@cache
def reads(layout: str) -> bool:
    """Whether a layout reads the smallest of its fixtures: it claims the page and some figure has a field."""
    statement = parsers.read(SMALLEST[layout].read_bytes()).records[1]
    assert isinstance(statement, parsers.records.Statement)
    return statement.layout == layout and statement.numbers.mapped > 0


def layouts_of(request: pytest.FixtureRequest) -> list[str]:
    """The layouts that a test is about: those of its parameters, else those its module names, else all."""
    parameters = getattr(getattr(request.node, "callspec", None), "params", {})
    if named := [name for value in parameters.values() if (name := layout_named_by(value))]:
        return named
    if not reads_pages(vars(request.module)):
        return []
    source = Path(request.module.__file__ or "").read_text(encoding="utf-8")
    return [name for name in SMALLEST if name in source] or list(SMALLEST)


def layout_named_by(value: object) -> str | None:
    """The layout of a test's parameter: a fixture's path, or the layout's name."""
    if isinstance(value, Path) and value in PAGES:
        return layout_of(value)
    return value if isinstance(value, str) and value in SMALLEST else None


READERS = {id(one) for one in (parsers, parsers.read, read_records, records_of)}


def reads_pages(names: Mapping[str, object]) -> bool:
    """Whether a module, or a function of another that it imports, has at hand what reads a page."""
    called = (getattr(one, "__wrapped__", one) for one in names.values())
    spaces = [names, *(one.__globals__ for one in called if isinstance(one, FunctionType))]
    return any(READERS & set(map(id, space.values())) for space in spaces)


@pytest.fixture(autouse=True)
def layouts_read(request: pytest.FixtureRequest) -> None:
    """Fails a test whose layouts read nothing."""
    silent = [name for name in layouts_of(request) if not reads(name)]
    assert not silent, f"nothing is read by {', '.join(silent)}: this test would pass on two empty readings"
