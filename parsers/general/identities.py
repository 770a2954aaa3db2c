"""The identities that tie the columns of a class table to each other, row by row.

    ending = beginning - principal - realized loss + deferred interest        (the roll)
    total  = principal + interest                                            (the total)

and the sums that some pages print beside these. Whether a row holds is decided at the printed precision,
with one unit of the last digit to spare.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.checks.check_results import half_unit, rounding
from parsers.checks.class_sums import INTEREST_PARTS, PRINCIPAL_PARTS
from parsers.general.class_matrix import ClassRow

Terms = Mapping[str, int]  # the fields of a sum, each with its sign

ROLL: Terms = {
    "beginning_balance": 1,
    "principal": -1,
    "realized_loss": -1,
    "principal_adjustment_or_loss": -1,
    "deferred_interest": 1,
}
TOTAL: Terms = {"principal": 1, "interest": 1}
# Sums of details: (the sum, its terms; if it has several, two or more must be printed).
DETAILS: Sequence[tuple[str, Terms]] = (
    ("principal_reduction", {"beginning_balance": 1, "ending_balance": -1}),
    (
        "principal_reduction",
        PRINCIPAL_PARTS,
    ),
    ("principal", {"scheduled_principal": 1, "unscheduled_principal": 1, "accretion": 1}),
    (
        "interest",
        {
            "accrued_interest": 1,
            "interest_loss": -1,
            "deferred_interest": -1,
            "net_prepayment_interest_shortfall": -1,
            "relief_act_shortfall": -1,
            "other_income": 1,
        },
    ),
    (
        "interest",
        {**INTEREST_PARTS, "deferred_interest": -1},
    ),
    (
        "interest",
        {"total_interest_due": 1, "net_prepayment_interest_shortfall": -1, "interest_adjustment": 1},
    ),
    ("total_interest_due", {"accrued_interest": 1, "unpaid_interest": 1, "deferred_interest": -1}),
    ("net_principal", {"principal": 1}),
    ("beginning_interest_balance", {"beginning_balance": 1}),
    ("ending_interest_balance", {"ending_balance": 1}),
)
LEAST_ROWS = 4  # informative rows from which one may be the original's error
MUST_HAVE = ("beginning_balance", "principal", "interest")


class Gap(NamedTuple):
    """A row that an identity was tried on: its difference, and the rounding that may explain it."""

    row: ClassRow
    miss: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        """Whether the row is within rounding, or one unit of the last digit of it."""
        return abs(self.miss) <= self.tolerance


def roll(row: ClassRow) -> Gap | None:
    """The difference between a class's ending balance and the roll of its payments."""
    return gap(row, ROLL, "ending_balance")


def gap(row: ClassRow, terms: Terms, result: str, must_have: Sequence[str] = MUST_HAVE) -> Gap | None:
    """The difference of a figure and the sum of its terms; None if all, or a required one, are missing."""
    printed = row.value(result)
    if printed is None:
        return None
    expected, values = Decimal(0), [printed]
    for name, sign in terms.items():
        value = row.value(name)
        if value is None:
            if row.has(name) or name in must_have:
                return None
            continue
        expected += value if sign > 0 else -value
        values.append(value)
    if len(values) == 1:
        return None
    if printed == expected:
        return Gap(row, Decimal(0), Decimal(0))
    unit = 2 * max((half_unit(value) for value in values if value), default=Decimal(1))
    return Gap(row, printed - expected, rounding(values) + unit)


def is_informative(row: ClassRow) -> bool:
    """Whether a row's figures could have failed the identities."""
    names = ("beginning_balance", "principal", "interest", "ending_balance")
    beginning, principal, interest, ending = (row.value(name) for name in names)
    if not (beginning and principal and interest and ending):
        return False
    return principal not in (interest, ending)
