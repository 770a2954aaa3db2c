"""The arithmetic on the page: every identity that a statement allows, with tolerances from its own digits.

The checks are necessary and not sufficient: a column cut alike in every row still adds up.
"""

from collections.abc import Callable
from decimal import InvalidOperation, localcontext

from parsers.builder import Builder
from parsers.cells import MOST_DIGITS
from parsers.checks.amount_checks import check_amounts
from parsers.checks.check_keys import add_keys
from parsers.checks.check_results import Tally
from parsers.checks.class_checks import check_classes
from parsers.checks.deal_totals import check_deal_totals
from parsers.checks.delinquency_checks import check_delinquencies
from parsers.checks.distribution_checks import check_distributions
from parsers.checks.enhancement_checks import check_support
from parsers.checks.interest_checks import check_interest
from parsers.checks.loan_table_checks import check_loan_tables
from parsers.checks.notional_checks import check_notional
from parsers.checks.pool_checks import check_pools
from parsers.checks.total_checks import check_totals
from parsers.checks.trust_account_checks import check_trust_accounts

CHECKS: tuple[Callable[[Builder, Tally], None], ...] = (
    check_classes,
    check_distributions,
    check_interest,
    check_totals,
    check_notional,
    check_pools,
    check_deal_totals,
    check_loan_tables,
    check_delinquencies,
    check_support,
    check_amounts,
    check_trust_accounts,
)


def run_checks(builder: Builder) -> Tally:
    """Make every check that a statement allows; failed checks with unproved claims are skipped."""
    tally = check_all(builder)
    tally.settle(builder.unproved)
    tally.failed += builder.disproofs
    add_keys(builder, tally.failed)
    return tally


def check_all(builder: Builder) -> Tally:
    """Make every check, whether its claim is proved or not."""
    try:
        return _check_all(builder)
    except InvalidOperation:  # a number of more digits than the decimal context rounds to
        with localcontext(prec=WIDE):
            return _check_all(builder)


def _check_all(builder: Builder) -> Tally:
    tally = Tally()
    for check in CHECKS:
        check(builder, tally)
    return tally


WIDE = 4 * MOST_DIGITS  # digits: of the product of two numbers, and a quotient's
