"""The project's vocabulary of labelled figures that have no field of their own: name, unit, meaning."""

from typing import NamedTuple


class Meaning(NamedTuple):
    """What an `amount` of this name is, and the wording it is read from."""

    unit: str
    text: str


def _account(prefix: str, label: str) -> dict[str, Meaning]:
    return {
        f"{prefix}_beginning": Meaning("usd", f"{label}: 'Beginning Balance'."),
        f"{prefix}_ending": Meaning("usd", f"{label}: 'Total Ending … Balance as of Payment Date'."),
        f"{prefix}_closing_release": Meaning("usd", f"{label}: what closing it released ('To close …')."),
        f"{prefix}_earned": Meaning("usd", f"{label}: 'Interest earned for Collection Period'."),
        f"{prefix}_withdrawn_prior": Meaning(
            "usd", f"{label}: 'Interest withdrawn related to prior Collection Period'."
        ),
    }


_CERTIFICATE_ACCOUNT = {
    name: Meaning("usd", f"Certificate Account: '{label}'.")
    for name, label in {
        "certificate_account_beginning": "Beginning Balance",
        "deposit_interest_and_principal": "Payments of Interest and Principal",
        "deposit_liquidations": "Liquidations, Insurance Proceeds, Reserve Funds",
        "deposit_repurchases": "Proceeds from Repurchased Loans",
        "deposit_servicer_advances": "Other Amounts (Servicer Advances)",
        "deposit_realized_losses": "Realized Losses",
        "deposit_prepayment_penalties": "Prepayment Penalties",
        "deposit_total": "Total Deposits",
        "withdrawal_servicer_advances": "Reimbursement for Servicer Advances",
        "withdrawal_servicing_fee": "Payment of Service Fee",
        "withdrawal_interest_and_principal": "Payment of Interest and Principal",
        "withdrawal_total": "Total Withdrawals (Pool Distribution Amount)",
        "certificate_account_ending": "Ending Balance",
    }.items()
}
_BY_CLASS = {
    f"{stem}_{name}": Meaning("usd", f"{table}: '{label}', by `class_name`.")
    for stem, table in {
        "prepayment_shortfall": "Prepayment interest shortfall",
        "basis_risk_shortfall": "Basis risk or net WAC shortfall",
    }.items()
    for name, label in {
        "current": "Current Period",
        "prior_unpaid": "Prior Unpaid",
        "paid": "Paid",
        "remaining": "Remaining Unpaid",
    }.items()
}
_COMPONENTS = {
    f"component_{name}": Meaning(unit, f"A component's '{label}', by `class_name` and `column`.")
    for name, unit, label in (
        ("beginning_balance", "usd", "Beginning Notional / Principal Balance"),
        ("rate", "pct", "Pass-Through Rate"),
        ("interest", "usd", "Interest Distribution"),
        ("total", "usd", "Total Distribution"),
        ("loss", "usd", "Principal Loss"),
        ("interest_loss", "usd", "Interest Loss"),
        ("deferred_interest", "usd", "Deferred Interest"),
    )
}
_EXCESS_CASH = {
    f"excess_cash_to_{purpose}": Meaning("usd", f"Excess cash flow that went to {words}.")
    for purpose, words in {
        "losses": "'Unpaid and Current Realized Losses'",
        "prepayment_shortfall": "'Prepayment Interest Shortfalls'",
        "unpaid_prepayment_shortfall": "'Unpaid Prepayment Interest Shortfalls'",
        "basis_risk": "'Basis Risk' or 'Net WAC Shortfalls'",
        "relief_act": "'Relief Act Shortfalls'",
        "swap_termination": "'Swap Termination Payments'",
        "class_sb": "'Class SB'",
    }.items()
}
_INSURANCE_CLAIMS = {
    f"mi_claims_{state}_{kind}": Meaning(unit, f"Mortgage insurance claims {state}, by `column`.")
    for state in ("filed", "paid", "denied", "open")
    for kind, unit in (("count", "count"), ("amount", "usd"))
}
AMOUNTS: dict[str, Meaning] = {
    # Shortfall and fees
    "gross_prepayment_interest_shortfall": Meaning("usd", "'Total Gross Prepayment Interest Shortfall'."),
    "servicing_fee_compensation": Meaning("usd", "'Compensation for Gross PPIS from Servicing Fees'."),
    "other_compensation": Meaning("usd", "'Other Gross PPIS Compensation'."),
    "net_prepayment_interest_shortfall": Meaning("usd", "'Total Net PPIS (Non-Supported PPIS)'."),
    "master_servicing_fee": Meaning("usd", "'Master Servicing Fees Paid'."),
    "sub_servicing_fee": Meaning("usd", "'Sub Servicing Fees Paid'."),
    "insurance_premium": Meaning("usd", "'Insurance Premium(s) Paid'."),
    "mortgage_insurance_fee": Meaning("usd", "'Personal Mortgage Insurance Fees Paid'."),
    "other_fee": Meaning("usd", "'Other Fees Paid'."),
    "total_fee": Meaning("usd", "'Total Fees'."),
    "gross_servicing_fee": Meaning("usd", "'Gross Servicing Fee'."),
    "net_servicing_fee": Meaning(
        "usd", "'Net Servicing Fee': gross and master fee less what supports shortfalls."
    ),
    "trustee_fee": Meaning("usd", "'Trustee Fee'."),
    "trustee_fee_per_1000": Meaning("usd_per_1000", "'Trustee Fee per $1000' of the original face of all."),
    "servicing_fee": Meaning("usd", "'Servicing Fee' of the deal or of a loan group."),
    "servicing_fee_per_1000": Meaning(
        "usd_per_1000", "'Servicing Fee per $1000' of the original face of all classes."
    ),
    "fry_amount": Meaning("usd", "'FRY Amount' of a loan group: fixed retained yield."),
    "special_hazard_fee": Meaning("usd", "'Special Hazard Fee' of a loan group."),
    "pool_insurance_fee": Meaning("usd", "'Pool Insurance Fee' of a loan group."),
    "spread_1": Meaning("usd", "'Spread 1' or 'Spread Fee 1' of a loan group."),
    "spread_2": Meaning("usd", "'Spread 2' or 'Spread Fee 2' of a loan group."),
    "spread_3": Meaning("usd", "'Spread 3' or 'Spread Fee 3' of a loan group."),
    "net_interest": Meaning("usd", "'Net Interest' of a loan group."),
    "supported_prepayment_interest_shortfall": Meaning(
        "usd", "'Supported Prepayment/Curtailment Interest Shortfall', paid out of the servicing fee."
    ),
    "compensating_interest": Meaning("usd", "'Compensating Interest' for what prepayments fell short."),
    "gross_curtailment_interest_shortfall": Meaning("usd", "'Gross Curtailment Interest Shortfall'."),
    "curtailment_compensating_interest": Meaning("usd", "'Compensating Interest' for curtailments."),
    "net_curtailment_interest_shortfall": Meaning("usd", "'Net Curtailment Interest Shortfall'."),
    "relief_act_shortfall": Meaning("usd", "'Civil Relief Act Shortfall'."),
    "allowable_expenses": Meaning("usd", "'Allowable Expenses Per Governing Documents'."),
    "non_recoverable_advances": Meaning("usd", "'Non-Recoverable Advances'."),
    **_BY_CLASS,
    "prepayment_charges": Meaning("usd", "'Prepayment Charges' distributed, by `class_name`."),
    "other_income": Meaning("usd", "'Other Income' distributed, by `class_name`."),
    "other_income_total": Meaning("usd", "'Total' of the other income, by `class_name`."),
    # Losses
    "loss_count": Meaning("count", "'Loss Count' of the month, by `loss_type`."),
    "loss_beginning_balance": Meaning(
        "usd", "'Beginning Aggregate Scheduled Balance' of the loans that were lost, by `loss_type`."
    ),
    "loss_principal": Meaning("usd", "'Principal Portion of Loss', by `loss_type`."),
    "loss_interest": Meaning("usd", "'Interest Portion of Loss', by `loss_type`."),
    "cumulative_loss_count": Meaning("count", "'Loss Count' to date, by `loss_type`."),
    "recovery_count": Meaning("count", "Loans with 'Subsequent Recoveries' in the month."),
    "cumulative_recovery_count": Meaning("count", "Loans with 'Subsequent Recoveries' to date."),
    "cumulative_recoveries": Meaning("usd", "'Subsequent Recoveries' to date."),
    "net_loss": Meaning(
        "usd",
        "'Net Loss': losses less recoveries, by `column` 'current' or 'cumulative'; without it as the page "
        "prints 'Net Losses', which does not say the period.",
    ),
    "net_loss_per_1000": Meaning("usd_per_1000", "'Net Losses per $1000' of the original face of all."),
    "net_loss_pct": Meaning("pct", "'Net Loss %' of the original balance, by `column`."),
    "monthly_default_rate_pct": Meaning("pct", "'Monthly Default Rate', the period in `column`."),
    "constant_default_rate_pct": Meaning("pct", "'Constant Default Rate', the period in `column`."),
    "loss_severity_pct": Meaning("pct", "'Loss Severity', the period in `column`."),
    # Modifications, by status in `column`
    "modified_loan_count": Meaning("count", "Modified loans, all kinds of modification."),
    "modified_balance": Meaning("usd", "Balance of modified loans, all kinds of modification."),
    "capitalized_loan_count": Meaning("count", "Loans with 'Capitalizations'."),
    "capitalized_balance": Meaning("usd", "Balance of loans with 'Capitalizations'."),
    "other_modified_loan_count": Meaning("count", "Loans with 'Other Modifications'."),
    "other_modified_balance": Meaning("usd", "Balance of loans with 'Other Modifications'."),
    "reo_book_value": Meaning("usd", "'Book Value of all REO Loans'."),
    "reo_book_value_pct": Meaning("pct", "The book value of REO as 'Percentage of Total Pool Balance'."),
    "current_realized_loss": Meaning("usd", "'Current Realized Losses'."),
    "additional_gain_or_loss": Meaning("usd", "'Additional Gains (Recoveries)/Losses': positive is a loss."),
    "total_realized_loss": Meaning("usd", "'Total Realized Losses'."),
    "cumulative_loss_beginning": Meaning("usd", "'Beginning Loss Amount', by `loss_type`."),
    "loss_current_month": Meaning("usd", "'Current Month Loss Amount', by `loss_type`."),
    "recoveries_current_month": Meaning("usd", "'Current Month Recoveries', by `loss_type`."),
    "cumulative_loss_ending": Meaning("usd", "'Ending Loss Amount', by `loss_type`."),
    "extraordinary_event_loss": Meaning("usd", "'Extraordinary Event Losses'."),
    "excess_loss_amount": Meaning("usd", "'Excess Loss Amounts'."),
    "net_recovery_beginning": Meaning("usd", "'Beginning Net Principal Recovery Amount'."),
    "net_recovery_current_month": Meaning("usd", "'Current Month Net Principal Recovery Amount'."),
    "net_recovery_ending": Meaning("usd", "'Ending Net Principal Recovery Amount'."),
    "current_realized_loss_with_interest": Meaning(
        "usd", "'Current Period Realized Loss - Includes Interest Shortfall'."
    ),
    "cumulative_realized_loss_with_interest": Meaning(
        "usd", "'Cumulative Realized Losses - Includes Interest Shortfall'."
    ),
    "class_a_insufficient_funds": Meaning("usd", "'Current Period Class A Insufficient Funds'."),
    "contaminated_properties_balance": Meaning("usd", "'Principal Balance of Contaminated Properties'."),
    # Enhancement
    "overcollateralization_prior_target": Meaning(
        "usd", "'Prior Required Overcollateralization Amount', the target of the month before."
    ),
    "overcollateralization_beginning": Meaning("usd", "'Beginning Overcollateralization Amount'."),
    "overcollateralization_change": Meaning("usd", "'Overcollateralization Amount Increase (Decrease)'."),
    "overcollateralization_ending": Meaning("usd", "'Outstanding Overcollateralization Amount'."),
    "overcollateralization_target": Meaning("usd", "'Target' or 'Required Overcollateralization Amount'."),
    "overcollateralization_ending_pct": Meaning(
        "pct", "What stands beside the outstanding amount under 'of Balance': its share of the pool."
    ),
    "overcollateralization_outstanding": Meaning(
        "usd",
        "'Outstanding Overcollateralization Amount' where the page prints an 'Ending …' amount before it.",
    ),
    "credit_enhancement_draw": Meaning("usd", "'Credit Enhancement Draw Amount'."),
    "unreimbursed_prior_draws": Meaning("usd", "'Unreimbursed Prior Draws'."),
    "excess_cash_flow": Meaning("usd", "'Excess Cash Flow Prior to OC Provisions'."),
    **_EXCESS_CASH,
    "derivative_notional": Meaning("usd", "'Notional Balance' of a swap, corridor or yield maintenance."),
    "derivative_received": Meaning("usd", "What the trust received from a derivative."),
    "derivative_paid": Meaning("usd", "What the trust paid for a derivative."),
    "reserve_fund_beginning": Meaning("usd", "Reserve fund: 'Beginning Balance'."),
    "reserve_fund_deposits": Meaning("usd", "Reserve fund: 'Deposits'."),
    "reserve_fund_withdrawals": Meaning("usd", "Reserve fund: 'Withdrawals'."),
    "reserve_fund_ending": Meaning("usd", "Reserve fund: 'Ending Balance'."),
    "mi_insured_count": Meaning("count", "Loans with lender-paid mortgage insurance."),
    "mi_insured_balance": Meaning("usd", "Balance of loans with lender-paid mortgage insurance."),
    **_INSURANCE_CLAIMS,
    # Accounts
    **_account("capitalized_interest", "Capitalized Interest Account"),
    "capitalized_interest_withdrawal": Meaning("usd", "'Withdraw relating to Collection Period'."),
    "capitalized_interest_earned_to_funding_account": Meaning(
        "usd", "'Interest Earned (Zero, Paid to Funding Account)'."
    ),
    "capitalized_interest_earned_to_note_account": Meaning(
        "usd", "'Interest Earned sent to Note Payment account'."
    ),
    **_account("prefunding", "Prefunding Account"),
    "prefunding_earned_to_overcollateralization": Meaning(
        "usd", "'Prior month Interest earned transferred to overcollateralization'."
    ),
    "prefunding_additional_purchases": Meaning("usd", "'Additional Purchases during Revolving Period'."),
    "prefunding_excess_draws": Meaning("usd", "'Excess of Draws over Principal Collections'."),
    "funding_closing_release": Meaning("usd", "'Remaing Funding Balance - Paid to Noteholders' (sic)."),
    "total_beginning_balance": Meaning("usd", "'Total Beginning Balance' of the loan groups."),
    "total_ending_balance": Meaning("usd", "'Total Ending Balance' of the loan groups."),
    **_CERTIFICATE_ACCOUNT,
    "account_beginning": Meaning("usd", "'Beginning Balance' of the account that `label` names."),
    "account_withdrawals": Meaning("usd", "'Current Withdrawals' from the account that `label` names."),
    "account_deposits": Meaning("usd", "'Current Deposits' into the account that `label` names."),
    "account_ending": Meaning("usd", "'Ending Balance' of the account that `label` names."),
    # Rates and payments that the note table of a certificate does not hold
    "net_wac": Meaning("pct", "'Weighted Average Net Loan Rate Both Groups', of all groups together."),
    "net_wac_cap": Meaning("pct", "'Net WAC Cap - Class …', with the classes that it caps."),
    "note_rate": Meaning("pct", "'Note Rate' as a row, where the page does not say of which class."),
    "excess_spread_percentage": Meaning("pct", "'Excess Spread Percentage'."),
    "excess_spread_target": Meaning("pct", "'Excess Spread Target'."),
    "certificate_distribution": Meaning("usd", "'Certificates': what their holders were paid."),
    "limited_reimbursement": Meaning("usd", "'Total Limited Reimbursement Amount'."),
    "credit_enhancer_distribution": Meaning("usd", "'Current month distribution to Credit Enhancer'."),
    # Servicers' advances
    "sub_servicer_advances": Meaning("usd", "'Subservicer Advances This Month'."),
    "master_servicer_advances": Meaning("usd", "'Master Servicer Advances This Month'."),
    "periodic_advance": Meaning("usd", "'Periodic Advance'."),
    # Shares of the senior and subordinate classes, by `column`
    "distribution_percentage": Meaning("pct", "'Percentage for Current Distribution'."),
    "prepayment_percentage": Meaning("pct", "'Current Prepayment Percentage'."),
    "next_distribution_percentage": Meaning("pct", "'Percentage for Next Distribution'."),
    # What single classes are told of
    **_COMPONENTS,
    "next_pass_through_rate": Meaning("pct", "'Strip Pass-Through for Next Distribution', by `class_name`."),
    "spread": Meaning("pct", "'Spread', what a floating rate pays over its index."),
    "optimal_percentage": Meaning("pct", "'Optimal Percentage', where it applies."),
    "component_principal": Meaning("usd", "'Class … Principal Distribution' of a component, by `column`."),
    "component_ending_balance": Meaning("usd", "'Class … Ending Balance' of a component, by `column`."),
    "component_beginning_balance": Meaning("usd", "'Beginning Component Balance', by `column`."),
    "component_beginning_notional": Meaning("usd", "'Beginning Notional Balance' of a component."),
    "component_ending_notional": Meaning("usd", "'Ending Notional Balance' of a component."),
    "component_pass_through_rate": Meaning("pct", "'Component Pass-Through Rate', by `column`."),
    "component_factor": Meaning("factor", "'Ending Component Percentage', a fraction, by `column`."),
    "remaining_interest_shortfall": Meaning("usd", "'Remaining Subclass Interest Shortfall'."),
    "class_a_shortfall_principal": Meaning("usd", "'Class A Shortfall (Principal)'."),
    "class_a_shortfall_interest": Meaning("usd", "'Class A Shortfall (Interest)'."),
    "index_rate": Meaning("pct", "The index of a floating rate, by `column` ('LIBOR')."),
    "special_reserve_account": Meaning("usd", "'Special Reserve Account', its rows by `column`."),
    # Repurchases
    "repurchase_count": Meaning("count", "'Current Month Repurchases Units'."),
    "repurchase_balance": Meaning("usd", "'Current Month Repurchases ($)', 'Repurchased Loan Amount'."),
    "repurchase_balance_delinquent": Meaning("usd", "'Current Month Repurchases - Due to Delinquency'."),
    "substitution_balance": Meaning("usd", "'Substitution Loan Amout' (sic): loans that came for others."),
    "converted_loans_balance": Meaning("usd", "'Total Balance of Converted Loans Remaining in Pool'."),
}
