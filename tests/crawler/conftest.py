"""A place to crawl in, an empty ledger, and a reader of sources, for each test."""

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
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of an empty zone."""
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    with Ledger(tmp_path / "state", zone) as ledger:
        yield ledger


@pytest.fixture
def stats() -> RunStats:
    return RunStats()


@pytest.fixture
def read(ledger: Ledger, stats: RunStats) -> Reader:
    return Reader(ledger, stats)
