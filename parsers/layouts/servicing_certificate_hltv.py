"""The servicing certificate of the high-LTV trusts 2000-HLTV1 and 2000-HLTV2: groups end the rows' labels."""

from parsers.certificates.certificate_head import SPLITTING
from parsers.certificates.certificate_sections import certificate_sections
from parsers.certificates.note_tables import NoteTable
from parsers.certificates.wordings import ENHANCEMENT, LOSS_AMOUNTS, OF_OTHERS, RECOVERIES, REPURCHASED_LOANS
from parsers.layout import Layout
from parsers.targets import targets

NOTES = {
    "Beginning Note Balance": "beginning_balance",
    "Ending Note Balance": "ending_balance",
    "Percentage Interest": "percentage_interest_pct",
    "Principal Distribution": "principal",
    "Interest": "interest",
}
# Labels without the group that 2000-HLTV2 puts behind them ('… Group A-I').
POOL = {
    "Beginning Principal Balance": "beginning_balance",
    "Ending Principal Balance": "ending_balance",
    "Principal Collections": "principal_collections",
    "Interest Collections": "interest_collections",
    "Active Loan Count": "ending_loan_count",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Principal Balance of Current Month Prefunding": "additional_loans_funding",
}
AMOUNTS = {
    "Total Beginning Balance": "total_beginning_balance",
    "Total Ending Balance": "total_ending_balance",
    "Net Loan Rate": "net_wac",
    "Policy Draw Amount": "credit_enhancement_draw",
    "Total Limited Reimbursement Amount": "limited_reimbursement",
    "Current month distribution to Credit Enhancer": "credit_enhancer_distribution",
    "Certificates": "certificate_distribution",
    **LOSS_AMOUNTS,
    **REPURCHASED_LOANS,
}
OVERCOLLATERALIZATION = {
    **ENHANCEMENT,
    "Ending Overcollateralization Amount": "overcollateralization_ending",
    # A row after the 'Ending' one.
    "Outstanding Overcollateralization Amount": "overcollateralization_outstanding",
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
UNSEEN = (
    *RECOVERIES,
    *("Beginning Net Loss Amount", "Current Month Recoveries", "Percent of Ending Balance"),
    *("Foreclosed Loans", "Foreclosure", "Unreimbursed Prior Draws", "Credit Enhancement Draw Amount"),
    *("Target Overcollateralization Amount", "Overcollateralization Target Amount"),
    *("Overcollateralization Target", "Required Overcollateralization Amount"),
)

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
    sections=certificate_sections(
        NoteTable(NOTES),
        targets("pool", POOL) | targets("amount", AMOUNTS),
        OVERCOLLATERALIZATION,
        {"Capitalized Interest Account": CAPITALIZED_INTEREST, "Prefunding Account": PREFUNDING},
    ),
    seen_elsewhere=dict.fromkeys(UNSEEN, OF_OTHERS),
)
