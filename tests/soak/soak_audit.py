"""Twenty trusts over sixty months with every kind of fault planted: all are found, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from crawler.columns import columns
from storage import Landing
from storage.audit import findings
from tests.zone.faulty import faulty_archive
from tests.zone.histories import histories, land
from tests.zone.test_audit import planted_as


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_every_planted_fault_is_found_in_1200_filings_and_nothing_else(tmp_path: Path, seed: int) -> None:
    archive = faulty_archive(histories(20, seed=seed), months=60)
    zone = Landing(str(tmp_path / "zone"))
    land(zone, archive)
    assert Counter(map(planted_as, findings(zone, columns()))) == Counter(archive.planted)
