"""A filing's last steps, in this order and each whole, so that a kill loses nothing: raw, records, ledger."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy.crawler import Crawler

import parsers
from crawler.filings import Received
from crawler.parsing import in_a_line, outcome_of, read_landed
from crawler.run_context import run_of
from crawler.spider import TrustSpider
from parsers.submission import read_submission
from storage import DifferentBytes, StoredFile, Unreadable, Unwritable

LOG = logging.getLogger(__name__)


class Unfinished(Exception):
    """A step failed; the message says which and why, and the filing is pending."""


class LandingPipeline:
    """Lands, reads and records; file work and parsing in threads, so that the requests keep their pace."""

    def __init__(self, crawler: Crawler, read: Callable[[bytes], Any] | None = None) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self.read = read or read_landed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LandingPipeline":
        return cls(crawler)

    async def process_item(self, item: Received) -> Received:
        spider: TrustSpider = self.crawler.spider  # type: ignore[assignment] # ours have no other
        try:
            raw, filed = await (self._from_zone(item) if item.landed else self._land(item))
            await self._record(item, raw, filed)
        except (Unfinished, Unreadable, DifferentBytes) as error:
            spider.leave_pending(item.ref, str(error))
        except Unwritable as error:  # nor could anything else be landed that is still to come
            self.run.stop(str(error))
            spider.leave_pending(item.ref, str(error))
        except Exception as error:  # a fault of ours must not touch the other filings, nor hang the run
            LOG.exception("%s could not be landed; please report it.", item.ref.accession)
            spider.leave_pending(item.ref, f"{type(error).__name__}: {error}")
        else:
            spider.settle()
        item.raw = b""
        return item

    async def _land(self, item: Received) -> tuple[StoredFile, date | str]:
        envelope = await asyncio.to_thread(read_submission, item.raw)
        filed = envelope.filed or item.ref.filed
        if filed is None:
            raise Unfinished(
                "neither its header nor an index says when it was filed: name it by its index row"
            )
        ref = replace(item.ref, form=item.ref.form or envelope.form, filed=filed)
        is_damaged = ref.accession in self.run.damaged
        land = self.run.zone.land_anew if is_damaged else self.run.zone.land_raw
        stored = await asyncio.to_thread(land, ref.accession, filed, item.raw)
        self.run.ledger.record_landed(ref, stored, anew=is_damaged)
        self.run.tally.landed += 1
        item.ref = ref
        return stored, filed

    async def _from_zone(self, item: Received) -> tuple[StoredFile, date | str]:
        assert item.landed is not None
        item.raw = await asyncio.to_thread(self.run.zone.read, item.landed.raw_path)
        return await asyncio.to_thread(self.run.zone.stored_file, item.landed.raw_path), item.landed.month

    async def _record(self, item: Received, stored: StoredFile, filed: date | str) -> None:
        accession = item.ref.accession
        reading, lines = await asyncio.to_thread(self._read, accession, item.raw)
        records = await asyncio.to_thread(self.run.zone.write_records, accession, filed, lines)
        found = outcome_of(reading)
        facts = {"form": reading.filing.form, "filed": reading.filing.filed, **found}
        self.run.ledger.record_done(accession, records, found)
        outcome = "parsed" if item.landed else "landed"
        self.run.ledger.run_filing(self.run.name, accession, outcome, [stored, records], **facts)
        self.run.tally.count_reading(reading)
        LOG.info("%s %s %s", outcome, accession, in_a_line(reading))
        if "incomplete" in found:
            LOG.warning("%s is incomplete as EDGAR serves it: %s", accession, found["incomplete"])
            self.run.tally.incomplete[accession] = found["incomplete"]

    def _read(self, accession: str, raw: bytes) -> tuple[Any, bytes]:
        try:
            reading = self.read(raw)
            return reading, reading.to_jsonl()
        except parsers.Damaged as error:
            raise Unfinished(f"landed, but damaged: {error}") from error
        except Exception as error:
            LOG.exception("The parsers crashed on %s, which is landed; please report it.", accession)
            raise Unfinished(f"landed, but the parsers crashed: {type(error).__name__}: {error}") from error
