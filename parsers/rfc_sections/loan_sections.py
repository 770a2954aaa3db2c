"""The words of the sections whose rows are loan groups: dispositions of loans, and protection of classes.

The titles of the sections have been seen; the words inside them are general knowledge and only propose. A
figure is taken where all its words are under the exact title, and its table passes the checks named.
"""

from dataclasses import replace

from parsers.blocks.grid import OTHER_WORD, Grid, proved_by
from parsers.blocks.grouped import Kind
from parsers.targets import NOTHING, Target, targets

RATES = frozenset(
    {
        "beginning_wac_pct",
        "ending_wac_pct",
        "ending_net_wac_pct",
        "ending_modified_net_wac_pct",
        "net_wac_cap_pct",
    }
)


def _columns(**names: str) -> dict[str, Target]:
    """Printed words by the `column` that distinguishes their amounts."""
    return {printed: Target(column=name) for name, printed in names.items()}


COMPENSATION = {
    "Subservicer Compensation": "sub_servicing_fee",
    "Master Servicer Compensation": "master_servicing_fee",
    "Servicing Compensation Received by Sub-Servicer": "sub_servicing_fee",
    "Servicing Compensation Received by Master Servicer": "master_servicing_fee",
}
ADVANCES = {
    "Subservicer Advances": "sub_servicer_advances",
    "Master Servicer Advances": "master_servicer_advances",
    "Subservicer Advances This Month": "sub_servicer_advances",
    "Master Servicer Advances This Month": "master_servicer_advances",
}
EXPENSES = Grid(
    words=targets(
        "amount",
        {
            "Gross Prepayment Interest Shortfall": "gross_prepayment_interest_shortfall",
            "Compensating Interest": "compensating_interest",
            "Net Prepayment Interest Shortfall": "net_prepayment_interest_shortfall",
            "Gross Curtailment Interest Shortfall": "gross_curtailment_interest_shortfall",
            "Curtailment Compensating Interest": "curtailment_compensating_interest",
            "Net Curtailment Interest Shortfall": "net_curtailment_interest_shortfall",
            "Civil Relief Act Shortfall": "relief_act_shortfall",
            "Relief Act Shortfall": "relief_act_shortfall",
            **COMPENSATION,
            **ADVANCES,
            "Allowable Expenses Per Governing Documents": "allowable_expenses",
            "Non-Recoverable Advances": "non_recoverable_advances",
        },
    ),
    beside={
        "Compensation": targets(
            "amount", {"Subservicer": "sub_servicing_fee", "Master Servicer": "master_servicing_fee"}
        ),
        "Advances": targets(
            "amount", {"Subservicer": "sub_servicer_advances", "Master Servicer": "master_servicer_advances"}
        ),
    },
    proofs=proved_by(
        shortfall_total=("net_prepayment_interest_shortfall", "net_curtailment_interest_shortfall"),
        group_total=(),
    ),
)

