"""How a first-lien trust's month follows from the one before: loans pay and default, classes are paid."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.writer.first_lien_months import BUCKETS, STATUSES, ClassMonth, GroupMonth, Month, State
from tests.writer.formats import cents
from tests.writer.trust import ZERO, TrustClass, draw, months_after, part, pay_down, share_out

if TYPE_CHECKING:
    from tests.writer.first_lien import FirstLien


def first_state(trust: FirstLien) -> State:
    """At closing: each group holds its own classes' balances and a share of the subordinate ones'."""
    own = [
        sum((one.original for one in trust.classes if one.group == group and not one.is_strip), Decimal(0))
        for group in range(trust.groups)
    ]
    shared = sum((one.original for one in trust.classes if one.group is None), Decimal(0))
    pools = [balance + more for balance, more in zip(own, share_out(shared, own), strict=True)]
    return State(
        {one.name: one.original for one in trust.classes if not one.is_strip},
        {one.name: ZERO for one in trust.classes},
        pools,
        [max(30, int(balance / 450_000)) for balance in pools],
    )


def roll(trust: FirstLien, number: int, state: State) -> Month:
    """The next month of a trust in that state."""
    rng = Random(f"{trust.seed} {number}")
    opening = first_state(trust).pools
    today, last = (months_after(trust.closing.replace(day=trust.day), number - back) for back in (0, 1))
    prepaid = [part(rng, balance, 0.001, 0.03) for balance in state.pools]
    scheduled = [part(rng, balance, 0.0001, 0.004) for balance in state.pools]
    losses = [_loss(rng, trust, balance) for balance in state.pools]
    days = (today - last).days
    balances, lost = dict(state.balances), dict(state.losses)
    pots = [paid + more for paid, more in zip(prepaid, scheduled, strict=True)]
    _pay(trust, pots, balances)
    principal = {name: state.balances[name] - balances[name] for name in balances}
    hit = _lose(trust, sum((sum(pair) for pair in losses), ZERO), balances)
    accrued = {one.name: _accrual(one, trust, state.balances, days) for one in trust.classes}
    deferred = _defer(rng, trust, balances, accrued)
    short = _fall_short(rng, trust, accrued, deferred)
    for name in balances:
        balances[name] += deferred[name]
        lost[name] += hit[name]
    pools = [balance - pot - sum(pair) for balance, pot, pair in zip(state.pools, pots, losses, strict=True)]
    pools[0] += sum(deferred.values(), ZERO)
    loans = [many - rng.randint(0, min(5, many // 20)) for many in state.loans]
    left = State(balances, lost, pools, loans)
    classes = tuple(
        _class_month(rng, trust, one, (state, left), (principal, hit, accrued, deferred, short))
        for one in trust.classes
    )
    groups = tuple(
        _group_month(rng, trust, place, (state, left), (opening, prepaid, losses))
        for place in range(trust.groups)
    )
    net = sum(short.values(), ZERO)
    whole = trust.original_total
    return Month(
        trust,
        number,
        today,
        last,
        classes,
        groups,
        _fees(rng, trust, sum(pools, ZERO)),
        _compensation(rng, net),
        {
            name: (part(rng, whole, 0, 0.02), part(rng, whole, 0, 0.02)) if trust.eventful else (ZERO, ZERO)
            for name in ("bankruptcy", "fraud", "special_hazard")
        },
        left,
    )


def _loss(rng: Random, trust: FirstLien, balance: Decimal) -> tuple[Decimal, Decimal]:
    """Realized loss of the month and what was found out later, a gain or more loss."""
    if not trust.eventful or rng.random() < 0.4:
        return ZERO, ZERO
    loss = part(rng, balance, 0, 0.0002)
    return loss, part(rng, loss, 0, 0.5) - part(rng, loss, 0, 1)


def _pay(trust: FirstLien, pots: list[Decimal], balances: dict[str, Decimal]) -> None:
    """Each group's principal pays its residual and seniors in turn; subordinates get their share of all."""
    juniors = [one.name for one in trust.classes if one.group is None]
    held = sum((balances[name] for name in juniors), ZERO)
    share = held / sum(balances.values(), ZERO)
    for group, pot in enumerate(pots):
        down = cents(pot * share)
        own = [one for one in trust.classes if one.group == group and not one.is_strip]
        own.sort(key=lambda one: one.kind != "Residual")
        rest = pay_down(pot - down, balances, [one.name for one in own])
        for name, due in zip(juniors, share_out(down, [balances[name] for name in juniors]), strict=True):
            rest += pay_down(due, balances, [name])
        assert not pay_down(rest, balances, list(balances)), "the loans paid more than there are certificates"


def _lose(trust: FirstLien, loss: Decimal, balances: dict[str, Decimal]) -> dict[str, Decimal]:
    """Losses fall on the last class first."""
    before = dict(balances)
    juniors = [one.name for one in trust.classes if one.group is None]
    pay_down(loss, balances, [*reversed(juniors), *(name for name in balances if name not in juniors)])
    return {name: before[name] - balances[name] for name in balances}


