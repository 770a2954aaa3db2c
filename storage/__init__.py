"""The landing zone, its ledger, its manifests and its lock. It does not know statements.

A run, in order:

    zone = Landing(LANDING_ZONE)                   # a path or an fsspec URL; raises Unwritable
    with ZoneLock(zone, "gmacm"):                  # raises Locked (with the holder) or Unwritable
        zone.prepare()                             # makes the folders and checks that they can be written
        with Ledger(STATE_DIR, zone) as ledger:    # rebuilt from the zone if it is new, damaged or stale
            close_dead_runs(zone, ledger)          # writes the manifests of runs that died
            run = Run(run_name(now, "gmacm"), "gmacm", now, arguments, versions)
            ledger.begin_run(run)
            for each filing:
                raw = zone.land_raw(accession, filed, body)
                records = zone.write_records(accession, filed, lines)
                ledger.record_read(ref, raw, records, "landed", facts)  # `ref`: see WantedFiling
            close_run(zone, ledger, run, Ending("complete", now, requests=..., timings=..., pending=[...]))

Order matters: the ledger is opened only while holding the lock; raw, then records, then the ledger,
whose moves of a filing from state to state are the table in filing_states.py.
"""

from storage.errors import DifferentBytes, Locked, Unreadable, Unwritable
from storage.file_names import run_name
from storage.landing import Landing
from storage.ledger import Ledger
from storage.lock import ZoneLock
from storage.manifest_writer import Ending, close_dead_runs, close_run
from storage.models import Holder, IndexState, Landed, PendingFiling, Run, RunFiling, StoredFile, WantedFiling

__all__ = [
    "DifferentBytes",
    "Ending",
    "Holder",
    "IndexState",
    "Landed",
    "Landing",
    "Ledger",
    "Locked",
    "PendingFiling",
    "Run",
    "RunFiling",
    "StoredFile",
    "Unreadable",
    "Unwritable",
    "WantedFiling",
    "ZoneLock",
    "close_dead_runs",
    "close_run",
    "run_name",
]
