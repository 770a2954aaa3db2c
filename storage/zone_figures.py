"""Counts what a zone holds, for its health report."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import duckdb
import msgspec

from storage.errors import Unreadable
from storage.file_names import run_path
from storage.landing import Landing
from storage.tables import MEMORY, Columns, zone_tables

_COUNTS = """SELECT count(*), count(*) FILTER (layout IS NULL), count(*) FILTER (layout = 'general'),
    CAST(coalesce(sum(numbers.found), 0) AS BIGINT), CAST(coalesce(sum(numbers.unmapped), 0) AS BIGINT)
FROM statement"""
_DEALS = """SELECT deal, max(distribution_date) FROM statement
WHERE deal IS NOT NULL AND distribution_date IS NOT NULL GROUP BY deal ORDER BY deal"""
_UNREAD = """SELECT accession, count(*) FROM statement WHERE layout IS NULL GROUP BY accession"""
# Statements read less well than the previous one of their deal and group: by words and arithmetic alone
# where a layout read that one, or with more numbers that have no field.
_WORSE = """WITH turn AS (
    SELECT accession, deal, layout, numbers.unmapped AS unmapped,
        lag(layout) OVER own AS layout_before, lag(numbers.unmapped) OVER own AS unmapped_before
    FROM statement WHERE deal IS NOT NULL AND distribution_date IS NOT NULL
    WINDOW own AS (PARTITION BY deal, "group" ORDER BY distribution_date, accession, document, statement)
)
SELECT accession, deal, layout_before, layout = 'general', CAST(unmapped - unmapped_before AS BIGINT)
FROM turn WHERE layout_before <> 'general' AND layout IS NOT NULL
    AND (layout = 'general' OR unmapped > unmapped_before)
ORDER BY deal, accession"""
Manifest = TypeVar("Manifest", bound=msgspec.Struct)
LOOKED_BACK = 200  # manifests that are searched for the last run of each spider


class RunSummary(msgspec.Struct):
    """The head of a manifest; times are UTC in ISO form, `ended` is None if the end is unknown."""

    run: str
    spider: str
    outcome: str = ""
    started: str = ""
    ended: str | None = None
    arguments: dict[str, Any] = {}
    counts: dict[str, Any] = {}


class _Named(msgspec.Struct):
    accession: str


class _WithFilings(msgspec.Struct):
    filings: list[_Named] = []


class WorseReading(NamedTuple):
    """A statement that is read less well than its deal's last one, which `layout` read."""

    accession: str
    deal: str
    layout: str
    is_general: bool
    more_unmapped: int


@dataclass
class ZoneFigures:
    """Counts over all statements, and the last distribution date of each deal."""

    filings: int = 0
    statements: int = 0
    unread: int = 0
    general: int = 0
    numbers: int = 0
    unmapped: int = 0
    last_dates: dict[str, dt.date] = field(default_factory=dict)
    unread_by_filing: dict[str, int] = field(default_factory=dict)
    worse: list[WorseReading] = field(default_factory=list)


def read_figures(
    zone: Landing, columns: Columns, schema: str | None = None, memory: str = MEMORY
) -> ZoneFigures:
    """Count what the zone's records hold; raises Unreadable."""
    with zone_tables(zone, columns, ("filing", "statement"), schema, memory, ()) as duck:
        return count_figures(duck)


def count_figures(duck: duckdb.DuckDBPyConnection) -> ZoneFigures:
    """Count what open tables of filings and statements hold."""
    (filings,) = duck.execute("SELECT count(*) FROM filing").fetchone() or (0,)
    counts = duck.execute(_COUNTS).fetchone() or (0, 0, 0, 0, 0)
    statements, unread, general, numbers, unmapped = counts
    return ZoneFigures(
        filings=filings,
        statements=statements,
        unread=unread,
        general=general,
        numbers=numbers,
        unmapped=unmapped,
        last_dates=dict(duck.execute(_DEALS).fetchall()),
        unread_by_filing=dict(duck.execute(_UNREAD).fetchall()),
        worse=[WorseReading(*row) for row in duck.execute(_WORSE).fetchall()],
    )


def read_last_runs(zone: Landing) -> dict[str, RunSummary]:
    """The last run of each spider and command that left a manifest, the newest first."""
    found: dict[str, RunSummary] = {}
    for name in sorted(zone.run_names(), reverse=True)[:LOOKED_BACK]:
        spider = name.rpartition("-")[2]
        if spider not in found:
            found[spider] = _decode(zone, name, RunSummary)
    return found


def filings_of_run(zone: Landing, name: str) -> set[str]:
    """The accessions in a run's manifest."""
    return {one.accession for one in _decode(zone, name, _WithFilings).filings}


def _decode(zone: Landing, name: str, kind: type[Manifest]) -> Manifest:
    path = run_path(name)
    try:
        return msgspec.json.decode(zone.read(path), type=kind)
    except msgspec.DecodeError as error:
        raise Unreadable(f"{zone}/{path} is not a manifest ({error}); restore it from a copy") from error
