"""A local S3 server, shared by the tests of a module, and a replica of EDGAR with the sample archive."""

from collections.abc import Iterator

import pytest

from crawler.replica import Replica
from tests.zone.s3_server import S3, served


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    with served() as server:
        yield server


@pytest.fixture(scope="session")
def edgar() -> Iterator[Replica]:
    with Replica(archive="sample", max_rate=0) as replica:
        yield replica
