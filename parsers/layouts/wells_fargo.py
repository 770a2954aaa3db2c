"""Wells Fargo's CTSLink statement for any issuer, and Norwest's before it: text and HTML, 1999 to 2005.

Seen on pages: the head, the summary, the principal distribution's headings and rows, the order of the titles
and the footnotes. All other labels are general knowledge of this report: figures below them are placed by the
exact label below its exact title.
"""

import re
from collections.abc import Sequence

from parsers.blocks.block_headings import COUNTED
from parsers.blocks.finding import Block, find_blocks
from parsers.blocks.heading_words import Known
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.ctslink import loan_status
from parsers.ctslink.accounts_and_groups import (
    Components,
    GroupTable,
    place_accounts,
    place_components,
    place_groups,
    read_descriptions,
)
from parsers.ctslink.class_headings import ClassSection
from parsers.ctslink.class_placing import place_classes
from parsers.ctslink.ctslink_classes import ClassReader
from parsers.ctslink.loan_status import place_status
from parsers.ctslink.section_rows import SectionRows, place_facts
from parsers.ctslink.statement_head import HEADS, TITLE, read_head
from parsers.ctslink.support_tables import place_supports
from parsers.form import HEAD
from parsers.layout import Layout
from parsers.page import Line
from parsers.targets import Target, targets
from parsers.vocabulary.wording import letters

CLASS = {"Class": "class_name", "CUSIP": "cusip", "Certificate Class Description": "class_type"}
SUMMARY = {
    "Record Date": "record_date",
    "Certificate Pass-Through Rate": "pass_through_rate_pct",
    "Beginning Certificate Balance": "beginning_balance",
    "Interest Distribution": "interest",
    "Principal Distribution": "principal",
    "Current Realized Loss": "realized_loss",
    "Current Realized Losses": "realized_loss",
    "Ending Certificate Balance": "ending_balance",
    "Total Distribution": "total_distribution",
    "Cumulative Realized Loss": "cumulative_realized_loss",
    "Cumulative Realized Losses": "cumulative_realized_loss",
}
PRINCIPAL = {
    "Original Face Amount": "original_balance",
    "Beginning Certificate Balance": "beginning_balance",
    "Scheduled Principal Distribution": "scheduled_principal",
    "Unscheduled Principal Distribution": "unscheduled_principal",
    "Accretion": "accretion",
    "Realized Loss": "realized_loss",
    "Realized Losses": "realized_loss",
    "Recovery": "principal_recovery",
    "Principal Recovery": "principal_recovery",
    "Total Principal Reduction": "principal_reduction",
    "Ending Certificate Balance": "ending_balance",
    "Ending Certificate Percentage": "factor",  # a fraction of the original balance, whatever its name
    "Total Principal Distribution": "principal",
}
INTEREST = {
    "Original Face Amount": "original_balance",
    "Current Certificate Rate": "pass_through_rate_pct",
    "Beginning Certificate/Notional Balance": "beginning_interest_balance",
    "Current Accrued Interest": "accrued_interest",
    "Payment of Unpaid Interest Shortfall": "unpaid_shortfall_paid",
    "Current Interest Shortfall": "interest_shortfall",
    "Non-Supported Interest Shortfall": "net_prepayment_interest_shortfall",
    "Realized Loss": "interest_loss",
    "Realized Losses": "interest_loss",
    "Total Interest Distribution": "interest",
    "Remaining Unpaid Interest Shortfall": "remaining_interest_shortfall",
    "Ending Certificate/Notional Balance": "ending_interest_balance",
}
CLASS_SECTIONS = (
    ClassSection("Certificateholder Distribution Summary", CLASS | SUMMARY, seen=True),
    ClassSection("Principal Distribution Statement", CLASS | PRINCIPAL, seen=True),
    ClassSection("Interest Distribution Statement", CLASS | INTEREST),
    ClassSection("Principal Distribution Factors Statement", CLASS | PRINCIPAL, ratios=True),
    ClassSection("Interest Distribution Factors Statement", CLASS | INTEREST, ratios=True),
)


