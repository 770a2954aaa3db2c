"""Labels of a statement's dates, day counts and parties: printed label to field of `statement`."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parsers.records import UNITS, Statement
from parsers.vocabulary.class_wordings import Wordings
from parsers.vocabulary.evidence import is_seen
from parsers.vocabulary.wording import letters, normalize, shortened

LABELS: Wordings = {
    "distribution_date": {
        "bank_one": ("Dist Date",),
        "bank_one bny cts rfc_report rfc_statement c_bass": ("Distribution Date",),
        "certificate chase": ("Payment Date",),
    },
    "first_distribution_date": {
        "rfc_statement": ("First Distribution Date",),
        "field": ("First Payment Date",),
    },
    "determination_date": {"bank_one rfc_report rfc_statement certificate chase": ("Determination Date",)},
    "record_date": {"bank_one cts chase certificate rfc_statement": ("Record Date",)},
    # Below 'Record Date' alone.
    "book_entry_record_date": {"rfc_statement": ("Book-Entry",)},
    "definitive_record_date": {"rfc_statement": ("Definitive",)},
    "variable_book_entry_record_date": {"rfc_statement": ("Variable Book Entry",)},
    "fixed_book_entry_record_date": {"rfc_statement": ("Fixed BE",)},
    "cutoff_date": {
        "bank_one certificate": ("Cut-Off Date",),
        "certificate": ("Cut-Off Period Date",),
    },
    "closing_date": {"rfc_statement": ("Closing Date",)},
    "accrual_days": {
        "bank_one": ("Number of Days in Accrual Period", "Number of Days in 30/360 Accrual Period"),
        "certificate": ("Accrual Period (30/360)",),
    },
    "actual_accrual_days": {
        "bank_one": ("Number of Days in Actual Accrual Period",),
        "certificate": ("Actual Days in Accrual Period (30/360)",),  # sic
    },
    "accrual_start": {"chase": ("Beginning Interest Accrual Period",)},
    "accrual_end": {"chase": ("Ending Interest Accrual Period",)},
    "trust": {"rfc_statement": ("Deal Name", "Deal")},
    "asset_type": {"rfc_statement": ("Asset Type",)},
    "pool_number": {"rfc_statement": ("Pool(s)",)},
    "trustee": {"rfc_statement": ("Trustee",), "field": ("Indenture Trustee", "Owner Trustee")},
    "trustee_phone": {"rfc_statement": ("Main Telephone",)},
    "bond_administrator": {"rfc_statement": ("Bond Administrator",)},
    "master_servicer": {"field": ("Master Servicer",)},
}
# Rows whose two dates are distinguished by 'Beg' and 'End' beside or below them.
PERIOD_WORDINGS: Mapping[str, str] = {
    "Accrual Period": "accrual",
    "Accrual Period 30/360": "accrual",
    "Accrual Period Actual Days": "actual_accrual",
}
PERIODS: Mapping[str, str] = {normalize(label): prefix for label, prefix in PERIOD_WORDINGS.items()}
EDGES: Mapping[str, str] = {
    "beg": "start",
    "beginning": "start",
    "from": "start",
    "end": "end",
    "ending": "end",
    "to": "end",
}
# Dates of another distribution or of the page, which are not fields: listed so that they are not read as one.
OTHER_DATES = frozenset(
    normalize(label)
    for label in (
        *("Next Distribution Date", "Next Payment Date", "Prior Distribution Date", "Prior Payment"),
        *("Prior Payment Date", "Previous Distribution Date", "Previous Payment Date", "Statement Date"),
        *(
            "Date of Report",
            "Report Date",
            "Printed",
            "Run",
            "Run Date",
            "Maturity Date",
            "Due Period Beg Date",
        ),
        *(
            "Beginning Collection Period",
            "Ending Collection Period",
            "Final Distribution Date",
            "Remittance Date",
        ),
    )
)


class Label(NamedTuple):
    """A label of the statement: its field and unit, and its sources."""

    printed: str
    field: str
    unit: str
    sources: tuple[str, ...]
    proposes_only: bool = False

    @property
    def wording(self) -> str:
        """The label normalized."""
        return normalize(self.printed)

    @property
    def seen(self) -> bool:
        """Whether a page with this label was seen."""
        return is_seen(self.sources)


def find(label: str) -> Label | None:
    """The meaning of a complete label; None where it is unknown or the date of something else."""
    return labels().get(letters(label))


def find_period(label: str) -> str | None:
    """'accrual' or 'actual_accrual' for the label of a period, whose edges are printed beside it."""
    return PERIODS.get(normalize(label))


@cache
def labels() -> Mapping[str, Label]:
    """The labels by their letters."""
    units = UNITS[Statement]
    known = [
        Label(printed, field, units[field], tuple(sources.split(" ")))
        for field, by_source in LABELS.items()
        for sources, wordings in by_source.items()
        for printed in wordings
    ]
    left = {shorter for shorter, _ in confusable(known)}
    return {
        letters(label.wording): label._replace(proposes_only=not label.seen or label.wording in left)
        for label in known
    }


def confusable(known: Iterable[Label]) -> set[tuple[str, str]]:
    """(shorter, longer) labels of two fields or dates: one lost word turns the longer into the shorter."""
    fields = {label.wording: label.field for label in known}
    longer = {**dict.fromkeys(OTHER_DATES, ""), **{label.printed: label.field for label in known}}
    return {
        (shorter, normalize(label))
        for label, field in longer.items()
        for shorter in shortened(label)
        if shorter in fields and fields[shorter] != field
    }
