"""The ledger's SQLite file: a damaged one is set aside, and every write is a durable transaction."""

import datetime as dt
import errno
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from storage.errors import Unwritable, advice
from storage.local_store import make_folder

VERSION = 1
SCHEMA = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE filings (
    accession TEXT PRIMARY KEY, state TEXT NOT NULL,
    cik TEXT, form TEXT, filed TEXT, path TEXT,
    month TEXT, raw_path TEXT, records_path TEXT, outcome TEXT,
    reason TEXT, attempts INTEGER NOT NULL DEFAULT 0, first_failed TEXT, last_failed TEXT
) STRICT;
CREATE INDEX filings_by_state ON filings (state) WHERE state != 'done';
CREATE TABLE indexes (
    url TEXT, filter_digest TEXT, etag TEXT, last_modified TEXT, rows BLOB NOT NULL, read_at TEXT NOT NULL,
    PRIMARY KEY (url, filter_digest)
) STRICT;
CREATE TABLE runs (
    name TEXT PRIMARY KEY, spider TEXT NOT NULL, started TEXT NOT NULL,
    arguments BLOB NOT NULL, versions BLOB NOT NULL
) STRICT;
CREATE TABLE run_filings (
    run TEXT, accession TEXT, outcome TEXT NOT NULL, files BLOB NOT NULL, facts BLOB NOT NULL,
    PRIMARY KEY (run, accession)
) STRICT;
"""


class DamagedLedger(Exception):
    """The file is not a ledger of this version."""


class Database:
    """A SQLite file; `replaced` is the reason why an earlier file was set aside, if one was."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.replaced: str | None = None
        self.guard = threading.RLock()
        try:
            make_folder(path.parent)
            self.connection = self._open()
        except (OSError, sqlite3.OperationalError) as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self.guard:
            return self.connection.execute(query, values).fetchall()

    def note(self, name: str) -> str | None:
        """The value of a note about the ledger itself; None if there is none."""
        rows = self.rows("SELECT value FROM notes WHERE name = ?", (name,))
        return str(rows[0]["value"]) if rows else None

    def write_note(self, name: str, value: str) -> None:
        """Store a note about the ledger itself."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on disk at the end, rolled back on an error; a nested one joins the outer."""
        try:
            with self.guard:
                if self.connection.in_transaction:
                    yield self.connection
                else:
                    with self.connection:
                        self.connection.execute("BEGIN IMMEDIATE")
                        yield self.connection
        except sqlite3.OperationalError as error:
            raise self._unwritable(error) from error

    def _open(self) -> sqlite3.Connection:
        try:
            return connect(self.path)
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, DamagedLedger) as error:
            self.replaced = f"{error}; the file was kept as {set_aside(self.path).name}"
            return connect(self.path)

    def _unwritable(self, error: Exception) -> Unwritable:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            error = OSError(errno.ENOSPC, str(error))
        return Unwritable(f"cannot write the ledger {self.path}: {advice(error, 'STATE_DIR')}")


def connect(path: Path) -> sqlite3.Connection:
    """Open a ledger's file and check it; raises DatabaseError or DamagedLedger if it is not valid."""
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        make_tables(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def make_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Create the schema in an empty file; check a file that has content."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0 and is_empty(connection):
        connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        return
    if version != VERSION:
        raise DamagedLedger(f"{path.name} is of version {version}, expected {VERSION}")
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise DamagedLedger(f"{path.name} is damaged: {found}")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file has no schema: it is new, or its first transaction was never committed."""
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def set_aside(path: Path) -> Path:
    """Rename a damaged file and its journal; returns the new path."""
    now = dt.datetime.now(dt.UTC)
    kept = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S.%fZ}")
    path.rename(kept)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(kept.with_name(kept.name + end))
    return kept
