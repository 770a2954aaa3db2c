"""The headings of class tables as printed: by the title above them, field, source.

`class_columns` looks them up. A source is a key of `evidence.EVIDENCE`; several are separated by blanks.
"""

from collections.abc import Mapping

Wordings = Mapping[str, Mapping[str, tuple[str, ...]]]

# Below any title.
EVERYWHERE: Wordings = {
    "class_name": {
        "bank_one bny cts rfc_report rfc_statement chase deutsche c_bass": ("Class",),
        "certificate": ("Term Notes", "Notes"),
        "field": (
            *("Certificate", "Certificates", "Note", "Bond", "Bonds", "Security", "Securities"),
            *("Class Name", "Certificate Class", "Note Class", "Bond Class", "Class of Certificates"),
        ),
    },
    "cusip": {
        "bank_one bny cts rfc_report rfc_statement chase": ("Cusip",),
        "rfc_statement": ("Cusip ID",),
        "field": ("Cusip Number", "Cusip No."),
    },
    "class_type": {
        "bank_one deutsche": ("Class Type",),
        "bny": ("Class Description",),
        "cts": ("Certificate Class Description",),
    },
    "rate_type": {"bank_one": ("Rate Type",), "bny": ("Certificate Rate Type", "Certificate Type")},
    "day_count": {"rfc_later": ("Accrual Methodology",)},
    "original_balance": {
        "bank_one": ("Orig Bal",),
        "bny": ("Original Certificate Balance",),
        "cts": ("Original Face Amount", "Original Balance"),
        "rfc_report rfc_html rfc_statement chase deutsche": ("Original Face Value",),
        "c_bass": ("Original Certificate Face Value",),
        "field": (
            *(
                "Original Principal Balance",
                "Original Note Balance",
                "Original Class Balance",
                "Original Face",
            ),
            *("Original Certificate Principal Balance", "Original Principal Amount", "Original Amount"),
            *("Original Note Amount", "Original Certificate Amount"),
            *("Initial Balance", "Initial Principal Balance", "Initial Certificate Balance"),
        ),
    },
    "pass_through_rate_pct": {
        "bank_one": ("Rate",),
        "bny": ("Pass Through Rate (%)",),
        "rfc_report rfc_html": ("Current Pass-Through Rate",),
        "rfc_statement bny": ("Pass - Through Rate",),
        "chase": ("Current Pass-Thru Rate",),
        "cts": ("Certificate Pass-Through Rate",),
        "cts_later": ("Current Certificate Rate",),
        "certificate": ("Coupon", "Note Rate"),
        "field": (
            *(
                "Interest Rate",
                "Certificate Rate",
                "Bond Rate",
                "Coupon Rate",
                "Current Rate",
                "Current Coupon",
            ),
            *("Current Interest Rate", "Certificate Interest Rate", "Note Interest Rate"),
        ),
    },
    "next_pass_through_rate_pct": {"lasalle": ("Next Rate",), "field": ("Next Pass-Through Rate",)},
    "factor": {
        "bny": ("Ending Certificate Factor",),
        "cts": ("Ending Certificate Percentage",),  # a fraction, despite its name
        "field": ("Ending Class Factor", "Ending Note Factor", "Ending Bond Factor"),
    },
    "beginning_factor": {"field": ("Beginning Certificate Factor", "Beginning Class Factor")},
    "security_pct": {"certificate": ("Security %",)},
    "percentage_interest_pct": {"certificate": ("Percentage Interest",)},
}

