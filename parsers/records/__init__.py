"""The records: typed once here; JSON Schema and data dictionary are generated from these types."""

from parsers.records.class_records import ClassFigures, DerivedOfClass, Total, Tranche
from parsers.records.collateral import CreditSupport, Delinquency, Pool
from parsers.records.filing import Document, Filing, Registrant
from parsers.records.findings import Amount, Check, Trigger, Unmapped
from parsers.records.kinds import DASH_IS_ZERO, UNITS, WHOLE_NUMBERS, Line, Record, unit_of
from parsers.records.statement import Checks, Derived, Numbers, Statement

# In the order in which a records file has them within a statement.
KINDS: tuple[type[Record], ...] = (
    Filing,
    Statement,
    Tranche,
    Total,
    Pool,
    Delinquency,
    CreditSupport,
    Amount,
    Trigger,
    Check,
    Unmapped,
)

__all__ = [
    "DASH_IS_ZERO",
    "KINDS",
    "UNITS",
    "WHOLE_NUMBERS",
    "Amount",
    "Check",
    "Checks",
    "ClassFigures",
    "CreditSupport",
    "Delinquency",
    "Derived",
    "DerivedOfClass",
    "Document",
    "Filing",
    "Line",
    "Numbers",
    "Pool",
    "Record",
    "Registrant",
    "Statement",
    "Total",
    "Tranche",
    "Trigger",
    "Unmapped",
    "unit_of",
]
