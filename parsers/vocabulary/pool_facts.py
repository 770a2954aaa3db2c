"""Labels of the loans' figures: balances, counts, rates, collections, repurchases.

Each table: record kind, kinds of section that must contain the label ('' for any), name, source, labels.
"""

from parsers.vocabulary.class_wordings import Wordings

FactTable = tuple[str, tuple[str, ...], Wordings]

FACTS: tuple[FactTable, ...] = (
    (
        "pool",
        ("",),
        {
            "beginning_balance": {
                "bank_one": ("Beginning Aggregate Pool Stated Principal Balance",),
                "certificate": ("Beginning Pool Balance",),
            },
            "ending_balance": {
                "bank_one": ("Ending Aggregate Pool Stated Principal Balance",),
                "certificate": ("Ending Pool Balance",),
                "rfc_report": ("Scheduled Principal Balance of Mortgage Loans After Distribution",),
            },
            "beginning_loan_count": {"bank_one": ("Beginning Aggregate Loan Count",)},
            "ending_loan_count": {
                "bank_one": ("Ending Aggregate Loan Count",),
                "certificate": ("Active Loan Count",),
                "rfc_report": ("Aggregate Number of Loans in the Pool as of the Determination Date",),
            },
            "removed_loan_count": {"bank_one": ("Loans Paid Off or Otherwise Removed Pursuant to PSA",)},
            "beginning_wac_pct": {"bank_one": ("Beginning Weighted Average Loan Rate (WAC)",)},
            "ending_wac_pct": {
                "bank_one": ("Ending Weighted Average Loan Rate (WAC)",),
                "rfc_report": ("Ending Gross Weighted Average Interest Rate",),
            },
            "beginning_net_wac_pct": {"bank_one": ("Beginning Net Weighted Average Loan Rate",)},
            "ending_net_wac_pct": {"bank_one": ("Ending Net Weighted Average Loan Rate",)},
            "wac_pct": {"certificate": ("Weighted Average Loan Rate",)},
            "net_wac_pct": {
                "certificate": (
                    *("Weighted Average Net Loan Rate", "Weighted Average Net WAC Rate"),
                    "Net Weighted Average Coupon Rate",
                )
            },
            "wam_months": {
                "bank_one": ("Weighted Average Maturity (WAM) (Months)",),
                "rfc_report": ("Ending Weighted Average Maturity, in Months",),
            },
            "prepayments": {
                "bank_one": ("Aggregate Pool Prepayment",),
                "rfc_report": ("Total Prepayments Included in This Distribution",),
            },
            "beginning_prefunding_balance": {"certificate": ("Beginning PFA", "Beginning PFA Balance")},
            "ending_prefunding_balance": {"certificate": ("Ending PFA Balance",)},
            "principal_collections": {"certificate": ("Principal Collections",)},
            "principal_draws": {"certificate": ("Principal Draws",)},
            "net_principal_collections": {"certificate": ("Net Principal Collections",)},
            "interest_collections": {"certificate": ("Interest Collections", "Net Interest Collections")},
            "additional_loans_revolving": {"certificate": ("Additional Mortgage Loans - Revolving Period",)},
            "additional_loans_funding": {
                "certificate": (
                    *("Additional Mortgage Loans - Due to Funding Event",),
                    "Principal Balance of Current Month Prefunding",
                )
            },
            "substitution_adjustment": {"certificate": ("Substitution Adjustment Amount",)},
            "excess_cash": {"certificate": ("Excess Cash", "Excess Spread Cash")},
        },
    ),
    (
        "pool",
        ("pool",),
        {
            "cutoff_balance": {"bank_one": ("Cut-Off Date Balance",)},
            "servicer_advances": {"bank_one": ("Servicer Advances",)},
            "cpr_pct": {
                "bank_one": ("Pool Prepayment Rate CPR", "Aggregate Pool Curtailment Principal CPR"),
            },
            "wac_pct": {"cts_later": ("Weighted Average Gross Coupon", "Weighted Average Coupon Rate")},
            "net_wac_pct": {"cts_later": ("Weighted Average Net Coupon", "Weighted Average Net Rate")},
            "wam_months": {
                "cts_later": ("Weighted Average Maturity (Stepdown Calculation)", "Weighted Average Maturity")
            },
            "beginning_loan_count": {"cts_later": ("Beginning Scheduled Collateral Loan Count",)},
            "removed_loan_count": {"cts_later": ("Number of Loans Paid in Full", "Loans Paid in Full")},
            "ending_loan_count": {"cts_later": ("Ending Scheduled Collateral Loan Count",)},
            "beginning_balance": {
                "cts_later": ("Beginning Scheduled Collateral Balance", "Beginning Scheduled Balance"),
            },
            "ending_balance": {
                "cts_later": ("Ending Scheduled Collateral Balance", "Ending Scheduled Balance"),
            },
            "payment_constant": {
                "cts_later": ("Monthly P & I Constant", "Principal and Interest Constant"),
            },
            "ending_actual_balance": {"cts_later": ("Ending Actual Collateral Balance",)},
            "scheduled_principal": {"cts_later": ("Scheduled Principal",)},
            "unscheduled_principal": {"cts_later": ("Unscheduled Principal",)},
            "realized_loss": {"cts_later": ("Realized Loss Amount",)},
            "cumulative_realized_loss": {"cts_later": ("Cumulative Realized Loss",)},
            "prepayment_penalties": {"cts_later": ("Prepayment Penalties",)},
            "special_servicing_fee": {"cts_later": ("Special Servicing Fee",)},
            "class_a_optimal_amount": {"cts_later": ("Class A Optimal Amount",)},
            "premium_loans_balance": {"cts_later": ("Ending Scheduled Balance for Premium Loans",)},
        },
    ),
    ("pool", ("related information",), {"pool_factor_pct": {"rfc_report": ("Pool Trading Factor",)}}),
    (
        "total",
        ("pool",),
        {
            "beginning_balance": {
                "bank_one": ("Beginning Aggregate Certificate Stated Principal Balance",),
            },
            "ending_balance": {"bank_one": ("Ending Aggregate Certificate Stated Principal Balance",)},
        },
    ),
    (
        "amount",
        ("",),
        {
            "net_wac": {"certificate": ("Weighted Average Net Loan Rate Both Groups",)},
            "repurchase_count": {
                "certificate": (
                    *("Current Month Repurchases Units", "Cuurent Month Repurchases Units"),  # sic
                    "Repurchased Loan Count",
                )
            },
            "repurchase_balance": {
                "certificate": (
                    *("Current Month Repurchases ($)", "Cuurent Month Repurchases ($)"),  # sic
                    *("Current Month Repurchases - Dollars", "Repurchased Loan Amount"),
                ),
                "rfc_report": ("Total Repurchases Included in This Distribution",),
            },
            "repurchase_balance_delinquent": {
                "certificate": ("Current Month Repurchases - Due to Delinquency",),
            },
            "substitution_balance": {
                "certificate": ("Substitution Loan Amount", "Substitution Loan Amout"),  # sic
            },
            "total_beginning_balance": {"certificate": ("Total Beginning Balance",)},
            "funding_closing_release": {
                "certificate": (
                    *("Remaining Funding Balance - Paid to Noteholders",),
                    "Remaing Funding Balance - Paid to Noteholders",  # sic
                )
            },
            "excess_spread_percentage": {"certificate": ("Excess Spread Percentage",)},
            "excess_spread_target": {"certificate": ("Excess Spread Target",)},
            "converted_loans_balance": {
                "rfc_report": ("Total Balance of Converted Loans Remaining in Pool",),
            },
        },
    ),
)
