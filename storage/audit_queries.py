"""The findings of audit.sql over a zone."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb

from storage.landing import Landing
from storage.lock import find_holder
from storage.models import Holder
from storage.oversized import read_oversized
from storage.tables import AUDIT, MEMORY, Columns, zone_tables

FINDINGS = """SELECT finding, deal, page_group, month, subject, message, figures, filings, places
FROM finding ORDER BY deal, page_group, month, finding, subject, filings"""

LEFT_OUT = """SELECT CASE WHEN layout IS NULL THEN 'layout' WHEN deal IS NULL THEN 'deal' ELSE 'date' END,
    count(*) FROM statement
WHERE layout IS NULL OR deal IS NULL OR distribution_date IS NULL GROUP BY ALL ORDER BY ALL"""

LAST_DATES = """SELECT deal, max(distribution_date) FROM statement
WHERE deal IS NOT NULL AND distribution_date IS NOT NULL GROUP BY deal"""

DEALS = "SELECT DISTINCT deal FROM statement WHERE deal IS NOT NULL ORDER BY deal"

KINDS = ("filing", "statement", "tranche", "total", "amount")  # those that audit.sql asks
WITH_LINE = ("tranche", "total", "amount")  # it takes printed digits from these kinds' lines


@dataclass(frozen=True)
class Finding:
    """A finding that needs more than one filing; `places` are the addresses of its figures in the filings."""

    finding: str
    deal: str
    page_group: str
    month: dt.date
    subject: str
    message: str
    figures: dict[str, str | None]
    filings: list[str]
    places: list[dict[str, Any]]


class Audit(NamedTuple):
    """`left_out`: statements that cannot be part of a history, by the field that they lack.

    `oversized`: filings with numbers that are too long for the columns; the audit skips them.
    `holder`: the run that was writing to the zone; no month is missing then, as it may be about to land.
    """

    findings: list[Finding]
    left_out: dict[str, int]
    oversized: list[str]
    holder: Holder | None = None
    last_dates: Mapping[str, dt.date] = {}  # the last distribution date of each deal
    deals: Sequence[str] = ()  # every deal, deals without a known date included


def audit_zone(zone: Landing, columns: Columns, schema: str | None = None, memory: str = MEMORY) -> Audit:
    """Run every query; raises Unreadable."""
    holder = find_writer(zone)
    with zone_tables(zone, columns, KINDS, schema, memory, WITH_LINE) as duck:
        holder = holder or find_writer(zone)  # or it began while the records were read
        found = read_findings(duck, holder)
        lacking, last = (dict(duck.execute(query).fetchall()) for query in (LEFT_OUT, LAST_DATES))
        deals = [deal for (deal,) in duck.execute(DEALS).fetchall()]
        return Audit(found, lacking, read_oversized(duck), holder, last, deals)


def read_findings(duck: duckdb.DuckDBPyConnection, holder: Holder | None) -> list[Finding]:
    """Run every query on the open tables; a month that a running crawl may still land is not missing."""
    duck.execute(AUDIT)
    found = [Finding(*row) for row in duck.execute(FINDINGS).fetchall()]
    return [one for one in found if not (holder and one.finding == "missing_month")]


def find_writer(zone: Landing) -> Holder | None:
    """The run that holds the zone's lock now, if any."""
    holder = find_holder(zone)
    return holder if holder and holder.name != "verify" else None


def findings(zone: Landing, columns: Columns) -> list[Finding]:
    """Every finding, by deal and month; raises Unreadable."""
    return audit_zone(zone, columns).findings
