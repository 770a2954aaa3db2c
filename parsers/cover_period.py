"""The distribution period on the cover of a 10-D.

Residential Funding prints the calendar month before the distribution, Wells Fargo the days from one
distribution to the next. In both cases the distribution is in the period or in the month after it.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from parsers.page import Page
from parsers.printed_values import read_date, squash

_DATE = r"(?:[a-z]{3,9}\.?\s+\d{1,2}\s*,?\s+\d{4}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))"
_FILL = r"[\s_:]*"
_PERIOD = re.compile(
    rf"\bdistribution\s+period{_FILL}(?:from|beginning|commencing)?{_FILL}(?P<start>{_DATE})"
    rf"{_FILL}(?:to|through|and\s+ending|-){_FILL}(?P<end>{_DATE})",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"\bdistribution\s+period\s+(?:ended|ending){_FILL}(?P<end>{_DATE})", re.IGNORECASE)
# `re` searches for one fixed beginning much faster than for a choice of words.
_FORMS = (
    re.compile(r"FORM(?<=\bFORM)\s+10\s*-?\s*D\b"),
    re.compile(r"DISTRIBUTION(?<=\bDISTRIBUTION)\s+REPORT\s+PURSUANT\b"),
)


class DistributionPeriod(NamedTuple):
    """First and last day of the period, ISO dates; the first is None where the cover has the last alone."""

    period_start: str | None = None
    period_end: str | None = None


def find_period(page: Page) -> DistributionPeriod:
    """The period that a 10-D's cover prints; empty where there is none, or it ends before it begins."""
    if not any(form.search(page.capitals) for form in _FORMS):
        return DistributionPeriod()
    if match := _PERIOD.search(page.text):
        start, end = _read(match["start"]), _read(match["end"])
        return DistributionPeriod(start, end) if start and end and start <= end else DistributionPeriod()
    match = _ENDED.search(page.text)
    return DistributionPeriod(None, _read(match["end"]) if match else None)


def _read(printed: str) -> str | None:
    """'April 30 2006' and 'April 30 , 2006' are April 30, 2006."""
    return read_date(re.sub(r"(\d) ?,? (\d{4})$", r"\1, \2", squash(printed)))


def last_distribution_day(period_end: str) -> str:
    """The last day of the month after the one that a period ends in."""
    end = date.fromisoformat(period_end)
    year, month = (end.year + 1, 1) if end.month == 12 else (end.year, end.month + 1)
    return date(year, month, monthrange(year, month)[1]).isoformat()
