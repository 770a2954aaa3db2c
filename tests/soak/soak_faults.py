"""500 filings with every fifth answer bad, under many seeds."""

from pathlib import Path

import pytest

from tests.crawler.crawls import Place
from tests.crawler.test_fault_matrix import survive_a_mixture

pytestmark = pytest.mark.timeout(3600)


@pytest.mark.parametrize("seed", range(10))
def test_with_every_fifth_answer_bad_everything_is_landed(tmp_path: Path, seed: int) -> None:
    survive_a_mixture(Place(tmp_path / "place"), tmp_path / "archive", seed=seed, count=500)
