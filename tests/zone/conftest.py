"""What the tests of zones share: an S3 server, a replica with the sample archive, and a sound zone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.zone.s3_server import S3, served
from tests.zone.two_tasks import land_two_tasks


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    with served() as server:
        yield server


@pytest.fixture(scope="session")
def edgar() -> Iterator[Replica]:
    with Replica(archive="sample", max_rate=0) as replica:
        yield replica


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zone of two tasks, to be looked at and not written to."""
    folder = tmp_path_factory.mktemp("sound") / "zone"
    land_two_tasks(folder)
    return folder


@pytest.fixture
def zone(sound: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(sound, tmp_path / "zone"))
