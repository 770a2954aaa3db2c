"""Labels of accounts, each below the account's own title; as in `pool_facts`.

'Beginning Balance' may belong to a class, an account or a pool: only the title over it decides.
"""

from parsers.vocabulary.pool_facts import FactTable

FACTS: tuple[FactTable, ...] = (
    (
        "amount",
        ("capitalized interest account",),
        {
            "capitalized_interest_beginning": {"certificate": ("Beginning Balance",)},
            "capitalized_interest_ending": {
                "certificate": (
                    *("Total Ending Capitalized Interest Account Balance as of Payment Date",),
                    "Total Ending Capitalized Interest Account Balance",
                )
            },
            "capitalized_interest_withdrawal": {
                "certificate": (
                    *("Withdraw relating to Collection Period",),
                    "Withdraw relating to prior month Collection Period",
                )
            },
            "capitalized_interest_earned_to_funding_account": {
                "certificate": ("Interest Earned (Zero, Paid to Funding Account)",),
            },
            "capitalized_interest_earned_to_note_account": {
                "certificate": ("Interest Earned sent to Note Payment account",),
            },
            "capitalized_interest_closing_release": {
                "certificate": (
                    *("To close Capitalized Interest Account - balance due GMAC Mortgage",),
                    "Total Ending Capitalized Interest Account Balance to Noteholders",
                )
            },
            "capitalized_interest_earned": {
                "certificate": ("Interest earned for Collection Period", "Interest Earned"),
            },
            "capitalized_interest_withdrawn_prior": {
                "certificate": ("Interest withdrawn related to prior Collection Period",),
            },
        },
    ),
    (
        "amount",
        ("prefunding account",),
        {
            "prefunding_beginning": {"certificate": ("Beginning Balance",)},
            "prefunding_ending": {
                "certificate": (
                    *("Total Ending Balance as of Payment Date",),
                    "Total Ending Prefunding Account Balance as of Payment Date",
                )
            },
            "prefunding_additional_purchases": {
                "certificate": (
                    *("Additional Purchases during Revolving Period",),
                    "Collection Period Subsequent Transfer",
                )
            },
            "prefunding_excess_draws": {
                "certificate": ("Excess of Draws over Principal Collections",),
            },
            "prefunding_closing_release": {
                "certificate": (
                    *("To close prefunding remaining balance due Noteholders",),
                    "Prefunding Account balance distributed to Noteholders",
                )
            },
            "prefunding_earned": {
                "certificate": (
                    *("Interest earned for Collection Period",),
                    "Interest Earned on Prefunding Account",
                )
            },
            "prefunding_earned_to_overcollateralization": {
                "certificate": ("Prior month Interest earned transferred to overcollateralization",),
            },
            "prefunding_withdrawn_prior": {
                "certificate": ("Interest withdrawn related to prior Collection Period",),
            },
        },
    ),
    (
        "amount",
        ("certificate account",),
        {
            "certificate_account_beginning": {"cts_later": ("Beginning Balance",)},
            "deposit_interest_and_principal": {"cts_later": ("Payments of Interest and Principal",)},
            "deposit_liquidations": {
                "cts_later": ("Liquidations, Insurance Proceeds, Reserve Funds",),
            },
            "deposit_repurchases": {"cts_later": ("Proceeds from Repurchased Loans",)},
            "deposit_servicer_advances": {"cts_later": ("Other Amounts (Servicer Advances)",)},
            "deposit_realized_losses": {
                "cts_later": (
                    *("Realized Losses",),
                    "Realized Losses (Gains, Subsequent Expenses & Recoveries)",
                )
            },
            "deposit_prepayment_penalties": {"cts_later": ("Prepayment Penalties",)},
            "deposit_total": {"cts_later": ("Total Deposits",)},
            "withdrawal_servicer_advances": {"cts_later": ("Reimbursement for Servicer Advances",)},
            "withdrawal_servicing_fee": {"cts_later": ("Payment of Service Fee",)},
            "withdrawal_interest_and_principal": {
                "cts_later": ("Payment of Interest and Principal",),
            },
            "withdrawal_total": {"cts_later": ("Total Withdrawals (Pool Distribution Amount)",)},
            "certificate_account_ending": {"cts_later": ("Ending Balance",)},
        },
    ),
)
# Columns of a table with an account a row ('Reserve Fund'), below 'Other Accounts'.
ACCOUNT_COLUMNS = {
    "Beginning Balance": ("account_beginning", "cts_later"),
    "Current Withdrawals": ("account_withdrawals", "cts_later"),
    "Current Deposits": ("account_deposits", "cts_later"),
    "Ending Balance": ("account_ending", "cts_later"),
}
