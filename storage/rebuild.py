"""Reconciles the ledger with the zone: files added or removed by others, files in no manifest."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from storage.database import Database
from storage.errors import Unreadable
from storage.filing_states import IN_THE_ZONE, State, next_state
from storage.landing import Landing
from storage.manifest_reader import read_listing
from storage.models import Landed, StoredFile
from storage.run_filings import note_files

LOG = logging.getLogger(__name__)
FORGET = f"DELETE FROM filings WHERE state IN {IN_THE_ZONE}"  # noqa: S608 - the states are this module's constants
LOST = "UPDATE filings SET state = ?, records_path = NULL WHERE accession = ?"
ENDS = (
    "SELECT raw_path FROM filings WHERE raw_path IS NOT NULL ORDER BY rowid LIMIT 1",
    "SELECT raw_path FROM filings WHERE raw_path IS NOT NULL ORDER BY rowid DESC LIMIT 1",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """`rebuilt`: why the ledger could not be trusted, if so. `unlisted`: files that no manifest names."""

    rebuilt: str | None
    unlisted: Mapping[str, Sequence[str]]  # paths by accession


def compare(database: Database, zone: Landing) -> Compared:
    """Reconcile the ledger with the zone; raises Unreadable if the zone is out of reach."""
    first_time = database.note("compared") is None
    reason = database.replaced or reason_for_rebuild(database, zone)
    runs = zone.run_names()
    newest_run, some_are_gone = max(runs, default=""), len(runs) < int(database.note("manifests") or 0)
    dead_run = newest_unfinished(database)
    found = 0
    # One transaction: a kill halfway leaves a ledger that is still not trusted.
    with database.writing() as connection:
        if reason:
            connection.execute(FORGET)
        if first_time or reason or dead_run or newest_run > (database.note("newest_run") or ""):
            found = read_zone(database, zone, dead_run)
            database.write_note("compared", "yes")
            database.write_note("newest_run", newest_run)
        note_lost_records(database, zone)
        database.write_note("manifests", str(len(runs)))
    if found and first_time and not reason:
        reason = "it is new and the zone is not"
    if reason:
        LOG.warning("The ledger was rebuilt from %s, %d filings: %s", zone, found, reason)
    return Compared(reason, find_unlisted(zone) if reason or some_are_gone else {})


def note_lost_records(database: Database, zone: Landing) -> None:
    """Set filings whose records file was removed to 'landed': they are read again. Lists each month once."""
    rows = database.rows(
        "SELECT accession, raw_path, records_path FROM filings"
        " WHERE state = 'done' AND records_path IS NOT NULL ORDER BY records_path"
    )
    for folder, filings in groupby(rows, key=lambda row: str(row["records_path"]).rpartition("/")[0]):
        there = {f"{folder}/{name}" for name in zone.names(folder)}
        for row in filings:
            if row["records_path"] not in there and zone.exists(row["raw_path"]):
                with database.writing() as connection:
                    connection.execute(LOST, (next_state("done", "records lost"), row["accession"]))


def reason_for_rebuild(database: Database, zone: Landing) -> str | None:
    """The reason why this is not the ledger's zone, if it is not: the first or last filing is missing."""
    for query in ENDS:
        for row in database.rows(query):
            if not zone.exists(row["raw_path"]):
                return f"{row['raw_path']} is no longer in the zone"
    return None


def find_unlisted(zone: Landing) -> dict[str, list[str]]:
    """The files of each filing that no manifest names: their run was killed and the ledger was lost.

    `scrapy verify` reports a filing under two months: a manifest that listed both would make both valid.
    """
    listed = read_listing(zone).files
    found: dict[str, list[str]] = {}
    twice = set()
    for landed in zone.landed():
        if landed.accession in found:
            twice.add(landed.accession)
        paths = [path for path in (landed.raw_path, landed.records_path) if path]
        found[landed.accession] = [path for path in paths if path not in listed]
    return {name: paths for name, paths in found.items() if paths and name not in twice}


def newest_unfinished(database: Database) -> str | None:
    """The run that died last: files that the zone has and the ledger does not know are its work."""
    rows = database.rows("SELECT name FROM runs ORDER BY started DESC, name DESC LIMIT 1")
    return str(rows[0]["name"]) if rows else None


def read_zone(database: Database, zone: Landing, dead_run: str | None) -> int:
    """Add every filing that the zone has and the ledger does not know; returns their number."""
    found = 0
    for landed in zone.landed():
        rows = database.rows("SELECT state FROM filings WHERE accession = ?", (landed.accession,))
        known: State | None = rows[0]["state"] if rows else None
        state = next_state(known, "raw and records found" if landed.records_path else "raw found")
        if state == known:
            continue
        found += 1
        take_up(database, landed, state)
        if dead_run:
            paths = [path for path in (landed.raw_path, landed.records_path) if path]
            note_files(database, dead_run, landed.accession, "found", files_of(zone, paths))
    return found


def take_up(database: Database, landed: Landed, state: State) -> None:
    """Record a filing's state from its files in the zone."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO filings (accession, state, month, raw_path, records_path) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (accession) DO UPDATE SET state = excluded.state, month = excluded.month,"
            " raw_path = excluded.raw_path, records_path = excluded.records_path, reason = NULL",
            (landed.accession, state, landed.month, landed.raw_path, landed.records_path),
        )


def files_of(zone: Landing, paths: Iterable[str]) -> list[StoredFile]:
    """The files for a manifest; `scrapy verify` reports files that cannot be read."""
    files = []
    for path in paths:
        try:
            files.append(zone.stored_file(path))
        except Unreadable as error:
            LOG.warning("%s", error)
    return files
