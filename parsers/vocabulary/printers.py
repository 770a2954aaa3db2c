"""Selects the words of one printer from the tables that all share, for a layout's blocks.

A printer is a key of `evidence.EVIDENCE`, the source of each wording.
"""

from collections.abc import Iterator
from typing import Protocol

from parsers.targets import Target
from parsers.vocabulary.class_columns import TABLES
from parsers.vocabulary.class_wordings import Wordings
from parsers.vocabulary.dates_and_parties import LABELS
from parsers.vocabulary.delinquency_words import MEASURE_WORDINGS, STATUS_WORDINGS
from parsers.vocabulary.enhancement_facts import COVERAGE_COLUMNS, COVERAGE_ROWS
from parsers.vocabulary.pool_facts import FactTable


class FactModule(Protocol):
    """A module of labelled figures: `pool_facts`, `fee_facts`, `loss_facts` and so on."""

    FACTS: tuple[FactTable, ...]


def columns_by(printer: str, title_kind: str | None = None) -> dict[str, str]:
    """Headings of class tables with their fields, below a title of that kind (`table_titles.kind_of`)."""
    found: dict[str, str] = {}
    for table in TABLES[title_kind]:
        found |= {words: name for name, words in _by(printer, table) if words not in found}
    return found


def facts_by(printer: str, *modules: FactModule) -> dict[str, Target]:
    """Labels of figures with their targets."""
    found: dict[str, Target] = {}
    for record, _, wordings in (table for module in modules for table in module.FACTS):
        kind, _, of = record.partition(" ")
        where = {"status": of, "bucket": "total"} if kind == "delinquency" else {"of": of}
        found |= {label: Target(kind, name, **where) for name, label in _by(printer, wordings)}
    return found


def dates_by(printer: str) -> dict[str, Target]:
    """Labels of the statement's dates, day counts and parties."""
    return {label: Target("statement", name) for name, label in _by(printer, LABELS)}


def statuses_by(printer: str) -> dict[str, Target]:
    """Titles and rows of delinquency tables that name a status."""
    return {words: Target(status=status) for status, words in _by(printer, STATUS_WORDINGS)}


def measures_by(printer: str) -> dict[str, Target]:
    """Rows and columns of delinquency tables that name a measure."""
    return {words: Target("delinquency", name) for name, words in _by(printer, MEASURE_WORDINGS)}


def coverages_by(printer: str) -> dict[str, Target]:
    """Rows of a table of coverage of losses."""
    rows = COVERAGE_ROWS.items()
    return {
        label: Target("credit_support", row.what, of=row.name) for label, row in rows if row.source == printer
    }


def coverage_columns_by(printer: str) -> dict[str, Target]:
    """Columns of a table of coverage: the field, or the beginning of its name."""
    columns = COVERAGE_COLUMNS.items()
    return {heading: Target(field=field) for heading, (field, source) in columns if source == printer}


def _by(printer: str, wordings: Wordings) -> Iterator[tuple[str, str]]:
    """(name, wording) of each wording that a printer has."""
    for name, by_source in wordings.items():
        for sources, words in by_source.items():
            if printer in sources.split(" "):
                yield from ((name, one) for one in words)