LABELS = {
    "Certificate Account": targets(
        "amount",
        {
            "Beginning Balance": "certificate_account_beginning",
            "Payments of Interest and Principal": "deposit_interest_and_principal",
            "Liquidations, Insurance Proceeds, Reserve Funds": "deposit_liquidations",
            "Proceeds from Repurchased Loans": "deposit_repurchases",
            "Other Amounts (Servicer Advances)": "deposit_servicer_advances",
            "Realized Losses": "deposit_realized_losses",
            "Realized Losses (Gains, Subsequent Expenses & Recoveries)": "deposit_realized_losses",
            "Prepayment Penalties": "deposit_prepayment_penalties",
            "Total Deposits": "deposit_total",
            "Reimbursement for Servicer Advances": "withdrawal_servicer_advances",
            "Payment of Service Fee": "withdrawal_servicing_fee",
            "Total Administration Fees": "withdrawal_servicing_fee",
            "Payment of Interest and Principal": "withdrawal_interest_and_principal",
            "Total Withdrawals (Pool Distribution Amount)": "withdrawal_total",
            "Ending Balance": "certificate_account_ending",
        },
    ),
    "Prepayment/Curtailment Interest Shortfall": targets(
        "amount",
        {
            "Total Prepayment/Curtailment Interest Shortfall": "gross_prepayment_interest_shortfall",
            "Servicing Fee Support": "servicing_fee_compensation",
            "Non-Supported Prepayment/Curtailment Interest Shortfall": "net_prepayment_interest_shortfall",
        },
    ),
    "Servicing Fees": targets(
        "amount",
        {
            "Gross Servicing Fee": "gross_servicing_fee",
            "Master Servicing Fee": "master_servicing_fee",
            "Trustee Fee": "trustee_fee",
            "Supported Prepayment/Curtailment Interest Shortfall": "supported_prepayment_interest_shortfall",
            "Net Servicing Fee": "net_servicing_fee",
        },
    ),
    "Collateral Statement": targets(
        "pool",
        {
            "Weighted Average Gross Coupon": "wac_pct",
            "Weighted Average Net Coupon": "net_wac_pct",
            "Weighted Average Pass-Through Rate": "pass_through_rate_pct",
            "Weighted Average Maturity (Stepdown Calculation )": "wam_months",
            "Weighted Average Maturity": "wam_months",
            "Beginning Scheduled Collateral Loan Count": "beginning_loan_count",
            "Number of Loans Paid in Full": "removed_loan_count",
            "Ending Scheduled Collateral Loan Count": "ending_loan_count",
            "Beginning Scheduled Collateral Balance": "beginning_balance",
            "Ending Scheduled Collateral Balance": "ending_balance",
            "Ending Actual Collateral Balance": "ending_actual_balance",
            "Monthly P &I Constant": "payment_constant",
            "Special Servicing Fee": "special_servicing_fee",
            "Prepayment Penalties": "prepayment_penalties",
            "Realized Loss Amount": "realized_loss",
            "Cumulative Realized Loss": "cumulative_realized_loss",
            "Class A Optimal Amount": "class_a_optimal_amount",
            "Ending Scheduled Balance for Premium Loans": "premium_loans_balance",
            "Scheduled Principal": "scheduled_principal",
            "Unscheduled Principal": "unscheduled_principal",
        },
    ),
}
# Of a list of each deal's own: what has one meaning in the program's other statements.
LABELS["Miscellaneous Reporting"] = {
    f"{whose.title()} {printed}": Target("amount", name, column=whose)
    for whose in ("senior", "subordinate")
    for printed, name in {
        "Percentage": "distribution_percentage",
        "Prepayment Percentage": "prepayment_percentage",
    }.items()
}
OTHER = targets(
    "amount",
    {
        "Current Period Realized Loss - Includes Interest Shortfall": "current_realized_loss_with_interest",
        "Cumulative Realized Losses - Includes Interest Shortfall": "cumulative_realized_loss_with_interest",
        "Current Period Class A Insufficient Funds": "class_a_insufficient_funds",
        "Principal Balance of Contaminated Properties": "contaminated_properties_balance",
        "Periodic Advance": "periodic_advance",
    },
)
# Many pages print these below the delinquencies without a title of their own.
LABELS |= dict.fromkeys(("Other Information", loan_status.OLD, *loan_status.SIDE_BY_SIDE), OTHER)
ACCOUNTS = {
    "Beginning Balance": "account_beginning",
    "Current Withdrawals": "account_withdrawals",
    "Current Deposits": "account_deposits",
    "Ending Balance": "account_ending",
}
COMPONENTS = Components(
    "Certificateholder Component Statement",
    {
        "Component Pass-Through Rate": "component_pass_through_rate",
        "Beginning Notional Balance": "component_beginning_notional",
        "Ending Notional Balance": "component_ending_notional",
        "Beginning Component Balance": "component_beginning_balance",
        "Ending Component Balance": "component_ending_balance",
        "Ending Component Percentage": "component_factor",
    },
)
GROUPS = GroupTable(
    "Group Level Collateral Statement",
    pools={
        "Weighted Average Coupon Rate": "wac_pct",
        "Weighted Average Net Rate": "net_wac_pct",
        "Pass-Through Rate": "pass_through_rate_pct",
        "Weighted Average Maturity": "wam_months",
        "Principal and Interest Constant": "payment_constant",
        "Beginning Loan Count": "beginning_loan_count",
        "Loans Paid in Full": "removed_loan_count",
        "Ending Loan Count": "ending_loan_count",
        "Beginning Scheduled Balance": "beginning_balance",
        "Ending Scheduled Balance": "ending_balance",
        "Ending Actual Collateral Balance": "ending_actual_balance",
        "Scheduled Principal": "scheduled_principal",
        "Unscheduled Principal": "unscheduled_principal",
        "Scheduled Interest": "scheduled_interest",
        "Realized Loss Amount": "realized_loss",
        "Cumulative Realized Loss": "cumulative_realized_loss",
        "Percentage of Cumulative Losses": "cumulative_loss_pct",
        "Prepayment Penalties": "prepayment_penalties",
        "Special Servicing Fee": "special_servicing_fee",
    },
    amounts={
        "Servicing Fee": "servicing_fee",
        "Servicing Fees": "servicing_fee",
        "Master Servicing Fee": "master_servicing_fee",
        "Trustee Fee": "trustee_fee",
        "FRY Amount": "fry_amount",
        "Special Hazard Fee": "special_hazard_fee",
        "Other Fee": "other_fee",
        "Pool Insurance Fee": "pool_insurance_fee",
        "Spread 1": "spread_1",
        "Spread 2": "spread_2",
        "Spread 3": "spread_3",
        "Spread Fee 1": "spread_1",
        "Spread Fee 2": "spread_2",
        "Spread Fee 3": "spread_3",
        "Net Interest": "net_interest",
    },
)
# Headings that the vocabulary of class tables does not have: they part words printed close together.
OTHER_HEADINGS = frozenset(
    map(
        letters,
        (
            *("Record Date", "Recovery", "Principal Recovery", *ACCOUNTS, *COMPONENTS.columns),
            *("Current Number of Loans", "Unpaid Principal Balance", "Original $", "Original %"),
            *("Current $", "Current %", "Current Class %", "Class %", "Prepayment %", "Next Prepayment %"),
        ),
    )
)
KNOWN_HERE = Known(
    lambda words: KNOWN.heading(words) or letters(words) in OTHER_HEADINGS,
    lambda words: KNOWN.of_words(words) or letters(words) == letters("Record Date"),
    KNOWN.part,
)
NOTE = re.compile(r"\(\d{1,2}\) ?[A-Z]")
DENOMINATION = re.compile(r"\bper \$ ?(1,?000|1)\b(?![.,]\d)", re.IGNORECASE)


