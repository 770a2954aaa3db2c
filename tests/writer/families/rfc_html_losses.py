"""Losses, recoveries and defaults of Residential Funding's HTML statement.

All of it is general knowledge, and some of it a guess.
"""

from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Drawing
from tests.writer.families.rfc_html_amounts import amount, section_style
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.formats import count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, part

LOSSES = {
    "liquidation": "Liquidations",
    "write_off": "Write-Offs",
    "bankruptcy": "Bankruptcy",
    "charge_off": "Charge-Offs",
    "modification": "Modifications",
}


def draw_losses(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Four tables: losses by kind now, to date, recoveries and net loss, default rates."""
    drawing.title("A. Current Cycle Realized Losses", 2, at=0)
    lost = sum((one.realized_loss for one in trust.groups), ZERO)
    principal = dict.fromkeys(LOSSES, ZERO) | {"liquidation": lost}
    interest = dict.fromkeys(LOSSES, ZERO) | {"liquidation": part(rng, lost, 0, 0.1)}
    counts = {kind: 1 if principal[kind] else 0 for kind in LOSSES}
    held = {kind: principal[kind] * 2 for kind in LOSSES}
    realized = {kind: principal[kind] + interest[kind] for kind in LOSSES}
    lines: list[tuple[str, str, dict[str, Decimal] | dict[str, int]]] = [
        ("Loss Count", "loss_count", counts),
        ("Beginning Aggregate Scheduled Balance", "loss_beginning_balance", held),
        ("Principal Portion of Loss", "loss_principal", principal),
        ("Interest Portion of Loss", "loss_interest", interest),
        ("Total Realized Loss", "current_realized_loss", realized),
    ]
    rows = []
    for label, name, own in lines:
        form = count if name == "loss_count" else money
        whole = "total_realized_loss" if name == "current_realized_loss" else name
        cells = [amount(name, form(value), loss_type=kind) for kind, value in own.items()]  # type: ignore[operator]
        cells.append(amount(whole, form(sum(own.values())), loss_type="total"))  # type: ignore[operator]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), *map(Column, (*LOSSES.values(), "Total"))]
    draw_table(drawing, columns, rows, section_style(rng))
    _draw_cumulative(drawing, rng, trust, sum(realized.values(), ZERO))
    _draw_defaults(drawing, rng)


def _draw_cumulative(drawing: Drawing, rng: Random, trust: Trust, realized: Decimal) -> None:
    drawing.title("B. Cumulative Realized Losses", 2, at=0)
    earlier = sum((one.earlier_loss for one in trust.groups), ZERO)
    to_date = earlier + realized
    drawing.facts(
        [
            ("Loss Count", amount("cumulative_loss_count", count(3))),
            ("Total Realized Loss", amount("cumulative_loss_ending", money(to_date))),
        ]
    )
    drawing.title("C. Subsequent Recoveries", 2, at=0)
    now, before = part(rng, Decimal(9000), 0, 1), part(rng, Decimal(90000), 0, 1)
    lines: dict[str, tuple[tuple[str, Ink], tuple[str, Ink]]] = {
        "Loan Count": (("recovery_count", count(1)), ("cumulative_recovery_count", count(2))),
        "Subsequent Recoveries": (
            ("recoveries_current_month", money(now)),
            ("cumulative_recoveries", money(now + before)),
        ),
        "Net Loss": (("net_loss", money(realized - now)), ("net_loss", money(to_date - now - before))),
        "Net Loss %": (
            ("net_loss_pct", rate(Decimal("0.01"), 4)),
            ("net_loss_pct", rate(Decimal("0.12"), 4)),
        ),
    }
    rows = []
    for label, parts in lines.items():
        cells = [
            amount(name, ink, column=column if name.startswith("net") else None)
            for column, (name, ink) in zip(("current", "cumulative"), parts, strict=True)
        ]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), Column("Current Period"), Column("Cumulative")]
    draw_table(drawing, columns, rows, section_style(rng))


PERIODS = {
    "1_month": "1 Month",
    "3_month": "3 Months",
    "6_month": "6 Months",
    "12_month": "12 Months",
    "life": "Life of Deal",
}


def _draw_defaults(drawing: Drawing, rng: Random) -> None:
    drawing.title("D. Default Percentages", 2, at=0)
    names = {
        "Monthly Default Rate": "monthly_default_rate_pct",
        "Constant Default Rate": "constant_default_rate_pct",
        "Loss Severity": "loss_severity_pct",
    }
    rows = []
    for label, name in names.items():
        cells = [
            amount(name, rate(Decimal(rng.randint(0, 999)).scaleb(-2), 2), column=one) for one in PERIODS
        ]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), *(Column(f"{label}") for label in PERIODS.values())]
    draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1, one_cell=True))
