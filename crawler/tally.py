"""Counts what a run finds, does and still owes: for progress, summary, manifest and exit code."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

KINDS = (
    (re.compile(r"/robots\.txt$"), "robots"),
    (re.compile(r"/submissions/|/LATEST/search-index|/Archives/edgar/daily-index/.*\.json$"), "json"),
    (re.compile(r"/Archives/edgar/(full-index/|daily-index/.*\.gz$)"), "index"),
    (re.compile(r"/Archives/edgar/daily-index/"), "daily"),  # an index that is not packed
    (re.compile(r"/Archives/edgar/data/"), "submission"),
)


@dataclass
class Tally:
    """What happened so far. `owed` and `owed_indexes` tell each failure's reason."""

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
    without_text: int = 0  # filings on paper
    owed: dict[str, str] = field(default_factory=dict)
    owed_indexes: dict[str, str] = field(default_factory=dict)
    broken_rows: int = 0
    requests: Counter[str] = field(default_factory=Counter)  # by kind
    retries: int = 0
    blocks: int = 0

    def sent(self, url: str) -> None:
        self.requests[kind_of(url)] += 1

    def count_reading(self, reading: Any) -> None:
        """What the parsers made of a filing."""
        self.statements += reading.statements
        self.with_statements += bool(reading.statements)
        self.unrecognised += reading.unrecognised
        self.unmapped += reading.unmapped
        self.passed.update(reading.passed)
        self.failed.update(reading.failed)

    @property
    def is_complete(self) -> bool:
        """Nothing owed. What nobody recognises, and what EDGAR has deleted or serves cut, is no debt."""
        return not self.owed and not self.owed_indexes

    def as_json(self) -> dict[str, Any]:
        """The counts for the manifest."""
        counts: dict[str, Any] = msgspec.to_builtins(replace(self, found=set()))
        del counts["owed"], counts["owed_indexes"], counts["requests"]  # the manifest has them beside these
        return counts | {"found": len(self.found)}


def kind_of(url: str) -> str:
    """What a request is for: one of KINDS, or 'other'."""
    path = urlsplit(url).path
    return next((kind for pattern, kind in KINDS if pattern.match(path)), "other")
