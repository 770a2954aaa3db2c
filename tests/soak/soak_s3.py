"""A hundred kills during a crawl into S3: no object is torn, no filing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.zone.s3_server import S3, served
from tests.zone.test_s3_zone import crawl_with_kills


@pytest.fixture
def s3() -> Iterator[S3]:
    with served() as server:
        yield server


@pytest.mark.timeout(3600)
def test_a_hundred_kills_tear_nothing_and_lose_nothing(s3: S3, tmp_path: Path) -> None:
    crawl_with_kills(s3, tmp_path, count=1600, kills=100, pause=0.3)
