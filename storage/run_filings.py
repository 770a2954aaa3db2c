"""Keeps a run's result for each filing in the ledger until its manifest is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from storage.database import Database
from storage.models import RunFiling, StoredFile

encode = msgspec.json.encode
decode = msgspec.json.decode
# A long run has tens of thousands: they are read in pages of this size.
PAGE = (
    "SELECT accession, outcome, files, facts FROM run_filings WHERE run = ? AND accession > ?"
    " ORDER BY accession LIMIT 500"
)

INSERT = "INSERT INTO run_filings VALUES (?, ?, ?, ?, ?) ON CONFLICT (run, accession) DO UPDATE SET"


def note_files(
    database: Database, run: str, accession: str, outcome: str, files: Sequence[StoredFile]
) -> None:
    """Add files that the run wrote for a filing; `outcome` holds until `note_filing` sets another."""
    with database.writing() as connection:
        connection.execute(
            f"{INSERT} files = excluded.files",
            (run, accession, outcome, encode(merged(database, run, accession, files)), b"{}"),
        )


def note_filing(
    database: Database,
    run: str,
    accession: str,
    outcome: str,
    files: Sequence[StoredFile],
    facts: Mapping[str, Any],
) -> None:
    """Note what the run did with a filing; a later note replaces an earlier one, and files are added."""
    with database.writing() as connection:
        connection.execute(
            f"{INSERT} files = excluded.files, outcome = excluded.outcome, facts = excluded.facts",
            (run, accession, outcome, encode(merged(database, run, accession, files)), encode(facts)),
        )


def merged(database: Database, run: str, accession: str, files: Sequence[StoredFile]) -> list[StoredFile]:
    """The files noted so far and the new ones, each path once."""
    noted = {file.path: file for file in files_noted(database, run, accession)}
    return list((noted | {file.path: file for file in files}).values())


def files_noted(database: Database, run: str, accession: str) -> list[StoredFile]:
    """The files noted so far."""
    rows = database.rows("SELECT files FROM run_filings WHERE run = ? AND accession = ?", (run, accession))
    return decode(rows[0]["files"], type=list[StoredFile]) if rows else []


def read_run_filings(database: Database, run: str) -> Iterator[RunFiling]:
    """What the run did with each filing, by accession."""
    last = ""
    while rows := database.rows(PAGE, (run, last)):
        for row in rows:
            last = row["accession"]
            files = decode(row["files"], type=list[StoredFile])
            yield RunFiling(last, row["outcome"], files, decode(row["facts"]))
