"""Sections 13 and 14 of the CTSLink statement: the collateral of the deal and of its groups."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import total_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import LoanGroup, sum_of
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import cents, count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO


def draw_collateral(drawing: Drawing, rng: Random, trust: Trust, *, whole: bool = False) -> None:
    drawing.title("Collateral Statement")
    pool = sum_of(trust.groups)
    subject = Subject("pool")

    def cell(field: str, ink: Ink) -> Cell:
        return Cell(ink, subject, field)

    further = [
        ("Weighted Average Pass-Through Rate", cell("pass_through_rate_pct", rate(pool.net_wac_pct, 6))),
        ("Monthly P &I Constant", cell("payment_constant", money(_constant(trust, pool)))),
        ("Special Servicing Fee", cell("special_servicing_fee", money(ZERO))),
        ("Prepayment Penalties", cell("prepayment_penalties", money(ZERO))),
        ("Class A Optimal Amount", cell("class_a_optimal_amount", money(total_of(trust.classes, "total")))),
        ("Ending Scheduled Balance for Premium Loans", cell("premium_loans_balance", money(pool.ending))),
    ]
    drawing.facts(
        [
            ("Collateral Description", Cell(Ink("Fixed 30 Year", "Fixed 30 Year", is_number=False))),
            ("Weighted Average Gross Coupon", cell("wac_pct", rate(pool.wac_pct, 6))),
            ("Weighted Average Net Coupon", cell("net_wac_pct", rate(pool.net_wac_pct, 6))),
            ("Weighted Average Maturity (Stepdown Calculation )", cell("wam_months", count(pool.months))),
            (
                "Beginning Scheduled Collateral Loan Count",
                cell("beginning_loan_count", count(pool.beginning_count)),
            ),
            (
                "Number Of Loans Paid In Full",
                cell("removed_loan_count", count(pool.beginning_count - pool.ending_count)),
            ),
            ("Ending Scheduled Collateral Loan Count", cell("ending_loan_count", count(pool.ending_count))),
            ("Beginning Scheduled Collateral Balance", cell("beginning_balance", money(pool.beginning))),
            ("Ending Scheduled Collateral Balance", cell("ending_balance", money(pool.ending))),
            (
                f"Ending Actual Collateral Balance at {trust.record_date:%d-%b-%Y}",
                cell("ending_actual_balance", money(pool.ending + pool.advances)),
            ),
            ("Realized Loss Amount", cell("realized_loss", money(pool.realized_loss))),
            (
                "Cumulative Realized Loss",
                cell("cumulative_realized_loss", money(pool.realized_loss + pool.earlier_loss)),
            ),
            ("Scheduled Principal", cell("scheduled_principal", money(pool.scheduled))),
            ("Unscheduled Principal", cell("unscheduled_principal", money(pool.curtailments + pool.payoffs))),
            *(further if whole else []),
        ],
        end=90,
    )
    drawing.say("")


def _constant(trust: Trust, pool: LoanGroup) -> Decimal:
    """A month's payments: the scheduled principal, and interest on what was owed; of the deal, the sum."""
    own = [pool] if pool in trust.groups else trust.groups
    return sum((cents(one.scheduled + one.beginning * one.wac_pct / 1200) for one in own), ZERO)


def _further(trust: Trust) -> list[tuple[str, Callable[[LoanGroup], Ink], str]]:
    """The rows of groups that only some pages have."""
    nothing = (
        ("Master Servicing Fee", "master_servicing_fee"),
        ("FRY Amount", "fry_amount"),
        ("Special Hazard Fee", "special_hazard_fee"),
        ("Other Fee", "other_fee"),
        ("Pool Insurance Fee", "pool_insurance_fee"),
        ("Spread 1", "spread_1"),
        ("Spread 2", "spread_2"),
        ("Spread 3", "spread_3"),
        ("Prepayment Penalties", "prepayment_penalties"),
        ("Special Servicing Fee", "special_servicing_fee"),
    )
    return [
        ("Pass-Through Rate", lambda one: rate(one.net_wac_pct, 6), "pass_through_rate_pct"),
        ("Principal And Interest Constant", lambda one: money(_constant(trust, one)), "payment_constant"),
        (
            "Scheduled Interest",
            lambda one: money(_constant(trust, one) - one.scheduled),
            "scheduled_interest",
        ),
        ("Net Interest", lambda one: money(cents(one.beginning * one.net_wac_pct / 1200)), "net_interest"),
        ("Percentage of Cumulative Losses", lambda one: rate(Decimal("0.000000"), 6), "cumulative_loss_pct"),
        *((label, lambda one: money(ZERO), field) for label, field in nothing),
    ]


AMOUNTS = frozenset(
    {
        *("servicing_fee", "trustee_fee", "master_servicing_fee", "fry_amount", "special_hazard_fee"),
        *("other_fee", "pool_insurance_fee", "spread_1", "spread_2", "spread_3", "net_interest"),
    }
)


def draw_groups(drawing: Drawing, rng: Random, trust: Trust, *, whole: bool = False) -> None:
    drawing.title("Group Level Collateral Statement")
    groups = [*trust.groups, sum_of(trust.groups)]
    columns = [
        Column("Group", left=True),
        *[Column(f"Group {one.name}" if one.name else "Total") for one in groups],
    ]
    lines = [
        ("Weighted Average Coupon Rate", lambda one: rate(one.wac_pct, 6), "wac_pct"),
        ("Weighted Average Net Rate", lambda one: rate(one.net_wac_pct, 6), "net_wac_pct"),
        ("Weighted Average Maturity", lambda one: count(one.months), "wam_months"),
        ("Beginning Loan Count", lambda one: count(one.beginning_count), "beginning_loan_count"),
        (
            "Loans Paid In Full",
            lambda one: count(one.beginning_count - one.ending_count),
            "removed_loan_count",
        ),
        ("Ending Loan Count", lambda one: count(one.ending_count), "ending_loan_count"),
        ("Beginning Scheduled Balance", lambda one: money(one.beginning), "beginning_balance"),
        ("Ending Scheduled Balance", lambda one: money(one.ending), "ending_balance"),
        ("Scheduled Principal", lambda one: money(one.scheduled), "scheduled_principal"),
        ("Unscheduled Principal", lambda one: money(one.curtailments + one.payoffs), "unscheduled_principal"),
        ("Servicing Fee", lambda one: money(one.servicing_fee), "servicing_fee"),
        ("Trustee Fee", lambda one: money(one.trustee_fee), "trustee_fee"),
        ("Realized Loss Amount", lambda one: money(one.realized_loss), "realized_loss"),
        (
            "Cumulative Realized Loss",
            lambda one: money(one.realized_loss + one.earlier_loss),
            "cumulative_realized_loss",
        ),
    ]
    rows = []
    if whole:
        words_of = ["Collateral Description", *["Mixed Fixed"] * len(groups)]
        rows.append(TableRow("Collateral Description", words_of))
        lines = [*lines, *_further(trust)]
    for label, form, field in lines:
        cells = []
        for one in groups:
            subject = Subject("pool", group=one.name)
            if field in AMOUNTS:
                cells.append(Cell(form(one), Subject("amount", name=field, group=one.name), "value"))
            else:
                cells.append(Cell(form(one), subject, field))
        rows.append(TableRow(label, [label, *cells]))
    draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1))
    drawing.say("")
