"""Writes a report: statement pages in worker processes, deal pages and the index from the zone's views."""

import datetime as dt
import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import duckdb

import parsers
from crawler.audit_findings import AuditFinding, grade
from crawler.duckdb_types import columns
from crawler.grammar import count
from crawler.health import Health, Level, last_crawled, moment
from crawler.named_deals import choose_deals
from crawler.progress import with_progress
from crawler.reparse.executors import spread
from crawler.report import report_queries
from crawler.report.audit_rows import audit_row, worst_findings
from crawler.report.deal_tasks import DealTask, write_deal
from crawler.report.index_page import index_html
from crawler.report.page_names import deal_page, statement_page
from crawler.report.report_files import open_folder, read_list, remove_others, write_list, write_page
from crawler.report.report_queries import Row
from crawler.report.statement_page import Neighbours
from crawler.report.statement_tasks import StatementTask, write_statements
from crawler.reporters import judge_silence, months_of_end
from storage import Landing
from storage.audit_queries import WITH_LINE, read_findings
from storage.derived_views import VIEWED_KINDS
from storage.inventory import FilingFiles, filings_of, months
from storage.tables import measures_sql, zone_tables
from storage.zone_figures import ZoneFigures, count_figures

Which = Literal["all", "flagged", "none"]
MEMORY = "200MB"  # of the tables: enough for one thread, and more makes no report faster
FILINGS_A_TASK = 10
MOST_FINDINGS = 40  # findings of the zone's health on the first page


@dataclass(frozen=True)
class ReportOptions:
    """The options of a report: deals (all if none is named), statements, processes and memory."""

    deals: Sequence[str] = ()
    statements: Which = "all"
    workers: int = 1
    memory: str = MEMORY  # of the tables


@dataclass
class Reported:
    """The result of a report: pages in all, pages written, pages removed, and filings that failed."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def write_report(
    zone: Landing, folder: Path, options: ReportOptions, judge: Callable[[ZoneFigures], Health]
) -> Reported:
    """Write all pages that changed; `judge` gives the zone's health. Raises ConfigError, Unreadable."""
    open_folder(folder)
    version = parsers.SCHEMA_VERSION
    with zone_tables(zone, columns(), VIEWED_KINDS, version, options.memory, WITH_LINE) as duck:
        duck.execute(measures_sql(months_of_end()))
        report_queries.keep_views(duck)
        health = judge(count_figures(duck))
        found = list(grade(read_findings(duck, health.holder)))
        report = _Report(zone, folder, options, health, duck, found, read_list(folder))
        report.write()
    report.done.removed = remove_others(folder, report.there, report.now)
    report.done.pages = len(report.now)
    write_list(folder, report.now)
    return report.done


