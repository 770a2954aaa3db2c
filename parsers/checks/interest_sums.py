"""Checks that accrued interest, with its deductions and additions, is the interest that a class is paid."""

from decimal import Decimal

from parsers.builder import Builder
from parsers.checks.check_results import Tally, number, rounding
from parsers.checks.class_checks import subject_of

TAKEN = ("interest_loss", "deferred_interest", "net_prepayment_interest_shortfall", "relief_act_shortfall")


def check_interest_total(builder: Builder, tally: Tally) -> None:
    """Interest = accrued - loss - deferred - shortfalls + other income, of each class that prints them."""
    for tranche in builder.tranches:
        accrued, interest = number(tranche.accrued_interest), number(tranche.interest)
        if accrued is None or interest is None:
            continue
        taken = [value for name in TAKEN if (value := number(getattr(tranche, name))) is not None]
        income = number(tranche.other_income)
        added = [accrued] if income is None else [accrued, income]
        tally.compare(
            "interest_total",
            subject_of(tranche),
            expected=sum(added, Decimal(0)) - sum(taken, Decimal(0)),
            printed=interest,
            tolerance=rounding([interest, *added, *taken]),
            message="what accrued, less what was taken from it, is {expected}, the interest paid {printed}",
        )
