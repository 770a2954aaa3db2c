"""How landed bytes are read, by every command alike, and what was found, in plain values."""

from typing import Any

from msgspec import UNSET

import parsers


def read_landed(raw: bytes) -> parsers.Reading:
    """Read a submission of the zone: cut ones are there only where EDGAR itself serves them so."""
    return parsers.read(raw, even_cut=True)


def outcome_of(reading: Any) -> dict[str, Any]:
    """What the ledger and a manifest tell of a filing that was read."""
    missing = reading.filing.incomplete
    return {
        **({} if missing is UNSET else {"incomplete": missing}),
        "statements": reading.statements,
        "unrecognised": reading.unrecognised,
        "unmapped": reading.unmapped,
        "checks_passed": dict(reading.passed),
        "checks_failed": dict(reading.failed),
    }
