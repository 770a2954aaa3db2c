"""The rows of filings in the ledger: the SQL that writes them, and the conversion of their values."""

import datetime as dt
import sqlite3

from storage.models import PendingFiling, WantedFiling

LANDED = (
    "INSERT INTO filings (accession, state, cik, form, filed, path, month, raw_path)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (accession) DO UPDATE SET"
    " state = excluded.state, month = excluded.month, raw_path = excluded.raw_path,"
    " reason = NULL"
)
READ = (
    "INSERT INTO filings (accession, state, cik, form, filed, path, month, raw_path,"
    " records_path, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (accession) DO UPDATE SET"
    " state = excluded.state, month = excluded.month, raw_path = excluded.raw_path,"
    " records_path = excluded.records_path, outcome = excluded.outcome, reason = NULL"
)
DONE = "UPDATE filings SET state = ?, records_path = ?, outcome = ?, reason = NULL WHERE accession = ?"
FAILED = (
    "INSERT INTO filings (accession, state, cik, form, filed, path, reason, outcome, attempts,"
    " first_failed, last_failed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"
    " ON CONFLICT (accession) DO UPDATE SET state = excluded.state,"
    " cik = coalesce(excluded.cik, cik), form = coalesce(excluded.form, form),"
    " filed = coalesce(excluded.filed, filed), path = coalesce(excluded.path, path),"
    " reason = excluded.reason, outcome = excluded.outcome, attempts = attempts + 1,"
    " last_failed = excluded.last_failed,"
    " first_failed = coalesce(first_failed, excluded.first_failed)"
)
PENDING = (
    "SELECT accession, cik, form, filed, path, reason, attempts, first_failed, last_failed"
    " FROM filings WHERE state = 'failed' ORDER BY attempts, first_failed, accession"
)


def address_of(filing: WantedFiling) -> tuple[str | None, ...]:
    """The columns after the accession that are needed to request a filing."""
    return filing.cik, filing.form, filing.filed.isoformat() if filing.filed else None, filing.path


def pending_filing(row: sqlite3.Row) -> PendingFiling:
    """A row of the ledger as a `Pending` filing."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a sqlite3.Row iterates over its values
    values["filed"] = dt.date.fromisoformat(row["filed"]) if row["filed"] else None
    return PendingFiling(**values)


def month_in(path: str) -> str:
    """'YYYY-MM' of a path below raw/ or records/."""
    return path.split("/")[1].removeprefix("filed=")
