"""The arithmetic on the page: every identity that a statement allows, with tolerances from its own digits.

They are necessary and not enough: a column cut alike in every row still adds up.
"""

from collections.abc import Callable
from decimal import InvalidOperation, localcontext

from parsers.cells import MOST_DIGITS
from parsers.checks.amounts import check_amounts
from parsers.checks.classes import check_classes
from parsers.checks.delinquencies import check_delinquencies
from parsers.checks.interest import check_interest
from parsers.checks.keys import add_keys
from parsers.checks.pools import check_pools
from parsers.checks.support import check_support
from parsers.checks.tally import Tally
from parsers.checks.totals import check_totals
from parsers.draft import Draft

CHECKS: tuple[Callable[[Draft, Tally], None], ...] = (
    check_classes,
    check_interest,
    check_totals,
    check_pools,
    check_delinquencies,
    check_support,
    check_amounts,
)


def run_checks(draft: Draft) -> Tally:
    """Make every check that a statement allows."""
    try:
        return _run_checks(draft)
    except InvalidOperation:  # a number of more digits than the context rounds to
        with localcontext(prec=WIDE):
            return _run_checks(draft)


def _run_checks(draft: Draft) -> Tally:
    tally = Tally()
    for check in CHECKS:
        check(draft, tally)
    add_keys(draft, tally.failed)
    return tally


WIDE = 4 * MOST_DIGITS  # digits: of the product of two numbers, and a quotient's
