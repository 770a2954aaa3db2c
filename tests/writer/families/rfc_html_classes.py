"""The sections of Residential Funding's HTML statement that are tables of classes: 1, 2, 4, 5 and 7."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.tables import Column, Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import money, rate, words
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, part

FORMULA = ("", "", "", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)")
FORMS = Forms(rate_places=8, rate_sign="")


@dataclass(frozen=True)
class Month:
    """What the class sections print: the trust, interest lost, the words of the totals, a page's end."""

    trust: Trust
    losses: dict[str, Decimal]
    totals: str
    rows_before_break: int
    on_break: Callable[[Drawing], None]

    def lost(self, one: ClassMonth) -> Decimal:
        return self.losses.get(one.name, ZERO)

    def interest(self, one: ClassMonth) -> Decimal:
        return one.interest - self.lost(one)

    def rate_pct(self, one: ClassMonth) -> Ink:
        """As agreed; computed back from the interest paid where some was lost."""
        value = one.rate_pct
        if self.lost(one):
            value = self.interest(one) * 36000 / (one.beginning * one.days)
        return rate(value, 8, "")

    @property
    def pages(self) -> Pages:
        return Pages(at_break=self.on_break)


def _sum(classes: Sequence[ClassMonth], value: Callable[[ClassMonth], Decimal]) -> Ink:
    return money(sum((value(one) for one in classes), ZERO))


def _draw_summary(drawing: Drawing, rng: Random, month: Month) -> None:
    interest, lost = month.interest, month.lost

    def total(one: ClassMonth) -> Decimal:
        return one.principal + interest(one)

    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("CUSIP", "cusip"),
        ClassColumn("Original Face Value", "original_balance"),
        ClassColumn("Beginning Notional / Principal Balance", "beginning_balance"),
        ClassColumn("Pass - Through Rate", "pass_through_rate_pct", own=month.rate_pct),
        ClassColumn("Principal Distribution", "principal"),
        ClassColumn(
            "Interest Distribution",
            "interest",
            own=lambda one: money(interest(one)),
            total=lambda classes: _sum(classes, interest),
        ),
        ClassColumn(
            "Total Distribution (3) + (4) = (5)",
            "total_distribution",
            own=lambda one: money(total(one)),
            total=lambda classes: _sum(classes, total),
        ),
        ClassColumn("Principal Loss", "realized_loss"),
        ClassColumn(
            "Interest Loss",
            "interest_loss",
            own=lambda one: money(lost(one)),
            total=lambda classes: _sum(classes, lost),
        ),
        ClassColumn("Deferred Interest", "deferred_interest"),
        ClassColumn("Ending Notional/ Principal Balance (1)-(3)-(6)+(8)=(9)", "ending_balance"),
    ]
    table = random_table_style(
        rng, numbering=FORMULA, rows_before_break=month.rows_before_break, heading_lines=4
    )
    rows = rows_of(month.trust.classes, columns, FORMS, month.totals)
    draw_table(drawing, columns_of(columns), rows, table, month.pages)


def _draw_factors(drawing: Drawing, rng: Random, month: Month) -> None:
    drawing.title("Amount / Original Amount per $1000 unit", 2)
    classes = [one for one in month.trust.classes if one.original]
    interest, lost = month.interest, month.lost

    def per(value: Callable[[ClassMonth], Decimal]) -> Callable[[ClassMonth], Ink]:
        return lambda one: FORMS.per(one.per(value(one)))

    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("CUSIP", "cusip"),
        ClassColumn("Beginning Notional/Principal Balance Factor", "beginning_balance_per_1000"),
        ClassColumn("Principal Distribution Factor", "principal_per_1000"),
        ClassColumn("Interest Distribution Factor", "interest_per_1000", own=per(interest)),
        ClassColumn(
            "Total Distribution Factor", "total_per_1000", own=per(lambda one: one.principal + interest(one))
        ),
        ClassColumn("Deferred Interest Factor", "deferred_interest_per_1000"),
        ClassColumn("Interest Loss Factor", "interest_loss_per_1000", own=per(lost)),
        ClassColumn("Ending Notional/Principal Balance Factor", "ending_balance_per_1000"),
    ]
    table = random_table_style(rng, rows_before_break=month.rows_before_break)
    draw_table(drawing, columns_of(columns), rows_of(classes, columns, FORMS), table, month.pages)
    pools = month.trust.groups
    whole = sum((one.original for one in pools), ZERO)
    factors = [("Deal Factor :", None, sum((one.ending for one in pools), ZERO) * 100 / whole)]
    factors += [
        (f"Group {one.name} Factor :", one.name, one.ending * 100 / one.original) for one in pools if one.name
    ]
    own_table = drawing.new_table()
    for label, name, value in factors:
        cell = Cell(rate(value, 8), Subject("pool", group=name), "pool_factor_pct")
        drawing.fact(label, cell, table=own_table, group=name)


