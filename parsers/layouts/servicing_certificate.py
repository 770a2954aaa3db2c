"""GMAC Mortgage's 'Servicing Certificate' of the home-equity trusts, 2001 to 2006: groups as columns."""

from parsers.certificates.certificate_head import SPLITTING
from parsers.certificates.certificate_sections import certificate_sections
from parsers.certificates.note_tables import NoteTable, mark_notional
from parsers.certificates.wordings import (
    CAPITALIZED_INTEREST,
    ENHANCEMENT,
    LOSS_AMOUNTS,
    OF_OTHERS,
    PREFUNDING,
    REPURCHASED_LOANS,
    REPURCHASES,
    WIDE_DELINQUENCY_COLUMNS,
)
from parsers.class_rows import NAME
from parsers.layout import Layout
from parsers.targets import targets

NOTES = {
    "Term Notes": NAME,
    "Beginning Balance": "beginning_balance",
    "Ending Balance": "ending_balance",
    "Factor": "factor",
    "Principal": "principal",
    "Interest": "interest",
    "Interest Shortfalls": "interest_shortfall",
    "Shortfalls": "interest_shortfall",  # 'Interest' may stand over the column beside it
    "Security %": "security_pct",
    "%": "security_pct",
    "Coupon": "pass_through_rate_pct",
    "Note Rate": "pass_through_rate_pct",  # 2000-CL1
}
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
    "Net Interest Collections": "interest_collections",
    "Additional Mortgage Loans - Revolving Period": "additional_loans_revolving",
    "Additional Mortgage Loans - Due to Funding Event": "additional_loans_funding",
    "Weighted Average Loan Rate": "wac_pct",
    "Weighted Average Net Loan Rate": "net_wac_pct",
    "Weighted Average Net WAC Rate": "net_wac_pct",
    "Net Weighted Average Coupon Rate": "net_wac_pct",
    "Net WAC Rate": "net_wac_pct",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Excess Cash": "excess_cash",
    "Excess Spread Cash": "excess_cash",
}
AMOUNTS = {
    "Weighted Average Net Loan Rate Both Groups": "net_wac",
    "Net WAC Cap": "net_wac_cap",
    "Note Rate": "note_rate",
    "Excess Spread Percentage": "excess_spread_percentage",
    "Excess Spread Target": "excess_spread_target",
    **LOSS_AMOUNTS,
    **REPURCHASES,
    # 2002-HLTV1; the second is sic.
    **REPURCHASED_LOANS,
    "Substitution Loan Amount": "substitution_balance",
    "Substitution Loan Amout": "substitution_balance",
}
# The status is above the first column of its pair only.
PAIRED = [words for words in WIDE_DELINQUENCY_COLUMNS if words.endswith("Dollars")]
UNSEEN = (
    *("Beginning Net Loss Amount", "Current Month Repurchases - Due to Delinquency", "Excess Spread Cash"),
    *REPURCHASED_LOANS,
    *("Substitution Loan Amount", "Substitution Loan Amout", "Weighted Average Net WAC Rate"),
)
LAYOUT = Layout(
    name="servicing_certificate",
    signatures=(
        r"^[ ]*Servicing Certificate\b",
        r"\bPool Balance\b",
        r"\bPayment Date\b",
        r"\bOvercollateralization\b",
    ),
    excludes=(
        r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS",
        r"\bAmount {2,}Factor\b",
        r"^[ ]*(?:Beginning|Ending) Principal Balance\b",
    ),
    splitting=SPLITTING,
    sections=certificate_sections(
        NoteTable(NOTES),
        targets("pool", POOL) | targets("amount", AMOUNTS),
        ENHANCEMENT,
        {"Capitalized Interest Account": CAPITALIZED_INTEREST, "Prefunding Account": PREFUNDING},
        WIDE_DELINQUENCY_COLUMNS,
    ),
    finish=mark_notional,
    seen_elsewhere=dict.fromkeys(UNSEEN, OF_OTHERS) | dict.fromkeys(PAIRED, "its pair's first column"),
)
