"""The state of filings, indexes and runs from run to run; most of it can be rebuilt from the zone."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from storage.database import Database
from storage.filing_rows import DONE, FAILED, LANDED, PENDING, READ, address_of, month_in, pending_filing
from storage.filing_states import Event, State, next_state
from storage.index_states import note_index_state, read_index_state
from storage.landing import Landing
from storage.models import IndexState, Landed, PendingFiling, Run, RunFiling, StoredFile, WantedFiling
from storage.rebuild import compare, files_of
from storage.run_filings import note_files, note_filing, read_run_filings

IN_NO_INDEX = "in no index"  # the outcome, so far, of a pending filing
encode = msgspec.json.encode
decode = msgspec.json.decode


class Ledger:
    """The ledger of one zone, below STATE_DIR in a file of its own; open it holding the zone's lock.

    `rebuilt` is the reason why it was rebuilt from the zone, None if it was not. A method returns when its
    change is on disk; raises Unwritable. May be used from several threads.
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
        """Commit everything recorded inside together, at the end; rolled back on an error."""
        with self.database.writing():
            yield

    # Filings

    def state(self, accession: str) -> State | None:
        """'landed' (raw alone), 'done', 'failed' (pending), 'gone' (not at EDGAR), or None: not known."""
        rows = self.database.rows("SELECT state FROM filings WHERE accession = ?", (accession,))
        return rows[0]["state"] if rows else None

    def is_done(self, accession: str) -> bool:
        """Whether raw and records of the filing are in the zone."""
        return self.state(accession) == "done"

    def counts(self) -> dict[str, int]:
        """The number of filings in each state."""
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
        rows = self.database.rows(PENDING)
        return [pending_filing(row) for row in rows]

    def path(self, accession: str) -> str | None:
        """The filing's path at EDGAR; None if the ledger does not know it."""
        rows = self.database.rows("SELECT path FROM filings WHERE accession = ?", (accession,))
        return rows[0]["path"] if rows else None

    def in_no_index(self) -> dict[str, str]:
        """Pending filings that no present or future index can list, with the reasons."""
        rows = self.database.rows(
            "SELECT accession, reason FROM filings WHERE state = 'failed' AND outcome = ?", (IN_NO_INDEX,)
        )
        return {row["accession"]: row["reason"] for row in rows}

    def record_landed(self, filing: WantedFiling, raw: StoredFile, *, anew: bool = False) -> None:
        """Record that the raw submission is landed; `anew`: it replaced a damaged one, without records."""
        with self.database.writing() as database:
            state = self._after(filing.accession, "raw landed anew" if anew else "raw landed")
            if state != "done":
                database.execute(
                    LANDED,
                    (filing.accession, state, *address_of(filing), month_in(raw.path), raw.path),
                )
            self._note_file(filing.accession, "landed", raw)

    def record_read(
        self,
        filing: WantedFiling,
        raw: StoredFile,
        records: StoredFile,
        word: str,
        facts: Mapping[str, Any],
        *,
        anew: bool = False,
    ) -> None:
        """Raw and records of a filing are in the zone: its state and the run's entry in one commit.

        `word` and `facts` are the outcome and what else the manifest says; `anew` as in `record_landed`.
        """
        with self.database.writing() as database:
            landed = self._after(filing.accession, "raw landed anew" if anew else "raw landed")
            state = next_state(landed, "records written")
            database.execute(
                READ,
                (
                    *(filing.accession, state, *address_of(filing), month_in(raw.path), raw.path),
                    *(records.path, encode(facts).decode()),
                ),
            )
            if self.run:
                note_filing(self.database, self.run, filing.accession, word, [raw, records], facts)

    def record_done(self, accession: str, records: StoredFile, outcome: Mapping[str, Any]) -> None:
        """The records are in the zone; `outcome` is the result to keep (plain JSON values).

        Raises ImpossibleMove for a filing that was not recorded as landed.
        """
        with self.database.writing() as database:
            database.execute(
                DONE,
                (
                    self._after(accession, "records written"),
                    records.path,
                    encode(outcome).decode(),
                    accession,
                ),
            )
            self._note_file(accession, "done", records)

    def record_failed(
        self, filing: WantedFiling, reason: str, *, final: bool = False, is_in_no_index: bool = False
    ) -> None:
        """The filing could not be fetched or, where it is landed, parsed; `final`: no run tries it again.

        `is_in_no_index`: no present or future index can list it. A landed filing stays landed and is in
        `unparsed`, one that is done stays done.
        """
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        outcome = IN_NO_INDEX if is_in_no_index else None
        with self.database.writing() as database:
            state = self._after(filing.accession, "given up" if final else "failed")
            if state == "done":
                return
            database.execute(
                FAILED,
                (filing.accession, state, *address_of(filing), reason, outcome, now, now),
            )

    def _after(self, accession: str, event: Event) -> State:
        """Apply an event to a filing's state; inside a transaction, so that no other event intervenes."""
        return next_state(self.state(accession), event)

    # Indexes

    def index_state(self, url: str, filter_digest: str) -> IndexState | None:
        """The last state of the index for this filter; None if it was never read with this filter."""
        return read_index_state(self.database, url, filter_digest)

    def record_index(
        self, url: str, filter_digest: str, etag: str | None, last_modified: str | None, rows: Iterable[Any]
    ) -> None:
        """The index was read whole: its validators and the rows that passed (plain JSON values)."""
        note_index_state(self.database, url, filter_digest, IndexState(etag, last_modified, list(rows)))

    # Runs

    def begin_run(self, run: Run) -> None:
        """Record a new run; it is unfinished until `end_run`. It takes over files that no manifest names."""
        values = (run.name, run.spider, run.started.isoformat(), encode(run.arguments), encode(run.versions))
        with self.database.writing() as database:
            database.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", values)
            for accession, paths in self.unlisted.items():
                note_files(self.database, run.name, accession, "found", files_of(self.zone, paths))
        self.run, self.unlisted = run.name, {}

    def go_on_with(self, run: Run) -> None:
        """Continue a run that died: its manifest lists what is recorded from now on, too."""
        self.run = run.name

    def run_filing(
        self, name: str, accession: str, outcome: str, files: Sequence[StoredFile] = (), **facts: Any
    ) -> None:
        """Note what the run did with a filing, for its manifest; a later note replaces an earlier one.

        Files recorded as landed or done since `begin_run` are in the manifest without being named here.
        """
        note_filing(self.database, name, accession, outcome, files, facts)

    def run_filings(self, name: str) -> Iterator[RunFiling]:
        """What the run did with each filing, by accession."""
        return read_run_filings(self.database, name)

    def end_run(self, name: str) -> None:
        """Remove a run from the ledger when its manifest is in the zone."""
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
