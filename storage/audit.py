"""The findings of audit.sql over a zone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from storage.landing import Landing
from storage.tables import AUDIT, Columns, zone_tables

FINDINGS = """SELECT finding, deal, page_group, month, subject, message, figures, filings, places
FROM finding ORDER BY deal, page_group, month, finding, subject, filings"""

KINDS = ("filing", "statement", "tranche", "total", "amount")  # those that audit.sql asks


@dataclass(frozen=True)
class Finding:
    """Something that no filing shows alone; `places` tell where in the filings the figures stand."""

    finding: str
    deal: str
    page_group: str
    month: dt.date
    subject: str
    message: str
    figures: dict[str, str | None]
    filings: list[str]
    places: list[dict[str, Any]]


def findings(zone: Landing, columns: Columns) -> list[Finding]:
    """Every finding, by deal and month; raises Unreadable."""
    with zone_tables(zone, columns, KINDS) as duck:
        duck.execute(AUDIT)
        return [Finding(*row) for row in duck.execute(FINDINGS).fetchall()]
