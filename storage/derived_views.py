"""The derived views: in which order their rows are exported, and the dictionary of their columns."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_DICTIONARY = Path(__file__).with_name("measures.tsv")

# Each exported view with its sort keys: without them the bytes of an export would differ from run to run.
EXPORTED_VIEWS: Mapping[str, str] = {
    "latest_statement": "deal, page_group, month",
    "deal_history": "deal, month",
    "class_history": "deal, page_group, month, tranche",
    "class_enhancement": "deal, page_group, class_key, month",
    "loss_history": "deal, month",
    "delinquency_by_month": 'deal, month, accession, document, statement, "group"',
    "overcollateralization": 'deal, page_group, "group", month',
    "pool_history": 'deal, month, accession, document, statement, "group"',
    "coverage": "deal, month",
}
# The record kinds that the views query.
VIEWED_KINDS = ("filing", "statement", "tranche", "total", "pool", "delinquency", "amount", "check")
# Columns that the views copy from a record unchanged: they keep the printed digits of its line.
RECORD_OF_VIEW: Mapping[str, str] = {"class_history": "tranche", "pool_history": "pool"}


class DerivedColumn(NamedTuple):
    """A column of a view; `reason`: 'yes' where `<column>_reason` says why it is null."""

    view: str
    column: str
    unit: str
    sign: str
    meaning: str
    formula: str
    source: str
    reason: str


def derived_columns() -> list[DerivedColumn]:
    """The dictionary of the views, in the order of their columns."""
    with _DICTIONARY.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [DerivedColumn(**row) for row in rows]
