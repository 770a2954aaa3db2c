"""Writes a run's manifest: its arguments, the outcome of each filing, and what is pending."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from storage.file_names import run_path
from storage.landing import Landing
from storage.ledger import Ledger
from storage.models import Run, RunFiling, StoredFile

Outcome = Literal["complete", "pending", "interrupted", "died"]


@dataclass(frozen=True, slots=True)
class Ending:
    """The ending of a run; `ended` is an aware datetime, None if unknown; all else are plain JSON values."""

    outcome: Outcome
    ended: dt.datetime | None
    requests: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    pending: Sequence[Any] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    not_reached: Mapping[str, int] | None = None  # filings and indexes; None if unknown


def close_run(zone: Landing, ledger: Ledger, run: Run, ending: Ending) -> StoredFile:
    """Write the run's manifest, then let the ledger forget the run; raises Unwritable."""
    file = zone.write_run(run.name, manifest(run, ledger.run_filings(run.name), ending))
    ledger.end_run(run.name)
    return file


def close_dead_runs(zone: Landing, ledger: Ledger, keep: str | None = None) -> list[Run]:
    """Write the manifests of runs that died; to be called before a run begins, holding the zone's lock.

    `keep` names a run that is to be continued.
    """
    dead = [run for run in ledger.unfinished_runs() if run.name != keep]
    for run in dead:
        if zone.exists(run_path(run.name)):
            ledger.end_run(run.name)  # it died after it wrote its manifest
        else:
            close_run(zone, ledger, run, Ending("died", None, pending=ledger.pending()))
    return dead


def manifest(run: Run, filings: Iterable[RunFiling], ending: Ending) -> Iterator[bytes]:
    """The manifest's bytes, a filing at a time: one JSON object, indented for people."""
    document = {
        "run": run.name,
        "spider": run.spider,
        "outcome": ending.outcome,
        "started": stamp(run.started),
        "ended": stamp(ending.ended) if ending.ended else None,
        "seconds": (ending.ended - run.started).total_seconds() if ending.ended else None,
        "arguments": run.arguments,
        "versions": run.versions,
        "counts": ending.counts,
        "requests": ending.requests,
        "timings": ending.timings,
        "pending": ending.pending,
        "not_reached": ending.not_reached,
        "filings": [],
    }
    yield indented(document).removesuffix(b"]\n}")
    comma = b""
    for filing in filings:
        yield comma + b"\n    " + indented(filing_entry(filing)).replace(b"\n", b"\n    ")
        comma = b","
    yield (b"\n  ]" if comma else b"]") + b"\n}\n"


def filing_entry(filing: RunFiling) -> dict[str, Any]:
    """A filing's entry: the facts are keys beside its outcome."""
    return {"accession": filing.accession, "outcome": filing.outcome, **filing.facts, "files": filing.files}


def indented(value: Any) -> bytes:
    """JSON for people; a line feed in it is never part of a text."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def stamp(moment: dt.datetime) -> str:
    """UTC in ISO form, to the millisecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
