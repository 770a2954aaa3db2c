"""The wordings that all servicing certificates share, each with its meaning."""

from parsers.targets import Target, targets

# The overcollateralization block. Its target has four names, by deal and year.
ENHANCEMENT = {
    "Beginning Overcollateralization Amount": "overcollateralization_beginning",
    "Overcollateralization Amount Increase (Decrease)": "overcollateralization_change",
    "Outstanding Overcollateralization Amount": "overcollateralization_ending",
    "Target Overcollateralization Amount": "overcollateralization_target",
    "Overcollateralization Target Amount": "overcollateralization_target",
    "Overcollateralization Target": "overcollateralization_target",
    "Required Overcollateralization Amount": "overcollateralization_target",
    "Credit Enhancement Draw Amount": "credit_enhancement_draw",
    "Unreimbursed Prior Draws": "unreimbursed_prior_draws",
}
LOSS_AMOUNTS = {
    "Extraordinary Event Losses": "extraordinary_event_loss",
    "Excess Loss Amounts": "excess_loss_amount",
}
REPURCHASES = {
    # sic, on every page of 2004
    "Cuurent Month Repurchases Units": "repurchase_count",
    "Cuurent Month Repurchases ($)": "repurchase_balance",
    "Current Month Repurchases Units": "repurchase_count",
    "Current Month Repurchases ($)": "repurchase_balance",
    "Current Month Repurchases - Units": "repurchase_count",
    "Current Month Repurchases - Dollars": "repurchase_balance",
    "Current Month Repurchases": "repurchase_balance",
    "Current Month Repurchases - Due to Delinquency": "repurchase_balance_delinquent",
}
REPURCHASED_LOANS = {
    "Repurchased Loan Count": "repurchase_count",
    "Repurchased Loan Amount": "repurchase_balance",
}
LOSSES = {
    "Beginning Loss Amount": "cumulative_loss_beginning",
    "Beginning Net Loss Amount": "cumulative_loss_beginning",
    "Current Month Loss Amount": "loss_current_month",
    "Current Month Recoveries": "recoveries_current_month",
    "Current Month Principal Recovery": "recoveries_current_month",
    "Ending Loss Amount": "cumulative_loss_ending",
    "Net Ending Loss Amount": "cumulative_loss_ending",
    "Beginning Amount": "cumulative_loss_beginning",
    "Ending Amount": "cumulative_loss_ending",
}
RECOVERIES = {
    "Beginning Net Principal Recovery Amount": "net_recovery_beginning",
    "Current Month Net Principal Recovery Amount": "net_recovery_current_month",
    "Ending Net Principal Recovery Amount": "net_recovery_ending",
}
# Ends of labels that the samples overprint, completed as the page words them elsewhere.
CAPITALIZED_INTEREST = {
    "Beginning Balance": "capitalized_interest_beginning",
    "Withdraw relating to Collection Period": "capitalized_interest_withdrawal",
    "Interest Earned (Zero, Paid to Funding Account)": "capitalized_interest_earned_to_funding_account",
    "To close Capitalized Interest Account - balance due GMAC Mortgage": (
        "capitalized_interest_closing_release"
    ),
    "Total Ending Capitalized Interest Account Balance as of Payment Date": "capitalized_interest_ending",
    "Interest earned for Collection Period": "capitalized_interest_earned",
    "Interest withdrawn related to prior Collection Period": "capitalized_interest_withdrawn_prior",
}
PREFUNDING = {
    "Beginning Balance": "prefunding_beginning",
    "Additional Purchases during Revolving Period": "prefunding_additional_purchases",
    "Excess of Draws over Principal Collections": "prefunding_excess_draws",
    "To close prefunding remaining balance due Noteholders": "prefunding_closing_release",
    "Total Ending Balance as of Payment Date": "prefunding_ending",
    "Interest earned for Collection Period": "prefunding_earned",
    "Interest withdrawn related to prior Collection Period": "prefunding_withdrawn_prior",
}

DELINQUENCY_ROWS = {
    "Delinquent Loans ({bucket} Days)": Target(),
    "REO": Target(status="reo", bucket="total"),
    "Foreclosures": Target(status="foreclosure", bucket="total"),
    "Foreclosure": Target(status="foreclosure", bucket="total"),
    "Foreclosed Loans": Target(status="foreclosure", bucket="total"),
    "Bankruptcies": Target(status="bankruptcy", bucket="total"),
    "Bankruptcy": Target(status="bankruptcy", bucket="total"),
}
DELINQUENCY_COLUMNS = targets(
    "delinquency",
    {
        "Balance": "balance",
        "Number of Loans": "loan_count",
        "of Loans": "loan_count",
        "Percent of Balance": "balance_pct",
        "Percent of Ending Balance": "balance_pct",
        "of Balance": "balance_pct",
    },
    status="delinquent",
)
# From October 2005 on: a pair of columns for each of three further statuses.
WIDE_DELINQUENCY_COLUMNS = {
    f"{status} {heading}": Target("delinquency", field, status=status.lower())
    for status in ("Foreclosure", "Bankruptcy", "REO")
    for heading, field in {"Units": "loan_count", "Dollars": "balance"}.items()
}
LOSS_COLUMNS = {
    "Liquidation To-Date": Target(loss_type="liquidation"),
    "Special Hazard": Target(loss_type="special_hazard"),
    "Fraud": Target(loss_type="fraud"),
    "Bankruptcy": Target(loss_type="bankruptcy"),
}
# The sources of words that no fixture of a layout prints.
OF_OTHERS = "other certificates of GMAC Mortgage, 2000 to 2006"
