"""Reads the Retry-After header: how long to wait before the next request."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str]) -> float:
    """In seconds, given as such or as a date. EDGAR sends none with its rate page, a proxy before it may."""
    value = headers.get("retry-after", "")
    if value.isdigit():
        return float(value)
    then = read_date(value)
    # By the server's own clock if it sends a Date: the local clock may differ.
    now = read_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (then - now).total_seconds()) if then else 0.0


def read_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
