"""GMAC Mortgage's 'Servicing Certificate' of the home-equity trusts, 2001 to 2006: groups as columns."""

from collections.abc import Sequence

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_rows import NAME
from parsers.builder import Builder
from parsers.certificates import (
    Certificate,
    Grammar,
    account_opener,
    note_opener,
    open_delinquencies,
    open_losses,
    read_certificate,
)
from parsers.certificates.head import SPLITTING
from parsers.certificates.notes import mark_notional, place_note_rates, tidy_tables
from parsers.certificates.wordings import (
    CAPITALIZED_INTEREST,
    ENHANCEMENT,
    LOSS_AMOUNTS,
    PREFUNDING,
    REPURCHASES,
)
from parsers.layout import Layout
from parsers.page import Line

NOTE_COLUMNS = {
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
ROWS = {
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
    "Weighted Average Net Loan Rate Both Groups": "net_wac",
    "Weighted Average Net WAC Rate": "net_wac_pct",
    "Net Weighted Average Coupon Rate": "net_wac_pct",
    "Net WAC Rate": "net_wac_pct",
    "Net WAC Cap": "net_wac_cap",
    "Note Rate": "note_rate",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Excess Cash": "excess_cash",
    "Excess Spread Cash": "excess_cash",
    "Excess Spread Percentage": "excess_spread_percentage",
    "Excess Spread Target": "excess_spread_target",
    **ENHANCEMENT,
    **LOSS_AMOUNTS,
    **REPURCHASES,
}


def finish(certificate: Certificate) -> None:
    """The notes, when their tables are whole."""
    tidy_tables(certificate.builder, certificate.notes)
    place_tables(certificate.builder, certificate.notes)
    mark_notional(certificate.builder)
    place_note_rates(certificate)


GRAMMAR = Grammar(
    "servicing_certificate",
    ROWS,
    (
        note_opener(NOTE_COLUMNS),
        open_delinquencies,
        open_losses,
        account_opener(
            {"Capitalized Interest Account": CAPITALIZED_INTEREST, "Prefunding Account": PREFUNDING}
        ),
    ),
    finish,
)


def read(lines: Sequence[Line]) -> Builder:
    """One certificate with a note table."""
    return read_certificate(lines, GRAMMAR)


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
    reader=read,
)
