"""The loan parts of Bank One's statement: pools, delinquencies and losses by group, credit support."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.writer.first_lien_months import BUCKETS, STATUSES, ClassMonth, GroupMonth, Month
from tests.writer.formats import count, money, rate
from tests.writer.sheet import Ink, Key, Row, Sheet

if TYPE_CHECKING:
    from tests.writer.bank_one import Style

TITLES = {
    "delinquent": "Delinquency",
    "foreclosure": "Foreclosure",
    "bankruptcy": "Bankruptcy",
    "reo": "REO",
}


def _groups(month: Month, style: Style) -> list[tuple[str | None, GroupMonth]]:
    """The groups with their printed names; a single group may go unnamed."""
    if len(month.groups) == 1 and not style.one_group_heading:
        return [(None, month.groups[0])]
    return [(str(place), group) for place, group in enumerate(month.groups, start=1)]


def write_pools(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("COLLATERAL  INFORMATION")
    for name, group in _groups(month, style):
        if name:
            sheet.say(f"Group {name}")
        key: Key = ("pool", name)
        for label, field, ink in _pool_rows(group, style):
            sheet.add(Row(label).figure(key, field, ink, end=style.value_edge or None))
            if field == "ending_balance":
                _write_certificates(sheet, month, name, style)
        # 'CPR' stands behind the figure, and both end where the others do.
        speed = Row(style.speed_label)
        speed.figure(
            key, "cpr_pct", rate(group.cpr_pct, 4, ""), end=style.value_edge - 4 if style.value_edge else None
        )
        sheet.add(speed.words(" CPR"))
        sheet.say("", "")


def _pool_rows(group: GroupMonth, style: Style) -> list[tuple[str, str, Ink]]:
    def dollars(value: Decimal) -> Ink:
        return money(value, 0, style.negative)

    def percent(value: Decimal) -> Ink:
        return rate(value, style.wac_places)

    wac, end, net = group.beginning_wac_pct, group.ending_wac_pct, group.net_margin_pct
    removed = group.beginning_loan_count - group.ending_loan_count
    pool = "Aggregate Pool Stated Principal Balance"
    return [
        ("Cut-Off Date Balance", "cutoff_balance", dollars(group.cutoff_balance)),
        (f"Beginning {pool}", "beginning_balance", dollars(group.beginning_balance)),
        (f"Ending {pool}", "ending_balance", dollars(group.ending_balance)),
        ("Beginning Aggregate Loan Count", "beginning_loan_count", count(group.beginning_loan_count)),
        ("Loans Paid Off or Otherwise Removed Pursuant to PSA", "removed_loan_count", count(removed)),
        ("Ending Aggregate Loan Count", "ending_loan_count", count(group.ending_loan_count)),
        ("Beginning Weighted Average Loan Rate (WAC)", "beginning_wac_pct", percent(wac)),
        ("Ending Weighted Average Loan Rate (WAC)", "ending_wac_pct", percent(end)),
        ("Beginning Net Weighted Average Loan Rate", "beginning_net_wac_pct", percent(wac - net)),
        ("Ending Net Weighted Average Loan Rate", "ending_net_wac_pct", percent(end - net)),
        (
            "Weighted Average Maturity (WAM) (Months)",
            "wam_months",
            Ink(str(group.wam_months), Decimal(group.wam_months)),
        ),
        ("Servicer Advances", "servicer_advances", dollars(group.servicer_advances)),
        ("Aggregate Pool Prepayment", "prepayments", dollars(group.prepayments)),
    ]


def _write_certificates(sheet: Sheet, month: Month, name: str | None, style: Style) -> None:
    """The balances of all certificates, which every group repeats."""
    sheet.say("")
    for word in ("Beginning", "Ending"):
        field = f"{word.lower()}_balance"
        label = f"{word} Aggregate Certificate Stated Principal Balance"
        ink = money(month.total(field), 0, style.negative)
        sheet.add(Row(label).figure(("total", name), field, ink, end=style.value_edge or None))
    sheet.say("")


def write_delinquencies(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("DELINQUENCY  INFORMATION")
    for name, group in _groups(month, style):
        sheet.say(*([f"Group {name}"] if name else []), "")
        for status in STATUSES:
            _write_status(sheet, name, status, group, style)
            sheet.say("")
        _write_losses(sheet, name, group, style)
        sheet.say("", "")


def _write_status(sheet: Sheet, name: str | None, status: str, group: GroupMonth, style: Style) -> None:
    title = Row().label(TITLES[status], 0, "heading")
    buckets = (*BUCKETS, "Total")
    for place, bucket in enumerate(buckets if status == "delinquent" else ()):
        title.words(bucket, 20 + (place + 1) * max(style.bucket_width, 7) - len(bucket))
    sheet.add(title)
    rows = [group.behind[status, bucket] for bucket in BUCKETS]
    rows.append((sum((row[0] for row in rows), Decimal(0)), sum(row[1] for row in rows)))
    table = {
        "Scheduled Bal": ("balance", [money(row[0], 0) for row in rows]),
        "% of Total Pool": ("balance_pct", [rate(100 * row[0] / group.ending_balance) for row in rows]),
        "Number of Loans": ("loan_count", [count(row[1]) for row in rows]),
        "% of Total Loans": (
            "loan_count_pct",
            [rate(Decimal(100 * row[1]) / group.ending_loan_count) for row in rows],
        ),
    }
    for label, (field, inks) in table.items():
        line = Row(label)
        for place, (bucket, ink) in enumerate(zip(buckets, inks, strict=True)):
            key = ("delinquency", name, status, bucket.lower())
            end = 20 + (place + 1) * style.bucket_width if style.bucket_width else None
            # A value wider than its place pushes the following ones on.
            end = max(end, len(line.text) + 1 + len(ink.text)) if end else None
            line.figure(key, field, ink, end=end)
        sheet.add(line)


def _write_losses(sheet: Sheet, name: str | None, group: GroupMonth, style: Style) -> None:
    def put(label: str, field: str, ink: Ink, unit: str = "usd") -> None:
        key = ("amount", field, name, None)
        sheet.add(Row(label).figure(key, "value", ink, end=style.value_edge or None))
        sheet.know(key, unit=unit, **({"group": name} if name else {}))

    loss, more = group.current_realized_loss, group.additional_gain_or_loss
    share = 100 * group.reo_book_value / group.ending_balance
    put("Book Value of all REO Loans", "reo_book_value", money(group.reo_book_value, 0))
    put("Percentage of Total Pool Balance", "reo_book_value_pct", rate(share), "pct")
    sheet.say("")
    put("Current Realized Losses", "current_realized_loss", money(loss, 0))
    put("Additional Gains (Recoveries)/Losses", "additional_gain_or_loss", money(more, 0, style.negative))
    put("Total Realized Losses", "total_realized_loss", money(loss + more, 0, style.negative))


COVERAGES = {
    "Bankruptcy": ("bankruptcy", "Bankruptcy Loss"),
    "Credit/Fraud Loss": ("fraud", "Credit/Fraud Loss"),
    "Special Hazard Loss": ("special_hazard", "Special Hazard Loss"),
}


def write_support(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("Subordination/Credit Enhancement Information")
    sheet.say("Protection                                         Original      Current")
    for stem, (name, label) in COVERAGES.items():
        _write_pair(sheet, month, ("loss_coverage", name, label, stem), month.coverages[name], style)
    sheet.say("", "Credit Support                                     Original      Current")
    for name, classes in _support_classes(month, style).items():
        sums = tuple(
            sum((getattr(one, field) for one in classes), Decimal(0))
            for field in ("original_balance", "ending_balance")
        )
        _write_pair(sheet, month, ("class", name, f"Class {name}", f"Class {name}"), sums, style)
        sheet.say("")
    sheet.say("", "")


def _support_classes(month: Month, style: Style) -> dict[str, list[ClassMonth]]:
    """Class A is all seniors and residuals; each subordinate class is itself."""
    lines: dict[str, list[ClassMonth]] = {"A": []}
    for one in month.classes:
        if one.of.kind in ("Senior", "Residual"):
            lines["A"].append(one)
        elif not one.of.is_strip and style.support == "2003-AR2":
            lines[one.of.name] = [one]
    return lines


def _write_pair(
    sheet: Sheet, month: Month, who: tuple[str, str, str, str], values: tuple[Decimal, ...], style: Style
) -> None:
    """Original and current balance, and below them their shares of all certificates."""
    kind, name, label, stem = who
    key: Key = ("credit_support", kind, name)
    wholes = (month.total("original_balance"), month.total("ending_balance"))
    balances, shares = Row(label), Row(f"{stem} Percentage")
    for place, (edge, value, whole) in enumerate(zip(("original", "current"), values, wholes, strict=True)):
        for row, field, ink in (
            (balances, f"{edge}_balance", money(value, style.support_places)),
            (shares, f"{edge}_share_pct", rate(100 * value / whole)),
        ):
            end = max(59 + 14 * place, len(row.text) + 1 + len(ink.text)) if style.value_edge else None
            row.figure(key, field, ink, end=end)
    sheet.add(balances, shares)
