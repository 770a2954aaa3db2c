"""Residential Funding's monthly report in text (REPT1B and rept2): hundreds of statements in one document.

Each page begins with the same head. The first pages have the class tables; the last page, with related
information, is printed for the deal and again for each of its pools. The vocabulary holds the words of its
tables; this file holds words of this layout only.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import read_kinds
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.layout import Layout
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.rfc_report_pages.page_heads import HEAD, read_heads
from parsers.rfc_report_pages.pool_pages import PoolPage, name_groups, rows_of
from parsers.rfc_report_pages.wrapped_tables import read_wrapped
from parsers.splitting import PageHeads
from parsers.targets import Target, place, targets
from parsers.vocabulary import enhancement_facts, fee_facts, loss_facts, pool_facts
from parsers.vocabulary.printers import columns_by, dates_by, facts_by, measures_by

RFC = "rfc_report"
CLASSES = ClassTable(columns_by(RFC), titled={"AMOUNTS PER $1,000 UNIT": columns_by(RFC, "per_1000")})
DATES = Facts(dates_by(RFC))
KNOWN = facts_by(RFC, pool_facts, fee_facts, loss_facts, enhancement_facts)
# Shares and components have one column each; foreclosed loans are below their title.
SHARES = {label: target for label, target in KNOWN.items() if target.field.endswith("_percentage")}
FORECLOSED = {label: target for label, target in KNOWN.items() if target.status == "foreclosure"}
FIGURES = Facts(
    {label: target for label, target in KNOWN.items() if label not in SHARES and label not in FORECLOSED}
    | targets(
        "amount",
        {
            "Spread": "spread",
            "Pass Through Rate for Next Distribution": "next_pass_through_rate",
            "{column} Index": "index_rate",
        },
    ),
    titled={"Foreclosures": FORECLOSED},
)
DELINQUENCIES = Matrix(
    rows={
        "One Monthly Payment": Target(status="delinquent", bucket="30-59"),
        "Two Monthly Payments": Target(status="delinquent", bucket="60-89"),
        "Three or More Monthly Payments": Target(status="delinquent", bucket="90+"),
    },
    columns=measures_by(RFC),
    by_place=True,
)
BY_COLUMN = Matrix(
    rows=SHARES
    | targets(
        "amount",
        {
            "Class {class_name} Principal Distribution": "component_principal",
            "Class {class_name} Ending Balance": "component_ending_balance",
        },
    ),
    columns={"{column}": Target()},
    by_place=True,
)
RATE = re.compile(r"CLASS (\S+?) ?-? ?(?:STRIP )?PASS[- ]THROUGH (?:RATE )?FOR NEXT DISTRIBUTION:?$", re.I)
# An account of its own, with its rows on the line of its name or below it.
RESERVE = re.compile(
    r"((?:CLASS \S+ )?SPECIAL RESERVE (?:ACCOUNT|FUND)S?)(?:[ :-]+((?:BEGINNING |ENDING )?BALANCE|DEPOSITS?"
    r"|WITHDRAWALS?|AMOUNT AVAILABLE))?:?$",
    re.I,
)


def read_report(builder: Builder, lines: Sequence[Line]) -> None:
    """The class tables of all pages together, and each pool's page of related information."""
    pages = read_heads(builder, lines)
    for page in pages:
        page.part(lambda line: FIGURES.table.find_whole(line.label) is not None)
    left = DATES.read(builder, [line for page in pages for line in page.summary])
    CLASSES.read(builder, read_wrapped(CLASSES, builder, left))
    related = [page for page in pages if page.related]
    deal = next((page.number for page in pages if page.number), "")
    groups = name_groups([PoolPage(page.number, rows_of(page.related)) for page in related], deal)
    for page, group in zip(related, groups, strict=True):
        own = read_named(builder, page.related, group)
        read_kinds((DELINQUENCIES, BY_COLUMN, FIGURES), builder, own, group)


def read_named(builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
    """Map figures whose label names a class or account, or mostly has words beside it; returns lines left."""
    rest, title = [], ""
    for line in lines:
        label = line.label
        title = title if line.values else label.rstrip(" :") or title
        target = None
        if len(line.values) == 1 and (match := RATE.match(label)):
            name = tidy_class_name(match[1])
            target = Target("amount", "next_pass_through_rate", class_name=name, group=group or "")
        elif match := RESERVE.match(label) or RESERVE.match(f"{title} {label}"):
            column = (match[2] or "").upper()
            target = Target("amount", "special_reserve_account", column=column, group=group or "")
        elif label.upper().rstrip(":") == "OPTIMAL PERCENTAGE" and line.values[:1] and line.values[0].value:
            target = Target("amount", "optimal_percentage", group=group or "")
        if target is None or len(line.values) != 1 or not place(builder, target, line.values[0], label):
            rest.append(line)
    return rest


LAYOUT = Layout(
    name=RFC,
    signatures=(
        r"RESIDENTIAL FUNDING CORPORATION +\(MASTER SERVICER\)",
        r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS[ ]*$",
        r"^[ ]*DISTRIBUTION SUMMARY FOR POOL ?#",
    ),
    splitting=PageHeads(
        lines=[re.compile(words, re.IGNORECASE) for words in HEAD],
        first=re.compile(r"^Page: 1 of \d", re.IGNORECASE),
        end=re.compile(r"^\.{20,}$"),
    ),
    sections={"": (read_report,)},
)
