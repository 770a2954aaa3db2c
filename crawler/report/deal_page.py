"""A deal's page: charts of its months, the classes of the latest one, links to its statements."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crawler.report.charts import MOST_SERIES, Chart, draw
from crawler.report.page_names import statement_page
from crawler.report.rendering import render
from crawler.report.report_queries import Row

DASH = "–"  # noqa: RUF001 - shown in place of a missing figure
MOST_FINDINGS = 60
CLASS_COLUMNS = {
    "beginning_balance": "beginning",
    "principal": "principal",
    "interest": "interest",
    "realized_loss": "loss",
    "ending_balance": "ending",
    "pass_through_rate_pct": "rate, %",
    "factor": "factor",
}
PIPELINE = {
    "delinquent_30_59": "30 to 59 days",
    "delinquent_60_89": "60 to 89 days",
    "delinquent_90_or_more": "90 days and more",
    "foreclosure": "foreclosure",
    "bankruptcy": "bankruptcy",
    "reo": "REO",
}


def deal_html(
    deal: str, found: Mapping[str, Sequence[Row]], pages: Collection[str], silence: str = ""
) -> str:
    """The page, from the rows of the views; `pages` are the statements' that the report has."""
    history = found["deal_history"]
    last = history[-1]["month"]
    checks = [_finding(row) for row in found["checks"]]
    page = {
        "name": deal,
        "first": f"{history[0]['month']:%Y-%m}",
        "last": f"{last:%Y-%m}",
        "silence": silence,
        "charts": list(_charts(found)),
        "class_columns": list(CLASS_COLUMNS.values()),
        "classes": [_class(row) for row in found["class_history"] if row["month"] == last],
        "months": list(_months(found)),
        "audit": found["audit"],
        "pages": pages,
        "findings": checks[:MOST_FINDINGS],
        "more_findings": max(len(checks) - MOST_FINDINGS, 0),
    }
    return render("deal.html", deal=page)


def _charts(found: Mapping[str, Sequence[Row]]) -> Iterator[Chart]:
    history, classes = found["deal_history"], [row for row in found["class_history"] if not row["notional"]]
    yield _of_classes("Balances by class", classes, "ending_balance", "bar", "dollars")
    yield _of_classes("Factors", found["class_history"], "factor", "line", "of the original balance")
    speeds = {"cpr_pct": "one month", "cpr_3_months_pct": "three months"}
    yield _of_columns("Prepayment speed (CPR)", history, speeds, "line", "percent a year", "cpr_pct_reason")
    yield _of_columns("Delinquency pipeline", _pipeline(found["delinquency"]), PIPELINE, "bar", "dollars")
    loss = {"cumulative_loss": "cumulative loss"}
    yield _of_columns("Cumulative loss", history, loss, "line", "dollars", "cumulative_loss_reason")
    against = {"overcollateralization": "overcollateralization", "overcollateralization_target": "target"}
    yield _of_columns("Overcollateralization against its target", history, against, "line", "dollars")


def _of_classes(title: str, rows: Sequence[Row], column: str, mark: str, unit: str) -> Chart:
    names = _names_of_classes(rows)
    points = [
        {"month": row["month"].isoformat(), "series": names[row["class_key"]], "value": float(row[column])}
        for row in rows
        if row[column] is not None
    ]
    return _chart(title, points, list(dict.fromkeys(names.values())), mark, unit, f"no {column} is printed")


def _names_of_classes(rows: Sequence[Row]) -> dict[str, str]:
    """The label of each class in charts: its name, with its key if others have the same name."""
    names = {row["class_key"]: str(row["class_name"] or row["class_key"]) for row in rows}
    often = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {key: f"{name} {key}" if name in often else name for key, name in names.items()}


def _of_columns(
    title: str, rows: Sequence[Row], columns: Mapping[str, str], mark: str, unit: str, reason: str = ""
) -> Chart:
    points = [
        {"month": row["month"].isoformat(), "series": name, "value": float(row[column])}
        for row in rows
        for column, name in columns.items()
        if row[column] is not None
    ]
    drawn = {point["series"] for point in points}
    series = [name for name in columns.values() if name in drawn]
    why = next((str(row[reason]) for row in reversed(rows) if reason and row[reason]), "the pages print none")
    return _chart(title, points, series, mark, unit, why)


def _chart(
    title: str, points: list[dict[str, Any]], series: list[str], mark: str, unit: str, reason: str
) -> Chart:
    if not points:
        return Chart(title, (), (), f"Nothing to draw: {reason}.")
    if len(series) > MOST_SERIES:
        return Chart(
            title, *_table(points, series), f"{len(series)} series are too many to draw; see the figures."
        )
    return Chart(title, *_table(points, series), svg=draw(points, mark, unit, series))


def _table(points: Sequence[Mapping[str, Any]], series: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    by_month: dict[str, dict[str, str]] = {}
    for point in points:
        by_month.setdefault(point["month"][:7], {})[point["series"]] = shown(Decimal(str(point["value"])))
    table = [[month, *(own.get(name, DASH) for name in series)] for month, own in sorted(by_month.items())]
    return ["month", *series], table


def _pipeline(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each month's delinquencies: of all loans if the page has such a line, else of its groups."""
    months: dict[dt.date, list[Row]] = {}
    for row in rows:
        months.setdefault(row["month"], []).append(row)
    added = []
    for month, own in months.items():
        whole = [row for row in own if row["group"] is None] or own
        sums: dict[str, Any] = {"month": month}
        for column in PIPELINE:
            values = [row[column] for row in whole]
            sums[column] = sum(values) if values and None not in values else None
        added.append(sums)
    return added


def _class(row: Row) -> dict[str, Any]:
    figures = [shown(row[column]) for column in CLASS_COLUMNS]
    return {
        "name": row["class_name"] or DASH,
        "cusip": row["cusip"] or row["cusip_printed"] or "",
        "figures": figures,
    }


def _months(found: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, Any]]:
    history = {row["month"]: row for row in found["deal_history"]}
    for row in reversed(found["coverage"]):
        month = row["month"]
        own = history.get(month, {})
        links = [_link(one) for one in found["latest"] if one["month"] == month]
        yield {
            "month": f"{month:%Y-%m}",
            "status": row["status"],
            "links": links,
            "balance": shown(own.get("ending_balance")),
            "cpr": shown(own.get("cpr_pct"), 2),
            "late": shown(own.get("delinquent_60_or_more_pct"), 2),
            "unmapped": shown(own.get("unmapped_numbers")),
            "worst": own.get("worst_check"),
            "failed": own.get("failed_checks"),
        }


def _link(row: Row) -> dict[str, str]:
    group = f", {row['page_group']}" if row["page_group"] else ""
    page = statement_page(row["accession"], row["document"], row["statement"])
    return {"page": page, "name": f"{row['distribution_date']}{group}"}


def _finding(row: Row) -> dict[str, str]:
    page = statement_page(row["accession"], row["document"], row["statement"])
    month = f"{row['distribution_date']:%Y-%m}" if row["distribution_date"] else ""
    return {"level": row["level"], "month": month, "message": row["message"], "page": page}


def shown(value: Any, places: int | None = None) -> str:
    """A figure for people: with thousands separators, without the zeros that its type adds."""
    if value is None:
        return DASH
    if not isinstance(value, Decimal):
        return f"{value:,}"
    if places is not None:
        return f"{value:,.{places}f}"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
