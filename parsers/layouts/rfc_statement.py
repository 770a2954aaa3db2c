"""Residential Funding's 'Statement to Certificateholder' of 16 or 20 numbered sections, 2006 and 2007 (HTML).

Page 1, the class table and the titles of all sections have been seen. The content of the other sections is
general knowledge: words propose, the page's arithmetic may disprove a table, and identities with other tables
are checks that count only where they hold ('unproved').
"""

from collections.abc import Sequence

from msgspec import UNSET

from parsers.blocks.grouped import read_kinds
from parsers.builder import Builder
from parsers.checks.disproof import withdraw_disproved
from parsers.labels import plain
from parsers.layout import Layout
from parsers.page import Line
from parsers.rfc_sections import (
    class_sections,
    delinquency_sections,
    loan_sections,
    loss_sections,
    protection_sections,
)
from parsers.rfc_sections.distribution_summary import ANCHOR, read_summary
from parsers.rfc_sections.front_page import read_front_page
from parsers.rfc_sections.section_pages import part_sections
from parsers.rfc_sections.unseen_words import UNSEEN
from parsers.splitting import Titles

SUMMARY = "distribution summary"
SECTIONS = {
    plain(title): kinds
    for part in (class_sections, loan_sections, loss_sections, delinquency_sections, protection_sections)
    for title, kinds in part.SECTIONS.items()
}
# Checks on sections of which no line was seen.
UNPROVED = frozenset(
    {
        "interest_total",
        *("pool_roll", "loan_count_roll", "cpr", "pool_vs_securities", "group_total", "deal_total"),
        *("delinquency_total", "delinquency_pct", "delinquency_whole", "delinquency_by_days"),
        *("repurchase_total", "modified_total", "capitalized_total", "other_total", "income_total"),
        *("loss_total", "net_loss", "class_losses", "shortfall_total", "shortfall_roll", "reserve_fund_roll"),
        *("overcollateralization_roll", "credit_support_balance", "credit_support_pct"),
    }
)


def read_pages(builder: Builder, lines: Sequence[Line]) -> None:
    """Read page 1 with its contents and facts, then each section; one that does not apply adds nothing."""
    builder.unproved, builder.rates_from_interest = UNPROVED, True
    titles, rest = read_front_page(builder, lines)
    idle = set(builder.statement.sections_not_applicable or ())
    sections = part_sections(builder, titles, rest)
    for section in sorted(sections, key=lambda section: section.name != SUMMARY):  # classes before all
        if section.name == SUMMARY:
            read_summary(builder, section.pages)
        elif section.number not in idle and section.is_applicable:
            own = [line for page in section.pages for line in page]
            read_kinds(SECTIONS.get(section.name, ()), builder, own)


def finish(builder: Builder) -> None:
    """Complete what the words of a cell leave open; then withdraw what the page itself disproves."""
    for tranche in builder.tranches:
        if isinstance(tranche.day_count, str):
            tranche.day_count = tranche.day_count.lower()
    for amount in builder.amounts:
        if amount.name == "total_realized_loss" and amount.loss_type not in (UNSET, "total"):
            amount.name = "current_realized_loss"
    for one in builder.delinquencies:
        if one.status == "delinquent":
            one.includes = []  # each loan has one status only
    withdraw_disproved(builder)


LAYOUT = Layout(
    name="rfc_statement",
    signatures=(
        r"^[ ]*Statement to Certificateholders?\b",
        r"(?:^|  )[ ]*Deal(?: Name)? ?:",
        r"^[ ]*1\. *Distribution Summary\b",
        r"\b(?:16|20)\. *Comments\b",
        ANCHOR,
    ),
    splitting=Titles(
        r"(?:^|  )[ ]*Deal(?: Name)? ?:",
        head=60,  # the contents may all stand above the facts
        opens=r"^[ ]*(?:Exhibit [\d.]+ +)?Statement to Certificateholders?\b",
        nearest=True,
    ),
    sections={"": (read_pages,)},
    finish=finish,
    seen_elsewhere=UNSEEN,
)