DOLLARS: Wordings = {
    "beginning_balance": {
        "bank_one": ("Beg Bal",),
        "bny certificate": ("Beginning Balance",),
        "bny cts c_bass": ("Beginning Certificate Balance",),
        "certificate": ("Beginning Note Balance",),
        "rfc_report rfc_html": ("Principal Balance Before Distribution",),
        "rfc_statement": ("Beginning Notional / Principal Balance",),
        "chase deutsche": ("Prior Principal Balance",),
        "chase": ("Beginning Principal Balance",),
        "lasalle": ("Opening Balance",),
        "field": (
            *("Beginning Class Balance", "Beginning Certificate Principal Balance", "Beginning Bond Balance"),
            *(
                "Beginning Class Principal Balance",
                "Beginning Principal Amount",
                "Beginning Notional Balance",
            ),
            *("Beginning Outstanding Balance", "Prior Balance", "Prior Certificate Balance"),
            *("Beginning Class Certificate Balance", "Beginning Certificate Principal Amount"),
            *("Beginning Outstanding Principal Balance", "Prior Certificate Principal Balance"),
        ),
    },
    "ending_balance": {
        "bank_one": ("End Bal",),
        "bny certificate": ("Ending Balance",),
        "bny cts c_bass": ("Ending Certificate Balance",),
        "certificate": ("Ending Note Balance",),
        "rfc_report rfc_html": ("Remaining Principal Balance",),
        "rfc_statement": ("Ending Notional/ Principal Balance",),
        "chase deutsche": ("Current Principal Balance",),
        "chase": ("Ending Principal Balance",),
        "lasalle": ("Closing Balance",),
        "field": (
            *("Ending Class Balance", "Ending Certificate Principal Balance", "Ending Bond Balance"),
            *("Ending Class Principal Balance", "Ending Principal Amount", "Ending Notional Balance"),
            *("Ending Outstanding Balance", "Current Balance", "Current Certificate Balance"),
            *("Remaining Balance", "Principal Balance After Distribution"),
            *("Ending Class Certificate Balance", "Ending Certificate Principal Amount"),
            *("Ending Outstanding Principal Balance", "Current Certificate Principal Balance"),
        ),
    },
    "principal": {
        "bank_one": ("Prin",),
        "certificate rfc_html chase deutsche": ("Principal",),
        "bny cts c_bass rfc_report rfc_statement certificate": ("Principal Distribution",),
        "cts": ("Total Principal Distribution",),
        "lasalle": ("Principal Payment",),
        "field": (
            *("Principal Distribution Amount", "Principal Distributions", "Principal Distributed"),
            *("Principal Paid", "Principal Payments", "Principal Payment Amount"),
        ),
    },
    "interest": {
        "bank_one": ("Int",),
        "certificate rfc_html chase deutsche": ("Interest",),
        "bny cts c_bass rfc_report rfc_statement": ("Interest Distribution",),
        "bny": ("Interest Paid",),
        "cts_later": ("Total Interest Distribution",),
        "lasalle": ("Interest Payment",),
        "field": (
            *("Interest Distribution Amount", "Interest Distributions", "Interest Distributed"),
            *("Interest Payments", "Interest Payment Amount"),
        ),
    },
    "total_distribution": {
        "bank_one chase": ("Total",),
        "bny cts c_bass rfc_report rfc_html rfc_statement deutsche": ("Total Distribution",),
        "field": (
            *("Total Distribution Amount", "Total Distributions", "Total Distributed", "Total Payment"),
            *("Total Payments", "Total Paid", "Total Payment Amount", "Total Amount Distributed"),
        ),
    },
    "realized_loss": {
        "bank_one": ("Cur Loss",),
        "bny cts": ("Current Realized Losses", "Current Realized Loss"),
        "rfc_report chase": ("Realized Losses",),
        "chase": ("Realized Loses",),  # sic, 2003
        "cts deutsche": ("Realized Loss",),
        "rfc_html rfc_statement": ("Principal Loss",),
        "c_bass": ("Applied Realized Loss",),
        "field": (
            *("Current Loss", "Applied Realized Losses", "Applied Realized Loss Amount", "Principal Losses"),
            *("Realized Loss of Principal", "Principal Writedown", "Allocated Realized Loss"),
            *("Allocated Realized Losses", "Realized Loss Allocated", "Realized Losses Allocated"),
            *("Realized Loss Allocation", "Realized Loss Amount", "Realized Principal Loss"),
        ),
    },
    "cumulative_realized_loss": {
        "bank_one": ("Cumul Loss",),
        "bny cts": ("Cumulative Realized Losses", "Cumulative Realized Loss"),
        "bny": ("Cumulative Realized",),  # cut, December 2003
        "field": ("Cumulative Loss", "Cumulative Losses", "Realized Losses to Date"),
    },
    "deferred_interest": {
        "bank_one": ("Def Int",),
        "bny rfc_report rfc_html rfc_statement chase deutsche": ("Deferred Interest",),
        "lasalle": ("Negative Amortization",),
    },
    "interest_loss": {"rfc_html rfc_statement": ("Interest Loss",), "field": ("Interest Losses",)},
    "scheduled_principal": {
        "bank_one": ("Sched Prin",),
        "bny cts": ("Scheduled Principal Distribution",),
        "field": ("Scheduled Principal",),
    },
    "unscheduled_principal": {
        "cts": ("Unscheduled Principal Distribution",),
        "field": ("Unscheduled Principal",),
    },
    "acc_principal": {"bank_one": ("Acc Prin",), "bny": ("Accretion Principal",)},
    "accretion": {"cts": ("Accretion",)},
    "principal_adjustment": {
        "bank_one": ("Prin Adj",),
        "bny": ("Unscheduled Principal Adjustments",),
        "field": ("Unscheduled Principal Adjustment", "Principal Adjustment"),
    },
    "principal_adjustment_or_loss": {"lasalle": ("Principal Adj. or Loss", "Principal Adjustment or Loss")},
    "net_principal": {"bank_one": ("Net Prin",), "bny": ("Net Principal Distribution",)},
    "principal_reduction": {"cts": ("Total Principal Reduction",)},
    "principal_recovery": {"cts_later": ("Principal Recovery",)},
    "accrued_interest": {
        "bank_one": ("Acc Int",),
        "bny": ("Accrued Optimal Interest",),
        "cts_later": ("Current Accrued Interest",),
        "rfc_later": ("Optimal Interest Amount",),
        "field": ("Accrued Interest", "Interest Accrued", "Accrued Certificate Interest", "Optimal Interest"),
    },
    "unpaid_interest": {
        "bank_one": ("Unpaid Int",),
        "bny": ("Cumulative Unpaid Interest",),
        "rfc_later": ("Accrued Certificate Interest Remaining Unpaid",),
    },
    "total_interest_due": {"bank_one": ("Total Int Due",), "bny": ("Total Interest Due",)},
    "net_prepayment_interest_shortfall": {
        "bank_one": ("NPPIS",),
        "bny": ("Net Prepayment Int Shortfall",),
        "cts_later": ("Non-Supported Interest Shortfall",),
        "field": ("Net Prepayment Interest Shortfall",),
    },
    "interest_adjustment": {
        "bank_one": ("Int Adj",),
        "bny": ("Unscheduled Interest Adjustment",),
        "lasalle": ("Interest Adjustment",),
    },
    "interest_shortfall": {
        "certificate": ("Interest Shortfalls", "Interest Shortfall"),
        "cts_later": ("Current Interest Shortfall",),
    },
    "unpaid_shortfall_paid": {"cts_later": ("Payment of Unpaid Interest Shortfall",)},
    "remaining_interest_shortfall": {"cts_later": ("Remaining Unpaid Interest Shortfall",)},
    "beginning_interest_balance": {"cts_later": ("Beginning Certificate/Notional Balance",)},
    "ending_interest_balance": {"cts_later": ("Ending Certificate/Notional Balance",)},
    "interest_carryover_shortfall": {"c_bass": ("Class Interest Carryover Shortfall",)},
    "remaining_interest_carryover": {"c_bass": ("Remaining Int. Carryover Amount",)},
    "relief_act_shortfall": {"rfc_later": ("Relief Act Shortfall",)},
    "other_income": {"rfc_later": ("Other Income",)},
    "factor": {"certificate": ("Factor",), "field": ("Ending Factor", "Current Factor", "Class Factor")},
    "beginning_factor": {"field": ("Beginning Factor", "Prior Factor")},
}
