"""Checks of the principal and interest sections: what a class is paid is the sum of the parts printed beside.

Mostly of CTSLink's statement. With recoveries the sums of principal are not known, nor the sign in which an
accreting class prints its accretion; both are then skipped.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from itertools import islice

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Tally, number, rounding
from parsers.checks.class_checks import subject_of, what_row
from parsers.checks.class_sums import INTEREST_PARTS, PRINCIPAL_PARTS
from parsers.records import Tranche

# Each check: the figure, and the terms that make it, each with its sign; those named first must be printed.
PARTS: tuple[tuple[str, str, Mapping[str, int], int], ...] = (
    (
        "principal_parts",
        "principal_reduction",
        PRINCIPAL_PARTS,
        2,
    ),
    ("principal_parts", "principal_reduction", {"beginning_balance": 1, "ending_balance": -1}, 2),
    ("principal_parts", "principal", {"principal_reduction": 1, "realized_loss": -1}, 1),
    (
        "interest_parts",
        "interest",
        INTEREST_PARTS,
        2,
    ),
)
BALANCES = {
    "beginning_interest_balance": "beginning_balance",
    "ending_interest_balance": "ending_balance",
}


def check_distributions(builder: Builder, tally: Tally) -> None:
    """The parts of principal and interest of each class, where the page prints them."""
    for tranche in builder.tranches:
        for check, figure, terms, needed in PARTS:
            if getattr(tranche, figure) is not UNSET:
                _parts(tranche, tally, check, figure, terms, needed)
        for figure, own in BALANCES.items():
            if getattr(tranche, figure) is not UNSET:
                _same_balance(tranche, tally, figure, own)
        _accretion(tranche, tally)


def _parts(
    tranche: Tranche, tally: Tally, check: str, figure: str, terms: Mapping[str, int], needed: int
) -> None:
    printed = number(getattr(tranche, figure))
    if printed is None or any(getattr(tranche, name) is UNSET for name in islice(terms, needed)):
        return
    found = {name: value for name in terms if (value := number(getattr(tranche, name))) is not None}
    if not found.keys() >= set(islice(terms, needed)):
        return
    if check == "principal_parts" and number(tranche.principal_recovery):
        tally.skip(check, "a recovery is printed, and its sign in the sum is not known")
        return
    if (tranche.notional or what_row(tranche)) and "beginning_balance" in terms:
        tally.skip(check, "the row has no balance that is paid down")
        return
    expected = sum((terms[name] * value for name, value in found.items()), Decimal(0))
    tally.compare(
        check,
        partial(subject_of, tranche, figure),
        expected=expected,
        printed=printed,
        tolerance=partial(rounding, [printed, *found.values()]),
        message=f"the parts of {figure.replace('_', ' ')} make {{expected}}, the page prints {{printed}}",
    )


def _same_balance(tranche: Tranche, tally: Tally, figure: str, own: str) -> None:
    """Interest accrues on the class's own balance, or on a notional one that the summary may print as 0."""
    printed, balance = number(getattr(tranche, figure)), number(getattr(tranche, own))
    if printed is not None and balance is not None and not tranche.notional:
        tally.note(
            "interest_balance", expected=balance, printed=printed, tolerance=rounding([printed, balance])
        )


def _accretion(tranche: Tranche, tally: Tally) -> None:
    """A class that accretes prints as negative principal the interest that it is paid (seen twice)."""
    principal, interest = number(tranche.principal), number(tranche.interest)
    if principal is not None and interest is not None and principal < 0:
        terms = [principal, interest]
        tally.note("accretion", expected=interest, printed=-principal, tolerance=rounding(terms))
