"""Column headings of class tables: printed wording to field, with unit and source.

A wording may mean two things; the kind of the title over its table decides (`table_titles.kind_of`):
'Principal' is in dollars below 'DISTRIBUTION IN DOLLARS' and per $1,000 below 'FACTOR INFORMATION PER $1000'.
A table without a title is read as one in dollars; its reader must prove that it is one.

Three things make a wording insufficient, and the `Term` has each:

- `seen` is False: no page with it was seen.
- `proposes_only`: not seen, or equal to another field's wording with a word lost ('Realized Loss', of
  'Cumulative Realized Loss'). Its column is taken only where one of the field's `IDENTITIES` holds.
- `awaited`: the field is known and no record holds it yet: the figure stays unmapped.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.records import UNITS, Tranche
from parsers.vocabulary.class_wordings import DOLLARS, EVERYWHERE, Wordings
from parsers.vocabulary.evidence import is_seen
from parsers.vocabulary.ratio_wordings import (
    FRACTIONS,
    INTEREST_DETAIL,
    INTEREST_FACTORS,
    ORIGINAL,
    PER_1000,
    RATES,
)
from parsers.vocabulary.wording import expanded, letters, normalize, shortened

# By kind of title, the first that contains a wording decides.
TABLES: Mapping[str | None, tuple[Wordings, ...]] = {
    None: (DOLLARS, EVERYWHERE),
    "dollars": (DOLLARS, EVERYWHERE),
    "principal detail": (DOLLARS, EVERYWHERE),
    "interest detail": (INTEREST_DETAIL, DOLLARS, EVERYWHERE),
    "loss detail": (DOLLARS, EVERYWHERE),
    "original": (ORIGINAL, DOLLARS, EVERYWHERE),
    "per_1000": (PER_1000, EVERYWHERE),
    "factor": (FRACTIONS, EVERYWHERE),
    "interest factor": (INTEREST_FACTORS, FRACTIONS, EVERYWHERE),
    "rates": (RATES, EVERYWHERE),
}
# Below a title of one part of the distribution these may be a part or the sum of its parts.
INCOMPLETE: Mapping[str | None, frozenset[str]] = {
    "principal detail": frozenset({"principal", "prin", "total", "total distribution"}),
    "interest detail": frozenset(
        {"interest", "int", "total", "total distribution", "current realized loss", "current realized losses"}
    ),
    "loss detail": frozenset({"principal", "prin", "interest", "int", "total", "total distribution"}),
}
# Fields of columns that pages print and no record holds yet, each with its unit.
AWAITED: dict[str, str] = {
    "prior_unpaid_interest": "usd",
    "paid_or_deferred_interest": "usd",
    "principal_adjustment_or_loss": "usd",
}
# Those that the roll needs, although it is unknown which of two records' fields they are.
ROLLED = frozenset({"principal_adjustment_or_loss"})
# The checks that can distinguish a field from another. A field without one is known by words alone: a column
# that adds up may be any column.
IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "beginning_balance": ("balance_roll", "interest_accrual", "per_1000"),
    "ending_balance": ("balance_roll", "per_1000", "factor"),
    "principal": ("balance_roll", "total_distribution", "per_1000"),
    "interest": ("total_distribution", "interest_accrual", "per_1000"),
    "total_distribution": ("total_distribution", "per_1000"),
    "realized_loss": ("balance_roll",),
    "deferred_interest": ("balance_roll", "per_1000"),
    "original_balance": ("per_1000", "factor"),
    "pass_through_rate_pct": ("interest_accrual",),
    "accrued_interest": ("interest_accrual",),
    "factor": ("factor",),
    "beginning_factor": ("factor",),
    "beginning_balance_per_1000": ("per_1000",),
    "principal_per_1000": ("per_1000",),
    "interest_per_1000": ("per_1000",),
    "total_per_1000": ("per_1000",),
    "deferred_interest_per_1000": ("per_1000",),
    "ending_balance_per_1000": ("per_1000",),
}
TEXT_FIELDS = frozenset({"class_name", "cusip", "class_type", "rate_type", "day_count"})
# Complete headings that name no field: the word for the measure is missing.
AMBIGUOUS = frozenset(
    normalize(words)
    for words in (
        *("Balance", "Bal", "Amount", "Distribution", "Payment", "Loss", "Losses", "Shortfall", "Shortfalls"),
        *("Current", "Cur", "Prior", "Previous", "Original", "Orig", "Beginning", "Beg", "Ending", "End"),
        *("Next", "Opening", "Closing", "Remaining", "Adjustment", "Adj", "Deferred", "Def", "Accrued"),
        *("Acc", "Unpaid", "Paid", "Due", "Net", "Percentage", "%", "$", "#", "Face", "Value"),
        *("Principal Balance", "Certificate Balance", "Note Balance", "Class Balance", "Notional Balance"),
    )
)
# One word of many headings: the rest of a heading when all others are lost.
LONE_WORDS = frozenset({"total", "principal", "interest", "prin", "int", "rate", "factor", "accretion"})


class Term(NamedTuple):
    """The meaning of a heading: a field of `tranche` and `total`, its unit, and its sources."""

    printed: str
    field: str
    unit: str
    sources: tuple[str, ...]
    weak: bool = False  # another field's heading with one word lost equals this one

    @property
    def proposes_only(self) -> bool:
        """Whether the words alone do not suffice: weak, or seen on no page."""
        return self.weak or not self.seen

    @property
    def wording(self) -> str:
        """The heading normalized."""
        return normalize(self.printed)

    @property
    def seen(self) -> bool:
        """Whether a page with this wording was seen."""
        return is_seen(self.sources)

    @property
    def awaited(self) -> bool:
        """Whether no record has the field yet."""
        return self.field not in UNITS[Tranche]


@lru_cache(maxsize=8192)  # a cache: the headings of a page are repeated on the next statement's
def find(heading: str, title_kind: str | None = None) -> Term | None:
    """The meaning of a complete heading below a title of that kind; None where it is unknown or ambiguous.

    `title_kind` is the result of `table_titles.kind_of` for the title over the table; None without a title.
    """
    known = terms(title_kind)
    return known.get(letters(heading)) or known.get(expanded(heading).replace(" ", ""))


@cache
def terms(title_kind: str | None = None) -> Mapping[str, Term]:
    """The terms below a title of that kind, by the letters of their wording."""
    found: dict[str, Term] = {}
    for term in (term for table in TABLES[title_kind] for term in _terms(table)):
        if term.wording not in INCOMPLETE.get(title_kind, ()):
            found.setdefault(letters(term.wording), term)
    weak = LONE_WORDS | {shorter for shorter, _ in confusable(found.values())}
    return {key: term._replace(weak=term.wording in weak) for key, term in found.items()}


def confusable(known: Iterable[Term]) -> set[tuple[str, str]]:
    """(shorter, longer) wordings of two fields, where one lost word turns the longer into the shorter.

    Names, codes and types are excluded as the shorter: their values are not numbers.
    """
    by_wording = {term.wording: term for term in known}
    return {
        (shorter, term.wording)
        for term in by_wording.values()
        for shorter in shortened(term.printed)
        if shorter in by_wording and by_wording[shorter].field not in {term.field, *TEXT_FIELDS}
    }


def _terms(table: Wordings) -> Iterator[Term]:
    for field, by_source in table.items():
        unit = AWAITED.get(field) or UNITS[Tranche][field]
        printed: dict[str, str] = {}
        sources: dict[str, list[str]] = {}
        for names, headings in by_source.items():
            for heading in headings:
                wording = normalize(heading)
                printed.setdefault(wording, heading)
                sources.setdefault(wording, []).extend(names.split(" "))
        for wording, known in sources.items():
            yield Term(printed[wording], field, unit, tuple(dict.fromkeys(known)))
