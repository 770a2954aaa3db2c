"""Reads the zone into the ledger where the ledger is new, damaged, of another zone, or behind."""

import logging

from storage.database import Database
from storage.errors import Unreadable
from storage.landing import Landing
from storage.run_filings import note_files
from storage.values import Landed, StoredFile

LOG = logging.getLogger(__name__)
FORGET = "DELETE FROM filings WHERE state IN ('landed', 'done')"
ENDS = (
    "SELECT raw_path, records_path FROM filings WHERE raw_path IS NOT NULL ORDER BY rowid LIMIT 1",
    "SELECT raw_path, records_path FROM filings WHERE raw_path IS NOT NULL ORDER BY rowid DESC LIMIT 1",
)


def compare(database: Database, zone: Landing) -> str | None:
    """Bring the ledger up to the zone where there is need; says why it could not be trusted, if so."""
    first_time = database.note("compared") is None
    reason = database.replaced or distrust(database, zone)
    newest_run = max(zone.run_names(), default="")
    dead_run = newest_unfinished(database)
    if not (first_time or reason or dead_run or newest_run > (database.note("newest_run") or "")):
        return None
    # One transaction: a kill halfway leaves a ledger that is still not trusted.
    with database.writing() as connection:
        if reason:
            connection.execute(FORGET)
        found = read_zone(database, zone, dead_run)
        database.write_note("compared", "yes")
        database.write_note("newest_run", newest_run)
    if found and first_time and not reason:
        reason = "it is new and the zone is not"
    if reason:
        LOG.warning("The ledger was rebuilt from %s, %d filings: %s", zone, found, reason)
    return reason


def distrust(database: Database, zone: Landing) -> str | None:
    """Why the zone is not the one that the ledger remembers: the first or last filing is not there."""
    for query in ENDS:
        for row in database.rows(query):
            for path in filter(None, row):
                if not zone.exists(path):
                    return f"{path} is no longer in the zone"
    return None


def newest_unfinished(database: Database) -> str | None:
    """The run that died last: what the zone holds and the ledger does not know is its work."""
    rows = database.rows("SELECT name FROM runs ORDER BY started DESC, name DESC LIMIT 1")
    return str(rows[0]["name"]) if rows else None


def read_zone(database: Database, zone: Landing, dead_run: str | None) -> int:
    """Take up every filing that the zone holds and the ledger does not know; how many there were."""
    found = 0
    for landed in zone.landed():
        state = "done" if landed.records_path else "landed"
        known = database.rows("SELECT state FROM filings WHERE accession = ?", (landed.accession,))
        if known and known[0]["state"] in (state, "done"):
            continue
        found += 1
        take_up(database, landed, state)
        if dead_run:
            note_files(database, dead_run, landed.accession, "found", files_of(zone, landed))
    return found


def take_up(database: Database, landed: Landed, state: str) -> None:
    """Remember a filing as the zone shows it."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO filings (accession, state, month, raw_path, records_path) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (accession) DO UPDATE SET state = excluded.state, month = excluded.month,"
            " raw_path = excluded.raw_path, records_path = excluded.records_path, reason = NULL",
            (landed.accession, state, landed.month, landed.raw_path, landed.records_path),
        )


def files_of(zone: Landing, landed: Landed) -> list[StoredFile]:
    """The filing's files for the manifest of the run that died; what cannot be read is left to verify."""
    files = []
    for path in (landed.raw_path, landed.records_path):
        try:
            files += [zone.stored_file(path)] if path else []
        except Unreadable as error:
            LOG.warning("%s", error)
    return files
