"""The sections of Residential Funding's HTML statement that `rfc_html_loans` leaves out or prints in part.

All of it is general knowledge, and some of it a guess: components, modifications, losses by kind, recoveries,
defaults, enhancement, tests, insurance. They are printed where a style asks for the whole statement.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import LoanGroup, groups_and_deal, share_pct
from tests.writer.families.rfc_html_delinquencies import DAYS
from tests.writer.families.tables import Column, TableRow, TableStyle, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, part

Row = tuple[str, Cell | None]


def _amount(name: str, ink: Ink, **where: str | None) -> Cell:
    return Cell(ink, Subject("amount", name=name, **where), "value")


def _by_group(trust: Trust, value: Callable[[LoanGroup], int | Decimal]) -> dict[str | None, int | Decimal]:
    """A value of each group; the deal's is the sum of them."""
    groups = trust.groups
    own: dict[str | None, int | Decimal] = {one.name: value(one) for one in groups}
    return own if groups[0].name is None else {**own, None: sum(own.values())}


def _style(rng: Random, lines: int = 2) -> TableStyle:
    return random_table_style(rng, heading_lines=lines, tuck=0)


def draw_components(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Two components of the first class that is paid."""
    one = next(one for one in trust.classes if one.kind == "SEN" and one.beginning)
    headings = {
        "component_beginning_balance": "Beginning Notional / Principal Balance",
        "component_rate": "Pass-Through Rate",
        "component_principal": "Principal Distribution",
        "component_interest": "Interest Distribution",
        "component_total": "Total Distribution",
        "component_loss": "Principal Loss",
        "component_deferred_interest": "Deferred Interest",
        "component_ending_balance": "Ending Notional / Principal Balance",
    }
    rows = []
    for number in (1, 2):
        name = f"{one.name}-{number}"
        beginning, principal = part(rng, one.beginning, 0.3, 0.5), part(rng, one.beginning, 0.001, 0.01)
        interest = part(rng, beginning, 0.003, 0.005)
        values = (
            beginning,
            ZERO,
            principal,
            interest,
            principal + interest,
            ZERO,
            ZERO,
            beginning - principal,
        )
        cells = [
            _amount(field, rate(one.rate_pct, 8, "") if field == "component_rate" else money(value),
                    class_name=one.name, column=name)
            for field, value in zip(headings, values, strict=True)
        ]  # fmt: skip
        rows.append(TableRow(f"{one.name} {name}", [one.name, name, *cells]))
    columns = [Column("Class", left=True), Column("Component", left=True), *map(Column, headings.values())]
    draw_table(drawing, columns, rows, _style(rng, 4))


def draw_expenses(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Shortfalls of payoffs and of curtailments; compensation; advances and expenses."""
    gross = _by_group(trust, lambda one: part(rng, one.payoffs, 0.0005, 0.002))
    support = _by_group(trust, lambda one: part(rng, one.payoffs, 0, 0.0005))
    cut = _by_group(trust, lambda one: part(rng, one.curtailments, 0.0005, 0.002))
    back = _by_group(trust, lambda one: part(rng, one.curtailments, 0, 0.0005))
    relief = _by_group(trust, lambda one: part(rng, one.beginning, 0, 0.000001))
    tables: list[dict[str, tuple[str, Callable[[str | None], int | Decimal]]]] = [
        {
            "Gross Prepayment Interest Shortfall": ("gross_prepayment_interest_shortfall", gross.__getitem__),
            "Compensating Interest": ("compensating_interest", support.__getitem__),
            "Net Prepayment Interest Shortfall": (
                "net_prepayment_interest_shortfall",
                lambda name: gross[name] - support[name],
            ),
            "Gross Curtailment Interest Shortfall": ("gross_curtailment_interest_shortfall", cut.__getitem__),
            "Curtailment Compensating Interest": ("curtailment_compensating_interest", back.__getitem__),
            "Net Curtailment Interest Shortfall": (
                "net_curtailment_interest_shortfall",
                lambda name: cut[name] - back[name],
            ),
            "Civil Relief Act Shortfall": ("relief_act_shortfall", relief.__getitem__),
        },
        {
            "Subservicer Compensation": (
                "sub_servicing_fee",
                _by_group(trust, lambda one: one.servicing_fee).__getitem__,
            ),
            "Master Servicer Compensation": (
                "master_servicing_fee",
                _by_group(trust, lambda one: one.trustee_fee).__getitem__,
            ),
            "Subservicer Advances": (
                "sub_servicer_advances",
                _by_group(trust, lambda one: one.advances * 2).__getitem__,
            ),
            "Master Servicer Advances": (
                "master_servicer_advances",
                _by_group(trust, lambda one: one.advances).__getitem__,
            ),
            "Allowable Expenses Per Governing Documents": ("allowable_expenses", lambda name: ZERO),
            "Non-Recoverable Advances": ("non_recoverable_advances", lambda name: ZERO),
        },
    ]
    for table in tables:
        columns = [Column("Loan Group", left=True), *map(Column, table)]
        rows = [
            TableRow(
                label,
                [
                    label,
                    *(
                        _amount(name, money(Decimal(value(group.name))), group=group.name)
                        for name, value in table.values()
                    ),
                ],
                group=group.name,
            )
            for label, group in groups_and_deal(trust.groups)
        ]
        draw_table(drawing, columns, rows, _style(rng, 3))
        drawing.say("")


def draw_averages(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Rates and months at the month's beginning and end, then prepayment speeds; each with its title."""
    drawing.title("B. Weighted Averages", 2, at=0)
    _draw_spans(
        drawing,
        rng,
        trust,
        {
            "Gross Mortgage Rate": {
                "Beginning": ("beginning_wac_pct", lambda one: rate(one.wac_pct, 8, "")),
                "Ending": ("ending_wac_pct", lambda one: rate(one.wac_pct - Decimal("0.01"), 8, "")),
            },
            "Months to Maturity": {
                "Beginning": ("beginning_wam_months", lambda one: rate(Decimal(one.months + 1), 2, "")),
                "Ending": ("wam_months", lambda one: rate(Decimal(one.months), 2, "")),
            },
        },
    )
    _draw_spans(
        drawing,
        rng,
        trust,
        {
            "": {
                "Ending Weighted Average Unmodified Net Mortgage Rate": (
                    "ending_net_wac_pct",
                    lambda one: rate(one.net_wac_pct, 8, ""),
                ),
                "Ending Weighted Average Modified Net Mortgage Rate": (
                    "ending_modified_net_wac_pct",
                    lambda one: rate(one.net_wac_pct, 8, ""),
                ),
                "Net WAC Cap Rate": ("net_wac_cap_pct", lambda one: rate(one.net_wac_pct, 8, "")),
            }
        },
    )
    drawing.title("C. Constant Prepayment Rate", 2, at=0)
    speeds = {
        "cpr_3_month_pct": "3 Month CPR",
        "cpr_6_month_pct": "6 Month CPR",
        "cpr_12_month_pct": "12 Month CPR",
        "cpr_life_pct": "Life CPR",
    }
    shown = {label: (field, lambda one: rate(one.wac_pct * 2, 2)) for field, label in speeds.items()}
    _draw_spans(drawing, rng, trust, {"": shown}, one_cell=True)


def _draw_spans(
    drawing: Drawing,
    rng: Random,
    trust: Trust,
    spans: dict[str, dict[str, tuple[str, Callable[[LoanGroup], Ink]]]],
    *,
    one_cell: bool = False,
) -> None:
    columns = [Column("Loan Group", left=True)]
    columns += [Column(heading, over=title) for title, own in spans.items() for heading in own]
    rows = []
    for label, group in groups_and_deal(trust.groups):
        subject = Subject("pool", group=group.name)
        cells = [Cell(form(group), subject, field) for own in spans.values() for field, form in own.values()]
        rows.append(TableRow(label, [label, *cells], group=group.name))
    fixed = {"one_cell": True} if one_cell else {}
    draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=3, tuck=0, **fixed))
    drawing.say("")


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
        draw_table(drawing, columns, rows, _style(rng))
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
    draw_table(drawing, columns, rows, _style(rng, 1))


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
                _amount(names[0], count(sum(own)), column=status),
                _amount(names[1], money(Decimal(sum(own)) * Decimal("123456.78")), column=status),
            ]
        rows.append(TableRow(label, cells, is_total=status == "total"))
    draw_table(drawing, columns, rows, _style(rng))


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
        cells = [_amount(name, form(value), loss_type=kind) for kind, value in own.items()]  # type: ignore[operator]
        cells.append(_amount(whole, form(sum(own.values())), loss_type="total"))  # type: ignore[operator]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), *map(Column, (*LOSSES.values(), "Total"))]
    draw_table(drawing, columns, rows, _style(rng))
    _draw_cumulative(drawing, rng, trust, sum(realized.values(), ZERO))
    _draw_defaults(drawing, rng)


