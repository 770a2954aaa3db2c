"""Tests about layouts fail where their layouts read nothing."""

import pytest

import parsers
from parsers.layouts import LAYOUTS
from tests.parsers import layout_guard
from tests.parsers.golden import PAGES
from tests.parsers.layout_guard import SMALLEST, layout_named_by, layouts_of, reads, reads_pages


@pytest.mark.parametrize("layout", sorted(SMALLEST))
def test_every_layout_reads_its_smallest_page(layout: str) -> None:
    assert {one.name for one in LAYOUTS} == set(SMALLEST)
    assert reads(layout)


def test_a_layout_that_reads_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    read = parsers.read
    monkeypatch.setattr(parsers, "read", lambda raw: read(raw, layouts=()))
    assert not any(reads.__wrapped__(layout) for layout in SMALLEST)


def test_a_test_is_about_the_layouts_that_its_module_names(request: pytest.FixtureRequest) -> None:
    """Here: bank_one, chase."""
    assert layouts_of(request) == [name for name in SMALLEST if name in ("bank_one", "chase")]


@pytest.mark.parametrize("page", PAGES[:1])
def test_a_test_of_a_page_is_about_its_layout(request: pytest.FixtureRequest, page: object) -> None:
    assert layouts_of(request) == [layout_named_by(page)]


def test_a_module_that_reads_no_page_is_about_none() -> None:
    assert not reads_pages({"print": print, "name": "parsers"})
    assert reads_pages({"one": layout_guard.reads})
