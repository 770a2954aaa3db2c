"""Queries the zone's views for the rows of the deal pages and the index."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

Row = Mapping[str, Any]

_STATEMENTS = """SELECT coalesce(deal, '') AS deal,
    CAST(date_trunc('month', distribution_date) AS DATE) AS month,
    coalesce("group", '') AS page_group, accession, document, statement, layout, distribution_date
FROM statement ORDER BY deal, page_group, distribution_date, accession, document, statement"""
_WORST = """SELECT c.deal, date_trunc('month', c.distribution_date) AS month, c."level", c.message,
    c.accession, c.document, c.statement
FROM "check" c SEMI JOIN kept_latest_statement USING (accession, document, statement)
WHERE c."level" = 'error' ORDER BY abs(c.difference) DESC NULLS LAST, c.accession, c.message LIMIT 30"""
_FLAGGED = """SELECT DISTINCT accession, document, statement FROM "check" WHERE "level" <> 'info'
UNION SELECT accession, document, statement FROM statement WHERE layout IS NULL OR numbers.unmapped > 0"""
_UNREAD = """SELECT coalesce(deal, trust, 'no known deal') AS name, count(*) AS number,
    min(accession) AS accession
FROM statement WHERE layout IS NULL GROUP BY ALL ORDER BY number DESC, name LIMIT 30"""
_CHECKS = """SELECT c.deal, c.distribution_date, c."level", c.message, c.accession, c.document, c.statement
FROM "check" c SEMI JOIN kept_latest_statement USING (accession, document, statement) WHERE c.deal = ?
ORDER BY CASE c."level" WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
    c.distribution_date DESC, c.accession, c.message"""


# The columns that pages show of each view: a deal's classes alone have ninety others.
_KEPT = {
    "latest_statement": "deal, month, page_group, distribution_date, accession, document, statement",
    "deal_history": """deal, month, ending_balance, cpr_pct, cpr_pct_reason, cpr_3_months_pct,
        delinquent_60_or_more_pct, cumulative_loss, cumulative_loss_reason, overcollateralization,
        overcollateralization_target, unmapped_numbers, failed_checks, worst_check""",
    "class_history": """deal, month, page_group, tranche, class_key, class_name, cusip, cusip_printed,
        notional, beginning_balance, principal, interest, realized_loss, ending_balance,
        pass_through_rate_pct, factor""",
    "delinquency_by_month": """deal, month, "group", delinquent_30_59, delinquent_60_89,
        delinquent_90_or_more, foreclosure, bankruptcy, reo""",
    "coverage": "deal, month, status, amended",
}


def rows(duck: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> list[Row]:
    """The rows of a query, each by the names of its columns."""
    found = duck.execute(query, values)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def keep_views(duck: duckdb.DuckDBPyConnection) -> None:
    """Store what deals' pages show of the views; a view would scan the whole zone for each deal."""
    for view, columns in _KEPT.items():
        duck.execute(f"CREATE OR REPLACE TEMP TABLE kept_{view} AS SELECT {columns} FROM {view}")  # noqa: S608 - constants


def statements(duck: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every statement of the zone, those of a deal and group by date."""
    return rows(duck, _STATEMENTS)


def deals(duck: duckdb.DuckDBPyConnection) -> list[str]:
    """The deals that have a history."""
    return [
        str(row["deal"]) for row in rows(duck, "SELECT DISTINCT deal FROM kept_deal_history ORDER BY deal")
    ]


def worst_checks(duck: duckdb.DuckDBPyConnection) -> list[Row]:
    """The failed checks of level 'error', the largest differences first."""
    return rows(duck, _WORST)


def flagged(duck: duckdb.DuckDBPyConnection) -> set[tuple[str, int, int]]:
    """The statements with a failed check above 'info', or with numbers that have no field."""
    return {(row["accession"], row["document"], row["statement"]) for row in rows(duck, _FLAGGED)}


def unread(duck: duckdb.DuckDBPyConnection) -> list[Row]:
    """The deals with unread statements."""
    return rows(duck, _UNREAD)


def coverage(duck: duckdb.DuckDBPyConnection) -> list[Row]:
    """The status of each month of each deal."""
    return rows(duck, "FROM kept_coverage ORDER BY deal, month")


def deal_rows(duck: duckdb.DuckDBPyConnection, deal: str) -> dict[str, list[Row]]:
    """The rows of a deal's page, by view."""
    own = {
        "deal_history": "FROM kept_deal_history WHERE deal = ? ORDER BY month",
        "class_history": "FROM kept_class_history WHERE deal = ? ORDER BY month, page_group, tranche",
        "delinquency": 'FROM kept_delinquency_by_month WHERE deal = ? ORDER BY month, "group"',
        "coverage": "FROM kept_coverage WHERE deal = ? ORDER BY month",
        "latest": "FROM kept_latest_statement WHERE deal = ? ORDER BY month, page_group",
        "checks": _CHECKS,
    }
    return {name: rows(duck, query, [deal]) for name, query in own.items()}
