"""The words of the sections on protection of the classes: enhancement, excess cash, tests, insurance.

The titles of the sections have been seen; the words inside them are general knowledge and only propose. A
figure is taken where all its words are under the exact title.
"""

from parsers.blocks.grid import OTHER_WORD, Grid, proved_by
from parsers.blocks.grouped import Kind
from parsers.rfc_sections.remarks import Answers, Comments
from parsers.targets import NOTHING, Target, targets

COVERAGE = {
    "Bankruptcy Amount": "bankruptcy",
    "Fraud Amount": "fraud",
    "Special Hazard Amount": "special_hazard",
    "Bankruptcy Amount Available": "bankruptcy",
    "Fraud Amount Available": "fraud",
    "Special Hazard Amount Available": "special_hazard",
}
ENHANCEMENT = Grid(
    words={
        **{
            printed: Target("credit_support", "current_balance" if "Available" in printed else "", of=name)
            for printed, name in COVERAGE.items()
        },
        "Derivatives": NOTHING,
        "Original Amount": Target(field="original_balance"),
        "Current Amount": Target(field="current_balance"),
        "Remaining Amount": Target(field="current_balance"),
        **targets(
            "amount",
            {
                "Draw Amount": "credit_enhancement_draw",
                "Insurance Premium": "insurance_premium",
                "Derivative Notional Balance": "derivative_notional",
                "Derivative Amount Received": "derivative_received",
                "Derivative Amount Paid": "derivative_paid",
            },
        ),
    },
    beside={
        "Reserve Fund": targets(
            "amount",
            {
                "Beginning Balance": "reserve_fund_beginning",
                "Deposits": "reserve_fund_deposits",
                "Withdrawals": "reserve_fund_withdrawals",
                "Ending Balance": "reserve_fund_ending",
            },
        )
    },
    proofs=proved_by(reserve_fund_roll=("reserve_fund_ending",)),
)

_BEGINNING, _CHANGE = "overcollateralization_beginning", "overcollateralization_change"
OVERCOLLATERALIZATION = Grid(
    words=targets(
        "amount",
        {
            "Prior Required Overcollateralization Amount": "overcollateralization_prior_target",
            "Beginning Overcollateralization/Undercollateralization Amount": _BEGINNING,
            "Overcollateralization (Reduction)/Increase Amount": _CHANGE,
            "Ending Overcollateralization/Undercollateralization Amount": "overcollateralization_ending",
            "Current Required Overcollateralization Amount": "overcollateralization_target",
        },
    ),
    proofs=proved_by(overcollateralization_roll=("overcollateralization_ending",)),
)

CASH_FLOW = Grid(
    words=targets(
        "amount",
        {
            "Excess Cash Flow Prior to OC Provisions": "excess_cash_flow",
            "Derivative Amounts Received": "derivative_received",
            "Unpaid and Current Realized Losses": "excess_cash_to_losses",
            "Prepayment Interest Shortfalls": "excess_cash_to_prepayment_shortfall",
            "Unpaid Prepayment Interest Shortfalls": "excess_cash_to_unpaid_prepayment_shortfall",
            "Basis Risk/Net WAC Shortfalls": "excess_cash_to_basis_risk",
            "Relief Act Shortfalls": "excess_cash_to_relief_act",
            "Swap Termination Payments": "excess_cash_to_swap_termination",
            "To Class SB": "excess_cash_to_class_sb",
        },
    )
)


def _trigger(name: str, field: str, unit: str = "") -> Target:
    return Target("trigger", field, of=name, column=unit)


TESTS = {
    "Rolling Three Month Sixty-Plus Delinquency Percentage": ("sixty_plus_delinquency", "current"),
    "Sixty-Plus Delinquency Target Percentage": ("sixty_plus_delinquency", "target"),
    "Senior Enhancement Percentage": ("senior_enhancement", "current"),
    "Specified Senior Enhancement Percentage": ("senior_enhancement", "target"),
    "Cumulative Loss Percentage": ("cumulative_loss", "current"),
    "Cumulative Loss Target Percentage": ("cumulative_loss", "target"),
}
PERFORMANCE = Grid(words={label: _trigger(*about, "pct") for label, about in TESTS.items()})
ANSWERS = Answers(
    {
        "Sixty-Plus Delinquency Trigger in Effect": _trigger("sixty_plus_delinquency", "result"),
        "Senior Enhancement Test Passed": _trigger("senior_enhancement", "result"),
        "Cumulative Loss Trigger in Effect": _trigger("cumulative_loss", "result"),
        "Trigger Event in Effect": _trigger("trigger_event", "result"),
        "Stepdown Date Reached": _trigger("stepdown_date", "result"),
        "Target Distribution Date": _trigger("stepdown_date", "target", "date"),
        "Current Distribution Date": _trigger("stepdown_date", "current", "date"),
    }
)

_CLAIMS = {f"Claims {state.title()}": state for state in ("filed", "paid", "denied", "open")}
INSURANCE = Grid(
    words={
        "Current Month": Target(column="current"),
        "Cumulative": Target(column="cumulative"),
        **targets("amount", {"Insurance Premium": "mortgage_insurance_fee"}),
    },
    beside={
        "Insured Loans": targets("amount", {"Count": "mi_insured_count", "Balance": "mi_insured_balance"}),
        **{
            printed: targets(
                "amount",
                {"Count": f"mi_claims_{state}_count", "Amount": f"mi_claims_{state}_amount"},
                column=OTHER_WORD,
            )
            for printed, state in _CLAIMS.items()
        },
    },
)

SECTIONS: dict[str, tuple[Kind, ...]] = {
    "Credit Enhancement Report": (ENHANCEMENT,),
    "Credit Instrument": (ENHANCEMENT,),
    "Overcollateralization Summary": (OVERCOLLATERALIZATION,),
    "Excess Cash Flow, Overcollateralization Provisions and Derivative Amounts": (CASH_FLOW,),
    "Performance Tests": (ANSWERS, PERFORMANCE),
    "Lender Paid Mortgage Insurance": (INSURANCE,),
    "Comments": (Comments(),),
}
