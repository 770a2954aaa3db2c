"""Cuts a zone into tasks of a few filings, a month in memory at a time."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from crawler.reparse.selection import Selection
from crawler.reparse.worker import Task
from storage import Landing
from storage.inventory import FilingFiles, accessions, filings_of, months

# Few enough that the last task of a small zone keeps no core waiting, enough to make each worth sending.
FILINGS_A_TASK = 20


def count_filings(zone: Landing, selection: Selection) -> int:
    """How many filings the selected months hold: what the progress is measured against."""
    selected = filter(selection.takes_month, months(zone))
    return sum(len(accessions(zone, "raw", month) | accessions(zone, "records", month)) for month in selected)


def tasks(
    zone: Landing, selection: Selection, *, write: bool, done: frozenset[str] = frozenset()
) -> Iterator[Task]:
    """The work on the selected months' filings, but for those that are `done`."""
    # A path as this process sees it: a worker may have been started in another folder.
    where = str(zone.folder) if zone.folder else zone.address.url
    for batch in batches(zone, selection, done):
        yield Task(where, batch, selection, write)


def pieces(task: Task) -> list[Task]:
    """A task's filings, each as a task of its own."""
    return [replace(task, filings=[filing]) for filing in task.filings]


def batches(zone: Landing, selection: Selection, done: frozenset[str]) -> Iterator[list[FilingFiles]]:
    """A few filings at a time, of any month."""
    filings = (
        filing
        for month in filter(selection.takes_month, months(zone))
        for filing in filings_of(zone, month)
        if filing.accession not in done
    )
    while batch := list(itertools.islice(filings, FILINGS_A_TASK)):
        yield batch
