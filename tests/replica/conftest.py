"""The replica of the sample archive that the tests here ask."""

from collections.abc import Iterator

import pytest

from crawler.replica import Replica


@pytest.fixture(scope="module")
def sample() -> Iterator[Replica]:
    """The sample archive, at any rate."""
    with Replica(max_rate=0) as edgar:
        yield edgar
