"""Counts a run's found, done and pending items for progress, summary, manifest and exit code."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

KINDS = (
    (re.compile(r"/robots\.txt$"), "robots"),
    (re.compile(r"/submissions/|/LATEST/search-index|/Archives/edgar/daily-index/.*\.json$"), "json"),
    (re.compile(r"/Archives/edgar/(full-index/|daily-index/.*\.gz$)"), "index"),
    (re.compile(r"/Archives/edgar/daily-index/"), "daily"),  # an index that is not compressed
    (re.compile(r"/Archives/edgar/data/"), "submission"),
)

# Fields that the manifest has outside its counts, or not at all.
ELSEWHERE = ("pending", "pending_indexes", "requests", "unread", "planned", "waiting", "listed", "ciks")


@dataclass
class RunStats:
    """The counts so far. `pending` and `pending_indexes` have each failure's reason."""

    found: set[str] = field(default_factory=set)  # accessions
    already: int = 0  # found, and in the zone before this run
    new: int = 0  # to be fetched or parsed in this run
    settled: int = 0  # of the new ones: done or failed
    landed: int = 0
    with_statements: int = 0
    statements: int = 0
    unrecognised: int = 0
    unmapped: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    gone: dict[str, str] = field(default_factory=dict)
    incomplete: dict[str, str] = field(default_factory=dict)  # as EDGAR itself serves them
    listed: set[str] = field(default_factory=set)  # those of them that an index or list has
    ciks: set[str] = field(default_factory=set)  # registrants of the filings that the source listed
    without_text: int = 0  # filings on paper
    pending: dict[str, str] = field(default_factory=dict)
    pending_indexes: dict[str, str] = field(default_factory=dict)
    unread: dict[str, None] = field(default_factory=dict)  # indexes and lists that are still to be read
    planned: int = 0  # indexes and lists that were to be read or are
    waiting: set[str] = field(default_factory=set)  # accessions to be tried whatever the sources find
    broken_rows: int = 0
    requests: Counter[str] = field(default_factory=Counter)  # by kind
    retries: int = 0
    blocks: int = 0

    def sent(self, url: str) -> None:
        self.requests[kind_of(url)] += 1

    def plan(self, names: Iterable[str]) -> None:
        """Add indexes or lists that are going to be read."""
        known = len(self.unread)
        self.unread |= dict.fromkeys(names)
        self.planned += len(self.unread) - known

    def has_read(self, name: str) -> None:
        """Record that an index or list was read."""
        self.unread.pop(name, None)

    def index_failed(self, name: str, reason: str) -> None:
        """Record that an index or list could not be fetched or read: it is pending."""
        self.unread.pop(name, None)
        self.pending_indexes[name] = reason

    def count_reading(self, reading: Any) -> None:
        """Count the parsers' results for a filing."""
        self.statements += reading.statements
        self.with_statements += bool(reading.statements)
        self.unrecognised += reading.unrecognised
        self.unmapped += reading.unmapped
        self.passed.update(reading.passed)
        self.failed.update(reading.failed)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is pending; unrecognised, deleted or cut at EDGAR is not pending."""
        return not self.pending and not self.pending_indexes

    @property
    def not_reached(self) -> dict[str, int]:
        """The work that the run did not reach: known filings, and indexes and lists to read."""
        return {"filings": self.new - self.settled + len(self.waiting), "indexes": len(self.unread)}

    def as_json(self) -> dict[str, Any]:
        """The counts for the manifest."""
        counts: dict[str, Any] = msgspec.to_builtins(replace(self, found=set(), waiting=set(), listed=set()))
        for name in ELSEWHERE:
            del counts[name]
        return counts | {"found": len(self.found)}


def kind_of(url: str) -> str:
    """The kind of a request: one of KINDS, or 'other'."""
    path = urlsplit(url).path
    return next((kind for pattern, kind in KINDS if pattern.match(path)), "other")
