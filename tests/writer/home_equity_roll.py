"""How a home-equity trust's month follows from the one before."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.writer.home_equity_months import BUCKETS, LOSS_TYPES, STATUSES, Left, LoanMonth, Month, NoteMonth
from tests.writer.trust import REVOLVING, ZERO, TrustClass, draw, months_after, part, pay_down, share_out

if TYPE_CHECKING:
    from tests.writer.home_equity import HomeEquity


def first_left(trust: HomeEquity) -> Left:
    """At closing: nothing paid, nothing lost."""
    return Left(
        {one.name: one.original for one in trust.notes if not one.is_strip},
        list(trust.pools),
        share_out(trust.prefunding, trust.pools),
        [max(100, int(balance / 35_000)) for balance in trust.pools],
        dict.fromkeys(LOSS_TYPES, ZERO),
        ZERO,
    )


def roll(trust: HomeEquity, number: int, left: Left) -> Month:
    """The next month of a trust that was left so."""
    rng = Random(f"{trust.seed} {number}")
    busy = trust.eventful
    released, bought = _use_prefunding(rng, trust, left)
    losses = {name: _loss(rng, trust, name, left) for name in LOSS_TYPES}
    lost = share_out(sum((one[1] for one in losses.values()), ZERO), left.pools)
    groups = tuple(
        _group(rng, trust, left, place, (released[place], bought[place], lost[place]))
        for place in range(len(left.pools))
    )
    excess = part(rng, sum(left.pools, ZERO), 0, 0.003)
    net = sum((group.net_principal_collections for group in groups), ZERO)
    owed = dict(left.notes)
    spare = pay_down(max(net + sum(released, ZERO) + excess, ZERO), owed, list(owed))
    assert not spare, "the loans paid more than there are notes"
    drawn = sum((group.principal_draws for group in groups), ZERO)
    for one in trust.notes:
        if one.kind == REVOLVING:
            owed[one.name] += drawn
    recovered = part(rng, Decimal(5000), 0, 1) if busy else ZERO
    after = Left(
        owed,
        [group.ending_balance for group in groups],
        [group.ending_prefunding_balance for group in groups],
        [group.ending_loan_count for group in groups],
        {name: one[3] for name, one in losses.items()},
        left.recovered + recovered,
    )
    return Month(
        trust,
        number,
        months_after(trust.closing, number),
        tuple(_note(rng, trust, one, left, after) for one in trust.notes),
        groups,
        _enhancement(rng, trust, left, after),
        losses,
        (left.recovered, recovered, after.recovered),
        _accounts(rng, trust, left, after, (released, bought)),
        _behind(rng, trust, groups),
        after,
    )


def _use_prefunding(rng: Random, trust: HomeEquity, left: Left) -> tuple[list[Decimal], list[Decimal]]:
    """What the account pays notes when it is closed, now and then, and what it buys loans for."""
    none = [ZERO for _ in left.funds]
    if rng.random() < 0.3:
        return list(left.funds), none
    return none, [part(rng, fund, 0, 0.9) for fund in left.funds] if trust.buying else none


def _loss(rng: Random, trust: HomeEquity, name: str, left: Left) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    start = left.losses[name]
    if not trust.eventful:
        return start, ZERO, ZERO, start
    loss = part(rng, sum(left.pools, ZERO), 0, 0.0005 if name == "liquidation" else 0.00002)
    recovered = part(rng, loss, 0, 0.2) if name == "liquidation" else ZERO
    return start, loss, recovered, start + loss - recovered


def _group(
    rng: Random, trust: HomeEquity, left: Left, place: int, moved: tuple[Decimal, Decimal, Decimal]
) -> LoanMonth:
    balance, fund = left.pools[place], left.funds[place]
    released, bought, lost = moved
    collected = part(rng, balance, 0.005, 0.05)
    drawn = part(rng, collected, 0, 0.4) if trust.eventful else ZERO
    return LoanMonth(
        beginning_balance=balance,
        ending_balance=balance - collected + drawn + bought - lost,
        beginning_prefunding_balance=fund,
        ending_prefunding_balance=fund - released - bought,
        principal_collections=collected,
        principal_draws=drawn,
        ending_loan_count=left.loans[place] - rng.randint(0, left.loans[place] // 30),
        interest_collections=part(rng, balance, 0.004, 0.009),
        net_wac_pct=draw(rng, 5, 14).quantize(Decimal("0.00001")),
        substitution_adjustment=ZERO,
        excess_cash=part(rng, balance, 0, 0.004),
    )


def _note(rng: Random, trust: HomeEquity, one: TrustClass, left: Left, after: Left) -> NoteMonth:
    before, end = left.notes.get(one.name, one.original), after.notes.get(one.name, one.original)
    accrued = (before * one.rate_pct * 30 / 36000).quantize(Decimal("0.01"))
    short = part(rng, accrued, 0, 0.2) if trust.eventful and rng.random() < 0.3 else ZERO
    return NoteMonth(one, before, end, before - end, accrued - short, short)


def _enhancement(rng: Random, trust: HomeEquity, left: Left, after: Left) -> dict[str, Decimal]:
    start, end = (
        sum([*one.pools, *one.funds], ZERO) - sum(one.notes.values(), ZERO) for one in (left, after)
    )
    whole = sum(trust.pools, ZERO)
    return {
        "overcollateralization_beginning": start,
        "overcollateralization_change": end - start,
        "overcollateralization_ending": end,
        "overcollateralization_target": part(rng, whole, 0.01, 0.03),
        "credit_enhancement_draw": part(rng, whole, 0, 0.0001) if trust.eventful else ZERO,
        "unreimbursed_prior_draws": part(rng, whole, 0, 0.0002) if trust.eventful else ZERO,
        "extraordinary_event_loss": part(rng, whole, 0, 0.00001) if trust.eventful else ZERO,
        "excess_loss_amount": part(rng, whole, 0, 0.00001) if trust.eventful else ZERO,
    }


def _accounts(
    rng: Random, trust: HomeEquity, left: Left, after: Left, used: tuple[list[Decimal], list[Decimal]]
) -> dict[str, Decimal]:
    def some(most: int) -> Decimal:
        return part(rng, Decimal(most), 0, 1) if trust.eventful else ZERO

    return {
        "capitalized_interest_beginning": some(900_000),
        "capitalized_interest_withdrawal": some(90_000),
        "capitalized_interest_earned_to_funding_account": some(9_000),
        "capitalized_interest_closing_release": some(90_000),
        "capitalized_interest_ending": some(900_000),
        "capitalized_interest_earned": some(9_000),
        "capitalized_interest_withdrawn_prior": some(900),
        "prefunding_beginning": sum(left.funds, ZERO),
        "prefunding_additional_purchases": sum(used[1], ZERO),
        "prefunding_excess_draws": some(90_000),
        "prefunding_closing_release": sum(used[0], ZERO),
        "prefunding_ending": sum(after.funds, ZERO),
        "prefunding_earned": some(9_000),
        "prefunding_withdrawn_prior": some(900),
    }


def _behind(
    rng: Random, trust: HomeEquity, groups: tuple[LoanMonth, ...]
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    balance = sum((group.ending_balance for group in groups), ZERO)
    rows = [("delinquent", bucket) for bucket in BUCKETS] + [(status, "total") for status in STATUSES]
    quiet = 0.2 if trust.eventful else 0.7
    return {
        row: (ZERO, 0) if rng.random() < quiet else (part(rng, balance, 0, 0.01), rng.randint(1, 90))
        for row in rows
    }
