"""Labels of shortfalls, fees, advances and percentages; as in `pool_facts`."""

from parsers.vocabulary.pool_facts import FactTable

FACTS: tuple[FactTable, ...] = (
    (
        "amount",
        ("",),
        {
            "gross_prepayment_interest_shortfall": {
                "bank_one": ("Total Gross Prepayment Interest Shortfall",),
            },
            "servicing_fee_compensation": {
                "bank_one": ("Compensation for Gross PPIS from Servicing Fees",),
            },
            "other_compensation": {"bank_one": ("Other Gross PPIS Compensation",)},
            "net_prepayment_interest_shortfall": {
                "bank_one": ("Total Net PPIS (Non-Supported PPIS)",),
            },
            "master_servicing_fee": {
                "bank_one": ("Master Servicing Fees Paid",),
                "rfc_report": ("Servicing Compensation Received by Master Servicer",),
            },
            "sub_servicing_fee": {
                "bank_one": ("Sub Servicing Fees Paid",),
                "rfc_report": ("Servicing Compensation Received by Sub-Servicer",),
            },
            "insurance_premium": {"bank_one": ("Insurance Premium(s) Paid",)},
            "mortgage_insurance_fee": {"bank_one": ("Personal Mortgage Insurance Fees Paid",)},
            "sub_servicer_advances": {"rfc_report": ("Subservicer Advances This Month",)},
            "master_servicer_advances": {"rfc_report": ("Master Servicer Advances This Month",)},
            "remaining_interest_shortfall": {"rfc_report": ("Remaining Subclass Interest Shortfall",)},
            "class_a_shortfall_principal": {"rfc_report": ("Class A Shortfall (Principal)",)},
            "class_a_shortfall_interest": {"rfc_report": ("Class A Shortfall (Interest)",)},
        },
    ),
    (
        "amount",
        ("fees",),
        {
            "other_fee": {"bank_one": ("Other Fees Paid",)},
            "total_fee": {"bank_one": ("Total Fees",)},
            "gross_servicing_fee": {"cts_later": ("Gross Servicing Fee",)},
            "master_servicing_fee": {"cts_later": ("Master Servicing Fee",)},
            "trustee_fee": {"cts_later": ("Trustee Fee",)},
            "supported_prepayment_interest_shortfall": {
                "cts_later": (
                    *("Supported Prepayment/Curtailment Interest Shortfall",),
                    "Supported Prepayment Curtailment Interest Shortfall",
                )
            },
            "net_servicing_fee": {"cts_later": ("Net Servicing Fee",)},
        },
    ),
    (
        "amount",
        ("pool",),
        {
            "master_servicing_fee": {"cts_later": ("Master Servicing Fee",)},
            "trustee_fee": {"cts_later": ("Trustee Fee",)},
        },
    ),
    (
        "amount",
        ("shortfalls",),
        {
            "gross_prepayment_interest_shortfall": {
                "cts_later": ("Total Prepayment/Curtailment Interest Shortfall",),
            },
            "servicing_fee_compensation": {"cts_later": ("Servicing Fee Support",)},
            "net_prepayment_interest_shortfall": {
                "cts_later": ("Non-Supported Prepayment/Curtailment Interest Shortfall",),
            },
        },
    ),
    # By the column of each: 'Senior', 'Class M', 'Subordinate'.
    (
        "amount",
        ("percentages", "related information"),
        {
            "distribution_percentage": {
                "rfc_report": ("Percentage for Current Distribution", "Current Distribution"),
            },
            "prepayment_percentage": {
                "rfc_report": ("Current Prepayment Percentage", "Prepayment Percent"),
            },
            "next_distribution_percentage": {
                "rfc_report": ("Percentage for Next Distribution", "Next Distribution"),
            },
        },
    ),
)
