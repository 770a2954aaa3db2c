"""Checks of the loans: pools rolled forward, loan counts, prepayment speed, pools against securities."""

from decimal import Decimal

from msgspec import UNSET

from parsers.builder import GENERAL, Builder
from parsers.checks.check_results import Subject, Tally, half_unit, number, numbers, rounding
from parsers.checks.class_checks import what_row
from parsers.checks.deal_totals import pools_of_deal
from parsers.checks.home_equity_checks import check_against_notes, check_pool_roll, overcollateralization
from parsers.records import Pool


def subject_of(pool: Pool) -> Subject:
    """'group 3', or 'pool' where the page has no groups."""
    return Subject(f"group {pool.group}" if pool.group else "pool", pool.lines)


def check_pools(builder: Builder, tally: Tally) -> None:
    """All checks of pools."""
    for pool in builder.pools:
        check_pool_roll(builder, pool, subject_of(pool), tally)
        _loan_count_roll(pool, tally)
        _cpr(pool, tally)
    _pool_vs_securities(builder, tally)


def _loan_count_roll(pool: Pool, tally: Tally) -> None:
    beginning, ending = number(pool.beginning_loan_count), number(pool.ending_loan_count)
    gone = (pool.payoff_count, pool.matured_count, pool.repurchase_count, pool.liquidation_count)
    listed = [count for one in gone if (count := number(one)) is not None]
    removed = number(pool.removed_loan_count)
    if removed is None and pool.payoff_count is not UNSET:
        removed = sum(listed, Decimal(0))
    if beginning is None or ending is None or removed is None:
        tally.skip("loan_count_roll", "the loan counts are not all printed")
        return
    tally.compare(
        "loan_count_roll",
        subject_of(pool),
        expected=beginning - removed,
        printed=ending,
        tolerance=Decimal(0),
        message="{expected} loans should remain, the page counts {printed}",
    )


SUMMED = (
    *("beginning_balance", "ending_balance", "ending_actual_balance", "beginning_loan_count"),
    *("removed_loan_count", "ending_loan_count", "scheduled_principal", "unscheduled_principal"),
    *("scheduled_interest", "payment_constant", "realized_loss", "cumulative_realized_loss"),
    *("prepayment_penalties", "special_servicing_fee"),
)


def _cpr(pool: Pool, tally: Tally) -> None:
    """SMM = prepayments ÷ (beginning − scheduled), scheduled = beginning − ending − prepayments."""
    printed, prepaid = number(pool.cpr_pct), _prepaid(pool)
    beginning, ending = number(pool.beginning_balance), number(pool.ending_balance)
    if printed is None or prepaid is None or beginning is None or ending is None or not ending + prepaid:
        tally.skip("cpr", "speed, prepayments or balances are not printed")
        return
    scheduled = number(pool.scheduled_principal)
    if scheduled is not None:  # liquidations are neither prepaid nor scheduled
        ending = beginning - scheduled - prepaid
    expected = _speed(prepaid, ending)
    hidden, hidden_ending = half_unit(prepaid), half_unit(ending)
    edges = (
        _speed(prepaid + hidden, ending - hidden_ending),
        _speed(prepaid - hidden, ending + hidden_ending),
    )
    tally.compare(
        "cpr",
        subject_of(pool),
        expected=expected,
        printed=printed,
        tolerance=max(abs(edge - expected) for edge in edges) + half_unit(printed),
        message="the prepayments are a speed of {expected} CPR, the page prints {printed}",
    )


def _prepaid(pool: Pool) -> Decimal | None:
    """Prepayments as printed, else curtailments and payoffs."""
    parts = number(pool.curtailments), number(pool.payoffs)
    if pool.prepayments is not UNSET or None in parts:
        return number(pool.prepayments)
    return sum((part for part in parts if part is not None), Decimal(0))


def _speed(prepaid: Decimal, ending: Decimal) -> Decimal:
    """CPR in percent; beginning − scheduled is the ending balance plus prepayments."""
    monthly = prepaid / (ending + prepaid)
    return 100 * (1 - (1 - monthly) ** 12)


def _pool_vs_securities(builder: Builder, tally: Tally) -> None:
    if not builder.pools or not builder.tranches:
        return
    for edge in ("beginning", "ending"):
        pools = numbers(
            getattr(pool, f"{edge}_balance") for pool in pools_of_deal(builder.pools, f"{edge}_balance")
        )
        if pools is None:
            tally.skip("pool_vs_securities", "a pool balance is not printed")
        elif any(overcollateralization(builder, either) for either in ("beginning", "ending")):
            check_against_notes(builder, edge, pools, tally)
        else:
            _first_lien(builder, edge, pools, tally)


def _first_lien(builder: Builder, edge: str, pools: list[Decimal], tally: Tally) -> None:
    """The pools' sum is the certificates' balance."""
    whole = next((total for total in builder.totals if total.group is UNSET), None)
    certificates = number(getattr(whole, f"{edge}_balance", UNSET))
    terms = [certificates] if certificates is not None else None
    if terms is None:
        classes = [tranche for tranche in builder.tranches if not tranche.notional]
        terms = numbers(getattr(tranche, f"{edge}_balance") for tranche in classes)
    if terms is None:
        tally.skip("pool_vs_securities", "the certificates' balance is not printed")
        return
    pooled, certified = sum(pools, Decimal(0)), sum(terms, Decimal(0))
    tolerance = rounding([*pools, *terms])
    if builder.statement.layout == GENERAL and abs(pooled - certified) > tolerance:
        # Without a layout, overcollateralization or an unread pool would go unnoticed.
        tally.skip("pool_vs_securities", "overcollateralization and unread pools are not ruled out")
        return
    if any(what_row(tranche) == "overcollateralization" for tranche in builder.tranches):
        tally.note("pool_vs_securities", expected=pooled, printed=certified, tolerance=tolerance)
        return
    tally.compare(
        "pool_vs_securities",
        Subject(f"{edge} balance", [line for pool in builder.pools for line in pool.lines]),
        expected=pooled,
        printed=certified,
        tolerance=tolerance,
        message="the pools are {expected}, the certificates {printed}",
    )
