"""The types of the values that storage takes and returns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the zone: posix path relative to the zone, size and SHA-256 (of a .gz: uncompressed)."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Landed:
    """A filing in the zone; `month` is 'YYYY-MM', `records_path` None if only the raw file exists."""

    accession: str
    month: str
    raw_path: str
    records_path: str | None


class WantedFiling(Protocol):
    """The fields that the ledger needs to request a filing again; the crawler's own type has them."""

    @property
    def accession(self) -> str: ...
    @property
    def cik(self) -> str | None: ...
    @property
    def form(self) -> str | None: ...
    @property
    def filed(self) -> dt.date | None: ...
    @property
    def path(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class PendingFiling:
    """A filing that could not be fetched; times are UTC in ISO form."""

    accession: str
    cik: str | None
    form: str | None
    filed: dt.date | None
    path: str | None
    reason: str
    attempts: int
    first_failed: str
    last_failed: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """The last state of an index: its validators and the rows that passed the filter (plain JSON values)."""

    etag: str | None
    last_modified: str | None
    rows: list[Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it began; `started` is an aware datetime, arguments and versions are plain JSON values."""

    name: str
    spider: str
    started: dt.datetime
    arguments: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunFiling:
    """A run's result for a filing: the outcome in a word, the files it wrote, and other facts."""

    accession: str
    outcome: str
    files: Sequence[StoredFile]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder of a zone's lock; unknown fields are None."""

    pid: int | None = None
    name: str | None = None
    started: str | None = None
