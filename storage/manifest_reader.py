"""Reads all manifests: the files that the zone should hold, and what the last runs left pending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from storage.errors import Unreadable
from storage.file_names import run_path
from storage.landing import Landing
from storage.models import StoredFile

FINAL = ("gone", "forgotten")  # outcomes of filings that no run asks for any more
REREADING = "reparse"  # what it leaves is in the zone
UNFINISHED = ("interrupted", "died")


class FilingEntry(msgspec.Struct):
    """The fields of a manifest's filing that this module reads."""

    accession: str
    outcome: str = ""
    files: list[StoredFile] = []


class RunEntry(msgspec.Struct):
    """The fields of a manifest that this module reads."""

    run: str
    spider: str
    outcome: str = ""
    arguments: dict[str, Any] = {}
    not_reached: dict[str, int] | None = None
    pending: list[dict[str, Any]] = []
    owed: list[dict[str, Any]] = []  # the name of `pending` in the manifests of earlier versions
    filings: list[FilingEntry] = []


@dataclass
class Listing:
    """`files` by path, each from the newest manifest that names it."""

    files: dict[str, StoredFile] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)  # manifests by path, with the reason
    runs: list[RunEntry] = field(default_factory=list)  # those that left something

    @property
    def pending(self) -> dict[str, list[dict[str, Any]]]:
        """The items that failed and have not been done since, by spider."""
        pending: dict[str, list[dict[str, Any]]] = {}
        for run in self.runs:
            pending.setdefault(run.spider, []).extend(run.pending)
        return pending

    @property
    def not_reached(self) -> dict[str, str]:
        """What interrupted runs did not reach, by run: '300 filings, 71 indexes'."""
        return {run.run: words for run in self.runs if run.spider != REREADING and (words := in_words(run))}

    def pending_filings(self) -> dict[str, str]:
        """The pending accessions, with the reasons."""
        crawls = (pending for spider, pending in self.pending.items() if spider != REREADING)
        every = (one for pending in crawls for one in pending if "accession" in one)
        return {str(one["accession"]): str(one.get("reason")) for one in every}

    def add(self, entry: RunEntry) -> None:
        """Add the next manifest; filings that it did or gave up are removed from what earlier runs left."""
        self.files |= {file.path: file for filing in entry.filings for file in filing.files}
        final = {filing.accession for filing in entry.filings if filing.outcome in FINAL}
        for run in self.runs:
            run.pending = [one for one in run.pending if one.get("accession") not in final]
        entry.pending, entry.filings = entry.pending or entry.owed, []
        self.runs = [run for run in self.runs if not covers(entry, run)]
        if entry.pending or in_words(entry):
            self.runs.append(entry)


def covers(run: RunEntry, earlier: RunEntry) -> bool:
    """Whether a run covers all the work of an earlier one, so that its pending list replaces it."""
    new, old = dict(run.arguments), dict(earlier.arguments)
    first, last = (new.pop("since", ""), old.pop("since", "")), (new.pop("until", ""), old.pop("until", ""))
    if first[0] > first[1] or (last[0] and not last[0] >= last[1] > ""):
        return False
    is_wider = all(old.get(name) == value for name, value in new.items())
    return run.spider == earlier.spider and is_wider and new.get("forms") == old.get("forms")


def in_words(run: RunEntry) -> str:
    """What a run did not reach; '' if it was not interrupted."""
    if run.not_reached is None and run.outcome in UNFINISHED:
        return "an unknown amount of work"
    counts = run.not_reached or {}
    return in_nouns(counts) if any(counts.values()) else ""


def in_nouns(counts: Mapping[str, int]) -> str:
    """'1 filing, 71 indexes' of counts by the plural of what is counted."""
    one = {"filings": "filing", "indexes": "index"}
    return ", ".join(
        f"{number:,} {one.get(name, name) if number == 1 else name}" for name, number in counts.items()
    )


def read_listing(zone: Landing) -> Listing:
    """Read every manifest of the zone, oldest first."""
    listing = Listing()
    for name in zone.run_names():
        path = run_path(name)
        try:
            listing.add(read_manifest(zone, path))
        except Unreadable as error:
            listing.unreadable[path] = str(error)
    return listing


def read_manifest(zone: Landing, path: str) -> RunEntry:
    """One manifest; raises Unreadable if it is not valid."""
    try:
        return msgspec.json.decode(zone.read(path), type=RunEntry)
    except msgspec.DecodeError as error:
        raise Unreadable(
            f"{zone}/{path} is not a valid manifest ({error}); restore it from a copy"
        ) from error
