"""Titles of sections as printed: the kind of section, and the title's source.

`table_titles` looks them up. A label can mean one thing below one title and another below the next
('Beginning Balance'), so that `fact_wordings` requires the kind of section.
"""

from parsers.vocabulary.title_words import TitleTable, by_wording

SECTIONS: TitleTable = {
    "dates": {"bank_one": ("Pool Level Data",), "deutsche": ("Dates",)},
    "parties": {"deutsche": ("External Parties", "Contacts", "Issuance Information")},
    "pool": {
        "bank_one": ("Collateral Information",),
        "cts_later": ("Collateral Statement", "Group Level Collateral Statement"),
        "rfc_statement": ("Collateral Summary",),
        "deutsche": ("Collateral Report",),
    },
    "related information": {"rfc_report": ("Additional Related Information",)},
    "delinquency": {
        "bank_one": ("Delinquency Information",),
        "rfc_report": ("Delinquencies",),
        "cts": ("Loan Status Stratification/Credit Enhancement Statement", "Delinquency Status by Group"),
        "cts_later": ("Delinquency Status",),
        "rfc_statement": (
            *("Loan Status Report (Delinquencies)", "Deal Delinquencies (30 Day Buckets)"),
            "Delinquency, Foreclosure, and REO Information",
        ),
        "deutsche": ("Delinquency Report",),
        "lasalle field": ("Delinquency Summary", "Delinquency Report", "Delinquent Mortgage Loans"),
    },
    "foreclosure": {"rfc_report": ("Foreclosures",), "deutsche": ("Foreclosure Report",)},
    "reo": {"deutsche": ("REO Report",)},
    "fees": {
        "bank_one": ("Prepayment Compensation",),
        "cts": ("Servicing Fees",),
        "rfc_statement": (
            *("Interest Shortfalls, Compensation and Expenses", "Compensation and Expense Adjustments"),
            "Collateral Interest Shortfalls",
        ),
    },
    "shortfalls": {
        "cts": ("Prepayment/Curtailment Interest Shortfall",),
        "rfc_statement": (
            *("Prepayment Interest and Basis Risk/Net WAC Shortfall Amounts", "Basis Risk/Net WAC Shortfall"),
            "Basis Risk/Net WAC Shortfall (if applicable)",
        ),
    },
    "losses": {
        "bank_one": ("Realized Loss Information",),
        "rfc_statement": ("Losses and Recoveries",),
        "deutsche": ("Realized Loss Report",),
    },
    "losses to date": {"certificate": ("Liquidation To-Date", "Losses to Date")},
    "recoveries to date": {"certificate": ("Net Recoveries to Date",)},
    "subordination": {
        "bank_one": ("Subordination/Credit Enhancement Information",),
        "cts_later": ("Subordination Level/Credit Enhancement/Class Percentage and Prepayment Percentage",),
    },
    "coverage": {
        "cts_later": ("Credit Enhancement",),
        "rfc_statement": (
            "Credit Enhancement Report",
            "Credit Instrument",
            "Credit Instrument (if applicable)",
        ),
        "deutsche": ("Credit Enhancement Report",),
    },
    "overcollateralization": {
        "rfc_statement": ("Overcollateralization Summary", "Overcollateralization Summary (if applicable)"),
    },
    "excess cash flow": {
        "rfc_statement": (
            "Excess Cash Flow, Overcollateralization Provisions and Derivative Amounts",
            "Excess Cash Flow, Overcollateralization",
        ),
    },
    "percentages": {"rfc_report rfc_statement": ("Distribution Percentages",)},
    "tests": {"rfc_statement": ("Performance Tests",), "field": ("Trigger Event", "Triggers")},
    "repurchases": {"rfc_statement": ("Repurchase Information",)},
    "prepayments": {
        "rfc_statement": ("Prepayment and Repurchases",),
        "deutsche": ("Prepayment Report",),
    },
    "modifications": {"rfc_statement": ("Loss Mitigation and Servicing Modifications",)},
    "insurance": {"rfc_statement": ("Lender Paid Mortgage Insurance",)},
    "components": {
        "rfc_statement": ("Components Information", "Component Level Reporting (if applicable)"),
        "cts_later": ("Certificateholder Component Statement",),
    },
    "index rates": {
        "rfc_statement": ("Index Based Classes (if applicable)",),
        "rfc_later": ("Current Index Rates",),
    },
    "other income": {"rfc_statement": ("Other Income Detail",)},
    "account": {
        "cts": ("Certificateholder Account Statement", "Other Accounts"),
        "deutsche": ("Collection Account Report",),
    },
    "certificate account": {"cts": ("Certificate Account",)},
    "capitalized interest account": {"certificate": ("Capitalized Interest Account",)},
    "prefunding account": {"certificate": ("Prefunding Account", "Pre-Funding Account")},
    "other": {
        "cts_later": ("Other Information", "Miscellaneous Reporting"),
        "deutsche": ("Other Related Information",),
    },
    "loan detail": {
        "deutsche": ("Prepayment Detail Report", "Realized Loss Detail Report"),
        "lasalle field": (
            "Delinquency Loan Detail",
            "Loan Detail",
            "Realized Loss Detail",
            "Prepayment Detail",
        ),
    },
    "contents": {"deutsche lasalle": ("Table of Contents", "Contents")},
    "comments": {"rfc_statement": ("Comments",)},
    "signature": {"bank_one": ("Signatures", "Signature")},
}

SECTION_TITLES = by_wording(SECTIONS)
