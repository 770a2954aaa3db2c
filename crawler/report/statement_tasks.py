"""Writes the statement pages of a few filings, in any process."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import parsers
from crawler.reparse.worker import open_zone
from crawler.report.page_names import statement_page
from crawler.report.rendering import makers_digest
from crawler.report.report_files import write_page
from crawler.report.statement_page import Neighbours, statement_html
from parsers.marking import mark_statements
from parsers.pipeline import read
from parsers.versions import PARSER_VERSION
from storage.inventory import FilingFiles

OTHER_RECORDS = (
    "The zone's records of this filing differ from those of the current parsers: the marks on this page are"
    " from the current parsers. `scrapy reparse` brings the records up to date."
)


@dataclass(frozen=True)
class StatementTask:
    """Filings, the pages to write of each with their neighbours, and the digests of existing pages."""

    zone: str
    folder: Path  # of the statement pages
    filings: Sequence[FilingFiles]
    pages: Mapping[str, Mapping[str, Neighbours]]  # by accession, then by page
    there: Mapping[str, str]


@dataclass
class StatementsDone:
    """The outcome of a filing: its pages' digests, the number written, and the error or ''."""

    accession: str
    digests: dict[str, str] = field(default_factory=dict)
    written: int = 0
    failed: str = ""


def write_statements(task: StatementTask) -> list[StatementsDone]:
    """Write the changed pages; a filing that cannot be read is reported and does not stop others."""
    return [_write_filing(task, filing) for filing in task.filings]


def _write_filing(task: StatementTask, filing: FilingFiles) -> StatementsDone:
    done = StatementsDone(filing.accession)
    try:
        _write_pages(task, filing, done)
    except Exception as error:  # an error in one filing must not stop the others
        done.failed = f"{type(error).__name__}: {error}"
    return done


def _write_pages(task: StatementTask, filing: FilingFiles, done: StatementsDone) -> None:
    zone = open_zone(task.zone)
    if filing.raw_path is None or filing.records_path is None:
        done.failed = "its raw file or its records are missing: `scrapy verify`"
        return
    records = zone.read(filing.records_path)
    pages = task.pages[filing.accession]
    done.digests = {page: _digest(records, page, neighbours) for page, neighbours in pages.items()}
    due = {page for page, digest in done.digests.items() if task.there.get(page) != digest}
    due |= {page for page in pages if not (task.folder / page).exists()}
    if not due:
        return
    reading = read(zone.read(filing.raw_path), even_cut=True)
    banner = "" if reading.to_jsonl() == records else OTHER_RECORDS
    about = {"accession": filing.accession, "sha256": reading.filing.sha256, "parser_version": PARSER_VERSION}
    for number, marked in enumerate(mark_statements(reading), start=1):
        page = statement_page(filing.accession, marked.document, number)
        if page in due:
            write_page(task.folder / page, statement_html(marked, about, pages[page], banner))
            done.written += 1


def _digest(records: bytes, page: str, neighbours: Neighbours) -> str:
    """The digest of a page's input; the raw file does not change without its records."""
    parts = (
        makers_digest(),
        parsers.PARSER_VERSION,
        page,
        neighbours.before or "",
        neighbours.after or "",
    )
    return hashlib.sha256("\0".join(parts).encode() + records).hexdigest()
