"""What one run tells the next of filings, indexes and runs; what matters most can be read off the zone."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec

from storage.database import Database
from storage.landing import Landing
from storage.models import IndexState, Landed, PendingFiling, Run, RunFiling, StoredFile, Wanted
from storage.rebuild import compare, files_of
from storage.run_filings import note_files, note_outcome, read_run_filings

State = Literal["landed", "done", "failed", "gone"]
# A filter that changes daily would grow the ledger for ever; spiders that take turns need one each.
FILTERS_KEPT = 4
IN_NO_INDEX = "in no index"  # the outcome, so far, of a pending filing
encode = msgspec.json.encode
decode = msgspec.json.decode


class Ledger:
    """The ledger of one zone, below STATE_DIR in a file of its own; open it holding the zone's lock.

    `rebuilt` says why it was read off the zone again, None where it could be trusted. What is recorded is on
    the disk when the method returns; raises Unwritable. May be used from several threads.
    """

    def __init__(self, state_dir: Path | str, zone: Landing) -> None:
        digest = hashlib.sha256(zone.shown.encode()).hexdigest()[:12]
        self.database = Database(Path(state_dir) / f"ledger-{digest}.sqlite")
        self.run: str | None = None  # the one that was begun here
        try:
            compared = compare(self.database, zone)
        except BaseException:
            self.close()
            raise
        self.zone, self.rebuilt, self.unlisted = zone, compared.rebuilt, compared.unlisted

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger's file."""
        self.database.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Put all that is recorded inside on the disk together, at the end; undone on an error."""
        with self.database.writing():
            yield

    # Filings

    def state(self, accession: str) -> State | None:
        """'landed' (raw alone), 'done', 'failed' (pending), 'gone' (never to be had), or None: not known."""
        rows = self.database.rows("SELECT state FROM filings WHERE accession = ?", (accession,))
        return rows[0]["state"] if rows else None

    def is_done(self, accession: str) -> bool:
        """Whether raw and records of the filing are in the zone."""
        return self.state(accession) == "done"

    def counts(self) -> dict[str, int]:
        """How many filings are in each state."""
        return dict(
            tuple(row) for row in self.database.rows("SELECT state, count(*) FROM filings GROUP BY state")
        )

    def unparsed(self) -> list[Landed]:
        """Filings landed without records: to be parsed, not to be fetched."""
        rows = self.database.rows(
            "SELECT accession, month, raw_path FROM filings WHERE state = 'landed' ORDER BY accession"
        )
        return [Landed(row["accession"], row["month"], row["raw_path"], None) for row in rows]

    def pending(self) -> list[PendingFiling]:
        """Filings that could not be fetched, those tried least first."""
        rows = self.database.rows(
            "SELECT accession, cik, form, filed, path, reason, attempts, first_failed, last_failed"
            " FROM filings WHERE state = 'failed' ORDER BY attempts, first_failed, accession"
        )
        return [pending_filing(row) for row in rows]

    def path(self, accession: str) -> str | None:
        """Where EDGAR has the filing, if the ledger was ever told."""
        rows = self.database.rows("SELECT path FROM filings WHERE accession = ?", (accession,))
        return rows[0]["path"] if rows else None

    def in_no_index(self) -> dict[str, str]:
        """Pending filings that no index has, nor can one to come, with the reasons."""
        rows = self.database.rows(
            "SELECT accession, reason FROM filings WHERE state = 'failed' AND outcome = ?", (IN_NO_INDEX,)
        )
        return {row["accession"]: row["reason"] for row in rows}

    def record_landed(self, filing: Wanted, raw: StoredFile, *, anew: bool = False) -> None:
        """The raw submission is in the zone; `anew`: in place of a damaged one, its records removed."""
        with self.database.writing() as database:
            database.execute(
                "INSERT INTO filings (accession, state, cik, form, filed, path, month, raw_path)"
                " VALUES (?, 'landed', ?, ?, ?, ?, ?, ?) ON CONFLICT (accession) DO UPDATE SET"
                " state = 'landed', month = excluded.month, raw_path = excluded.raw_path, reason = NULL"
                " WHERE state != 'done' OR ?",
                (*wanted(filing), month_in(raw.path), raw.path, anew),
            )
            self._note_file(filing.accession, "landed", raw)

    def record_done(self, accession: str, records: StoredFile, outcome: Mapping[str, Any]) -> None:
        """The records are in the zone; `outcome` is what is worth remembering (plain JSON values)."""
        with self.database.writing() as database:
            changed = database.execute(
                "UPDATE filings SET state = 'done', records_path = ?, outcome = ?, reason = NULL"
                " WHERE accession = ?",
                (records.path, encode(outcome).decode(), accession),
            ).rowcount
            assert changed, f"{accession} was recorded as done before it was recorded as landed"
            self._note_file(accession, "done", records)

    def record_failed(
        self, filing: Wanted, reason: str, *, final: bool = False, is_in_no_index: bool = False
    ) -> None:
        """The filing could not be fetched or, where it is landed, parsed; `final`: it is gone for good.

        `is_in_no_index`: no index lists it, nor can one to come. A landed filing stays landed and is told by
        `unparsed`, one that is done stays done.
        """
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        state, outcome = "gone" if final else "failed", IN_NO_INDEX if is_in_no_index else None
        with self.database.writing() as database:
            database.execute(
                "INSERT INTO filings (accession, state, cik, form, filed, path, reason, outcome, attempts,"
                " first_failed, last_failed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"
                " ON CONFLICT (accession) DO UPDATE SET"
                " state = CASE state WHEN 'landed' THEN 'landed' ELSE excluded.state END,"
                " cik = coalesce(excluded.cik, cik), form = coalesce(excluded.form, form),"
                " filed = coalesce(excluded.filed, filed), path = coalesce(excluded.path, path),"
                " reason = excluded.reason, outcome = excluded.outcome, attempts = attempts + 1,"
                " last_failed = excluded.last_failed,"
                " first_failed = coalesce(first_failed, excluded.first_failed) WHERE state != 'done'",
                (filing.accession, state, *wanted(filing)[1:], reason, outcome, now, now),
            )

    # Indexes

    def index_state(self, url: str, filter_digest: str) -> IndexState | None:
        """What the index answered to this filter last time; None if it was never read with this filter."""
        rows = self.database.rows(
            "SELECT etag, last_modified, rows FROM indexes WHERE url = ? AND filter_digest = ?",
            (url, filter_digest),
        )
        return (
            IndexState(rows[0]["etag"], rows[0]["last_modified"], decode(rows[0]["rows"])) if rows else None
        )

    def record_index(
        self, url: str, filter_digest: str, etag: str | None, last_modified: str | None, rows: Iterable[Any]
    ) -> None:
        """The index was read whole: its validators and the rows that passed (plain JSON values)."""
        now = dt.datetime.now(dt.UTC).isoformat()
        with self.database.writing() as database:
            database.execute(
                "INSERT OR REPLACE INTO indexes VALUES (?, ?, ?, ?, ?, ?)",
                (url, filter_digest, etag, last_modified, encode(list(rows)), now),
            )
            database.execute(
                "DELETE FROM indexes WHERE url = ? AND filter_digest NOT IN"
                " (SELECT filter_digest FROM indexes WHERE url = ?"
                " ORDER BY read_at DESC, rowid DESC LIMIT ?)",
                (url, url, FILTERS_KEPT),
            )

    # Runs

    def begin_run(self, run: Run) -> None:
        """A run begins: until `end_run` it counts as unfinished. It lists what no manifest names."""
        values = (run.name, run.spider, run.started.isoformat(), encode(run.arguments), encode(run.versions))
        with self.database.writing() as database:
            database.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", values)
            for accession, paths in self.unlisted.items():
                note_files(self.database, run.name, accession, "found", files_of(self.zone, paths))
        self.run, self.unlisted = run.name, {}

    def go_on_with(self, run: Run) -> None:
        """A run that died goes on: what is recorded from now on is in its manifest too."""
        self.run = run.name

    def run_filing(
        self, name: str, accession: str, outcome: str, files: Sequence[StoredFile] = (), **facts: Any
    ) -> None:
        """What the run did with a filing, for its manifest; said again, it replaces what was said.

        Files recorded as landed or done since `begin_run` are in the manifest without being named here.
        """
        with self.database.writing():
            note_outcome(self.database, name, accession, outcome, facts)
            note_files(self.database, name, accession, outcome, files)

    def run_filings(self, name: str) -> Iterator[RunFiling]:
        """What the run did with each filing, by accession."""
        return read_run_filings(self.database, name)

    def end_run(self, name: str) -> None:
        """The run's manifest is in the zone: the ledger may forget the run."""
        with self.database.writing() as database:
            database.execute("DELETE FROM run_filings WHERE run = ?", (name,))
            database.execute("DELETE FROM runs WHERE name = ?", (name,))
            self.run = None if self.run == name else self.run
            self.database.write_note("manifests", str(int(self.database.note("manifests") or 0) + 1))
            self.database.write_note("newest_run", max(name, self.database.note("newest_run") or ""))

    def _note_file(self, accession: str, outcome: str, file: StoredFile) -> None:
        """In one transaction with the state: a kill between them would leave a file in no manifest."""
        if self.run:
            note_files(self.database, self.run, accession, outcome, [file])

    def unfinished_runs(self) -> list[Run]:
        """Runs that began and did not end, oldest first: this one, and those that died."""
        return [
            Run(
                row["name"],
                row["spider"],
                dt.datetime.fromisoformat(row["started"]),
                decode(row["arguments"]),
                decode(row["versions"]),
            )
            for row in self.database.rows("SELECT * FROM runs ORDER BY started, name")
        ]


def wanted(filing: Wanted) -> tuple[str | None, ...]:
    """The columns of a filing that say how to ask for it."""
    filed = filing.filed.isoformat() if filing.filed else None
    return filing.accession, filing.cik, filing.form, filed, filing.path


def pending_filing(row: sqlite3.Row) -> PendingFiling:
    """A row of the ledger as the filing that is pending."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a sqlite3.Row iterates over its values
    values["filed"] = dt.date.fromisoformat(row["filed"]) if row["filed"] else None
    return PendingFiling(**values)


def month_in(path: str) -> str:
    """'YYYY-MM' of a path below raw/ or records/."""
    return path.split("/")[1].removeprefix("filed=")
