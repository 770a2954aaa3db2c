"""Home-equity trusts: loan groups, notes paid in turn, overcollateralization, funding accounts."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.writer.trust import ZERO, TrustClass, draw, months_after, part, pay_down, share_out

BUCKETS = ("30-59", "60-89", "90-119", "120-149", "150-179", "180+")
STATUSES = ("reo", "foreclosure", "bankruptcy")
LOSS_TYPES = ("liquidation", "special_hazard", "fraud", "bankruptcy")


@dataclass(frozen=True)
class NoteMonth:
    """One note's month; fields are named as the records name them."""

    of: TrustClass
    beginning_balance: Decimal
    ending_balance: Decimal
    principal: Decimal
    interest: Decimal
    interest_shortfall: Decimal


@dataclass(frozen=True)
class LoanMonth:
    """One loan group's month."""

    beginning_balance: Decimal
    ending_balance: Decimal
    beginning_prefunding_balance: Decimal
    ending_prefunding_balance: Decimal
    principal_collections: Decimal
    principal_draws: Decimal
    ending_loan_count: int
    interest_collections: Decimal
    net_wac_pct: Decimal
    substitution_adjustment: Decimal
    excess_cash: Decimal

    @property
    def net_principal_collections(self) -> Decimal:
        return self.principal_collections - self.principal_draws


class Left(NamedTuple):
    """What a month leaves to the next."""

    notes: dict[str, Decimal]
    pools: list[Decimal]
    funds: list[Decimal]  # prefunding, by group
    loans: list[int]
    losses: dict[str, Decimal]  # to date, by loss type
    recovered: Decimal


@dataclass(frozen=True)
class Month:
    """One payment. `losses`: beginning, loss, recoveries and ending by type; `accounts` as printed."""

    trust: "HomeEquity"
    number: int
    distribution_date: date
    notes: tuple[NoteMonth, ...]
    groups: tuple[LoanMonth, ...]
    enhancement: dict[str, Decimal]
    losses: dict[str, tuple[Decimal, Decimal, Decimal, Decimal]]
    net_recovery: tuple[Decimal, Decimal, Decimal]
    accounts: dict[str, Decimal]
    behind: dict[tuple[str, str], tuple[Decimal, int]]
    left: Left


@dataclass(frozen=True)
class HomeEquity:
    """A trust; its months follow from its seed."""

    seed: int
    series: str
    notes: tuple[TrustClass, ...]
    pools: tuple[Decimal, ...]
    prefunding: Decimal
    closing: date
    eventful: bool  # losses, draws, shortfalls, funding accounts in use
    buying: bool = False  # the prefunding account buys loans for the pools
    _months: list[Month] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def random(cls, rng: Random, groups: int | None = None, classes: int | None = None) -> "HomeEquity":
        year = rng.randint(2001, 2004)
        notes = _notes(rng, classes or rng.randint(1, 8))
        whole = sum((one.original for one in notes if not one.is_strip), ZERO)
        weights = [Decimal(rng.randint(1, 9)) for _ in range(groups or rng.choice((1, 1, 2, 3)))]
        eventful = rng.random() < 0.7
        prefunding = part(rng, whole, 0, 0.2) if eventful else ZERO
        pools = share_out(whole - prefunding + part(rng, whole, 0, 0.01), weights)
        series = f"{year}-{rng.choice(('HE', 'HLTV', 'CL'))}{rng.randint(1, 5)}"
        closing = date(year, rng.randint(1, 12), 25)
        return cls(rng.getrandbits(32), series, tuple(notes), tuple(pools), prefunding, closing, eventful)

    def month(self, number: int) -> Month:
        """The payment of that number, from 1; each begins with what the one before it left."""
        while len(self._months) < number:
            left = self._months[-1].left if self._months else self._opening()
            self._months.append(_roll(self, len(self._months) + 1, left))
        return self._months[number - 1]

    def _opening(self) -> Left:
        return Left(
            {one.name: one.original for one in self.notes if not one.is_strip},
            list(self.pools),
            share_out(self.prefunding, self.pools),
            [max(100, int(balance / 35_000)) for balance in self.pools],
            dict.fromkeys(LOSS_TYPES, ZERO),
            ZERO,
        )


def _notes(rng: Random, many: int) -> list[TrustClass]:
    def coupon() -> Decimal:
        return draw(rng, 1, 8).quantize(Decimal("0.001"))

    notes = [
        TrustClass(f"A-{place}", "Senior", Decimal(rng.randint(5_000, 200_000) * 1000), coupon())
        for place in range(1, many + 1)
    ]
    if rng.random() < 0.6:
        notes.append(TrustClass("IO", "Strip IO", Decimal(rng.randint(5_000, 90_000) * 1000), coupon()))
    return notes


def _roll(trust: HomeEquity, number: int, left: Left) -> Month:
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
