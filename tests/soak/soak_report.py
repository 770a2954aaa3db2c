"""The memory of `scrapy report` does not grow with the zone: filings, and four times as many."""

from pathlib import Path

import pytest

from bench.bench_report import measure
from bench.zones import MONTHS, build_zone
from tests.zone.histories import close

pytestmark = pytest.mark.timeout(1800)
TRUSTS = 9
# Both zones are more than one batch of the tables' reader holds. Other deals differ in their classes, and the
# allocators of Python, DuckDB and V8 give memory back late: some growth is not the report's. With all records
# in memory the larger zone took 1.6 times as much.
MOST_GROWTH = 1.25


def peak(folder: Path, trusts: int) -> int:
    """The most memory of all processes of a report together, in bytes."""
    zone = build_zone(folder / "zone", trusts * MONTHS)
    close(zone, [])
    measure(folder, "reparse")
    return measure(folder, "report", "--to", str(folder / "report"), "--workers", "2").together


def test_four_times_the_filings_take_no_more_memory(tmp_path: Path) -> None:
    few, many = peak(tmp_path / "few", TRUSTS), peak(tmp_path / "many", 4 * TRUSTS)
    print(f"\nreport: {few >> 20} MB, of four times the filings {many >> 20} MB")
    assert many < MOST_GROWTH * few
