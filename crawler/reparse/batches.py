"""Splits a zone into tasks of a few filings; one month is in memory at a time."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from crawler.reparse.selection import Selection
from crawler.reparse.worker import Task
from storage import Landing
from storage.inventory import FilingFiles, accessions, filings_of, months

# Few enough to use all cores at the end of a small zone, and enough to make a task worth sending.
FILINGS_A_TASK = 20


def count_filings(zone: Landing, selection: Selection) -> int:
    """The number of filings in the selected months: the total for the progress."""
    selected = filter(selection.takes_month, months(zone))
    return sum(len(accessions(zone, "raw", month) | accessions(zone, "records", month)) for month in selected)


def tasks(
    zone: Landing, selection: Selection, *, write: bool, done: frozenset[str] = frozenset()
) -> Iterator[Task]:
    """The tasks for the selected months' filings, except those that are `done`."""
    # An absolute path: a worker may run in another folder.
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
