"""What a reading found, in plain values."""

from typing import Any


def outcome_of(reading: Any) -> dict[str, Any]:
    """What the ledger and a manifest tell of a filing that was read."""
    return {
        "statements": reading.statements,
        "unrecognised": reading.unrecognised,
        "unmapped": reading.unmapped,
        "checks_passed": dict(reading.passed),
        "checks_failed": dict(reading.failed),
    }
