"""Enhancement, tests and insurance of Residential Funding's HTML statement.

All of it is general knowledge, and some of it a guess.
"""

from datetime import timedelta
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.rfc_html_amounts import amount, section_style
from tests.writer.families.tables import Column, TableRow, draw_table
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import count, money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, part

Row = tuple[str, Cell | None]


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
    draw_table(drawing, columns, rows, section_style(rng))
    drawing.title("Derivatives", 2, at=0)
    received = part(rng, Decimal(900_000), 0, 1)
    drawing.facts(
        [
            ("Derivative Notional Balance", amount("derivative_notional", money(received * 100))),
            ("Derivative Amount Received", amount("derivative_received", money(received))),
            ("Derivative Amount Paid", amount("derivative_paid", money(ZERO))),
        ]
    )
    drawing.title("Reserve Fund", 2, at=0)
    beginning, deposits = part(rng, Decimal(9000), 0, 1), part(rng, Decimal(900), 0, 1)
    drawing.facts(
        [
            ("Beginning Balance", amount("reserve_fund_beginning", money(beginning))),
            ("Deposits", amount("reserve_fund_deposits", money(deposits))),
            ("Withdrawals", amount("reserve_fund_withdrawals", money(ZERO))),
            ("Ending Balance", amount("reserve_fund_ending", money(beginning + deposits))),
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
    drawing.facts([("Insurance Premium", amount("mortgage_insurance_fee", money(Decimal("1234.56"))))])
    insured = [
        amount("mi_insured_count", count(rng.randint(1, 900))),
        amount("mi_insured_balance", money(part(rng, Decimal(90_000_000), 0, 1))),
    ]
    columns = [Column("", left=True), Column("Count"), Column("Balance")]
    draw_table(drawing, columns, [TableRow("Insured Loans", ["Insured Loans", *insured])], section_style(rng))
    columns = [Column("", left=True)]
    for over in ("Current Month", "Cumulative"):
        columns += [Column("Count", over=over), Column("Amount", over=over)]
    rows = []
    for state in ("filed", "paid", "denied", "open"):
        cells: list[Cell] = []
        for column in ("current", "cumulative"):
            number = rng.randint(0, 9)
            cells += [
                amount(f"mi_claims_{state}_count", count(number), column=column),
                amount(f"mi_claims_{state}_amount", money(number * Decimal("4321.09")), column=column),
            ]
        rows.append(TableRow(f"Claims {state.title()}", [f"Claims {state.title()}", *cells]))
    draw_table(drawing, columns, rows, section_style(rng))
