"""Pass-through trusts as their paying agent sees them: classes alone, all paid one share of interest."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.writer.formats import cents
from tests.writer.trust import ZERO, cusip_of, draw, months_after, part, random_issuer


class Class(NamedTuple):
    """A class: `kind` is the agent's code; an accretion class ('Z') adds its interest to its balance."""

    name: str
    kind: str
    cusip: str
    original: Decimal
    rate_pct: Decimal

    @property
    def is_notional(self) -> bool:
        return self.kind == "IO"


@dataclass(frozen=True)
class ClassMonth:
    """A class in one distribution; of a notional one the balances are those of what it is a part of."""

    of: Class
    beginning_balance: Decimal
    interest: Decimal
    principal: Decimal
    realized_loss: Decimal
    cumulative_realized_loss: Decimal
    ending_balance: Decimal

    @property
    def total_distribution(self) -> Decimal:
        return self.principal + self.interest


@dataclass(frozen=True)
class Month:
    """A distribution of a trust."""

    trust: "PassThrough"
    distribution_date: date
    classes: tuple[ClassMonth, ...]

    @property
    def record_date(self) -> date:
        return self.distribution_date.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class PassThrough:
    """A trust; its months follow from its seed, so that the same trust has the same history."""

    seed: int
    number: int
    closing: date
    classes: tuple[Class, ...]
    _months: list[Month] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def random(cls, rng: Random, groups: int | None = None, classes: int | None = None) -> "PassThrough":
        many = (groups or rng.randint(1, 3)) * (classes or rng.randint(1, 5))
        closing = date(rng.randint(1999, 2000), rng.randint(1, 12), rng.randint(20, 26))
        return cls(rng.getrandbits(32), rng.randint(1, 9), closing, tuple(_classes(rng, many)))

    def month(self, number: int) -> Month:
        """The distribution of that number, from 1."""
        while len(self._months) < number:
            self._months.append(_roll(self, len(self._months) + 1))
        return self._months[number - 1]


def _classes(rng: Random, seniors: int) -> list[Class]:
    issuer, rate = random_issuer(rng), _rate(rng, 6, 8)
    kinds = [("SEN", f"A-{place + 1}", rng.randint(1000, 90000) * 1000) for place in range(seniors)]
    kinds += [("Z", f"A-{seniors + 1}", 9_000_000)] * (rng.random() < 0.5)
    kinds += [("IO", rng.choice(("IO", "X")), 0), ("PO", "PO", 1_234_000), ("RES", "R", 100)]
    kinds += [("MEZ", "M-1", 2_000_000), ("SUB", "B-1", 900_000)][: rng.randint(0, 2)]
    rates = {"IO": _rate(rng, 0.2, 0.6), "PO": Decimal("0.00000")}
    return [
        Class(name, kind, cusip_of(issuer, place), Decimal(original), rates.get(kind, rate))
        for place, (kind, name, original) in enumerate(kinds)
    ]


def _rate(rng: Random, low: float, high: float) -> Decimal:
    return draw(rng, low, high).quantize(Decimal("0.00001"))


def _roll(trust: PassThrough, number: int) -> Month:
    rng = Random(trust.seed + number)
    before = trust._months[-1].classes if trust._months else ()
    balances = {one.of.name: one.ending_balance for one in before} or _first_balances(trust)
    lost = {one.of.name: one.cumulative_realized_loss for one in before}
    share = Decimal(1) if rng.random() < 0.7 else draw(rng, 0.95, 0.999)
    classes: list[ClassMonth] = []
    for one in trust.classes:
        balance = balances[one.name]
        interest = cents(balance * one.rate_pct / 1200 * share)
        principal = -interest if one.kind == "Z" else _principal(rng, one, balance)
        loss = part(rng, balance - principal, 0, 0.01) if one.kind == "SUB" and rng.random() < 0.6 else ZERO
        before_now = lost.get(one.name, ZERO)
        left = balance - principal - loss
        if one.is_notional:
            left = sum((other.ending_balance for other in classes if _is_stripped(other.of)), ZERO)
        classes.append(ClassMonth(one, balance, interest, principal, loss, before_now + loss, left))
    return Month(trust, months_after(trust.closing, number), tuple(classes))


def _is_stripped(one: Class) -> bool:
    """Whether the notional class is paid interest on this one's balance."""
    return one.kind in ("SEN", "Z")


def _first_balances(trust: PassThrough) -> dict[str, Decimal]:
    stripped = sum((one.original for one in trust.classes if _is_stripped(one)), ZERO)
    return {one.name: stripped if one.is_notional else one.original for one in trust.classes}


def _principal(rng: Random, one: Class, balance: Decimal) -> Decimal:
    if one.is_notional:
        return ZERO
    return balance if one.kind == "RES" else part(rng, balance, 0, 0.05)
