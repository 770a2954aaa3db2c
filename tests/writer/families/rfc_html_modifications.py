"""The loan status reports of Residential Funding's HTML statement that only some deals print.

All of it is general knowledge, and some of it a guess.
"""

from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import groups_and_deal, share_pct
from tests.writer.families.rfc_html_amounts import amount, section_style
from tests.writer.families.rfc_html_delinquencies import DAYS
from tests.writer.families.tables import Column, TableRow, draw_table
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import count, money, rate
from tests.writer.trust import part

STATUSES = {"delinquent": "Current/Delinquent", "bankruptcy": "Bankruptcy", "foreclosure": "Foreclosure"}


LATE = {
    **{bucket: days for bucket, days in DAYS.items() if bucket != "180+"},
    "180": "180 days",
    "181+": "181+ days",
}


def draw_actual_balances(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """A status report whose REO has actual balances too, and whose last days are '180' and '181+'."""
    drawing.say("Delinquency Calculation Method: Office of Thrift Supervision (1)", at=0)
    for label, group in reversed(groups_and_deal(trust.groups)):
        drawing.group_line(label, group.name)
        columns = [Column("", left=True)]
        for title in (*STATUSES.values(), "REO"):
            columns += [Column("# of Loans", over=title), Column("Scheduled Balance", over=title)]
        columns.append(Column("Actual Balance", over="REO"))
        rows = []
        for bucket, days in {"current": "Current", **LATE}.items():
            cells: list[Cell | str | None] = [days]
            for status in (*STATUSES, "reo"):
                subject = Subject("delinquency", group=group.name, status=status, bucket=bucket)
                number, balance = rng.randint(0, 9), part(rng, group.ending, 0, 0.001)
                cells += [
                    Cell(count(number), subject, "loan_count"),
                    Cell(money(balance), subject, "balance"),
                ]
                if status == "reo":
                    cells.append(Cell(money(balance + 1), subject, "actual_balance"))
            rows.append(TableRow(days, cells))
        draw_table(drawing, columns, rows, section_style(rng))
        drawing.say("")


STEPS = [f"{days}-{days + 29}" for days in range(30, 720, 30)] + ["720+"]


def draw_three_blocks(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """The 30-day steps up to 720 days in three blocks side by side, percents in the line below each."""
    group = groups_and_deal(trust.groups)[-1][1]
    columns = [Column(heading, left=not heading) for _ in range(3) for heading in ("", "Count", "Balance")]
    rows = []
    for place in range(8):
        shown: list[Cell | str | None] = []
        shares: list[Cell | str | None] = []
        for step in STEPS[place::8]:
            subject = Subject("delinquency", status="any", bucket=step)
            number, balance = rng.randint(0, 9), part(rng, group.ending, 0, 0.001)
            printed = f"{step} days" if step != "720+" else "720 and over"
            shown += [
                printed,
                Cell(count(number), subject, "loan_count"),
                Cell(money(balance), subject, "balance"),
            ]
            shares += [
                None,
                Cell(rate(share_pct(number, group.ending_count, 2), 2), subject, "loan_count_pct"),
                Cell(rate(share_pct(balance, group.ending, 2), 2), subject, "balance_pct"),
            ]
        rows += [TableRow("", shown), TableRow("", shares)]
    draw_table(drawing, columns, rows, section_style(rng, 1))


MODIFIED = {
    "current": "Current",
    "30-59": "1 Payment Delinquent",
    "60-89": "2 Payments Delinquent",
    "90+": "3 or More Payments Delinquent",
    "foreclosure": "Foreclosure",
    "reo": "REO",
    "liquidated": "Liquidated",
    "paid_off": "Paid Off",
    "repurchased": "Repurchased",
}


KINDS = {
    "Capitalizations": ("capitalized_loan_count", "capitalized_balance"),
    "Other Modifications": ("other_modified_loan_count", "other_modified_balance"),
    "All Modifications": ("modified_loan_count", "modified_balance"),
}


def draw_modifications(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Modified loans of the deal by status and kind, with their totals."""
    numbers = {(kind, status): rng.randint(0, 5) for kind in list(KINDS)[:2] for status in MODIFIED}
    numbers |= {("All Modifications", s): sum(numbers[k, s] for k in list(KINDS)[:2]) for s in MODIFIED}
    columns = [Column("", left=True)]
    for kind in KINDS:
        columns += [Column("Count", over=kind), Column("Balance", over=kind)]
    rows = []
    for status, label in {**MODIFIED, "total": "Total"}.items():
        cells: list[Cell | str | None] = [label]
        for kind, names in KINDS.items():
            own = [number for (k, s), number in numbers.items() if k == kind and status in (s, "total")]
            cells += [
                amount(names[0], count(sum(own)), column=status),
                amount(names[1], money(Decimal(sum(own)) * Decimal("123456.78")), column=status),
            ]
        rows.append(TableRow(label, cells, is_total=status == "total"))
    draw_table(drawing, columns, rows, section_style(rng))
