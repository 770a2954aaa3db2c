"""Deutsche Bank National Trust's report (HTML, text), 2003 to 2007: contents, then report on report.

Its first page and first class table were seen. The headings of its other class tables, and what the reports
about loans print, are general knowledge: no word of theirs is taken but what the page itself proves.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from parsers.blocks.line_kinds import is_numbering
from parsers.builder import Builder
from parsers.class_kinds import mark_strips_left_out
from parsers.class_rows import NAME
from parsers.general.names_and_dates import read_names
from parsers.layout import Layout
from parsers.page import Line
from parsers.proved_class_table import ProvedClassTable
from parsers.splitting import Titles
from parsers.vocabulary.printers import columns_by

FIRST = "Certificate Payment Report"
CLASSES = columns_by("deutsche")
PER_1000 = {
    "Class": NAME,
    "Cusip": "cusip",
    "Prior Principal Balance": "beginning_balance_per_1000",
    "Interest": "interest_per_1000",
    "Principal": "principal_per_1000",
    "Total Distribution": "total_per_1000",
    "Current Principal Balance": "ending_balance_per_1000",
}
TABLES = ProvedClassTable(
    CLASSES,
    titled={
        "Current Period Distribution": CLASSES,
        "Current Period Factor Information per $1,000 of Original Face": PER_1000,
        # The same words mean other things there: sums since the closing, what was accrued.
        "Distribution to Date": {"Class": NAME},
        "Interest Detail": {"Class": NAME},
    },
)
# Lists of single loans, which no record holds.
DETAILS = ("Prepayment Detail Report", "Realized Loss Detail Report")
REPORTS = (
    "Collection Account Report",
    "Credit Enhancement Report",
    "Collateral Report",
    "Delinquency Report",
    "REO Report",
    "Foreclosure Report",
    "Prepayment Report",
    "Realized Loss Report",
    "Triggers and Adj. Cert. Report",
    "Additional Certificate Report",
    "Other Related Information",
)
_OF_CONTENTS = re.compile(r"(?:^|\s)\d{1,2}\. +[A-Z]|^Total Number of Pages\b")
_REVISED = re.compile(r"\bRevised Statement\b", re.IGNORECASE)


def _read_front(builder: Builder, lines: Sequence[Line]) -> None:
    """The first page: names, dates, contents, addresses. The digits of the last two are words."""
    front = list(takewhile(lambda line: line.squashed.casefold() != FIRST.casefold(), lines))
    read_names(builder, front)
    for line in front:
        if _REVISED.search(line.squashed):
            builder.statement.revised = True
        if line.dates and line.squashed.startswith("Close Date:"):
            builder.put(builder.statement, "closing_date", line.dates[0], "statement")
        rule = "contents" if _OF_CONTENTS.search(line.squashed) else "page_head"
        builder.ignore([cell for cell in line.values if builder.fate(cell) is None], rule)


def _read_classes(builder: Builder, lines: Sequence[Line]) -> None:
    for line in lines:
        if is_numbering(line):  # '(1)   (2)   (4)=(2)+(3)'
            builder.ignore(line.values, "heading")
    TABLES.read(builder, lines)
    _name_remic(builder, lines)


_REMIC = re.compile(r"Current Period Distribution - REMIC[- ](?P<name>[IVX]+)\b", re.IGNORECASE)


def _name_remic(builder: Builder, lines: Sequence[Line]) -> None:
    """The REMIC of a page that has one class table; of several each class has its own already."""
    names = {match["name"].upper() for line in lines if (match := _REMIC.match(line.squashed))}
    if len(names) == 1 and not any(one.remic for one in builder.tranches):
        for one in builder.tranches:
            one.remic = min(names)
        for total in builder.totals:
            total.remic = min(names)


def _leave_out_loans(builder: Builder, lines: Sequence[Line]) -> None:
    for line in lines:
        builder.ignore(line.values, "loan_detail")


LAYOUT = Layout(
    name="deutsche",
    signatures=(
        rf"^[ ]*{FIRST}[ ]*$",
        r"\b1761 E(?:\.|ast) St\. Andrew Place\b",
        r"\bFactor Information:",
    ),
    splitting=Titles(r"^[ ]*(?:External Parties[ ]+)?(?:Table of )?Contents(?:[ ]+Page)?[ ]*$", head=3),
    sections={
        "": (_read_front, _read_classes),
        **dict.fromkeys(REPORTS, ()),
        **dict.fromkeys(DETAILS, (_leave_out_loans,)),
    },
    seen_elsewhere={
        "Interest Detail": "general knowledge of this report: no figure is read by words below it",
    },
    finish=mark_strips_left_out,  # some months print no class types
)