# No page has shown what percentages of loans that are behind are of.
UNPROVED = frozenset({"delinquency_pct"})


def read_sections(builder: Builder, lines: Sequence[Line]) -> list[Line]:
    """The head, the class tables, and the sections about the loans, each known by its title alone.

    Pages order the sections differently and have others between them, so that a section ends at any title.
    """
    builder.unproved = UNPROVED
    read_head(builder, lines)
    blocks = find_blocks(lines, KNOWN_HERE)
    place_classes(builder, ClassReader(CLASS_SECTIONS, blocks, _denomination(lines)))
    page = SectionRows(lines, blocks)
    place_facts(builder, page, LABELS, summed="Certificate Account")
    place_accounts(builder, page, ACCOUNTS)
    place_components(builder, page, COMPONENTS)
    place_status(builder, page)
    place_supports(builder, page)
    read_descriptions(builder, page, "Collateral Statement")
    place_groups(builder, page, GROUPS)
    _leave_out_notes(builder, lines, blocks)
    return []


def _denomination(lines: Sequence[Line]) -> int | None:
    """The dollars of original balance that the footnotes say factors are per, where they all say the same."""
    said = {int(match[1].replace(",", "")) for line in lines for match in DENOMINATION.finditer(line.text)}
    return said.pop() if len(said) == 1 else None


def _leave_out_notes(builder: Builder, lines: Sequence[Line], blocks: Sequence[Block]) -> None:
    """The marks '(1)' of footnotes and the unit that a footnote tells are no figures."""
    headings = {line.number for block in blocks for line in block.heading}
    for line in lines:
        notes = line.values if DENOMINATION.search(line.text) else []
        if line.number in headings or NOTE.match(line.squashed):
            notes = [*notes, *(cell for cell in line.values if COUNTED.fullmatch(cell.text))]
        builder.ignore([cell for cell in notes if builder.fate(cell) is None], "footnote")


LAYOUT = Layout(
    name="wells_fargo",
    signatures=(
        TITLE,
        r"\bSeries:? +(?:19|20)\d\d-\w",
        r"\b(?:CUSIP|Description)\b",
        r"\bCertificate\b.*\bCertificate\b",  # of the heading, stacked over its columns
    ),
    excludes=(r"^[ \t]*GMA\w{0,3} +Series:? +(?:19|20)\d\d-\w+[ \t]*$",),  # the paying agent's own layout
    splitting=HEADS,
    sections={HEAD: (read_sections,)},
    seen_elsewhere=dict.fromkeys(
        (
            "Realized Losses (Gains, Subsequent Expenses & Recoveries)",
            *("Senior Prepayment Percentage", "Subordinate Percentage", "Subordinate Prepayment Percentage"),
            "Total Administration Fees",
        ),
        "general knowledge of the report's later years",
    ),
)
