"""Sections 10 and 11 of Residential Funding's HTML statement: what is behind, by status and by days."""

from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import LoanGroup, groups_and_deal, share_pct
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import count, money, rate
from tests.writer.trust import ZERO

DAYS = {
    "30-59": "30 days",
    "60-89": "60 days",
    "90-119": "90 days",
    "120-149": "120 days",
    "150-179": "150 days",
    "180+": "180+ days",
}


STATUSES = {
    "delinquent": "Current/Delinquent",
    "bankruptcy": "Bankruptcy",
    "foreclosure": "Foreclosure",
    "reo": "REO",
    "all": "Total",
}


def draw_loan_status(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """A matrix for the deal and one for each group; its percents below."""
    drawing.say("Delinquency Calculation Method: Mortgage Bankers Association", at=0)
    for label, group in reversed(groups_and_deal(trust.groups)):
        drawing.group_line(label, group.name)
        for percent in (False, True):
            columns = [Column("", left=True)]
            for title in STATUSES.values():
                columns += [Column("Count", over=title), Column("Scheduled Balance", over=title)]
            rows = [_status_row(group, bucket, percent=percent) for bucket in ("current", *DAYS, "total")]
            draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=2, tuck=0))
            drawing.say("")


def _status_row(group: LoanGroup, bucket: str, *, percent: bool) -> TableRow:
    label = {"current": "Current", "total": "Total"}.get(bucket) or DAYS[bucket]
    cells: list[Cell | str | None] = [label]
    for status in STATUSES:
        number, balance = _counted(group, status, bucket)
        subject = Subject("delinquency", group=group.name, status=status, bucket=bucket)
        inks = {"loan_count": count(number), "balance": money(balance)}
        if percent:
            shares = share_pct(number, group.ending_count, 2), share_pct(balance, group.ending, 2)
            inks = {"loan_count_pct": rate(shares[0], 2), "balance_pct": rate(shares[1], 2)}
        cells += [Cell(ink, subject, field) for field, ink in inks.items()]
    return TableRow(label, cells, is_total=bucket == "total")


def _counted(group: LoanGroup, status: str, bucket: str) -> tuple[int, Decimal]:
    """All loans of the group stand in one cell each; what is behind nowhere is current."""
    if bucket == "current":
        late, whole = group.counted("all", "total"), (group.ending_count, group.ending)
        own = (0, ZERO) if status == "all" else group.counted(status, "0-29")
        if status in ("delinquent", "all"):
            rest = (whole[0] - late[0], whole[1] - late[1])
            more = group.counted("all", "0-29") if status == "all" else (0, ZERO)
            return rest[0] + more[0], rest[1] + more[1]
        return own
    if bucket == "total":
        parts = [_counted(group, status, one) for one in ("current", *DAYS)]
        return sum(one for one, _ in parts), sum((two for _, two in parts), ZERO)
    return group.counted(status, bucket)


def draw_buckets(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """All that is behind by thirty days, with the percent of it in the line below."""
    for label, group in reversed(groups_and_deal(trust.groups)):
        drawing.group_line(label, group.name)
        columns = [Column("Days", left=True), Column("Count"), Column("Balance")]
        rows = []
        for bucket, days in DAYS.items():
            printed = bucket if bucket != "180+" else "180 and over"
            number, balance = group.counted("all", bucket)
            subject = Subject("delinquency", group=group.name, status="any", bucket=bucket)
            cells = [Cell(count(number), subject, "loan_count"), Cell(money(balance), subject, "balance")]
            rows.append(TableRow(printed, [printed, *cells]))
            shares = share_pct(number, group.ending_count, 2), share_pct(balance, group.ending, 2)
            cells = [
                Cell(rate(share, 2), subject, field)
                for share, field in zip(shares, ("loan_count_pct", "balance_pct"), strict=True)
            ]
            rows.append(TableRow(printed, [None, *cells]))
            assert days
        draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1))
        drawing.say("")
