"""Parses landed submissions for all commands, and gives the results as plain values."""

from typing import Any

from msgspec import UNSET

import parsers
from crawler.grammar import count, names
from parsers.records import Statement
from parsers.submission import Submission


def read_landed(raw: bytes, submission: Submission | None = None) -> parsers.Reading:
    """Parse a submission of the zone; a cut one is in the zone only if EDGAR itself serves it cut.

    `submission` is the same bytes with their envelope opened, where that was done before.
    """
    return parsers.read(raw, even_cut=True, submission=submission)


def facts_of(reading: parsers.Reading) -> dict[str, Any]:
    """The facts of a filing in a manifest's entry, beside its outcome and files."""
    said = {"form": reading.filing.form, "filed": reading.filing.filed}
    return {name: value for name, value in said.items() if value is not UNSET} | outcome_of(reading)


def outcome_of(reading: Any) -> dict[str, Any]:
    """The facts of a parsed filing for the ledger and a manifest."""
    missing = reading.filing.incomplete
    return {
        **({} if missing is UNSET else {"incomplete": missing}),
        "statements": reading.statements,
        "unrecognised": reading.unrecognised,
        "unmapped": reading.unmapped,
        "checks_passed": dict(reading.passed),
        "checks_failed": dict(reading.failed),
    }


def in_a_line(reading: parsers.Reading) -> str:
    """'GMACM 2003-AR2 2003-12: 513 checks passed, 12 failed': a filing for the log."""
    if not reading.statements:
        return "no statement"
    statements = [one for one in reading.records if isinstance(one, Statement)]
    read = names(list(dict.fromkeys(map(_name, statements)))) or "statements"
    passed, failed = reading.passed.total(), reading.failed.total()
    unread = f", {count(reading.unrecognised, 'statement')} unread" if reading.unrecognised else ""
    unmapped = f", {count(reading.unmapped, 'number')} without a field" if reading.unmapped else ""
    return f"{read}: {count(passed, 'check')} passed, {failed:,} failed{unread}{unmapped}"


def _name(statement: Statement) -> str:
    """Deal and month, if the page has them."""
    deal, day = statement.deal, statement.distribution_date
    return f"{deal or 'no known deal'} {day[:7] if day else 'without a date'}"
