"""Pairs of columns that nothing on a page distinguishes when they are exchanged under their headings.

Each is a pair of parts of one sum, or two ratios of one amount; what guards them is that a column is one of
these only by its whole heading (`parsers.general.proof` lists them).
"""

from itertools import combinations

from tests.writer.families.damage import Damage

_PARTS_OF_INTEREST = (
    *("net_prepayment_interest_shortfall", "relief_act_shortfall", "interest_shortfall", "interest_loss"),
    "deferred_interest",
)
_PARTS_OF_PRINCIPAL = (
    *("scheduled_principal", "unscheduled_principal", "accretion", "acc_principal", "principal_adjustment"),
)
EXCHANGEABLE = frozenset(
    {
        *(frozenset(pair) for pair in combinations(_PARTS_OF_PRINCIPAL, 2)),
        *(frozenset(pair) for pair in combinations(_PARTS_OF_INTEREST, 2)),
        # The same figure in two denominations: what is read is true, to fewer digits.
        frozenset({"ending_balance_per_1000", "factor"}),
    }
)


def exchanged(hurt: Damage) -> frozenset[str]:
    """The fields of two columns that changed places."""
    return frozenset(one.field for one in hurt.touched)
