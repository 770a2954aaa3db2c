"""A zone with more filings than one task holds; conftest.py lands it once and copies it for each test."""

from pathlib import Path

from storage import Landing
from tests.zone.histories import Archive, histories, land

TRUSTS, MONTHS = 4, 8


def land_two_tasks(folder: Path) -> None:
    land(Landing(str(folder)), Archive.sound(histories(TRUSTS), MONTHS))


def records(zone: Path) -> dict[str, bytes]:
    """The records files by name."""
    return {path.name: path.read_bytes() for path in sorted(zone.glob("records/*/*"))}
