"""Checks of the trust's account, of shortfalls and of fees, as CTSLink's statement prints them.

Identities that the agreements imply and no page has shown never fail: they pass, or are skipped as
unproved.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Subject, Tally, half_unit, number, numbers, rounding
from parsers.records import Amount, CreditSupport, Pool

DEPOSITS = (
    *("deposit_interest_and_principal", "deposit_liquidations", "deposit_repurchases"),
    *("deposit_servicer_advances", "deposit_realized_losses", "deposit_prepayment_penalties"),
)
WITHDRAWALS = (
    *("withdrawal_servicer_advances", "withdrawal_servicing_fee", "withdrawal_interest_and_principal"),
)
# (the sum, the terms added, the terms subtracted)
Sums = tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]
ASSERTED: Sums = (
    ("account_total", "deposit_total", DEPOSITS, ()),
    ("account_total", "withdrawal_total", WITHDRAWALS, ()),
    (
        "account_roll",
        "certificate_account_ending",
        ("certificate_account_beginning", "deposit_total"),
        ("withdrawal_total",),
    ),
)
UNPROVED_SUMS: Sums = (
    (
        "fee_support",
        "supported_prepayment_interest_shortfall",
        ("servicing_fee_compensation",),
        (),
    ),
    (
        "fee_support",
        "net_servicing_fee",
        ("gross_servicing_fee", "master_servicing_fee", "trustee_fee"),
        ("supported_prepayment_interest_shortfall",),
    ),
    ("fee_support", "withdrawal_servicing_fee", ("net_servicing_fee",), ()),
    ("advances", "periodic_advance", ("deposit_servicer_advances",), ()),
)
LEAST = 2  # terms of a sum of deposits or withdrawals


def check_trust_accounts(builder: Builder, tally: Tally) -> None:
    """Check the certificate account, shortfalls, fees, subordination and payments that the page prints."""
    for check, total, plus, minus in ASSERTED:
        _assert_sum(builder, tally, check, total, plus, minus)
    _against_totals(
        builder, tally, "account_vs_classes", "withdrawal_interest_and_principal", "total_distribution"
    )
    _shortfall(builder, tally)
    for check, total, plus, minus in UNPROVED_SUMS:
        _note_sum(builder, tally, check, total, plus, minus)
    _subordination(builder, tally)
    for pool in builder.pools:
        _scheduled_payment(pool, tally)
        _optimal_amount(builder, pool, tally)


def _value(builder: Builder, name: str) -> tuple[Amount, Decimal] | None:
    amount = builder.amount(name)
    value = number(amount.value) if amount is not None else None
    return (amount, value) if amount is not None and value is not None else None


def _values(builder: Builder, names: Iterable[str]) -> list[Decimal]:
    return [found[1] for name in names if (found := _value(builder, name))]


def _assert_sum(
    builder: Builder, tally: Tally, check: str, name: str, plus: tuple[str, ...], minus: tuple[str, ...]
) -> None:
    total = _value(builder, name)
    if total is None:
        return
    added, taken = _values(builder, plus), _values(builder, minus)
    whole = len(added) == len(plus) if minus else len(added) >= LEAST
    if not whole or len(taken) < len(minus):
        tally.skip(check, "its terms are not all printed")
        return
    amount, printed = total
    expected = sum(added, Decimal(0)) - sum(taken, Decimal(0))
    if builder.unread_rows and printed != expected:
        tally.skip(check, "a row of the section has no field")
        return
    tally.compare(
        check,
        Subject(name, amount.lines),
        expected=expected,
        printed=printed,
        tolerance=rounding([printed, *added, *taken]),
        message="its terms make {expected}, the page prints {printed}",
    )


def _note_sum(
    builder: Builder, tally: Tally, check: str, name: str, plus: tuple[str, ...], minus: tuple[str, ...]
) -> None:
    total, added, taken = _value(builder, name), _values(builder, plus), _values(builder, minus)
    if total is None or not added or len(taken) < len(minus):
        return
    expected = sum(added, Decimal(0)) - sum(taken, Decimal(0))
    tally.note(check, expected=expected, printed=total[1], tolerance=rounding([total[1], *added, *taken]))


def _against_totals(builder: Builder, tally: Tally, check: str, name: str, field: str) -> None:
    found = _value(builder, name)
    whole = next((total for total in builder.totals if total.group is UNSET), None)
    printed = number(getattr(whole, field, UNSET))
    if found is None or printed is None:
        return
    amount, value = found
    tally.compare(
        check,
        Subject(name, amount.lines),
        expected=printed,
        printed=value,
        tolerance=rounding([printed, value]),
        message="the classes were paid {expected}, the account paid {printed}",
    )


def _shortfall(builder: Builder, tally: Tally) -> None:
    """The classes' non-supported shortfalls sum to that of the deal."""
    found = _value(builder, "net_prepayment_interest_shortfall")
    # Of a section that prints how each class's shortfall lowers its interest.
    classes = [one for one in builder.tranches if one.unpaid_shortfall_paid is not UNSET]
    known = numbers(one.net_prepayment_interest_shortfall for one in classes)
    if found is None or not known:
        return
    amount, value = found
    tally.compare(
        "shortfall_vs_classes",
        Subject("net_prepayment_interest_shortfall", amount.lines),
        expected=sum(known, Decimal(0)),
        printed=value,
        tolerance=rounding([value, *known]),
        message="the classes' shortfalls make {expected}, the page prints {printed}",
    )


