"""Labels of losses, recoveries and foreclosed loans; as in `pool_facts`."""

from collections.abc import Mapping

from parsers.vocabulary.pool_facts import FactTable
from parsers.vocabulary.wording import normalize

FACTS: tuple[FactTable, ...] = (
    (
        "amount",
        ("",),
        {
            "reo_book_value": {
                "bank_one": ("Book Value of all REO Loans",),
                "rfc_report": (
                    "Book Value of Real Estate Acquired Through Foreclosure or Grant of a Deed in Lieu of "
                    "Foreclosure, Including Any Pending Cash Liquidations",
                ),
            },
            "additional_gain_or_loss": {"bank_one": ("Additional Gains (Recoveries)/Losses",)},
            "extraordinary_event_loss": {"certificate": ("Extraordinary Event Losses",)},
            "excess_loss_amount": {"certificate": ("Excess Loss Amounts",)},
            "net_recovery_beginning": {"certificate": ("Beginning Net Principal Recovery Amount",)},
            "net_recovery_current_month": {
                "certificate": ("Current Month Net Principal Recovery Amount",),
            },
            "net_recovery_ending": {"certificate": ("Ending Net Principal Recovery Amount",)},
        },
    ),
    # Of the loss type in the title or the column; Bank One prints its three in the delinquencies.
    (
        "amount",
        ("losses", "delinquency"),
        {
            "current_realized_loss": {"bank_one": ("Current Realized Losses",)},
            "total_realized_loss": {"bank_one": ("Total Realized Losses",)},
        },
    ),
    (
        "amount",
        ("losses to date",),
        {
            "cumulative_loss_beginning": {
                "certificate": ("Beginning Loss Amount", "Beginning Net Loss Amount", "Beginning Amount"),
            },
            "loss_current_month": {"certificate": ("Current Month Loss Amount",)},
            "recoveries_current_month": {
                "certificate": ("Current Month Recoveries", "Current Month Principal Recovery"),
            },
            "cumulative_loss_ending": {
                "certificate": ("Ending Loss Amount", "Net Ending Loss Amount", "Ending Amount"),
            },
        },
    ),
    (
        "amount",
        ("other",),
        {
            "current_realized_loss_with_interest": {
                "cts_later": ("Current Period Realized Loss - Includes Interest Shortfall",),
            },
            "cumulative_realized_loss_with_interest": {
                "cts_later": ("Cumulative Realized Losses - Includes Interest Shortfall",),
            },
            "class_a_insufficient_funds": {"cts_later": ("Current Period Class A Insufficient Funds",)},
            "contaminated_properties_balance": {
                "cts_later": ("Principal Balance of Contaminated Properties",),
            },
            "periodic_advance": {"cts_later": ("Periodic Advance",)},
        },
    ),
    (
        "delinquency foreclosure",
        ("foreclosure",),
        {
            "loan_count": {"rfc_report": ("Number of Loans",)},
            "balance": {"rfc_report": ("Aggregate Principal Balance",)},
        },
    ),
    (
        "delinquency reo",
        ("",),
        {
            "loan_count": {
                "rfc_report": ("Number of REO Loans Acquired Including Any Pending Cash Liquidations",),
            },
        },
    ),
)

# Titles and columns of losses by type: `loss_type`.
LOSS_TYPES: Mapping[str, str] = {
    normalize(printed): loss_type
    for printed, loss_type in {
        "Liquidation To-Date": "liquidation",
        "Special Hazard": "special_hazard",
        "Fraud": "fraud",
        "Bankruptcy": "bankruptcy",
    }.items()
}
