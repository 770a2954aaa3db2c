"""A filing's last steps, in one thread and in this order: raw file, records file, one commit of the ledger.

Theory of operation. Each step is whole or absent, and the zone never lacks what the ledger knows, so a kill
between two steps loses nothing: the next run finds in the zone what the ledger lacks (storage/rebuild.py) and
goes on from there. The steps of a filing run in a thread of the run's own pool: the event loop does not wait
for disks and parsers, and a run that is being stopped waits for the filings in the pool.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scrapy.crawler import Crawler

import parsers
from crawler.filings import FilingRef, Received
from crawler.parsing import facts_of, in_a_line, read_landed
from crawler.run_context import CrawlRun, run_of
from parsers.submission import Submission, read_submission
from storage import DifferentBytes, StoredFile, Unreadable, Unwritable
from storage.landing import stored

LOG = logging.getLogger(__name__)
Read = Callable[[bytes, Submission], parsers.Reading]


class Unfinished(Exception):
    """A step failed; the message says which and why, and the filing is pending."""


@dataclass
class FilingResult:
    """The outcome of one filing: done if `reason` is empty, else pending."""

    ref: FilingRef
    reason: str = ""
    raw: StoredFile | None = None  # in the zone
    reading: parsers.Reading | None = None
    facts: dict[str, Any] | None = None


class LandingPipeline:
    """Hands each submission to a thread, and counts the outcomes."""

    def __init__(self, crawler: Crawler, read: Read = read_landed) -> None:
        self.run = run_of(crawler)
        self.read = read

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LandingPipeline":
        return cls(crawler)

    async def process_item(self, item: Received) -> Received:
        result = await self.run.threads.call(land, self.run, item, self.read)
        if result.raw and not item.landed:
            self.run.stats.landed += 1
        if result.reason:
            self.run.outcomes.count_pending(result.ref, result.reason)
        elif result.reading and result.facts:
            self.run.stats.count_reading(result.reading)
            what = "read" if item.landed else "landed"
            LOG.info("%s %s %s", what, result.ref.accession, in_a_line(result.reading))
            if missing := result.facts.get("incomplete"):
                LOG.warning("%s is incomplete as EDGAR serves it: %s", result.ref.accession, missing)
                self.run.stats.incomplete[result.ref.accession] = missing
        self.run.outcomes.settle()
        item.raw, item.submission = b"", None
        return item


def land(run: CrawlRun, item: Received, read: Read) -> FilingResult:
    """Land, read and record one filing; any error becomes the result's reason and affects no other filing.

    A filing that failed is recorded here too, in its one commit.
    """
    result = FilingResult(item.ref)
    try:
        _take_steps(run, item, read, result)
    except (Unfinished, Unreadable, DifferentBytes) as error:
        result.reason = str(error)
    except Unwritable as error:  # no later filing could be landed either
        run.stop(str(error))
        result.reason = str(error)
    except Exception as error:
        LOG.exception("%s could not be landed; please report it.", item.ref.accession)
        result.reason = f"{type(error).__name__}: {error}"
    if result.reason:
        run.outcomes.record_pending(result.ref, result.reason, raw=result.raw)
    return result


def _take_steps(run: CrawlRun, item: Received, read: Read, result: FilingResult) -> None:
    if item.landed:
        item.raw = run.zone.read(item.landed.raw_path)
    submission = item.submission or read_submission(item.raw)
    filed: date | str
    if item.landed:
        filed, result.raw = item.landed.month, stored(item.landed.raw_path, item.raw)
    else:
        result.ref = _completed(item.ref, submission)
        filed, result.raw = _land_raw(run, result.ref, item.raw)
    reading, lines = _read(read, item.ref.accession, item.raw, submission)
    records = run.zone.write_records(item.ref.accession, filed, lines)
    facts = facts_of(reading)
    run.outcomes.record_done(result.ref, result.raw, records, "parsed" if item.landed else "landed", facts)
    result.reading, result.facts = reading, facts


def _completed(ref: FilingRef, submission: Submission) -> FilingRef:
    """The filing with the values from its own header."""
    return replace(ref, form=ref.form or submission.form, filed=submission.filed or ref.filed)


def _land_raw(run: CrawlRun, ref: FilingRef, raw: bytes) -> tuple[date, StoredFile]:
    if ref.filed is None:
        raise Unfinished("neither its header nor an index says when it was filed: name it by its index row")
    land_raw = run.zone.land_anew if ref.accession in run.damaged else run.zone.land_raw
    return ref.filed, land_raw(ref.accession, ref.filed, raw)


def _read(read: Read, accession: str, raw: bytes, submission: Submission) -> tuple[parsers.Reading, bytes]:
    try:
        reading = read(raw, submission)
        return reading, reading.to_jsonl()
    except parsers.Damaged as error:
        raise Unfinished(f"landed, but damaged: {error}") from error
    except Exception as error:
        LOG.exception("The parsers crashed on %s, which is landed; please report it.", accession)
        raise Unfinished(f"landed, but the parsers crashed: {type(error).__name__}: {error}") from error
