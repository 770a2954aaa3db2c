"""A zone and a state folder of their own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Landing, Ledger


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    return zone


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def ledger(zone: Landing, state_dir: Path) -> Iterator[Ledger]:
    with Ledger(state_dir, zone) as ledger:
        yield ledger