def _draw_interest(drawing: Drawing, rng: Random, month: Month) -> None:
    """Each class's own accrual dates, what accrued, and what was taken from it."""
    trust = month.trust
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Accrual Period Starting", "accrual_start", own=lambda one: _day(_start(trust, one))),
        ClassColumn("Accrual Period Ending", "accrual_end", own=lambda one: _day(_end(trust, one))),
        ClassColumn("Accrual Methodology", "day_count", own=lambda one: words(_method(one))),
        ClassColumn("Beginning Notional / Principal Balance", "beginning_balance"),
        ClassColumn("Pass - Through Rate", "pass_through_rate_pct", own=month.rate_pct),
        ClassColumn(
            "Optimal Interest Amount (1)",
            "accrued_interest",
            own=lambda one: money(one.accrued),
            total=lambda classes: _sum(classes, lambda one: one.accrued),
        ),
        ClassColumn(
            "Interest Loss (2)",
            "interest_loss",
            own=lambda one: money(month.lost(one)),
            total=lambda classes: _sum(classes, month.lost),
        ),
        ClassColumn("Deferred Interest (3)", "deferred_interest"),
        ClassColumn("Prepayment Interest Shortfall (4)", "net_prepayment_interest_shortfall"),
        ClassColumn("Relief Act Shortfall (5)", "relief_act_shortfall", own=_nothing, total=_nothing),
        ClassColumn(
            "Other Income (6)",
            "other_income",
            own=lambda one: money(one.extra_interest),
            total=lambda classes: _sum(classes, lambda one: one.extra_interest),
        ),
        ClassColumn(
            "Total Interest Distribution (1)-(2)-(3)-(4)-(5)+(6)=(7)",
            "interest",
            own=lambda one: money(month.interest(one)),
            total=lambda classes: _sum(classes, month.interest),
        ),
        ClassColumn(
            "Accrued Certificate Interest Remaining Unpaid", "unpaid_interest", own=_nothing, total=_nothing
        ),
    ]
    table = random_table_style(rng, rows_before_break=month.rows_before_break, heading_lines=4)
    rows = rows_of(trust.classes, columns, FORMS, month.totals)
    draw_table(drawing, columns_of(columns), rows, table, month.pages)
    drawing.say("")
    _draw_index_rates(drawing, rng, month)


def _start(trust: Trust, one: ClassMonth) -> date:
    """Of a class by days from payment to payment, else the month before."""
    return trust.previous_date if one.basis != "30/360" else trust.record_date.replace(day=1)


def _end(trust: Trust, one: ClassMonth) -> date:
    return trust.distribution_date - timedelta(days=1) if one.basis != "30/360" else trust.record_date


def _day(day: date) -> Ink:
    return Ink(f"{day:%m/%d/%Y}", day.isoformat(), is_number=False)


def _method(one: ClassMonth) -> str:
    return "30/360" if one.basis == "30/360" else "Actual/360"


def _nothing(one: object) -> Ink:
    return money(ZERO)


def _draw_index_rates(drawing: Drawing, rng: Random, month: Month) -> None:
    drawing.title("Current Index Rates", 2, at=0)
    floating = [one.name for one in month.trust.classes if one.basis != "30/360"]
    names = ", ".join(floating[:3]) or month.trust.classes[0].name
    value = Decimal(Random(month.trust.series).randint(100_000, 600_000)).scaleb(-5)
    subject = Subject("amount", names, name="index_rate", column="BTLIB TEL 25 -2BD")
    columns = [Column("Index Type", left=True), Column("Rate"), Column("Classes", left=True)]
    cells = ["BTLIB TEL 25 -2BD", Cell(rate(value, 8, ""), subject, "value"), names]
    draw_table(drawing, columns, [TableRow("BTLIB TEL 25 -2BD", cells)], random_table_style(rng))


def _draw_income(drawing: Drawing, rng: Random, month: Month) -> None:
    columns = [
        Column("Class", left=True),
        Column("Prepayment Charges"),
        Column("Other Income"),
        Column("Total"),
    ]
    rows = []
    for one in month.trust.classes:
        if not one.extra_interest:
            continue
        charges = one.extra_interest if one.kind == "P" else ZERO
        values = {
            "prepayment_charges": charges,
            "other_income": one.extra_interest - charges,
            "other_income_total": one.extra_interest,
        }
        cells = [
            Cell(money(value), Subject("amount", one.name, name=name), "value")
            for name, value in values.items()
        ]
        rows.append(TableRow(one.name, [one.name, *cells]))
    if rows:
        draw_table(drawing, columns, rows, random_table_style(rng))


def _draw_shortfalls(drawing: Drawing, rng: Random, month: Month) -> None:
    """Two tables by class: what fell short now and before, was paid, and remains."""
    headings = ("Current Period (1)", "Prior Unpaid (2)", "Paid (3)", "Remaining Unpaid (1)+(2)-(3)=(4)")
    for title, stem in (
        ("Prepayment Interest Shortfall", "prepayment_shortfall"),
        ("Basis Risk/Net WAC Shortfall", "basis_risk_shortfall"),
    ):
        drawing.title(title, 2, at=0)
        rows = []
        for one in month.trust.classes:
            if one.kind not in ("SEN", "MEZ", "SUB"):
                continue
            current, prior = part(rng, Decimal(5000), 0, 1), part(rng, Decimal(9000), 0, 1)
            paid = part(rng, current + prior, 0, 1)
            values = dict(
                zip(
                    ("current", "prior_unpaid", "paid", "remaining"),
                    (current, prior, paid, current + prior - paid),
                    strict=True,
                )
            )
            cells = [
                Cell(money(value), Subject("amount", one.name, name=f"{stem}_{name}"), "value")
                for name, value in values.items()
            ]
            rows.append(TableRow(one.name, [one.name, *cells]))
        columns = [Column("Class", left=True), *map(Column, headings)]
        draw_table(drawing, columns, rows, random_table_style(rng), month.pages)
        drawing.say("")


SECTIONS: dict[str, Callable[[Drawing, Random, Month], None]] = {
    "Distribution Summary": _draw_summary,
    "Factor Summary": _draw_factors,
    "Interest Summary": _draw_interest,
    "Index Rates": _draw_index_rates,
    "Other Income Detail": _draw_income,
    "Prepayment Interest and Basis Risk/Net WAC Shortfall Amounts": _draw_shortfalls,
}
