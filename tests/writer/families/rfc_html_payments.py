"""Components, interest shortfalls, expenses and excess cash of Residential Funding's HTML statement.

All of it is general knowledge, and some of it a guess.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import groups_and_deal
from tests.writer.families.rfc_html_amounts import amount, by_group, section_style
from tests.writer.families.tables import Column, TableRow, draw_table
from tests.writer.families.trusts import Trust
from tests.writer.formats import money, rate
from tests.writer.trust import ZERO, part

Row = tuple[str, Cell | None]


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
            amount(field, rate(one.rate_pct, 8, "") if field == "component_rate" else money(value),
                    class_name=one.name, column=name)
            for field, value in zip(headings, values, strict=True)
        ]  # fmt: skip
        rows.append(TableRow(f"{one.name} {name}", [one.name, name, *cells]))
    columns = [Column("Class", left=True), Column("Component", left=True), *map(Column, headings.values())]
    draw_table(drawing, columns, rows, section_style(rng, 4))


def draw_expenses(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Shortfalls of payoffs and of curtailments; compensation; advances and expenses."""
    gross = by_group(trust, lambda one: part(rng, one.payoffs, 0.0005, 0.002))
    support = by_group(trust, lambda one: part(rng, one.payoffs, 0, 0.0005))
    cut = by_group(trust, lambda one: part(rng, one.curtailments, 0.0005, 0.002))
    back = by_group(trust, lambda one: part(rng, one.curtailments, 0, 0.0005))
    relief = by_group(trust, lambda one: part(rng, one.beginning, 0, 0.000001))
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
                by_group(trust, lambda one: one.servicing_fee).__getitem__,
            ),
            "Master Servicer Compensation": (
                "master_servicing_fee",
                by_group(trust, lambda one: one.trustee_fee).__getitem__,
            ),
            "Subservicer Advances": (
                "sub_servicer_advances",
                by_group(trust, lambda one: one.advances * 2).__getitem__,
            ),
            "Master Servicer Advances": (
                "master_servicer_advances",
                by_group(trust, lambda one: one.advances).__getitem__,
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
                        amount(name, money(Decimal(value(group.name))), group=group.name)
                        for name, value in table.values()
                    ),
                ],
                group=group.name,
            )
            for label, group in groups_and_deal(trust.groups)
        ]
        draw_table(drawing, columns, rows, section_style(rng, 3))
        drawing.say("")


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
        (f"({place}) {label}", amount(name, money(part(rng, Decimal(90_000), 0, 1))))
        for place, (label, name) in enumerate(names, start=1)
        if name != "derivative_received"
    ]
    drawing.facts(rows, end=90)