AMOUNT_COLUMNS = targets(
    "pool",
    {
        "Original": "cutoff_balance",
        "Beginning": "beginning_balance",
        "Scheduled Principal": "scheduled_principal",
        "Curtailments": "curtailments",
        "Payoffs": "payoffs",
        "Matured": "matured_balance",
        "Matured Loans": "matured_balance",
        "Repurchases": "repurchase_balance",
        "Liquidations": "liquidation_balance",
        "Liquidations/Charge-offs": "liquidation_balance",
        "Ending": "ending_balance",
    },
)
COUNT_COLUMNS = targets(
    "pool",
    {
        "Original": "original_loan_count",
        "Beginning": "beginning_loan_count",
        "Curtailments": "curtailment_count",
        "Payoffs": "payoff_count",
        "Matured": "matured_count",
        "Matured Loans": "matured_count",
        "Repurchases": "repurchase_count",
        "Liquidations": "liquidation_count",
        "Liquidations/Charge-offs": "liquidation_count",
        "Ending": "ending_loan_count",
    },
)
_GROSS = targets("pool", {"Beginning": "beginning_wac_pct", "Ending": "ending_wac_pct"})
_MONTHS = targets("pool", {"Beginning": "beginning_wam_months", "Ending": "wam_months"})
SPEEDS = targets(
    "pool",
    {
        "1 Month CPR": "cpr_pct",
        "3 Month CPR": "cpr_3_month_pct",
        "6 Month CPR": "cpr_6_month_pct",
        "12 Month CPR": "cpr_12_month_pct",
        "Life CPR": "cpr_life_pct",
    },
)
COLLATERAL = Grid(
    words={
        **targets(
            "pool",
            {
                "Beginning Weighted Average Gross Mortgage Rate": "beginning_wac_pct",
                "Ending Weighted Average Gross Mortgage Rate": "ending_wac_pct",
                "Ending Weighted Average Unmodified Net Mortgage Rate": "ending_net_wac_pct",
                "Ending Weighted Average Modified Net Mortgage Rate": "ending_modified_net_wac_pct",
                "Beginning Weighted Average Months to Maturity": "beginning_wam_months",
                "Ending Weighted Average Months to Maturity": "wam_months",
                "Net WAC Cap Rate": "net_wac_cap_pct",
                "Net WAC Cap": "net_wac_cap_pct",
                "Available Funds Cap": "net_wac_cap_pct",
            },
        ),
        **SPEEDS,
        "Loan Count and Balances": NOTHING,
        "Loan Counts and Balances": NOTHING,
        "Weighted Averages": NOTHING,
        "Constant Prepayment Rate": NOTHING,
        "Constant Prepayment Rates": NOTHING,
    },
    beside={
        "Count": COUNT_COLUMNS,
        "Balance/Amount": AMOUNT_COLUMNS,
        "Balance": AMOUNT_COLUMNS,
        "Gross Mortgage Rate": _GROSS,
        "Weighted Average Gross Mortgage Rate": _GROSS,
        "Months to Maturity": _MONTHS,
        "Weighted Average Months to Maturity": _MONTHS,
    },
    rates=RATES,
    proofs=proved_by(
        pool_roll=("ending_balance",),
        loan_count_roll=("ending_loan_count",),
        cpr=("cpr_pct",),
        group_total=(),
    ),
)

_BALANCE = Target("amount", "repurchase_balance", column=OTHER_WORD)
REPURCHASES = Grid(
    words={
        "Count": Target("amount", "repurchase_count", column=OTHER_WORD),
        "Balance": _BALANCE,
        "Balance/Amount": _BALANCE,
        **_columns(
            breach="Breaches of Representations and Warranties",
            arm_conversion="ARM Conversions",
            defaulted="Optional Repurchases of Defaulted Loans",
            other="Others",
            total="Total",
        ),
    },
    proofs=proved_by(repurchase_total=("repurchase_count", "repurchase_balance"), group_total=()),
)

MODIFIED_STATUS = {
    "Current": Target(column="current"),
    "1 Payment Delinquent": Target(column="30-59"),
    "2 Payments Delinquent": Target(column="60-89"),
    "3 or More Payments Delinquent": Target(column="90+"),
    **_columns(
        foreclosure="Foreclosure",
        reo="REO",
        liquidated="Liquidated",
        paid_off="Paid Off",
        repurchased="Repurchased",
        total="Total",
    ),
}


def _modified(stem: str) -> dict[str, Target]:
    return targets("amount", {"Count": f"{stem}_loan_count", "Balance": f"{stem}_balance"}, column=OTHER_WORD)


MODIFICATIONS = Grid(
    words={},
    rows=MODIFIED_STATUS,
    beside={
        "Capitalizations": _modified("capitalized"),
        "Other Modifications": _modified("other_modified"),
        "All Modifications": _modified("modified"),
    },
    proofs=proved_by(modified_total=(), capitalized_total=(), other_total=(), group_total=()),
)

PERCENTAGES = Grid(
    words={
        "Senior Percentage": Target("amount", "distribution_percentage", column="senior"),
        "Subordinate Percentage": Target("amount", "distribution_percentage", column="subordinate"),
        "Senior Prepayment Percentage": Target("amount", "prepayment_percentage", column="senior"),
        "Senior Accelerated Distribution Percentage": Target(
            "amount", "prepayment_percentage", column="senior"
        ),
    }
)


SECTIONS: dict[str, tuple[Kind, ...]] = {
    "Interest Shortfalls, Compensation and Expenses": (EXPENSES,),
    "Collateral Interest Shortfalls": (EXPENSES,),
    "Compensation and Expense Adjustments": (EXPENSES,),
    "Collateral Summary": (COLLATERAL,),
    "Repurchase Information": (REPURCHASES,),
    "Prepayment and Repurchases": (replace(REPURCHASES, words={**REPURCHASES.words, **SPEEDS}),),
    "Loss Mitigation and Servicing Modifications": (MODIFICATIONS,),
    "Distribution Percentages": (PERCENTAGES,),
}
