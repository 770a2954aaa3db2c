"""Chase Manhattan's, later JPMorgan Chase's 'Statement to Certificateholders' (text, HTML), 1999 to 2006.

Its class tables and the facts that the agreement's sections number were seen. What a mortgage trust's page
prints of delinquent loans is general knowledge: it is read where the very words stand below their title.
"""

import re
from collections.abc import Sequence

from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_kinds import mark_strips_left_out
from parsers.general.names_and_dates import read_names
from parsers.layout import Layout
from parsers.page import Line
from parsers.proved_class_table import ProvedClassTable
from parsers.splitting import FirstFound, Titles
from parsers.targets import Target, place
from parsers.vocabulary.printers import columns_by
from parsers.vocabulary.wording import normalize

CHASE = "chase"
TITLE = r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS[ ]*$"
DOLLARS = r"^[ ]*DISTRIBUTION IN DOLLARS\b"
TABLES = ProvedClassTable(
    columns_by(CHASE),
    titled={"FACTOR INFORMATION PER $1000 OF ORIGINAL FACE": columns_by(CHASE, "per_1000")},
)
# Facts that a section of the agreement numbers, and the same per $1000 of all classes' original face.
NUMBERED = {
    "Servicing Fee": Target("amount", "servicing_fee"),
    "Servicing Fee per $1000": Target("amount", "servicing_fee_per_1000"),
    "Trustee Fee": Target("amount", "trustee_fee"),
    "Trustee Fee per $1000": Target("amount", "trustee_fee_per_1000"),
    "Net Losses": Target("amount", "net_loss"),
    "Net Losses per $1000": Target("amount", "net_loss_per_1000"),
    "Pool Balance": Target("pool", "ending_balance"),
}
_NUMBERED = re.compile(
    r"\s*(?:Sec(?:tion|\.)\s*)?(?P<section>\d+\.\d+(?:\([a-z]+\))*|[IVX]+(?=\.))\.?\s+(?P<label>\S.*?)\s{2,}\S+\s*$"
)
LOANS = "Number and Aggregate Principal Amounts of Mortgage Loans in"
COUNTED = {
    "Number": Target(record="delinquency", field="loan_count"),
    "Principal Balance": Target(record="delinquency", field="balance"),
    "Percentage": Target(record="delinquency", field="balance_pct"),
}
BUCKETS = {"1 Month": "30-59", "2 Months": "60-89", "3 Months": "90+", "Total": "total"}
STATUSES = {"Foreclosure": "foreclosure", "Bankruptcy": "bankruptcy", "REO": "reo"}
_ADDRESS = re.compile(
    r"^\d+ .*\b(?:Street|Floor)\b|, [A-Z][A-Za-z ]+ \d{5}(?:-\d{4})?$|^(?:Tel|Fax)\b|\bCOPYRIGHT\b|^Page \d",
    re.I,
)


def _read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Names and dates; the digits of addresses, telephones and page numbers are words."""
    read_names(builder, lines)
    for line in lines:
        if _ADDRESS.search(line.squashed):
            builder.ignore([cell for cell in line.values if builder.fate(cell) is None], "page_head")


def _read_numbered(builder: Builder, lines: Sequence[Line]) -> None:
    """'Section 5.8(iii) Servicing Fee   182,984.67': the section's number and '$1000' are words."""
    for line in lines:
        match = _NUMBERED.match(line.text)
        cells = [cell for cell in line.values if builder.fate(cell) is None]
        if match is None or not cells:
            continue
        builder.ignore(cells[:-1], "section_number")
        words = normalize(match["label"])
        target = next((own for label, own in NUMBERED.items() if normalize(label) == words), None)
        if target is not None and place(builder, target, cells[-1], match["label"]):
            _name_section(builder, target, cells[-1], match["section"])


def _name_section(builder: Builder, target: Target, cell: Cell, section: str) -> None:
    amount = builder.amount(target.field) if target.record == "amount" else None
    if amount is not None and cell.line in amount.lines:
        amount.section = section


def _status(rows: dict[str, Target]) -> tuple[Grouped]:
    return (Grouped((Matrix(rows, COUNTED),)),)


LAYOUT = Layout(
    name=CHASE,
    signatures=(
        rf"{TITLE}|^[ ]*(?:Beginning|Ending) Interest Accrual Period\b",  # in 2006 some pages have no title
        DOLLARS,
        r"\b(?:CHASE MANHATTAN|JP ?MORGAN CHASE)\b",
    ),
    splitting=FirstFound((Titles(TITLE, head=1, first=DOLLARS), Titles(DOLLARS, head=3))),
    sections={
        "": (_read_head, _read_numbered, TABLES),
        f"{LOANS} Delinquency": _status(
            {words: Target(status="delinquent", bucket=bucket) for words, bucket in BUCKETS.items()}
        ),
        **{
            f"{LOANS} {words}": _status({words: Target(status=status, bucket="total")})
            for words, status in STATUSES.items()
        },
    },
    seen_elsewhere={
        "Pool Balance": "the statement of a car-loan trust of 1999, as section 5.8(v)",
        **dict.fromkeys(("Net Losses", "Net Losses per $1000"), "the same, as section 5.8(vi)"),
    },
    finish=mark_strips_left_out,
)
