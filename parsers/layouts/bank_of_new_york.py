"""The Bank of New York's mortgage report: Bank One's columns in long words (HTML, text), 2001 to 2004.

Its class tables were seen on seven reports of GreenPoint's trusts. The sections behind them were not: where
they print exactly Bank One's words, they are read like Bank One's; else their numbers are reported.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from parsers.builder import Builder
from parsers.class_kinds import mark_strips_left_out
from parsers.general.names_and_dates import name_trust
from parsers.layouts.bank_one import LAYOUT as BANK_ONE
from parsers.page import Line
from parsers.proved_class_table import ProvedClassTable
from parsers.splitting import Titles
from parsers.vocabulary.printers import columns_by

BNY = "bny"  # its name in the vocabulary
CLASSES = columns_by(BNY) | {
    "Net Principal": "net_principal",  # these two lost a word in some months of 2003
    "Total Due": "total_interest_due",
}
PER_1000 = columns_by(BNY, "per_1000") | {
    "Beginning Certificate Factor": "beginning_balance_per_1000",
    "Principal Distribution": "principal_per_1000",
    "Interest Distribution": "interest_per_1000",
    "Ending Certificate Factor": "ending_balance_per_1000",
}
SUMMARY = "Certificateholder Monthly Distribution Summary"
TABLES = ProvedClassTable(CLASSES, titled={"Factors per $1,000": PER_1000})
# Not seen: Bank One's words, from general knowledge.
AS_BANK_ONE = (
    "COLLATERAL INFORMATION",
    "Prepayment Compensation",
    "DELINQUENCY INFORMATION",
    "Subordination/Credit Enhancement Information",
)
OTHER_MONTHS = (
    "Beginning Factor",
    "Cumulative Realized Loss",
    "Current Realized Loss",
    "Ending Factor",
    "Pass - Through Rate",
)
# Labels of those sections; a page prints one form or the other.
BANK_ONES_OWN = (
    "Accrual Period 30/360 Beg",
    "Accrual Period 30/360 End",
    "Number of Days in 30/360 Accrual Period",
    "Aggregate Pool Curtailment Principal CPR",
    "Record Date",
)
# 'Distribution Date: 9/15/03'; in 2002 'Certificate Payment Report for February 15, 2002 Distribution'
_DATED = re.compile(r"\bDistribution Date\b|\bReport for .* Distribution$", re.IGNORECASE)


def _read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Read names and the day above the first table; digits of addresses and telephones are ignored."""
    above = list(takewhile(lambda line: SUMMARY not in line.squashed, lines))
    name_trust(builder, above)
    for line in above:
        if line.dates and _DATED.search(line.squashed):
            builder.put(builder.statement, "distribution_date", line.dates[-1], "statement")
        builder.ignore([cell for cell in line.values if builder.fate(cell) is None], "page_head")


LAYOUT = replace(
    BANK_ONE,
    name="bank_of_new_york",
    signatures=(
        rf"^[ ]*{SUMMARY}\b",
        r"^[ ]*THE BANK OF NEW YORK\b",
        r"\b(?:Cusip|Beginning|Distribution)\b.*\b(?:Balance|Distribution|Description)\b",  # of the headings
    ),
    excludes=(),
    splitting=Titles(rf"^[ ]*{SUMMARY}\b", head=16, opens=r"^[ ]*THE BANK OF NEW YORK\b"),
    sections={
        "": (_read_head, TABLES),
        "Pool Level Data": (
            *BANK_ONE.sections["Pool Level Data"],
            *BANK_ONE.sections["COLLATERAL INFORMATION"],
        ),
        "Certificate Account": (),
        **{title: BANK_ONE.sections[title] for title in AS_BANK_ONE},
    },
    seen_elsewhere={
        "Certificate Account": "general knowledge of this report: no number is read there",
        **dict.fromkeys(OTHER_MONTHS, "reports of GreenPoint's trusts, 2001 to 2004"),
        **dict.fromkeys(BANK_ONES_OWN, "Bank One's statements, whose sections stand behind the class tables"),
    },
    finish=mark_strips_left_out,
)
