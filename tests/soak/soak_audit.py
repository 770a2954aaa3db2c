"""Histories of years in every layout with every kind of fault planted: all are found, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from crawler.duckdb_types import columns
from storage import Landing
from storage.audit_queries import findings
from tests.zone.faulty import faulty_archive
from tests.zone.histories import histories, land
from tests.zone.shapes import SHAPES
from tests.zone.test_audit import planted_as

# Trusts and months. The report has hundreds of statements in each filing.
SIZES = dict.fromkeys(SHAPES, (20, 60)) | {"rfc_report": (250, 12)}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [5, 6, 7])
@pytest.mark.parametrize("layout", SHAPES)
def test_every_planted_fault_is_found_and_nothing_else(layout: str, seed: int, tmp_path: Path) -> None:
    trusts, months = SIZES[layout]
    archive = faulty_archive(histories(trusts, seed=seed, layout=layout), months=months)
    zone = Landing(str(tmp_path / "zone"))
    land(zone, archive)
    assert Counter(map(planted_as, findings(zone, columns()))) == Counter(archive.planted)
