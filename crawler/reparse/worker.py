"""Reparses a few landed filings, in any process on any machine with the project and the zone."""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import parsers
from crawler.parsing import facts_of, read_landed
from crawler.reparse.changes import Changes, compare, decode, is_whole
from crawler.reparse.selection import Selection
from storage import Landing, StoredFile, Unreadable, Unwritable
from storage.file_names import records_path
from storage.inventory import FilingFiles
from storage.landing import stored

Outcome = Literal["same", "changed", "new", "left out", "failed"]


@dataclass(frozen=True)
class Task:
    """A few filings and the options of their work; `write` is off for a dry run and for verify."""

    zone: str
    filings: Sequence[FilingFiles]
    selection: Selection
    write: bool = False


@dataclass
class ReparsedFiling:
    """The outcome of one filing: its files now, and the differences from its earlier records."""

    filing: FilingFiles
    outcome: Outcome
    reason: str = ""
    raw: StoredFile | None = None
    old: StoredFile | None = None  # the existing records
    records: StoredFile | None = None  # the records from the current parsers
    changes: Changes = field(default_factory=Changes)
    facts: dict[str, Any] = field(default_factory=dict)
    names: tuple[str | None, str | None] = (None, None)  # accession and filing date that the raw file says
    written_by: str | None = None  # the version of the parsers that wrote the existing records

    @property
    def only_versions(self) -> bool:
        """Whether the bytes differ but no field does."""
        return self.outcome == "changed" and not self.changes


@functools.lru_cache(maxsize=4)
def open_zone(url: str) -> Landing:
    """The zone, opened once in each process."""
    return Landing(url)


def reread(task: Task) -> list[ReparsedFiling]:
    """Read each filing of a task again, and write the records that differ if the task says so."""
    zone = open_zone(task.zone)
    return [reread_one(zone, filing, task) for filing in task.filings]


def reread_one(zone: Landing, filing: FilingFiles, task: Task) -> ReparsedFiling:
    """Read one filing; an error is part of its outcome and does not stop other filings."""
    done = ReparsedFiling(filing, "failed")
    try:
        old = zone.read(filing.records_path) if filing.records_path else None
        describe_old(done, old)
        whole = old if old is not None and is_whole(old) else None
        if not task.selection.takes(whole):
            done.outcome = "left out"
        elif filing.raw_path is None:
            done.reason = "its raw file is missing"
        else:
            raw = zone.read(filing.raw_path)
            check_same_raw(filing, raw, whole)
            lines = read_again(done, raw, old)
            check_name(done)
            if task.write and done.outcome != "same":
                zone.write_records(filing.accession, filing.month, lines, replace=True)
    except (Unreadable, Unwritable, parsers.Damaged) as error:
        done.outcome, done.reason = "failed", str(error)
    except Exception as error:  # a bug in the parsers must not stop the other filings
        done.outcome, done.reason = "failed", f"the parsers crashed: {type(error).__name__}: {error}"
    return done


def lost_filings(task: Task, reason: str) -> list[ReparsedFiling]:
    """The outcomes for the filings of a task whose worker was killed."""
    return [ReparsedFiling(filing, "failed", reason) for filing in task.filings]


def check_same_raw(filing: FilingFiles, raw: bytes, records: bytes | None) -> None:
    """Refuse a raw file that is not the one its records were read from: raw files never change."""
    if records and decode(records.splitlines()[0])["sha256"] != hashlib.sha256(raw).hexdigest():
        message = "is not the file that its records were read from; run `scrapy verify` for advice"
        raise Unreadable(f"{filing.raw_path} {message}")


def check_name(done: ReparsedFiling) -> None:
    """Refuse to write one filing's records under another's name."""
    said, name = done.names[0], done.filing.accession
    if said not in (None, name):
        raise Unreadable(f"{done.filing.raw_path} holds {said}; run `scrapy verify` for advice")


def describe_old(done: ReparsedFiling, old: bytes | None) -> None:
    """Classify the existing records."""
    if old is not None:
        assert done.filing.records_path is not None
        done.old = stored(done.filing.records_path, old)
        done.written_by = written_by(old)


def written_by(records: bytes) -> str | None:
    """The version of the parsers that wrote a records file."""
    _, found, behind = records.partition(b"\n")[0].partition(b'"parser_version":"')
    return behind.partition(b'"')[0].decode() if found else None


def read_again(done: ReparsedFiling, raw: bytes, old: bytes | None) -> bytes:
    """Read the raw submission, compare with the existing records, and return the new ones."""
    filing = done.filing
    assert filing.raw_path is not None
    done.raw = stored(filing.raw_path, raw)
    reading = read_landed(raw)
    lines = reading.to_jsonl()
    done.records = stored(records_path(filing.accession, filing.month), lines)
    done.facts = facts_of(reading)
    done.names = (reading.filing.accession, done.facts.get("filed"))
    if old is None:
        done.outcome = "new"
    elif old == lines:
        done.outcome = "same"
    else:
        done.outcome, done.changes = "changed", compare(old, lines)
    return lines


def parsers_digest() -> str:
    """A digest of the parsers' code: equal digests give equal records."""
    folder = Path(parsers.__file__).parent
    digest = hashlib.sha256()
    for module in sorted(folder.rglob("*.py")):
        digest.update(module.relative_to(folder).as_posix().encode() + b"\0" + module.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
