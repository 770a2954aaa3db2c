"""Weighted averages and prepayment speeds of Residential Funding's HTML statement.

All of it is general knowledge, and some of it a guess.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import LoanGroup, groups_and_deal
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import rate
from tests.writer.sheet import Ink


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
