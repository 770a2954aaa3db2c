"""Residential Funding's monthly report as HTML, filed in 2008: one class table, rates as fractions of 1.

The head and both class tables were seen, on RALI 2008-QR1's page of May 2008; their words are those that the
vocabulary has of it. The page of related information was not: its words are those of the report in text.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from msgspec import UNSET

from parsers.blocks.facts import Facts
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.class_rows import NAME
from parsers.deals import name_deal
from parsers.headings import Column
from parsers.layout import Layout
from parsers.layouts.rfc_report import BY_COLUMN, DELINQUENCIES, FIGURES, read_named
from parsers.page import Line
from parsers.proved_class_table import ProvedClassTable
from parsers.records import Total, Tranche
from parsers.splitting import Titles
from parsers.statement_titles import REVISION
from parsers.vocabulary.printers import columns_by, dates_by

TITLE, SUMMARY = "STATEMENT TO CERTIFICATEHOLDERS", "DISTRIBUTION SUMMARY"
RATE = "pass_through_rate_pct"
KEYS = {"Class": NAME, "Cusip": "cusip"}
DATES = Facts(dates_by("rfc_report"))
HEAD = re.compile(
    r"(?P<servicer>RESIDENTIAL FUNDING.+?) \(MASTER SERVICER\) (?P<issuer>.+?) \([A-Z /]+\) "
    r"(?P<trust>.+?),?(?: SERIES)? (?P<series>\d{4}-\w+) ?(?:\(POOL ?# ?(?P<pool>\w+)\))?",
    re.IGNORECASE,
)
# Beside the title, or before or behind all of the head, which may stand in one cell.
REVISED = re.compile(
    rf"^\W*{REVISION}\b|\b{REVISION}\W+{TITLE}\b|\b{TITLE}\W+{REVISION}\b|\b{REVISION}\W*$", re.IGNORECASE
)


def read_head(builder: Builder, lines: Sequence[Line]) -> None:
    """Servicer, registrant, trust, series and pool, on lines of their own or in one cell."""
    statement = builder.statement
    above = takewhile(lambda line: not line.squashed.casefold().startswith(SUMMARY.casefold()), lines)
    head = [line for line in above if line.squashed and not line.dates]
    words = " ".join(line.squashed for line in head)
    match = HEAD.search(words)
    if match is None:
        return
    statement.master_servicer, statement.issuer = match["servicer"], match["issuer"]
    statement.trust, statement.series = match["trust"], match["series"]
    statement.pool_number = match["pool"] or UNSET
    if REVISED.search(words):
        statement.revised = True
    own = f"{match['issuer']} {match['series']}"  # of a shelf in no list
    statement.deal = name_deal(f"{match['issuer']} {match['trust']}", match["series"]) or own
    for line in head:
        statement.lines.append(line.number)
        builder.ignore(line.cells, "page_head")


def read_totals(builder: Builder) -> None:
    """The totals, which have no cell for a rate: by order, and only where they are the sums of their columns.

    A cell that is not there moves those behind it to the column before their own.
    """
    for table in builder.tables:
        fields = [column.field for column in table.numeric if column.field != RATE]
        for row in [row for row in table.rows if row.total and len(row.values) == len(fields)]:
            table.rows.remove(row)
            sums = _sums([one.values for one in table.rows if not one.total], table.numeric)
            off = sum(cell.value != whole for cell, whole in zip(row.values, sums, strict=True))
            if off <= 1 and None not in fields:  # one that does not add up is a finding, more are another's
                builder.totals = builder.totals or [Total()]
                for name, cell in zip(fields, row.values, strict=True):
                    builder.put(builder.totals[0], name or "", cell)


def _sums(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> list[Decimal]:
    """The sum of each column but the rates', over the rows that have a value in each."""
    whole = [row for row in rows if len(row) == len(columns)]
    return [
        sum((row[place].value or Decimal(0) for row in whole), Decimal(0))
        for place, column in enumerate(columns)
        if column.field != RATE
    ]


def read_rates_as_percent(builder: Builder) -> None:
    """'0.0600 %' is 6 %: rates are fractions, unless the interest of more classes fits them as printed."""
    rated = [one for one in builder.tranches if isinstance(one.pass_through_rate_pct, Decimal)]
    as_printed = sum(_accrues(one, Decimal(1)) for one in rated)
    if as_printed and as_printed >= sum(_accrues(one, Decimal(100)) for one in rated):
        return
    for one in rated:
        assert isinstance(one.pass_through_rate_pct, Decimal)
        one.pass_through_rate_pct = one.pass_through_rate_pct.scaleb(2)


def _accrues(one: Tranche, times: Decimal) -> bool:
    """Whether a class's interest is about a month's at so many times its rate."""
    rate, balance, interest = one.pass_through_rate_pct, one.beginning_balance, one.interest
    if not isinstance(rate, Decimal) or not isinstance(balance, Decimal) or not isinstance(interest, Decimal):
        return False
    deferred = one.deferred_interest if isinstance(one.deferred_interest, Decimal) else Decimal(0)
    month = rate * times * balance / 1200
    return bool(month) and Decimal("0.8") < (interest + deferred) / month < Decimal("1.2")


DOLLARS = KEYS | columns_by("rfc_html") | {"*Deferred Interest": "deferred_interest"}
CLASSES = ProvedClassTable(
    DOLLARS,
    titled={SUMMARY: DOLLARS, "AMOUNTS PER $1,000 UNIT": KEYS | columns_by("rfc_html", "per_1000")},
    before_joining=read_totals,
)
LAYOUT = Layout(
    name="rfc_report_html",
    signatures=(
        r"RESIDENTIAL FUNDING COMPANY, LLC\.? +\(MASTER SERVICER\)",
        rf"\b{TITLE}\b",
        r"^[ ]*DISTRIBUTION FACTOR SUMMARY\b",
    ),
    splitting=Titles(
        rf"\b{TITLE}\b", head=4, opens=r"RESIDENTIAL FUNDING COMPANY, LLC\.? +\(MASTER", nearest=True
    ),
    sections={
        "": (read_head, DATES, CLASSES),
        "ADDITIONAL RELATED INFORMATION": (read_named, DELINQUENCIES, BY_COLUMN, FIGURES),
    },
    finish=read_rates_as_percent,
)
