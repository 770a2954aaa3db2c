"""Deutsche Bank's reports about loans: collateral, delinquency, single loans; all general knowledge."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import BUCKETS, STATUSES, LoanGroup, share_pct, sum_of
from tests.writer.families.tables import Column, Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import count, money, rate
from tests.writer.sheet import Ink

Form = Callable[[LoanGroup], Ink]


def _break(drawing: Drawing) -> None:
    drawing.say("", "Page 2 of 21", "")


PAGES = Pages(at_break=_break)


def draw_collateral(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Loan counts and balances, one column a group and the total."""
    drawing.title("Collateral Report")
    groups = [*trust.groups, sum_of(trust.groups)] if len(trust.groups) > 1 else list(trust.groups)
    names = [f"Group {one.name}" if one.name else "Total" for one in groups]
    columns = [
        Column("COLLATERAL", left=True),
        *[Column(name, group=one.name) for name, one in zip(names, groups, strict=True)],
    ]
    lines: list[tuple[str, Form | None, str]] = [
        ("Loan Count:", None, ""),
        ("Original", lambda one: count(one.original_count), "original_loan_count"),
        ("Prior", lambda one: count(one.beginning_count), "beginning_loan_count"),
        ("Payoffs", lambda one: count(one.payoff_count), "payoff_count"),
        ("Current", lambda one: count(one.ending_count), "ending_loan_count"),
        ("Principal Balance:", None, ""),
        ("Original", lambda one: money(one.original), "cutoff_balance"),
        ("Prior", lambda one: money(one.beginning), "beginning_balance"),
        ("Scheduled Principal", lambda one: money(one.scheduled), "scheduled_principal"),
        (
            "Partial and Full Voluntary Prepayments",
            lambda one: money(one.curtailments + one.payoffs),
            "prepayments",
        ),
        ("Realized Losses", lambda one: money(one.realized_loss), "realized_loss"),
        ("Current", lambda one: money(one.ending), "ending_balance"),
        ("CHARACTERISTICS", None, ""),
        ("Weighted Average Coupon - Current", lambda one: rate(one.wac_pct, 6), "ending_wac_pct"),
        ("Weighted Average Months to Maturity - Current", lambda one: count(one.months), "wam_months"),
    ]
    rows, title = [], ""
    for label, form, field in lines:
        title = title if form else label.rstrip(":")
        cells = [_pool_cell(one, form, field) if form else None for one in groups]
        rows.append(TableRow(label, [label, *cells], title=title))
    draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1), PAGES)
    drawing.say("")


def _pool_cell(group: LoanGroup, form: Form, field: str) -> Cell:
    return Cell(form(group), Subject("pool", group=group.name) if field else None, field)


def draw_delinquency(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """For each group and all: statuses by payments missed; balance, its percent, count, its percent."""
    drawing.title("Delinquency Report")
    groups = [sum_of(trust.groups), *trust.groups] if len(trust.groups) > 1 else list(trust.groups)
    for group in groups:
        name = f"Group {group.name}" if group.name else "Total"
        drawing.title(f"DELINQUENT LOANS - {name}", 2)
        drawing.group = group.name
        buckets = {"0-29": "< 1 PMT", "30-59": "1 PMT", "60-89": "2 PMTS", "90+": "3+ PMTS", "total": "TOTAL"}
        columns = [
            Column("", left=True),
            Column("", left=True),
            *[Column(label) for label in buckets.values()],
        ]
        rows = [row for status in STATUSES for row in _status_rows(group, status, list(buckets))]
        draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1), PAGES)
        drawing.say("")


def _status_rows(group: LoanGroup, status: str, buckets: Sequence[str]) -> list[TableRow]:
    label = {
        "delinquent": "Delinquent",
        "bankruptcy": "Bankrupt",
        "foreclosure": "Foreclosure",
        "reo": "REO",
    }[status]
    kinds = {
        "Balance": "balance",
        "% Balance": "balance_pct",
        "# Loans": "loan_count",
        "% # Loans": "loan_count_pct",
    }
    found = []
    for place, (kind, field) in enumerate(kinds.items()):
        cells: list[Cell | str | None] = [label if not place else None, kind]
        for bucket in buckets:
            own = BUCKETS[3:] if bucket == "90+" else (bucket,)
            number = sum(group.counted(status, one)[0] for one in own)
            balance = sum((group.counted(status, one)[1] for one in own), Decimal("0.00"))
            ink = {
                "balance": money(balance),
                "balance_pct": rate(share_pct(balance, group.ending, 2), 2),
                "loan_count": count(number),
                "loan_count_pct": rate(share_pct(number, group.ending_count, 2), 2),
            }[field]
            cells.append(
                Cell(ink, Subject("delinquency", group=group.name, status=status, bucket=bucket), field)
            )
        found.append(TableRow(f"{label} {kind}", cells))
    return found


def draw_detail(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Single loans: no field holds them."""
    drawing.title("Prepayment Detail Report")
    headings = (
        "Loan Number",
        "Original Principal Balance",
        "Unpaid Principal",
        "Prepayment Amount",
        "Note Rate",
    )
    columns = [Column(headings[0], left=True), *map(Column, headings[1:])]
    rows = []
    for _ in range(rng.randint(2, 8)):
        number = str(rng.randint(10_000_000, 99_999_999))
        original = rng.randint(80, 700) * 1000
        balance = rng.randint(5_000_000, original * 100)
        inks = [
            money_of(original * 100),
            money_of(balance),
            money_of(balance),
            Ink(f"{rng.randint(4000, 9000) / 1000:.3f}%", None),
        ]
        cells = [Cell(Ink(number, int(number))), *[Cell(ink) for ink in inks]]
        rows.append(TableRow(number, cells))
    draw_table(drawing, columns, rows, random_table_style(rng), PAGES)
    drawing.say("")


def money_of(number: int) -> Ink:
    """An amount of so many cents."""
    return money(Decimal(number).scaleb(-2))
