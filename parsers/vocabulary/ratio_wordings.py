"""Headings that mean something else below a title of ratios, of original balances or of interest.

As in `class_wordings`: by the title above them, field, source.
"""

from parsers.vocabulary.class_wordings import Wordings

PER_1000: Wordings = {
    "beginning_balance_per_1000": {
        "bank_one": ("Beg Bal",),
        "bny": ("Beginning Factor",),
        "rfc_report": ("Beginning Balance Factor",),
        "rfc_html": ("Principal Balance Before Distribution",),
        "rfc_later": ("Beginning Notional/Principal Balance Factor",),
        "chase": ("Prior Principal Factor", "Beginning Principal"),
        "deutsche_later": ("Prior Principal Balance",),
        "lasalle": ("Opening Balance",),
        "cts_later field": ("Beginning Certificate Balance",),
        "field": (
            *("Beginning Balance", "Beginning Note Balance", "Beginning Principal Balance", "Prior Balance"),
            *("Beginning Class Balance", "Beginning Certificate Principal Balance"),
        ),
    },
    "principal_per_1000": {
        "bank_one": ("Prin",),
        "bny rfc_html chase": ("Principal",),
        "rfc_report": ("Principal Factor",),
        "rfc_later": ("Principal Distribution Factor",),
        "cts_later": ("Total Principal Distribution",),
        "field": (
            *("Principal Distribution", "Principal Paid", "Principal Payment", "Principal Distributed"),
            "Principal Distribution Amount",
        ),
    },
    "interest_per_1000": {
        "bank_one": ("Int",),
        "bny rfc_html chase": ("Interest",),
        "rfc_report": ("Interest Factor",),
        "rfc_later": ("Interest Distribution Factor",),
        "cts_later": ("Total Interest Distribution",),
        "field": (
            *("Interest Distribution", "Interest Paid", "Interest Payment", "Interest Distributed"),
            "Interest Distribution Amount",
        ),
    },
    "total_per_1000": {
        "bank_one rfc_html chase": ("Total",),
        "rfc_report": ("Total Distribution",),
        "rfc_later": ("Total Distribution Factor",),
        "field": (
            "Total Factor",
            "Total Distributed",
            "Total Paid",
            "Total Distribution Amount",
            "Total Payment",
        ),
    },
    "deferred_interest_per_1000": {
        "bank_one": ("Def Int",),
        "rfc_report rfc_html": ("Deferred Interest",),
        "rfc_later": ("Deferred Interest Factor",),
        "lasalle": ("Negative Amortization",),
    },
    "interest_shortfall_per_1000": {
        "rfc_html": ("Interest Shortfall",),
        "cts_later": ("Current Interest Shortfall",),
    },
    "ending_balance_per_1000": {
        "bank_one": ("End Bal",),
        "bny": ("Ending Factor",),
        "rfc_report": ("Ending Balance Factor",),
        "rfc_html": ("Principal Balance After Distribution",),
        "rfc_later": ("Ending Notional/Principal Balance Factor",),
        "chase": ("Current Principal Factor", "Ending Principal"),
        "deutsche_later": ("Current Principal Balance",),
        "lasalle": ("Closing Balance",),
        "cts_later field": ("Ending Certificate Balance",),
        "field": (
            *("Ending Balance", "Ending Note Balance", "Ending Principal Balance", "Current Balance"),
            *("Ending Class Balance", "Ending Certificate Principal Balance"),
        ),
    },
    "interest_loss_per_1000": {"rfc_later": ("Interest Loss Factor",)},
    "scheduled_principal_per_1000": {"cts_later": ("Scheduled Principal Distribution",)},
    "unscheduled_principal_per_1000": {"cts_later": ("Unscheduled Principal Distribution",)},
    "accretion_per_1000": {"cts_later": ("Accretion",)},
    "realized_loss_per_1000": {"cts_later": ("Realized Loss",)},
    "principal_reduction_per_1000": {"cts_later": ("Total Principal Reduction",)},
    "beginning_interest_balance_per_1000": {"cts_later": ("Beginning Certificate/Notional Balance",)},
    "ending_interest_balance_per_1000": {"cts_later": ("Ending Certificate/Notional Balance",)},
    "accrued_interest_per_1000": {"cts_later": ("Current Accrued Interest",)},
    "unpaid_shortfall_paid_per_1000": {"cts_later": ("Payment of Unpaid Interest Shortfall",)},
    "net_prepayment_interest_shortfall_per_1000": {"cts_later": ("Non-Supported Interest Shortfall",)},
    "remaining_interest_shortfall_per_1000": {"cts_later": ("Remaining Unpaid Interest Shortfall",)},
}

# Below a title that says factor and no denomination, read as fractions of the original balance.
FRACTIONS: Wordings = {
    "beginning_factor": {
        "cts_later": ("Beginning Certificate Balance",),
        "field": ("Beginning Factor", "Prior Factor", "Beginning Balance", "Beginning Balance Factor"),
    },
    "factor": {
        "cts_later": ("Ending Certificate Balance",),
        "field": ("Ending Factor", "Current Factor", "Factor", "Ending Balance", "Ending Balance Factor"),
    },
}

RATES: Wordings = {
    "pass_through_rate_pct": {"field": ("Current",)},
    "next_pass_through_rate_pct": {"field": ("Next",)},
}

ORIGINAL: Wordings = {
    "original_balance": {
        "field": (
            "Balance",
            "Principal Balance",
            "Certificate Balance",
            "Face Amount",
            "Face Value",
            "Amount",
        ),
    },
}

INTEREST_DETAIL: Wordings = {
    "interest_loss": {"cts_later": ("Realized Loss", "Realized Losses")},
    "net_prepayment_interest_shortfall": {"rfc_later": ("Prepayment Interest Shortfall",)},
    "unpaid_interest": {"deutsche_later": ("Current Unpaid Interest",)},
    "prior_unpaid_interest": {"deutsche_later": ("Prior Unpaid Interest",)},
    "paid_or_deferred_interest": {"deutsche_later": ("Paid or Deferred Interest",)},
}
INTEREST_FACTORS: Wordings = {"interest_loss_per_1000": {"cts_later": ("Realized Loss", "Realized Losses")}}
