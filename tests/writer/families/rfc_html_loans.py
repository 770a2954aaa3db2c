"""The sections of Residential Funding's HTML statement about loans: 6, 8 to 13, 15 to 18 and 20."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import total_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import LoanGroup, groups_and_deal, share_pct
from tests.writer.families.rfc_html_delinquencies import draw_buckets, draw_loan_status
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import cents, count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, draw

Of = Callable[[LoanGroup], Ink]


def _by_group(
    drawing: Drawing,
    rng: Random,
    trust: Trust,
    lines: Sequence[tuple[str, Of, str, str]],
    first: str = "Loan Group",
) -> None:
    """A row for each group, a column for each (heading, value, record, field or amount's name)."""
    columns = [Column(first, left=True), *[Column(heading) for heading, *_ in lines]]
    rows = []
    for label, group in groups_and_deal(trust.groups):
        cells = []
        for _, form, record, field in lines:
            if record == "pool":
                cells.append(Cell(form(group), Subject("pool", group=group.name), field))
            else:
                cells.append(Cell(form(group), Subject(record, group=group.name, name=field), "value"))
        rows.append(TableRow(label, [label, *cells], group=group.name))
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")


def _draw_compensation(drawing: Drawing, rng: Random, trust: Trust) -> None:
    def gross(group: LoanGroup) -> Decimal:
        return cents(group.payoffs / 1000)

    def support(group: LoanGroup) -> Decimal:
        return cents(gross(group) / 3)

    # What groups round each for itself must add up to the deal's: the deal is the sum of its groups.
    def added(value: Callable[[LoanGroup], Decimal]) -> Of:
        return lambda group: money(
            value(group)
            if group.name or len(trust.groups) == 1
            else sum((value(one) for one in trust.groups), ZERO)
        )

    lines: list[tuple[str, Of, str, str]] = [
        (
            "Gross Prepayment Interest Shortfall",
            added(gross),
            "amount",
            "gross_prepayment_interest_shortfall",
        ),
        ("Compensating Interest", added(support), "amount", "compensating_interest"),
        (
            "Net Prepayment Interest Shortfall",
            added(lambda one: gross(one) - support(one)),
            "amount",
            "net_prepayment_interest_shortfall",
        ),
    ]
    _by_group(drawing, rng, trust, lines)
    lines = [
        ("Subservicer Compensation", lambda one: money(one.servicing_fee), "amount", "sub_servicing_fee"),
        (
            "Master Servicer Compensation",
            lambda one: money(one.trustee_fee),
            "amount",
            "master_servicing_fee",
        ),
        ("Master Servicer Advances", lambda one: money(one.advances), "amount", "master_servicer_advances"),
    ]
    _by_group(drawing, rng, trust, lines)


def _draw_collateral(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Counts and balances; then rates; then prepayment speeds."""
    _draw_balances(drawing, rng, trust)
    rates: list[tuple[str, Of, str, str]] = [
        (
            "Beginning Weighted Average Gross Mortgage Rate",
            lambda one: rate(one.wac_pct, 8, ""),
            "pool",
            "beginning_wac_pct",
        ),
        (
            "Ending Weighted Average Unmodified Net Mortgage Rate",
            lambda one: rate(one.net_wac_pct, 8, ""),
            "pool",
            "ending_net_wac_pct",
        ),
        (
            "Ending Weighted Average Months to Maturity",
            lambda one: rate(Decimal(one.months), 2, ""),
            "pool",
            "wam_months",
        ),
    ]
    _by_group(drawing, rng, trust, rates)
    speeds: list[tuple[str, Of, str, str]] = [
        ("1 Month CPR", lambda one: rate(cpr_pct(one), 2), "pool", "cpr_pct")
    ]
    _by_group(drawing, rng, trust, speeds)


def _draw_balances(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """A row of counts and a row of balances for each group."""
    headings = (
        "Original",
        "Beginning",
        "Scheduled Principal",
        "Curtailments",
        "Payoffs",
        "Liquidations",
        "Ending",
    )
    columns = [Column("Loan Group", left=True), Column("", left=True), *map(Column, headings)]
    rows = []
    for label, group in groups_and_deal(trust.groups):
        subject = Subject("pool", group=group.name)
        nothing = Ink("N/A", None, is_number=False)
        counts = [
            (count(group.original_count), "original_loan_count"),
            (count(group.beginning_count), "beginning_loan_count"),
            (nothing, ""),
            (nothing, ""),
            (count(group.payoff_count), "payoff_count"),
            (count(group.liquidation_count), "liquidation_count"),
            (count(group.ending_count), "ending_loan_count"),
        ]
        balances = [
            (money(group.original), "cutoff_balance"),
            (money(group.beginning), "beginning_balance"),
            (money(group.scheduled), "scheduled_principal"),
            (money(group.curtailments), "curtailments"),
            (money(group.payoffs), "payoffs"),
            (money(group.realized_loss), "liquidation_balance"),
            (money(group.ending), "ending_balance"),
        ]
        for kind, inks in (("Count", counts), ("Balance/Amount", balances)):
            shown = label if kind == "Count" else None
            cells = [Cell(ink, subject, field) for ink, field in inks]
            rows.append(TableRow(f"{label} {kind}", [shown, kind, *cells], group=group.name))
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")


def cpr_pct(group: LoanGroup) -> Decimal:
    """The year's rate of prepayment: curtailments and payoffs over what was not scheduled."""
    month = (group.curtailments + group.payoffs) / (group.beginning - group.scheduled)
    return ((1 - (1 - month) ** 12) * 100).quantize(Decimal("0.01"))


def _draw_repurchases(drawing: Drawing, rng: Random, trust: Trust) -> None:
    kinds = {
        "breach": "Breaches of Representations and Warranties",
        "arm_conversion": "ARM Conversions",
        "defaulted": "Optional Repurchases of Defaulted Loans",
        "other": "Others",
        "total": "Total",
    }
    columns = [Column("Loan Group", left=True), Column("", left=True), *map(Column, kinds.values())]
    rows = []
    for label, group in groups_and_deal(trust.groups):
        for kind, name in (("Count", "repurchase_count"), ("Balance", "repurchase_balance")):
            nothing = count(0) if kind == "Count" else money(ZERO)
            cells = [
                Cell(nothing, Subject("amount", group=group.name, name=name, column=column), "value")
                for column in kinds
            ]
            shown = label if kind == "Count" else None
            rows.append(TableRow(f"{label} {kind}", [shown, kind, *cells], group=group.name))
    draw_table(drawing, columns, rows, random_table_style(rng))


def _draw_losses(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Current Realized Losses", 2, at=0)
    lines: list[tuple[str, Of, str, str]] = [
        ("Loss Count", lambda one: count(one.liquidation_count), "amount", "loss_count"),
        ("Principal Portion of Loss", lambda one: money(one.realized_loss), "amount", "loss_principal"),
        ("Interest Portion of Loss", lambda one: money(ZERO), "amount", "loss_interest"),
        ("Total Realized Loss", lambda one: money(one.realized_loss), "amount", "total_realized_loss"),
    ]
    _by_group(drawing, rng, trust, lines)
    drawing.title("Cumulative Realized Losses", 2, at=0)
    lines = [
        (
            "Total Realized Loss",
            lambda one: money(one.realized_loss + one.earlier_loss),
            "amount",
            "cumulative_loss_ending",
        ),
    ]
    _by_group(drawing, rng, trust, lines)


def _draw_percentages(drawing: Drawing, rng: Random, trust: Trust) -> None:
    below = [one for one in trust.classes if one.kind in ("MEZ", "SUB")]
    whole = total_of(trust.classes, "ending")
    share = share_pct(whole - total_of(below, "ending"), whole, 8)
    values = {
        "Senior Percentage": share,
        "Subordinate Percentage": 100 - share,
        "Senior Prepayment Percentage": Decimal(100),
    }
    rows: list[tuple[str, Cell | None]] = []
    for label, value in values.items():
        name = "prepayment_percentage" if "Prepayment" in label else "distribution_percentage"
        subject = Subject("amount", name=name, column=label.split()[0].lower())
        rows.append((label, Cell(rate(value, 8), subject, "value")))
    drawing.facts(rows)


def _draw_excess(drawing: Drawing, rng: Random, trust: Trust) -> None:
    ending = trust.overcollateralization
    lost = sum((one.realized_loss for one in trust.groups), ZERO)
    target = ending + lost
    names = {
        "Prior Required Overcollateralization Amount": ("overcollateralization_prior_target", target),
        "Beginning Overcollateralization/Undercollateralization Amount": (
            "overcollateralization_beginning",
            target,
        ),
        "Overcollateralization (Reduction)/Increase Amount": ("overcollateralization_change", -lost),
        "Ending Overcollateralization/Undercollateralization Amount": (
            "overcollateralization_ending",
            ending,
        ),
        "Current Required Overcollateralization Amount": ("overcollateralization_target", target),
    }
    columns = [Column(heading) for heading in names]
    cells = [Cell(money(value), Subject("amount", name=name), "value") for name, value in names.values()]
    draw_table(drawing, columns, [TableRow("", cells)], random_table_style(rng, heading_lines=3))


def _draw_cash_flow(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """A numbered list: what came in first, what became of it."""
    flow = total_of(trust.classes, "extra_interest") + cents(Decimal(rng.randint(10_000, 900_000)) / 100)
    losses = sum((one.realized_loss for one in trust.groups), ZERO)
    rest = flow - losses
    lines = {
        "Excess Cash Flow Prior to OC Provisions": ("excess_cash_flow", flow),
        "Unpaid and Current Realized Losses": ("excess_cash_to_losses", losses),
        "To Class SB": ("excess_cash_to_class_sb", rest),
    }
    rows: list[tuple[str, Cell | None]] = [
        (f"({place}) {label}", Cell(money(value), Subject("amount", name=name), "value"))
        for place, (label, (name, value)) in enumerate(lines.items(), start=1)
    ]
    drawing.facts(rows, end=90)


def _draw_tests(drawing: Drawing, rng: Random, trust: Trust) -> None:
    current, target = (
        draw(rng, 1, 9).quantize(Decimal("0.0001")),
        draw(rng, 10, 20).quantize(Decimal("0.0001")),
    )
    subject = Subject("trigger", name="sixty_plus_delinquency")
    rows: list[tuple[str, Cell | None]] = [
        ("Rolling Three Month Sixty-Plus Delinquency Percentage", Cell(rate(current, 4), subject, "current")),
        ("Sixty-Plus Delinquency Target Percentage", Cell(rate(target, 4), subject, "target")),
        (
            "Sixty-Plus Delinquency Trigger in Effect",
            Cell(Ink("False", "False", is_number=False), subject, "result"),
        ),
    ]
    drawing.facts(rows, end=90)


def _draw_comments(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.say("ERISA Text: not applicable.", at=0)


SECTIONS: dict[str, Callable[[Drawing, Random, Trust], None]] = {
    "Interest Shortfalls, Compensation and Expenses": _draw_compensation,
    "Collateral Summary": _draw_collateral,
    "Repurchase Information": _draw_repurchases,
    "Loan Status Report (Delinquencies)": draw_loan_status,
    "Deal Delinquencies (30 Day Buckets)": draw_buckets,
    "Losses and Recoveries": _draw_losses,
    "Distribution Percentages": _draw_percentages,
    "Overcollateralization Summary": _draw_excess,
    "Excess Cash Flow, Overcollateralization Provisions and Derivative Amounts": _draw_cash_flow,
    "Performance Tests": _draw_tests,
    "Comments": _draw_comments,
}
