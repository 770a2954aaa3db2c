"""The paying agent's 'Certificateholder Distribution Summary' of GMAC Mortgage's first trusts (text).

Wells Fargo's CTSLink prints a class table of seven columns, and the rest in a second table; the same page
retyped from scans has six. Other sections of that report have not been seen: their numbers are reported.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.builder import Builder
from parsers.class_rows import NAME
from parsers.deals import name_deal
from parsers.layout import Layout
from parsers.page import Line
from parsers.printed_values import read_date
from parsers.splitting import NOTHING, Titles
from parsers.targets import targets

CLASSES = {
    "Class": NAME,
    "CUSIP": "cusip",
    "Certificate Class Description": "class_type",
    "Certificate Pass-Through Rate": "pass_through_rate_pct",
    "Beginning Certificate Balance": "beginning_balance",
    "Interest Distribution": "interest",
    "Principal Distribution": "principal",
    "Current Realized Loss": "realized_loss",
    "Ending Certificate Balance": "ending_balance",
    "Total Distribution": "total_distribution",
    "Cumulative Realized Losses": "cumulative_realized_loss",
}
DATES = Facts(targets("statement", {"Record Date": "record_date", "Distribution Date": "distribution_date"}))
SUMMARIES = (
    "Certificateholder Distribution Summary",
    "Certifcateholder Distribution Summary",  # of one page
)
TITLE = rf"^[ \t]*(?:{'|'.join(SUMMARIES)})\b"
# Of the later report, from Sequoia Mortgage Trust 2004-7: no page of these trusts has one of them.
OTHER_SECTIONS = (
    "Principal Distribution Factors Statement",
    "Interest Distribution Statement",
    "Interest Distribution Factors Statement",
    "Certificateholder Component Statement",
    "Certificateholder Account Statement",
    "Delinquency Status",
    "Loan Status Stratification",
    "Collateral Statement",
    "Group Level Collateral Statement",
    "Miscellaneous Reporting",
)
SERIES = re.compile(r"^(GMA\w{0,3}) Series:? (\S+)$", re.IGNORECASE)
STAMP = re.compile(r"^(\d{1,2}-\w{1,9}-\d{4}) (\d{1,2}:?\d\d:\d\d ?[AP]M)$", re.IGNORECASE)
TIME = re.compile(r"(\d{1,2}):(\d\d:\d\d) ?([AP])M$", re.IGNORECASE)


def read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Read names, run stamp and series, and ignore their digits and those of the agent's address."""
    statement = builder.statement
    named = False
    for line in lines:
        words = line.squashed
        builder.ignore(line.cells, "page_head")
        named = named or bool(line.dates)
        if match := STAMP.match(words):
            builder.set(statement, "printed_at", read_stamp(match), line.number)
        elif match := SERIES.match(words):
            builder.set(statement, "series", match[2], line.number)
            statement.deal = name_deal(f"{match[1]} Series", match[2]) or statement.deal
        elif words and not line.is_rule and not named:
            statement.trust = f"{statement.trust or ''} {words}".strip()
            statement.lines.append(line.number)


def read_stamp(match: re.Match[str]) -> str:
    """'19-Sep-2002 4:39:52PM' as '2002-09-19 16:39:52'; unchanged where the scan has lost a part."""
    day, time = read_date(match[1]), TIME.match(match[2])
    if day is None or time is None:
        return match[0]
    hour = int(time[1]) % 12 + (12 if time[3].upper() == "P" else 0)
    return f"{day} {hour:02}:{time[2]}"


LAYOUT = Layout(
    name="paying_agent",
    signatures=(
        TITLE,
        r"^[ \t]*GMA\w{0,3} +Series:? +(?:19|20)\d\d-\w+[ \t]*$",
        r"\b(?:CUSIP|Description)\b",  # of the heading; a cut page may have lost one of them
    ),
    splitting=Titles(
        TITLE + r"[ \t]*$",
        head=20,
        opens=r"^[ \t]*(?:GMAC\b.*|Mortgage Pass-Through Certificates|Record Date:.*)$",
        first=NOTHING,
    ),
    sections={
        "": (read_head, DATES),
        **dict.fromkeys(SUMMARIES, (DATES, ClassTable(CLASSES))),
        **dict.fromkeys(("Principal Distribution Statement", *OTHER_SECTIONS), ()),
    },
    seen_elsewhere=dict.fromkeys(OTHER_SECTIONS, "CTSLink statements of other issuers, 2004"),
)