@dataclass
class _Report:
    """A report while it is written; `there` and `now` are digests by page, of the earlier one and of this."""

    zone: Landing
    folder: Path
    options: ReportOptions
    health: Health
    duck: duckdb.DuckDBPyConnection
    found: Sequence[AuditFinding]
    there: Mapping[str, str]
    now: dict[str, str] = field(default_factory=dict)
    done: Reported = field(default_factory=Reported)

    def write(self) -> None:
        """All pages, the index last: it links to the others."""
        deals = self._deals()
        rows = [
            row
            for row in report_queries.statements(self.duck)
            if not self.options.deals or row["deal"] in deals
        ]
        chosen = self._choose(rows)
        self._write_statements(chosen)
        pages: dict[str, list[str]] = {}
        for row in chosen:
            pages.setdefault(row["deal"], []).append(statement_page(*_key(row)))
        due = self._due_deals(deals, pages)
        self.done.written += sum(spread(write_deal, due, self.options.workers))
        self._write_index(deals, {(row["deal"], row["month"]): statement_page(*_key(row)) for row in chosen})

    def _deals(self) -> list[str]:
        known = report_queries.deals(self.duck)
        chosen = choose_deals(self.options.deals, known)
        return [deal for deal in known if not chosen or deal in chosen]

    def _choose(self, rows: Sequence[Row]) -> list[Row]:
        """The statements that get a page."""
        if self.options.statements == "none":
            return []
        if self.options.statements == "all":
            return list(rows)
        flagged = report_queries.flagged(self.duck)
        return [row for row in rows if _key(row) in flagged]

    def _write_statements(self, chosen: Sequence[Row]) -> None:
        pages: dict[str, dict[str, Neighbours]] = {}
        for row, neighbours in _with_neighbours(chosen):
            pages.setdefault(row["accession"], {})[statement_page(*_key(row))] = neighbours
        parts = spread(write_statements, self._tasks(pages), self.options.workers)
        for statements in with_progress(parts, len(pages), "shown"):
            for one in statements:
                self.now |= {f"statements/{page}": digest for page, digest in one.digests.items()}
                self.done.written += one.written
                self.done.failed |= {one.accession: one.failed} if one.failed else {}

    def _tasks(self, pages: Mapping[str, Mapping[str, Neighbours]]) -> Iterator[StatementTask]:
        there = {name.removeprefix("statements/"): digest for name, digest in self.there.items()}
        where = str(self.zone.folder) if self.zone.folder else self.zone.address.url
        for batch in _filings(self.zone, pages):
            own = {one.accession: pages[one.accession] for one in batch}
            known = {page: there[page] for one in own.values() for page in one if page in there}
            yield StatementTask(where, self.folder / "statements", batch, own, known)

    def _due_deals(self, deals: Sequence[str], pages: Mapping[str, Sequence[str]]) -> Iterator[DealTask]:
        """The deals whose page is not there or has other data."""
        for deal in deals:
            name = f"deals/{deal_page(deal)}"
            found = report_queries.deal_rows(self.duck, deal)
            found["audit"] = [audit_row(one) for one in self.found if one.deal == deal]
            own = sorted(pages.get(deal, ()))
            task = DealTask(self.folder / name, deal, found, own, self._silence(deal))
            self.now[name] = task.digest()
            if self.there.get(name) != self.now[name] or not task.path.exists():
                yield task

    def _silence(self, deal: str) -> str:
        crawled, last = last_crawled(self.health), self.health.figures.last_dates.get(deal)
        if crawled is None or last is None:
            return ""
        silence = judge_silence(deal, last, crawled, months_of_end())
        return f"{silence.state}: {silence.reason}"

    def _write_index(self, deals: Sequence[str], pages: Mapping[tuple[str, Any], str]) -> None:
        grave = [one for one in self.health.findings if one.level > Level.info][:MOST_FINDINGS]
        html = index_html(
            self.zone.shown,
            _summary(self.health),
            {
                "health": [{"level": one.level.name, "message": one.message} for one in grave],
                "coverage": [row for row in report_queries.coverage(self.duck) if row["deal"] in deals],
                "checks": report_queries.worst_checks(self.duck),
                "audit": [audit_row(one) for one in worst_findings(self.found, deals)],
            },
            [_unread(row) for row in report_queries.unread(self.duck)],
            pages,
        )
        self.now["index.html"] = hashlib.sha256(html.encode()).hexdigest()
        write_page(self.folder / "index.html", html)
        self.done.written += 1


def _key(row: Row) -> tuple[str, int, int]:
    return row["accession"], row["document"], row["statement"]


def _with_neighbours(chosen: Sequence[Row]) -> Iterator[tuple[Row, Neighbours]]:
    """Each statement with the pages of its deal and group before and after it."""
    for (deal, _), group in groupby(chosen, key=lambda row: (row["deal"], row["page_group"])):
        own = list(group)
        names = [statement_page(*_key(row)) for row in own]
        for place, row in enumerate(own):
            before = names[place - 1] if deal and place else None
            after = names[place + 1] if deal and place + 1 < len(own) else None
            yield row, Neighbours(before, after)


def _filings(zone: Landing, wanted: Mapping[str, object]) -> Iterator[list[FilingFiles]]:
    filings = (one for month in months(zone) for one in filings_of(zone, month) if one.accession in wanted)
    while batch := list(itertools.islice(filings, FILINGS_A_TASK)):
        yield batch


def _unread(row: Row) -> str:
    return f"{row['number']:,} of {row['name']}, as in {row['accession']}"


def _ended(at: dt.datetime | None) -> str:
    return f"ended {at:%Y-%m-%d %H:%M} UTC" if at else "without a known end"


def _summary(health: Health) -> list[str]:
    figures = health.figures
    read = figures.statements - figures.unread - figures.general
    runs = health.crawls()
    return [
        f"{count(figures.filings, 'filing')}, {count(figures.statements, 'statement')}:"
        f" {read:,} read by a layout, {figures.general:,} without one, {figures.unread:,} unread",
        f"{count(figures.numbers, 'number')}, {figures.unmapped:,} without a field",
        count(len(figures.last_dates), "deal"),
        *(f"last run of {run.spider}: {run.outcome}, {_ended(moment(run.ended))}" for run in runs),
    ]
