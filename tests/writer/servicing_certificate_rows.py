"""The row labels of the servicing certificate, as the samples print them or, where printed over, whole."""

POOL = {
    "Beginning Pool Balance": "beginning_balance",
    "Beginning PFA": "beginning_prefunding_balance",
    "Ending Pool Balance": "ending_balance",
    "Ending PFA Balance": "ending_prefunding_balance",
    "Principal Collections": "principal_collections",
    "Principal Draws": "principal_draws",
    "Net Principal Collections": "net_principal_collections",
    "Active Loan Count": "ending_loan_count",
    "Interest Collections": "interest_collections",
    "Weighted Average Net Loan Rate": "net_wac_pct",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Excess Cash": "excess_cash",
}
ENHANCEMENT = {
    "Beginning Overcollateralization Amount": "overcollateralization_beginning",
    "Overcollateralization Amount Increase (Decrease)": "overcollateralization_change",
    "Outstanding Overcollateralization Amount": "overcollateralization_ending",
    "Credit Enhancement Draw Amount": "credit_enhancement_draw",
    "Unreimbursed Prior Draws": "unreimbursed_prior_draws",
}
TARGETS = (
    "Target Overcollateralization Amount",
    "Overcollateralization Target Amount",
    "Overcollateralization Target",
    "Required Overcollateralization Amount",
)
DAYS = {"30-59": "30", "60-89": "60", "90-119": "90", "120-149": "120", "150-179": "150"}
# The rows below the delinquent loans, in the orders and wordings met.
STATUS_ROWS = (
    {"reo": "REO", "foreclosure": "Foreclosures", "bankruptcy": "Bankruptcies"},
    {"reo": "REO", "bankruptcy": "Bankruptcy", "foreclosure": "Foreclosures"},
    {"foreclosure": "Foreclosed Loans", "reo": "REO", "bankruptcy": "Bankruptcy"},
    {"foreclosure": "Foreclosure", "bankruptcy": "Bankruptcy", "reo": "REO"},
)


RECOVERIES = {
    "Beginning Net Principal Recovery Amount": "net_recovery_beginning",
    "Current Month Net Principal Recovery Amount": "net_recovery_current_month",
    "Ending Net Principal Recovery Amount": "net_recovery_ending",
}
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
# The same of the high-LTV certificates.
HLTV_OVERCOLLATERALIZATION = {
    "Beginning Overcollateralization Amount": "beginning",
    "Overcollateralization Amount Increase (Decrease)": "change",
    "Ending Overcollateralization Amount": "ending",
    "Outstanding Overcollateralization Amount": "outstanding",
}
HLTV_ACCOUNTS = {
    "Prefunding Account": {
        "Beginning Balance": "prefunding_beginning",
        "Interest Earned on Prefunding Account": "prefunding_earned",
        "Prior month Interest earned transferred to overcollateralization": (
            "prefunding_earned_to_overcollateralization"
        ),
        "Collection Period Subsequent Transfer": "prefunding_additional_purchases",
        "Prefunding Account balance distributed to Noteholders": "prefunding_closing_release",
        "Total Ending Prefunding Account Balance as of Payment Date": "prefunding_ending",
    },
    "Capitalized Interest Account Balance": {
        "Beginning Balance": "capitalized_interest_beginning",
        "Withdraw relating to prior month Collection Period": "capitalized_interest_withdrawal",
        "Interest Earned": "capitalized_interest_earned",
        "Interest Earned sent to Note Payment account": "capitalized_interest_earned_to_note_account",
        "Total Ending Capitalized Interest Account Balance to Noteholders": (
            "capitalized_interest_closing_release"
        ),
        "Total Ending Capitalized Interest Account Balance": "capitalized_interest_ending",
    },
}
