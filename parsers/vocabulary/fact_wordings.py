"""Labelled figures: printed label to record and field, or to the name of an amount, with unit and source.

A label is known complete, below its own title where it needs one. Labels that mean two things on pages of two
printers are excluded on purpose and listed here with the reason. A title that refuses a table
(`table_titles.refusing_words`) refuses all figures below it too: the reader must check that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from parsers.amount_names import AMOUNTS
from parsers.records import UNITS, CreditSupport, Delinquency, Pool, Total
from parsers.records.kinds import Record
from parsers.vocabulary import account_facts, enhancement_facts, fee_facts, loss_facts, pool_facts
from parsers.vocabulary.evidence import is_seen
from parsers.vocabulary.wording import letters, normalize, shortened

MODULES = (pool_facts, fee_facts, loss_facts, enhancement_facts, account_facts)
RECORDS: Mapping[str, type[Record]] = {
    "pool": Pool,
    "total": Total,
    "delinquency": Delinquency,
    "credit_support": CreditSupport,
}
# Fields of a pool that pages print and no record holds yet, each with its unit.
AWAITED: dict[str, str] = {}
# The checks that can distinguish a figure from its neighbours, by field or name as in a `check` line.
IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "beginning_balance": ("pool_roll", "pool_vs_securities"),
    "ending_balance": ("pool_roll", "pool_vs_securities", "delinquency_pct"),
    "principal_collections": ("pool_roll",),
    "principal_draws": ("pool_roll",),
    "net_principal_collections": ("pool_roll",),
    "beginning_loan_count": ("loan_count_roll",),
    "removed_loan_count": ("loan_count_roll",),
    "ending_loan_count": ("loan_count_roll", "delinquency_pct"),
    "prepayments": ("cpr",),
    "cpr_pct": ("cpr",),
    "gross_prepayment_interest_shortfall": ("shortfall_total",),
    "servicing_fee_compensation": ("shortfall_total",),
    "other_compensation": ("shortfall_total",),
    "net_prepayment_interest_shortfall": ("shortfall_total",),
    "total_fee": ("fee_total",),
    "current_realized_loss": ("loss_total",),
    "additional_gain_or_loss": ("loss_total",),
    "total_realized_loss": ("loss_total",),
    "cumulative_loss_beginning": ("loss_roll",),
    "loss_current_month": ("loss_roll",),
    "recoveries_current_month": ("loss_roll",),
    "cumulative_loss_ending": ("loss_roll",),
    "overcollateralization_beginning": ("overcollateralization_roll",),
    "overcollateralization_change": ("overcollateralization_roll",),
    "overcollateralization_ending": ("overcollateralization_roll",),
}
# Labels that no table has, because pages of two printers give them two meanings, or one without a unit.
LEFT_OUT = {
    "Beginning Balance": "a class's, a pool's or an account's; known below an account's title alone",
    "Ending Balance": "the same",
    "Beginning Principal Balance": "a pool's row on high-LTV certificates, a class's column elsewhere",
    "Ending Principal Balance": "the same",
    "Total Ending Balance": "of all groups on one certificate, of the prefunding account on others",
    "Outstanding Overcollateralization Amount": "the end, or what stands beside an 'Ending …' amount",
    "Net WAC Rate": "a pool's rate on one certificate, a cap of the classes in other deals",
    "Net Loan Rate": "of one group or of all, by the certificate",
    "Net WAC Cap": "of the classes that the rest of its label names",
    "Note Rate": "of one class or of all notes, by the certificate",
    "Certificates": "a class and what its holders were paid",
    "Current Month Repurchases": "dollars on the pages seen; with its last word lost, a number of loans",
    "Percentage of Total Pool Balance": "of REO, of delinquencies or of losses, by the row above it",
    "Number of Loans": "of foreclosures, delinquencies or a pool; known below 'Foreclosures' alone",
    "Aggregate Principal Balance": "the same",
    "Servicer Advances": "made this month or outstanding; known below a pool's title alone",
    "Total Fees": "which fees it sums is said by its section alone",
    "Cut-Off Date Balance": "a pool's or a group's; known below a pool's title alone",
    "Pool Factor": "percent on one page, a fraction on others",
    "Pool Trading Factor": "the same; known in Residential Funding's report alone",
    "Spread": "over an index, of a strip or of the whole pool",
    "Realized Losses": "of the month, to date, or with a minus among an account's deposits",
    "Total Realized Loss": "of the month in one section and to date in the next",
    "Trustee Fee": "known below a title of fees or of a pool alone",
    "Total": "a sum of anything",
}
_MARK = re.compile(r"^\s*(?:\([A-Za-z]{1,5}\)|[IVXivx]{1,5}\.|\d{1,2}[.)])\s+")


class Fact(NamedTuple):
    """The target of a labelled figure: record kind, `of` which one, the field or amount's name, its unit."""

    printed: str
    record: str
    of: str
    name: str
    unit: str
    sections: tuple[str, ...]
    sources: tuple[str, ...]
    proposes_only: bool = False

    @property
    def label(self) -> str:
        """The label normalized."""
        return normalize(self.printed)

    @property
    def seen(self) -> bool:
        """Whether a page with this label was seen."""
        return is_seen(self.sources)

    @property
    def awaited(self) -> bool:
        """Whether no record has the field yet."""
        return self.record != "amount" and self.name not in UNITS[RECORDS[self.record]]

    @property
    def target(self) -> tuple[str, str, str]:
        """Record kind, which one, and field: two facts with the same key are the same figure."""
        return self.record, self.of, self.name


def find(label: str, section_kind: str | None = None) -> Fact | None:
    """The meaning of a complete label in a section of that kind (`table_titles.section_of`); None if unknown.

    A mark before the label, '(A)' or 'iv.', does not belong to it.
    """
    known = facts(section_kind)
    return known.get(letters(label)) or known.get(letters(_MARK.sub("", label)))


@cache
def facts(section_kind: str | None = None) -> Mapping[str, Fact]:
    """The facts possible in a section of that kind, by the letters of their label."""
    found: dict[str, Fact] = {}
    for fact in sorted(all_facts(), key=lambda fact: "" in fact.sections):
        if section_kind in fact.sections or "" in fact.sections:
            found.setdefault(letters(fact.label), fact)
    left = {shorter for shorter, _ in confusable(found.values())}
    return {key: fact._replace(proposes_only=fact.label in left) for key, fact in found.items()}


def confusable(known: Iterable[Fact]) -> set[tuple[str, str]]:
    """(shorter, longer) labels of two figures, where one lost word turns the longer into the shorter."""
    by_label = {fact.label: fact for fact in known}
    return {
        (shorter, fact.label)
        for fact in by_label.values()
        for shorter in shortened(fact.printed)
        if shorter in by_label and by_label[shorter].target != fact.target
    }


def all_facts() -> Iterator[Fact]:
    """Every label with its figure, a label once for each kind of section."""
    for record, sections, wordings in (table for module in MODULES for table in module.FACTS):
        kind, _, of = record.partition(" ")
        for name, by_source in wordings.items():
            for sources, labels in by_source.items():
                for label in labels:
                    yield Fact(
                        normalize(label),
                        kind,
                        of,
                        name,
                        _unit(kind, name),
                        sections,
                        tuple(sources.split(" ")),
                    )


def _unit(record: str, name: str) -> str:
    if record == "amount":
        return AMOUNTS[name].unit
    return UNITS[RECORDS[record]].get(name) or AWAITED[name]
