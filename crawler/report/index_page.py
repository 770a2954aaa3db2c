"""The first page of a report: the zone's figures, a calendar of each deal's months, and problems to check."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from crawler.report.page_names import deal_page, statement_page
from crawler.report.rendering import render
from crawler.report.report_queries import Row

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Sign and style of each status; the signs differ for readers who see no colours.
SIGNS = {
    "read whole": ("●", "is-whole"),
    "read with unmapped numbers": ("◐", "is-part"),
    "general": ("G", "is-general"),
    "unread": ("?", "is-unread"),
    "missing": ("×", "is-missing"),  # noqa: RUF001 - a cross
    "late": ("!", "is-missing"),
    "ended": ("■", "soft"),
}


LEGEND = [
    (*SIGNS["read whole"], "read whole"),
    (*SIGNS["read with unmapped numbers"], "read, some numbers without a field"),
    (*SIGNS["general"], "read without a layout"),
    (*SIGNS["unread"], "unread"),
    (*SIGNS["missing"], "missing"),
    (*SIGNS["late"], "late"),
    (*SIGNS["ended"], "ended"),
    ("●", "is-whole is-amended", "amended"),
]


def index_html(
    name: str,
    summary: Sequence[str],
    found: Mapping[str, Sequence[Row]],
    unread: Sequence[str],
    pages: Mapping[tuple[str, Any], str],
) -> str:
    """The page: `found` has rows of health, coverage, checks and audit.

    `pages` has the statement page of a deal's month, if the report has one.
    """
    there = set(pages.values())
    zone = {
        "name": name,
        "summary": summary,
        "findings": found["health"],
        "years": list(_years(found["coverage"], pages)),
        "worst": [_check(row, there) for row in found["checks"]],
        "audit": [{**row, "page": row["page"] if row["page"] in there else None} for row in found["audit"]],
        "unread": unread,
    }
    return render("index.html", zone=zone, month_names=MONTHS, legend=LEGEND)


def _years(coverage: Sequence[Row], pages: Mapping[tuple[str, Any], str]) -> Iterator[dict[str, Any]]:
    by_year = sorted(coverage, key=lambda row: (-row["month"].year, row["deal"], row["month"]))
    for year, rows in groupby(by_year, key=lambda row: row["month"].year):
        deals = [
            {"name": deal, "page": deal_page(deal), "cells": _cells(list(own), pages)}
            for deal, own in groupby(rows, key=lambda row: row["deal"])
        ]
        yield {"year": year, "deals": deals}


def _cells(rows: Sequence[Row], pages: Mapping[tuple[str, Any], str]) -> list[dict[str, Any] | None]:
    cells: list[dict[str, Any] | None] = [None] * len(MONTHS)
    for row in rows:
        sign, style = SIGNS[row["status"]]
        amended = ", amended" if row["amended"] else ""
        cells[row["month"].month - 1] = {
            "sign": sign,
            "style": f"{style} is-amended" if row["amended"] else style,
            "say": f"{row['deal']} {row['month']:%Y-%m}: {row['status']}{amended}",
            "page": pages.get((row["deal"], row["month"])),
        }
    return cells


def _check(row: Row, pages: set[str]) -> dict[str, Any]:
    page = statement_page(row["accession"], row["document"], row["statement"])
    return {
        "level": row["level"],
        "deal": row["deal"] or "",
        "month": f"{row['month']:%Y-%m}" if row["month"] else "",
        "message": row["message"],
        "page": page if page in pages else None,
    }
