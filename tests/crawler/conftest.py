"""A place to crawl in, and a reader of sources, for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.run_stats import RunStats
from storage import Landing, Ledger
from tests.crawler.crawls import Place
from tests.crawler.reading import Reader


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "place")


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Reader]:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    with Ledger(tmp_path / "state", zone) as ledger:
        yield Reader(ledger, RunStats())
