"""Zones to measure with: months of trusts from the tests' statement writer, landed and not yet read."""

import os
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from storage import Landing
from tests.zone.histories import Archive, History, histories

MONTHS = 60
# A tenth of what the figures in docs/scale.md were measured with, so that `make bench` takes minutes.
FILINGS = int(os.environ.get("BENCH_FILINGS", "2000"))


def build_zone(folder: Path, filings: int = FILINGS) -> Landing:
    """A zone with so many landed filings (whole trusts); one that is there is taken as it is."""
    zone = Landing(str(folder))
    if not (folder / "raw").is_dir():
        trusts = histories(max(1, filings // MONTHS))
        zone.prepare()
        with ProcessPoolExecutor() as pool:
            list(pool.map(land_trust, trusts, repeat(folder)))
    return zone


def land_trust(trust: History, folder: Path) -> None:
    """A trust's months, raw alone."""
    zone = Landing(str(folder))
    for filing in Archive.sound([trust], MONTHS):
        zone.land_raw(filing.accession, filing.filed, filing.raw)
