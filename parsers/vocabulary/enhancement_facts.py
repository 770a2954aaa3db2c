"""Labels of enhancement: overcollateralization, draws, coverage of losses; as in `pool_facts`."""

from typing import NamedTuple

from parsers.vocabulary.pool_facts import FactTable

FACTS: tuple[FactTable, ...] = (
    (
        "amount",
        ("",),
        {
            "overcollateralization_beginning": {"certificate": ("Beginning Overcollateralization Amount",)},
            "overcollateralization_change": {
                "certificate": ("Overcollateralization Amount Increase (Decrease)",),
            },
            "overcollateralization_ending": {"certificate": ("Ending Overcollateralization Amount",)},
            "overcollateralization_target": {
                "certificate": (
                    *("Target Overcollateralization Amount", "Overcollateralization Target Amount"),
                    *("Overcollateralization Target", "Required Overcollateralization Amount"),
                )
            },
            "credit_enhancement_draw": {
                "certificate": ("Credit Enhancement Draw Amount", "Policy Draw Amount"),
            },
            "unreimbursed_prior_draws": {"certificate": ("Unreimbursed Prior Draws",)},
            "limited_reimbursement": {"certificate": ("Total Limited Reimbursement Amount",)},
            "credit_enhancer_distribution": {
                "certificate": ("Current Month Distribution to Credit Enhancer",),
            },
        },
    ),
    (
        "amount",
        ("overcollateralization",),
        {
            "overcollateralization_prior_target": {
                "rfc_later": ("Prior Required Overcollateralization Amount",),
            },
            "overcollateralization_beginning": {
                "rfc_later": ("Beginning Overcollateralization/Undercollateralization Amount",),
            },
            "overcollateralization_change": {
                "rfc_later": ("Overcollateralization (Reduction)/Increase Amount",),
            },
            "overcollateralization_ending": {
                "rfc_later": ("Ending Overcollateralization/Undercollateralization Amount",),
            },
            "overcollateralization_target": {
                "rfc_later": ("Current Required Overcollateralization Amount",),
            },
        },
    ),
    (
        "credit_support letter_of_credit",
        ("",),
        {"current_balance": {"rfc_report": ("Letter of Credit - Total Available Amount",)}},
    ),
    (
        "credit_support bankruptcy",
        ("",),
        {"current_balance": {"rfc_report": ("Bankruptcy Amount Available",)}},
    ),
    ("credit_support fraud", ("",), {"current_balance": {"rfc_report": ("Fraud Amount Available",)}}),
    (
        "credit_support special_hazard",
        ("",),
        {"current_balance": {"rfc_report": ("Special Hazard Amount Available",)}},
    ),
)


class Coverage(NamedTuple):
    """A row of a table of coverage: the loss covered, and the row's field; '' where the columns give it."""

    name: str
    what: str
    source: str


COVERAGE_ROWS = {
    "Bankruptcy Loss": Coverage("bankruptcy", "balance", "bank_one"),
    "Bankruptcy Percentage": Coverage("bankruptcy", "share_pct", "bank_one"),
    "Credit/Fraud Loss": Coverage("fraud", "balance", "bank_one"),
    "Credit/Fraud Loss Percentage": Coverage("fraud", "share_pct", "bank_one"),
    "Special Hazard Loss": Coverage("special_hazard", "balance", "bank_one"),
    "Special Hazard Loss Percentage": Coverage("special_hazard", "share_pct", "bank_one"),
    "Bankruptcy": Coverage("bankruptcy", "", "cts_later"),
    "Fraud": Coverage("fraud", "", "cts_later"),
    "Special Hazard": Coverage("special_hazard", "", "cts_later"),
}
# Heading: the field, or the beginning of its name where the row gives the rest.
COVERAGE_COLUMNS = {
    "Original": ("original", "bank_one"),
    "Current": ("current", "bank_one"),
    "Original $": ("original_balance", "cts_later"),
    "Original %": ("original_share_pct", "cts_later"),
    "Current $": ("current_balance", "cts_later"),
    "Current %": ("current_share_pct", "cts_later"),
}
