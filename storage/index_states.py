"""The rows of each index for each filter, kept in the ledger because a 304 response has no rows."""

import datetime as dt

import msgspec

from storage.database import Database
from storage.models import IndexState

# A filter that changes daily would grow the ledger without limit; spiders that alternate need one each.
FILTERS_KEPT = 4


def read_index_state(database: Database, url: str, filter_digest: str) -> IndexState | None:
    """The last state of the index for this filter; None if it was never read with this filter."""
    rows = database.rows(
        "SELECT etag, last_modified, rows FROM indexes WHERE url = ? AND filter_digest = ?",
        (url, filter_digest),
    )
    if not rows:
        return None
    return IndexState(rows[0]["etag"], rows[0]["last_modified"], msgspec.json.decode(rows[0]["rows"]))


def note_index_state(database: Database, url: str, filter_digest: str, state: IndexState) -> None:
    """Store the rows of an index that was read completely; only the newest few filters are kept."""
    now = dt.datetime.now(dt.UTC).isoformat()
    rows = msgspec.json.encode(state.rows)
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO indexes VALUES (?, ?, ?, ?, ?, ?)",
            (url, filter_digest, state.etag, state.last_modified, rows, now),
        )
        connection.execute(
            "DELETE FROM indexes WHERE url = ? AND filter_digest NOT IN"
            " (SELECT filter_digest FROM indexes WHERE url = ?"
            " ORDER BY read_at DESC, rowid DESC LIMIT ?)",
            (url, url, FILTERS_KEPT),
        )
