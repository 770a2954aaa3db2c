"""A place to crawl in for each test."""

from pathlib import Path

import pytest

from tests.crawler.crawls import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "place")
