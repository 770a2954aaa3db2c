"""The servicing certificate of the high-LTV trusts 2000-HLTV1 and 2000-HLTV2: groups end the rows' labels."""

from collections.abc import Sequence

from parsers.blocks.class_joining import place_tables
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
from parsers.certificates.notes import place_note_rates, tidy_tables
from parsers.certificates.wordings import ENHANCEMENT, LOSS_AMOUNTS, REPURCHASES
from parsers.layout import Layout
from parsers.page import Line

NOTE_COLUMNS = {
    "Beginning Note Balance": "beginning_balance",
    "Ending Note Balance": "ending_balance",
    "Percentage Interest": "percentage_interest_pct",
    "Principal Distribution": "principal",
    "Interest": "interest",
}
# Labels without the group that 2000-HLTV2 puts behind them ('… Group A-I').
ROWS = {
    "Beginning Principal Balance": "beginning_balance",
    "Total Beginning Balance": "total_beginning_balance",
    "Ending Principal Balance": "ending_balance",
    "Total Ending Balance": "total_ending_balance",
    "Principal Collections": "principal_collections",
    "Interest Collections": "interest_collections",
    "Active Loan Count": "ending_loan_count",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Principal Balance of Current Month Prefunding": "additional_loans_funding",
    "Net Loan Rate": "net_wac",
    "Note Rate": "note_rate",
    "Policy Draw Amount": "credit_enhancement_draw",
    "Total Limited Reimbursement Amount": "limited_reimbursement",
    "Current month distribution to Credit Enhancer": "credit_enhancer_distribution",
    "Certificates": "certificate_distribution",
    **ENHANCEMENT,
    "Ending Overcollateralization Amount": "overcollateralization_ending",
    # A row after the 'Ending' one.
    "Outstanding Overcollateralization Amount": "overcollateralization_outstanding",
    **LOSS_AMOUNTS,
    **REPURCHASES,
}
PREFUNDING = {
    "Beginning Balance": "prefunding_beginning",
    "Interest Earned on Prefunding Account": "prefunding_earned",
    "Prior month Interest earned transferred to overcollateralization": (
        "prefunding_earned_to_overcollateralization"
    ),
    "Collection Period Subsequent Transfer": "prefunding_additional_purchases",
    "Prefunding Account balance distributed to Noteholders": "prefunding_closing_release",
    "Total Ending Prefunding Account Balance as of Payment Date": "prefunding_ending",
}
CAPITALIZED_INTEREST = {
    "Beginning Balance": "capitalized_interest_beginning",
    "Withdraw relating to prior month Collection Period": "capitalized_interest_withdrawal",
    "Interest Earned": "capitalized_interest_earned",
    "Interest Earned sent to Note Payment account": "capitalized_interest_earned_to_note_account",
    "Total Ending Capitalized Interest Account Balance to Noteholders": (
        "capitalized_interest_closing_release"
    ),
    "Total Ending Capitalized Interest Account Balance": "capitalized_interest_ending",
}


def finish(certificate: Certificate) -> None:
    """The notes, when their table is whole, with the rates printed above it."""
    tidy_tables(certificate.builder, certificate.notes)
    place_tables(certificate.builder, certificate.notes)
    place_note_rates(certificate)


GRAMMAR = Grammar(
    "servicing_certificate_hltv",
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
    """One certificate of a high-LTV trust."""
    return read_certificate(lines, GRAMMAR)


LAYOUT = Layout(
    name="servicing_certificate_hltv",
    signatures=(
        r"^[ ]*Servicing Certificate\b",
        r"^[ ]*Beginning Principal Balance\b",
        r"\bPayment Date\b",
        r"^[ ]*Note Rate - Class\b",
    ),
    excludes=(r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS", r"\bAmount {2,}Factor\b"),
    splitting=SPLITTING,
    reader=read,
)