def _below(builder: Builder, row: CreditSupport, names: Sequence[str], tally: Tally) -> None:
    """The dollars of a row are the balances of the classes in the rows below it."""
    printed = number(row.current_balance)
    endings = {str(one.class_name): number(one.ending_balance) for one in builder.tranches}
    terms = [value for name in names if (value := endings.get(name)) is not None]
    if printed is not None and len(terms) == len(names):
        expected = sum(terms, Decimal(0))
        tally.note("subordination", expected=expected, printed=printed, tolerance=rounding([printed, *terms]))


def _subordination(builder: Builder, tally: Tally) -> None:
    """The balance of a class is the amount below the class before it, less the amount below itself."""
    rows = [one for one in builder.supports if one.kind == "subordination"]
    for before, row in pairwise(rows):
        above, below, own = (
            number(value) for value in (before.current_share_pct, row.current_share_pct, row.class_pct)
        )
        if above is not None and below is not None and own is not None:
            terms = [above, below, own]
            tally.note("subordination", expected=above - below, printed=own, tolerance=rounding(terms))
    shares = [value for row in rows if (value := number(row.class_pct)) is not None]
    if len(shares) > 1 and len(shares) == len(rows):
        tally.note(
            "subordination",
            expected=Decimal(100),
            printed=sum(shares, Decimal(0)),
            tolerance=rounding(shares),
        )
    for place, row in enumerate(rows):
        _below(builder, row, [one.name for one in rows[place + 1 :]], tally)


def _scheduled_payment(pool: Pool, tally: Tally) -> None:
    """A month's payments of fixed-rate loans, less interest on the balance, are the scheduled principal."""
    constant, scheduled = number(pool.payment_constant), number(pool.scheduled_principal)
    beginning, wac = number(pool.beginning_balance), number(pool.wac_pct)
    if constant is not None and scheduled is not None and beginning is not None and wac is not None:
        tolerance = half_unit(wac) * beginning / 1200 + rounding([constant, scheduled])
        expected = constant - beginning * wac / 1200
        tally.note("scheduled_payment", expected=expected, printed=scheduled, tolerance=tolerance)


def _optimal_amount(builder: Builder, pool: Pool, tally: Tally) -> None:
    """Without a shortfall it is the payment to the senior classes, except principal-only classes."""
    printed = number(pool.class_a_optimal_amount)
    if printed is None:
        return
    seniors = [one for one in builder.tranches if _is_senior(str(one.class_type))]
    paid = [value for one in seniors if (value := number(one.total_distribution)) is not None]
    tally.note(
        "optimal_amount",
        expected=sum(paid, Decimal(0)),
        printed=printed,
        tolerance=rounding([printed, *paid]),
    )


def _is_senior(kind: str) -> bool:
    return kind.startswith(("SEN", "SEQ", "IO")) or kind in ("R", "RES", "RES_FI")
