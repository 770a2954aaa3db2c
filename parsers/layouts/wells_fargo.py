"""Wells Fargo's CTSLink statement for any issuer, and Norwest's before it: text and HTML, 1999 to 2005.

Seen on pages: the head, the summary, the principal distribution's headings and rows, the order of the titles
and the footnotes. All other labels are general knowledge of this report: figures below them are placed by the
exact label below its exact title.
"""

from collections.abc import Sequence

from parsers.blocks.finding import find_blocks
from parsers.builder import Builder
from parsers.ctslink.class_placing import place_classes
from parsers.ctslink.class_sections import ClassReader, ClassSection
from parsers.ctslink.statement_head import HEADS, TITLE, read_head
from parsers.general.known_words import KNOWN
from parsers.layout import Layout
from parsers.page import Line

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
    ClassSection("Certificateholder Distribution Summary", CLASS | SUMMARY),
    ClassSection("Principal Distribution Statement", CLASS | PRINCIPAL),
    ClassSection("Interest Distribution Statement", CLASS | INTEREST),
    ClassSection("Principal Distribution Factors Statement", CLASS | PRINCIPAL, ratios=True),
    ClassSection("Interest Distribution Factors Statement", CLASS | INTEREST, ratios=True),
)


def read(lines: Sequence[Line]) -> Builder:
    """One statement: its head, its class tables, and the sections about its loans."""
    builder = Builder("wells_fargo")
    read_head(builder, lines)
    blocks = find_blocks(lines, KNOWN)
    place_classes(builder, ClassReader(CLASS_SECTIONS, blocks, None))
    return builder


LAYOUT = Layout(
    name="wells_fargo",
    signatures=(TITLE, r"\b(?:CUSIP|Description)\b", r"\bRealized\b"),
    excludes=(r"^[ \t]*GMA\w{0,3} +Series:? +(?:19|20)\d\d-\w+[ \t]*$",),  # the paying agent's own layout
    splitting=HEADS,
    read=read,
)