def _draw_cumulative(drawing: Drawing, rng: Random, trust: Trust, realized: Decimal) -> None:
    drawing.title("B. Cumulative Realized Losses", 2, at=0)
    earlier = sum((one.earlier_loss for one in trust.groups), ZERO)
    to_date = earlier + realized
    drawing.facts(
        [
            ("Loss Count", _amount("cumulative_loss_count", count(3))),
            ("Total Realized Loss", _amount("cumulative_loss_ending", money(to_date))),
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
            _amount(name, ink, column=column if name.startswith("net") else None)
            for column, (name, ink) in zip(("current", "cumulative"), parts, strict=True)
        ]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), Column("Current Period"), Column("Cumulative")]
    draw_table(drawing, columns, rows, _style(rng))


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
            _amount(name, rate(Decimal(rng.randint(0, 999)).scaleb(-2), 2), column=one) for one in PERIODS
        ]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), *(Column(f"{label}") for label in PERIODS.values())]
    draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1, one_cell=True))


def draw_enhancement(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Loss coverage, a derivative and a reserve fund."""
    rows = []
    for label, name in (
        ("Bankruptcy Amount", "bankruptcy"),
        ("Fraud Amount", "fraud"),
        ("Special Hazard Amount", "special_hazard"),
    ):
        subject = Subject("credit_support", name=name)
        original = part(rng, Decimal(9_000_000), 0.1, 1)
        cells = [
            Cell(money(original), subject, "original_balance"),
            Cell(money(part(rng, original, 0.5, 1)), subject, "current_balance"),
        ]
        rows.append(TableRow(label, [label, *cells]))
    columns = [Column("", left=True), Column("Original Amount"), Column("Remaining Amount")]
    draw_table(drawing, columns, rows, _style(rng))
    drawing.title("Derivatives", 2, at=0)
    received = part(rng, Decimal(900_000), 0, 1)
    drawing.facts(
        [
            ("Derivative Notional Balance", _amount("derivative_notional", money(received * 100))),
            ("Derivative Amount Received", _amount("derivative_received", money(received))),
            ("Derivative Amount Paid", _amount("derivative_paid", money(ZERO))),
        ]
    )
    drawing.title("Reserve Fund", 2, at=0)
    beginning, deposits = part(rng, Decimal(9000), 0, 1), part(rng, Decimal(900), 0, 1)
    drawing.facts(
        [
            ("Beginning Balance", _amount("reserve_fund_beginning", money(beginning))),
            ("Deposits", _amount("reserve_fund_deposits", money(deposits))),
            ("Withdrawals", _amount("reserve_fund_withdrawals", money(ZERO))),
            ("Ending Balance", _amount("reserve_fund_ending", money(beginning + deposits))),
        ]
    )


def draw_tests(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """The step-down's date, and tests of enhancement, delinquency and losses with their answers."""

    def shown(name: str, field: str, ink: Ink) -> Cell:
        return Cell(ink, Subject("trigger", name=name), field)

    day = trust.distribution_date
    later = day + timedelta(days=400)
    dates = [(day, "current", "Current"), (later, "target", "Target")]
    rows: list[Row] = [
        (
            f"{label} Distribution Date",
            shown("stepdown_date", field, Ink(f"{one:%m/%d/%Y}", one.isoformat(), is_number=False)),
        )
        for one, field, label in dates
    ]
    rows.append(("Stepdown Date Reached", shown("stepdown_date", "result", _said("No"))))
    for name, labels in {
        "senior_enhancement": (
            "Senior Enhancement Percentage",
            "Specified Senior Enhancement Percentage",
            "Senior Enhancement Test Passed",
        ),
        "sixty_plus_delinquency": (
            "Rolling Three Month Sixty-Plus Delinquency Percentage",
            "Sixty-Plus Delinquency Target Percentage",
            "Sixty-Plus Delinquency Trigger in Effect",
        ),
        "cumulative_loss": (
            "Cumulative Loss Percentage",
            "Cumulative Loss Target Percentage",
            "Cumulative Loss Trigger in Effect",
        ),
    }.items():
        for field, label in zip(("current", "target"), labels, strict=False):
            value = Decimal(rng.randint(10_000, 400_000)).scaleb(-4)
            rows.append((label, shown(name, field, rate(value, 4))))
        rows.append((labels[2], shown(name, "result", _said("False"))))
    rows.append(("Trigger Event in Effect", shown("trigger_event", "result", _said("False"))))
    drawing.facts(rows, end=90)


def _said(text: str) -> Ink:
    return Ink(text, text, is_number=False)


def draw_insurance(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """The premium, insured loans, and claims of the month and to date."""
    drawing.facts([("Insurance Premium", _amount("mortgage_insurance_fee", money(Decimal("1234.56"))))])
    insured = [
        _amount("mi_insured_count", count(rng.randint(1, 900))),
        _amount("mi_insured_balance", money(part(rng, Decimal(90_000_000), 0, 1))),
    ]
    columns = [Column("", left=True), Column("Count"), Column("Balance")]
    draw_table(drawing, columns, [TableRow("Insured Loans", ["Insured Loans", *insured])], _style(rng))
    columns = [Column("", left=True)]
    for over in ("Current Month", "Cumulative"):
        columns += [Column("Count", over=over), Column("Amount", over=over)]
    rows = []
    for state in ("filed", "paid", "denied", "open"):
        cells: list[Cell] = []
        for column in ("current", "cumulative"):
            number = rng.randint(0, 9)
            cells += [
                _amount(f"mi_claims_{state}_count", count(number), column=column),
                _amount(f"mi_claims_{state}_amount", money(number * Decimal("4321.09")), column=column),
            ]
        rows.append(TableRow(f"Claims {state.title()}", [f"Claims {state.title()}", *cells]))
    draw_table(drawing, columns, rows, _style(rng))


def draw_cash_flow(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """All lines of the excess cash flow, numbered from the page."""
    names: Sequence[tuple[str, str]] = (
        ("Excess Cash Flow Prior to OC Provisions", "excess_cash_flow"),
        ("Derivative Amounts Received", "derivative_received"),
        ("Unpaid and Current Realized Losses", "excess_cash_to_losses"),
        ("Prepayment Interest Shortfalls", "excess_cash_to_prepayment_shortfall"),
        ("Unpaid Prepayment Interest Shortfalls", "excess_cash_to_unpaid_prepayment_shortfall"),
        ("Basis Risk/Net WAC Shortfalls", "excess_cash_to_basis_risk"),
        ("Relief Act Shortfalls", "excess_cash_to_relief_act"),
        ("Swap Termination Payments", "excess_cash_to_swap_termination"),
        ("To Class SB", "excess_cash_to_class_sb"),
    )
    rows: list[Row] = [
        (f"({place}) {label}", _amount(name, money(part(rng, Decimal(90_000), 0, 1))))
        for place, (label, name) in enumerate(names, start=1)
        if name != "derivative_received"
    ]
    drawing.facts(rows, end=90)


SECTIONS: dict[str, tuple[Callable[[Drawing, Random, Trust], None], ...]] = {
    "Components Information": (draw_components,),
    "Interest Shortfalls, Compensation and Expenses": (draw_expenses,),
    "Loan Status Report (Delinquencies)": (draw_actual_balances,),
    "Deal Delinquencies (30 Day Buckets)": (draw_three_blocks,),
    "Loss Mitigation and Servicing Modifications": (draw_modifications,),
    "Losses and Recoveries": (draw_losses,),
    "Credit Enhancement Report": (draw_enhancement,),
    "Excess Cash Flow, Overcollateralization Provisions and Derivative Amounts": (draw_cash_flow,),
    "Performance Tests": (draw_tests,),
    "Lender Paid Mortgage Insurance": (draw_insurance,),
}
ADDED = {"Collateral Summary": draw_averages}  # printed behind what the section has already
