"""Sections 7 to 15 of the CTSLink statement: account, delinquencies, losses, subordination, collateral."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import total_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import BUCKETS, LoanGroup, share_pct, sum_of, three
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.families.wells_fargo_account import draw_account, draw_other
from tests.writer.families.wells_fargo_collateral import draw_collateral, draw_groups
from tests.writer.formats import cents, count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO

BLOCKS = {
    "delinquent": "DELINQUENT",
    "bankruptcy": "BANKRUPTCY",
    "foreclosure": "FORECLOSURE",
    "reo": "REO",
    "all": "TOTAL",
}
DAYS = {
    "0-29": "0-29 Days",
    "30-59": "30 Days",
    "60-89": "60 Days",
    "90-119": "90 Days",
    "120-149": "120 Days",
    "150-179": "150 Days",
    "180+": "180+ Days",
}

SENIOR = Subject("amount", name="distribution_percentage", group="1", column="senior", unit="pct")


def draw_sections(drawing: Drawing, rng: Random, trust: Trust, *, old: bool, whole: bool = False) -> None:
    """Sections 7 to 15; `old`: delinquencies as before 2001 (8a), else loan status by days (8b, 9)."""
    draw_account(drawing, rng, trust, whole=whole)
    if old:
        _draw_old_delinquencies(drawing, rng, trust)
    else:
        _draw_loan_status(drawing, rng, trust)
    draw_other(drawing, trust)
    _draw_subordination(drawing, rng, trust)
    _draw_coverage(drawing, rng)
    draw_collateral(drawing, rng, trust, whole=whole)
    if len(trust.groups) > 1:
        draw_groups(drawing, rng, trust, whole=whole)
    drawing.title("Miscellaneous Reporting")
    senior = cents(Decimal(rng.randint(8000, 9900)).scaleb(-2))
    share = Cell(Ink(f"{senior:.6f}%", senior + Decimal("0.000000")), SENIOR, "value")
    drawing.facts([("Group 1 Senior Percentage", share)], end=80)


def _delinquency(group: LoanGroup, status: str, bucket: str) -> Subject:
    return Subject("delinquency", group=group.name, status=status, bucket=bucket)


def _draw_old_delinquencies(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Delinquency Status")
    for group in trust.groups:
        if group.name:
            drawing.group_line(f"Group {group.name}", group.name)
        headings = (
            "Current Number Of Loans",
            "Unpaid Principal Balance",
            "Percentage Delinquent Based On: Number Of Loans",
            "Percentage Delinquent Based On: Unpaid Balance",
        )
        columns = [Column("", left=True), *map(Column, headings)]
        lines = {
            "30 Days": ("delinquent", "30-59"),
            "60 Days": ("delinquent", "60-89"),
            "90+ Days": ("delinquent", "90+"),
            "Foreclosure": ("foreclosure", "total"),
            "REO": ("reo", "total"),
            "Totals": ("all", "total"),
        }
        counted = {label: three(group, *place) for label, place in lines.items() if label != "Totals"}
        counted["Totals"] = (
            sum(one for one, _ in counted.values()),
            sum((two for _, two in counted.values()), ZERO),
        )
        rows = []
        for label, place in lines.items():
            number, balance = counted[label]
            inks = {
                "loan_count": count(number),
                "balance": money(balance),
                "loan_count_pct": rate(share_pct(number, group.ending_count), 6),
                "balance_pct": rate(share_pct(balance, group.ending), 6),
            }
            cells = [Cell(ink, _delinquency(group, *place), field) for field, ink in inks.items()]
            rows.append(TableRow(label, [label, *cells], is_total=label == "Totals"))
        draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=4))
        drawing.say("")


def _draw_loan_status(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """8b for the deal, 9 for each group: five blocks side by side in rows of days, then in percent."""
    drawing.title("Loan Status Stratification/Credit Enhancement Statement")
    _draw_blocks(drawing, rng, sum_of(trust.groups))
    if len(trust.groups) > 1:
        drawing.title("Delinquency Status by Group")
        for group in trust.groups:
            drawing.group_line(f"Group {group.name}", group.name)
            _draw_blocks(drawing, rng, group)


def _draw_blocks(drawing: Drawing, rng: Random, group: LoanGroup) -> None:
    for statuses in (("delinquent", "bankruptcy", "foreclosure"), ("reo", "all")):
        for percent in (False, True):
            heads = ("No. of Loans", "Actual Balance")
            columns = [
                column
                for status in statuses
                for column in (Column("", left=True), *[Column(head, over=BLOCKS[status]) for head in heads])
            ]
            rows = [_days_row(group, statuses, bucket, percent=percent) for bucket in (*BUCKETS, "total")]
            draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=2, tuck=0))
            drawing.say("")


def _days_row(group: LoanGroup, statuses: Sequence[str], bucket: str, *, percent: bool) -> TableRow:
    label = DAYS.get(bucket, "")
    cells: list[Cell | str | None] = []
    for status in statuses:
        if status == "delinquent" and bucket == "0-29":
            cells += [None, None, None]
            continue
        cells.append(label or None)
        number, balance = group.counted(status, bucket)
        inks: dict[str, Ink] = {"loan_count": count(number), "balance": money(balance)}
        if percent:
            inks = {
                "loan_count_pct": rate(share_pct(number, group.ending_count), 6),
                "balance_pct": rate(share_pct(balance, group.ending), 6),
            }
        cells += [Cell(ink, _delinquency(group, status, bucket), field) for field, ink in inks.items()]
    return TableRow(label, cells, is_total=bucket == "total")


def _draw_subordination(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """What stands below each class: the seniors as one, then each subordinate class."""
    drawing.title("Subordination Level/Credit Enhancement/Class Percentage and Prepayment Percentage")
    own = [one for one in trust.classes if not one.is_strip]
    below = [one for one in own if one.kind in ("MEZ", "SUB")]
    originals, endings = total_of(own, "original"), total_of(own, "ending")
    names = ["A", *[one.name for one in below]]
    columns = [
        Column(""),
        *map(
            Column, ("Original $", "Original %", "Current $", "Current %", "Current Class %", "Prepayment %")
        ),
    ]
    columns[0] = Column("", left=True)
    rows = []
    prepaid = total_of(below, "ending")
    for place, name in enumerate(names):
        rest = below[place:]
        of_class = endings - prepaid if not place else below[place - 1].ending
        share = Decimal(0) if not place or not prepaid else of_class * 100 / prepaid
        values = (total_of(rest, "original"), total_of(rest, "ending"))
        inks = {
            "original_balance": money(values[0]),
            "original_share_pct": rate(share_pct(values[0], originals, 8), 8),
            "current_balance": money(values[1]),
            "current_share_pct": rate(share_pct(values[1], endings, 8), 8),
            "class_pct": rate(share_pct(of_class, endings), 6),
            "prepayment_pct": rate(share.quantize(Decimal("0.000001")), 6),
        }
        subject = Subject("credit_support", name=name, column="subordination")
        label = f"Class {name}"
        rows.append(TableRow(label, [label, *[Cell(ink, subject, field) for field, ink in inks.items()]]))
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")


def _draw_coverage(drawing: Drawing, rng: Random) -> None:
    drawing.title("Credit Enhancement")
    columns = [Column("", left=True), *map(Column, ("Original $", "Original %", "Current $", "Current %"))]
    fields = ("original_balance", "original_share_pct", "current_balance", "current_share_pct")
    rows = []
    for label, name in (
        ("Bankruptcy", "bankruptcy"),
        ("Fraud", "fraud"),
        ("Special Hazard", "special_hazard"),
    ):
        original = Decimal(rng.randint(10_000_000, 900_000_000)).scaleb(-2)
        shares = [rate(Decimal(rng.randint(1, 5_000_000)).scaleb(-8), 8) for _ in range(2)]
        inks = [money(original), shares[0], money(cents(original / 2)), shares[1]]
        subject = Subject("credit_support", name=name, column="loss_coverage")
        cells = [Cell(ink, subject, field) for field, ink in zip(fields, inks, strict=True)]
        rows.append(TableRow(label, [label, *cells]))
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")
