"""The sections of Residential Funding's HTML statement that `rfc_html_loans` leaves out or prints in part.

They are printed where a style asks for the whole statement.
"""

from collections.abc import Callable
from random import Random

from tests.writer.families.drawing import Drawing
from tests.writer.families.rfc_html_averages import draw_averages
from tests.writer.families.rfc_html_losses import draw_losses
from tests.writer.families.rfc_html_modifications import (
    draw_actual_balances,
    draw_modifications,
    draw_three_blocks,
)
from tests.writer.families.rfc_html_payments import draw_cash_flow, draw_components, draw_expenses
from tests.writer.families.rfc_html_protection import draw_enhancement, draw_insurance, draw_tests
from tests.writer.families.trusts import Trust

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