def balance_of(one: TrustClass, trust: FirstLien, balances: dict[str, Decimal]) -> Decimal:
    """A class's balance; a strip's notional is the balance of its group's seniors."""
    if not one.is_strip:
        return balances[one.name]
    own = (two for two in trust.classes if two.group == one.group and two.kind == "Senior")
    return sum((balances[two.name] for two in own), ZERO)


def _accrual(one: TrustClass, trust: FirstLien, balances: dict[str, Decimal], days: int) -> Decimal:
    days = days if one.day_count == "actual/360" else 30
    return cents(balance_of(one, trust, balances) * one.rate_pct * days / 36000)


def _defer(
    rng: Random, trust: FirstLien, balances: dict[str, Decimal], accrued: dict[str, Decimal]
) -> dict[str, Decimal]:
    """Now and then a subordinate class's interest is added to its balance."""
    deferred = dict.fromkeys(accrued, ZERO)
    if trust.eventful and rng.random() < 0.5:
        last = [one.name for one in trust.classes if one.group is None and balances[one.name]][-1:]
        deferred.update({name: part(rng, accrued[name], 0, 0.5) for name in last})
    return {name: deferred[name] for name in balances}


def _fall_short(
    rng: Random, trust: FirstLien, accrued: dict[str, Decimal], deferred: dict[str, Decimal]
) -> dict[str, Decimal]:
    """Prepayment interest shortfall that nobody compensates, on some classes."""
    return {
        name: part(rng, interest - deferred.get(name, ZERO), 0, 0.1)
        if trust.eventful and rng.random() < 0.3
        else ZERO
        for name, interest in accrued.items()
    }


def _class_month(
    rng: Random,
    trust: FirstLien,
    one: TrustClass,
    states: tuple[State, State],
    flows: tuple[dict[str, Decimal], ...],
) -> ClassMonth:
    principal, hit, accrued, deferred, short = (flow.get(one.name, ZERO) for flow in flows)
    busy = trust.eventful and not one.is_strip and rng.random() < 0.5
    return ClassMonth(
        of=one,
        original_balance=one.original,
        beginning_balance=balance_of(one, trust, states[0].balances),
        ending_balance=balance_of(one, trust, states[1].balances),
        principal=principal,
        realized_loss=hit,
        cumulative_realized_loss=states[1].losses[one.name],
        accrued_interest=accrued,
        deferred_interest=deferred,
        net_prepayment_interest_shortfall=short,
        acc_principal=part(rng, principal, 0, 0.4) if busy else ZERO,
        principal_adjustment=part(rng, principal, 0, 0.1) if busy else ZERO,
        unpaid_interest=part(rng, accrued, 0, 0.1) if busy else ZERO,
        interest_adjustment=part(rng, accrued, 0, 0.05) if busy else ZERO,
    )


def _group_month(
    rng: Random,
    trust: FirstLien,
    place: int,
    states: tuple[State, State],
    flows: tuple[list[Decimal], list[Decimal], list[tuple[Decimal, Decimal]]],
) -> GroupMonth:
    opening, prepaid, losses = flows
    before, after = states
    wac = draw(rng, 4, 8)
    behind = {
        (status, bucket): _behind(rng, trust, after.pools[place], after.loans[place])
        for status in STATUSES
        for bucket in BUCKETS
    }
    return GroupMonth(
        cutoff_balance=opening[place],
        beginning_balance=before.pools[place],
        ending_balance=after.pools[place],
        beginning_loan_count=before.loans[place],
        ending_loan_count=after.loans[place],
        prepayments=prepaid[place],
        current_realized_loss=losses[place][0],
        additional_gain_or_loss=losses[place][1],
        beginning_wac_pct=wac,
        ending_wac_pct=wac - draw(rng, 0, 0.02),
        net_margin_pct=draw(rng, 0.2, 0.5),
        wam_months=rng.randint(150, 358),
        servicer_advances=part(rng, after.pools[place], 0, 0.001) if trust.eventful else ZERO,
        reo_book_value=sum((behind["reo", bucket][0] for bucket in BUCKETS), ZERO),
        behind=behind,
    )


def _behind(rng: Random, trust: FirstLien, balance: Decimal, loans: int) -> tuple[Decimal, int]:
    """Loans in one bucket: their balance and their number."""
    if rng.random() < (0.4 if trust.eventful else 0.9):
        return ZERO, 0
    many = rng.randint(1, max(1, loans // 40))
    return cents(balance / loans * many * draw(rng, 0.5, 1.5)), many


def _fees(rng: Random, trust: FirstLien, balance: Decimal) -> dict[str, Decimal]:
    names = ("sub_servicing_fee", "insurance_premium", "mortgage_insurance_fee", "other_fee")
    fees = {"master_servicing_fee": part(rng, balance, 0.0002, 0.0004)}
    fees |= {name: part(rng, balance, 0, 0.0001) if trust.eventful else ZERO for name in names}
    return fees


def _compensation(rng: Random, net: Decimal) -> dict[str, Decimal]:
    """Gross shortfall, what the servicer and others make good, and what is left to the classes."""
    servicer, others = part(rng, Decimal(9000), 0, 1), part(rng, Decimal(2000), 0, 1)
    return {
        "gross_prepayment_interest_shortfall": servicer + others + net,
        "servicing_fee_compensation": servicer,
        "other_compensation": others,
        "net_prepayment_interest_shortfall": net,
    }
