"""Deutsche Bank National Trust's report (HTML, text), 2003 to 2007: contents, then report on report.

Its first page and first class table were seen. The headings of its other class tables, and what the reports
about loans print, are general knowledge: of class tables nothing is taken but what the page itself proves, of
loans what stands under their exact words, in tables whose own sums hold.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from parsers.blocks.grid import Grid, proved_by
from parsers.blocks.grouped import GROUP, Grouped
from parsers.blocks.line_kinds import is_numbering
from parsers.builder import Builder
from parsers.checks.disproof import withdraw_disproved
from parsers.class_kinds import mark_strips_left_out
from parsers.class_rows import NAME
from parsers.general.names_and_dates import read_names
from parsers.layout import Layout
from parsers.page import Line
from parsers.proved_class_table import ProvedClassTable
from parsers.splitting import Titles
from parsers.targets import NOTHING, Target, targets
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
_COUNTS = targets(
    "pool",
    {
        "Original": "original_loan_count",
        "Prior": "beginning_loan_count",
        "Payoffs": "payoff_count",
        "Full Voluntary Prepayments": "payoff_count",
        "Repurchases": "repurchase_count",
        "Liquidations": "liquidation_count",
        "Current": "ending_loan_count",
    },
)
_BALANCES = targets(
    "pool",
    {
        "Original": "cutoff_balance",
        "Prior": "beginning_balance",
        "Scheduled Principal": "scheduled_principal",
        "Partial and Full Voluntary Prepayments": "prepayments",
        "Repurchases": "repurchase_balance",
        "Liquidations": "liquidation_balance",
        "Realized Losses": "realized_loss",
        "Current": "ending_balance",
    },
)
COLLATERAL = Grid(
    words={"Collateral": NOTHING, "Characteristics": NOTHING},
    rows=targets(
        "pool",
        {
            "Weighted Average Coupon - Prior": "beginning_wac_pct",
            "Weighted Average Coupon - Current": "ending_wac_pct",
            "Weighted Average Months to Maturity - Prior": "beginning_wam_months",
            "Weighted Average Months to Maturity - Current": "wam_months",
        },
    ),
    columns={"Total": NOTHING},
    beside={"Loan Count": _COUNTS, "Collateral Loan Count": _COUNTS, "Principal Balance": _BALANCES},
    proofs=proved_by(pool_roll=("ending_balance",)),
    parted=True,
)
DELINQUENCIES = Grid(
    words={},
    rows={
        **{
            printed: Target("delinquency", status=status)
            for status, words in {
                "delinquent": ("Delinquent",),
                "bankruptcy": ("Bankrupt", "Bankruptcy"),
                "foreclosure": ("Foreclosure",),
                "reo": ("REO",),
            }.items()
            for printed in words
        },
        "Balance": Target(field="balance"),
        "% Balance": Target(field="balance_pct"),
        "# Loans": Target(field="loan_count"),
        "% # Loans": Target(field="loan_count_pct"),
    },
    columns={
        "< 1 PMT": Target(bucket="0-29"),
        "1 PMT": Target(bucket="30-59"),
        "2 PMTS": Target(bucket="60-89"),
        "3+ PMTS": Target(bucket="90+"),
        "TOTAL": Target(bucket="total"),
    },
    proofs=proved_by(delinquency_total=()),
)
# Claims on reports of which no line was seen.
UNPROVED = frozenset(
    {"pool_roll", "loan_count_roll", "pool_vs_securities", "delinquency_total", "delinquency_pct", "cpr"}
)
# Lists of single loans, which no record holds.
DETAILS = ("Prepayment Detail Report", "Realized Loss Detail Report")
REPORTS = (
    "Collection Account Report",
    "Credit Enhancement Report",
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
    builder.unproved = UNPROVED
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


# 'DELINQUENT LOANS - Group 1', 'DELINQUENT LOANS - Total'
GROUP_OR_TOTAL = re.compile(rf"(?:{GROUP.pattern})|.* - (?:Deal )?Totals?$", re.IGNORECASE)
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


def finish(builder: Builder) -> None:
    """Strips where a month prints no class types; what the page itself disproves is withdrawn."""
    mark_strips_left_out(builder)
    withdraw_disproved(builder)


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
        "Collateral Report": (COLLATERAL,),
        "Delinquency Report": (Grouped((DELINQUENCIES,), GROUP_OR_TOTAL),),
        **dict.fromkeys(REPORTS, ()),
        **dict.fromkeys(DETAILS, (_leave_out_loans,)),
    },
    seen_elsewhere={
        "Interest Detail": "general knowledge of this report: no figure is read by words below it",
        **dict.fromkeys(
            (
                "Bankruptcy",
                "Collateral Loan Count",
                "Weighted Average Coupon - Prior",
                "Weighted Average Months to Maturity - Prior",
            ),
            "general knowledge of this report",
        ),
    },
    finish=finish,
)
