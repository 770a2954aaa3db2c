"""Trusts that Residential Funding serves: seniors, strips, accreting and subordinate classes, or one."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.writer.formats import cents
from tests.writer.trust import ZERO, cusip_of, draw, months_after, part, pay_down, random_issuer

# Companies with the shelf that their deals go by.
COMPANIES = {
    "RESIDENTIAL FUNDING MORTGAGE SECURITIES I, INC.": "RFMSI",
    "RESIDENTIAL FUNDING MORTGAGE SECURITIES II, INC.": "RFMSII",
    "RESIDENTIAL ACCREDIT LOANS, INC.": "RALI",
    "RESIDENTIAL ASSET SECURITIES CORPORATION": "RASC",
    "RESIDENTIAL ASSET MORTGAGE PRODUCTS, INC.": "RAMP",
}
BUCKETS = ("30-59", "60-89", "90+")


class Class(NamedTuple):
    """A class: `kind` is 'senior', 'accretion', 'strip', 'residual', 'subordinate' or 'only'."""

    name: str
    kind: str
    cusip: str
    original: Decimal
    rate_pct: Decimal


@dataclass(frozen=True)
class ClassMonth:
    """A class in one distribution."""

    of: Class
    beginning_balance: Decimal
    principal: Decimal
    interest: Decimal
    deferred_interest: Decimal
    realized_loss: Decimal
    ending_balance: Decimal

    @property
    def original_balance(self) -> Decimal:
        return self.of.original

    @property
    def total_distribution(self) -> Decimal:
        return self.principal + self.interest

    @property
    def is_notional(self) -> bool:
        """As a reader sees it: paid interest at a rate, and never had a balance."""
        return bool(self.of.kind == "strip" and self.of.rate_pct and self.interest)


@dataclass(frozen=True)
class Month:
    """A distribution; `figures` are those of the page of related information, by their field or name."""

    trust: "RfcTrust"
    distribution_date: date
    determination_date: date
    classes: tuple[ClassMonth, ...]
    figures: dict[str, Decimal]
    counts: dict[str, int]

    def total(self, name: str) -> Decimal:
        """The sum of the classes."""
        return sum((getattr(one, name) for one in self.classes), ZERO)


@dataclass(frozen=True)
class RfcTrust:
    """A trust; its months follow from its seed, so that the same trust has the same history."""

    seed: int
    series: str
    pool: int
    company: str
    closing: date
    classes: tuple[Class, ...]
    eventful: bool
    _months: list[Month] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def random(cls, rng: Random, groups: int | None = None, classes: int | None = None) -> "RfcTrust":
        """`groups` is taken for nothing: these trusts have one pool."""
        closing = date(rng.randint(1989, 2001), rng.randint(1, 12), rng.randint(20, 26))
        name = rng.choice(("S{}", "MZ{}", "3B", "25A", "SW1A", "RS{}", "QS{}")).format(rng.randint(1, 48))
        own = _only_class(rng) if rng.random() < 0.2 else _classes(rng, classes or rng.randint(1, 25))
        return cls(
            seed=rng.getrandbits(32),
            series=f"{closing.year}-{name}",
            pool=rng.randint(3000, 4999),
            company=rng.choice(list(COMPANIES)),
            closing=closing,
            classes=tuple(own),
            eventful=rng.random() < 0.7,
        )

    @property
    def deal(self) -> str:
        return f"{COMPANIES[self.company]} {self.series}"

    def month(self, number: int) -> Month:
        """The distribution of that number, from 1."""
        while len(self._months) < number:
            self._months.append(_roll(self, len(self._months) + 1))
        return self._months[number - 1]


def _only_class(rng: Random) -> list[Class]:
    original = Decimal(rng.randint(1_000_000_00, 90_000_000_00)).scaleb(-2)
    return [Class("", "only", cusip_of(random_issuer(rng), rng.randint(0, 90)), original, _rate(rng))]


def _classes(rng: Random, seniors: int) -> list[Class]:
    rate, issuer = _rate(rng), random_issuer(rng)
    kinds = [_senior(rng, place, rate) for place in range(1, seniors + 1)]
    residuals = rng.choice((("R",), ("R-I", "R-II")))
    kinds += [("residual", name, Decimal("100.00"), rate) for name in residuals]
    names = rng.choice((("M", "B"), ("M-1", "M-2", "M-3", "B-1", "B-2", "B-3"), ("B",)))
    kinds += [("subordinate", name, part(rng, Decimal(9_000_000), 0.1, 1), rate) for name in names]
    first, coded = rng.randint(0, 200), rng.randint(len(kinds) - 3, len(kinds))
    return [
        Class(name, kind, cusip_of(issuer, first + place) if place < coded else "", original, own)
        for place, (kind, name, original, own) in enumerate(kinds)
    ]


def _senior(rng: Random, place: int, rate: Decimal) -> tuple[str, str, Decimal, Decimal]:
    """A senior; now and then a strip without a balance, a class that accretes, a sliver at a wild rate."""
    name, kind = f"A-{place}", rng.choice(("senior", "senior", "senior", "accretion", "strip", "sliver"))
    if kind == "strip":
        return kind, name, ZERO, draw(rng, 0.05, 0.6)
    if kind == "sliver":
        return "senior", name, Decimal("10000.00"), draw(rng, 900, 4700)
    original = Decimal(rng.randint(50, 80_000) * 1000).quantize(ZERO)
    return kind, name, original, rate if rng.random() < 0.8 else ZERO.quantize(rate)


def _rate(rng: Random) -> Decimal:
    return draw(rng, 5.5, 10)


def _roll(trust: RfcTrust, number: int) -> Month:
    rng = Random(f"{trust.seed} {number}")
    before = trust._months[-1].classes if trust._months else ()
    held = {one.of.name: one.ending_balance for one in before} or {
        one.name: one.original for one in trust.classes
    }
    short = trust.eventful and rng.random() < 0.5
    share = draw(rng, 0.97, 0.9999) if short else Decimal(1)
    left = dict(held)
    accrued = {one.name: cents(held[one.name] * one.rate_pct / 1200 * share) for one in trust.classes}
    order = sorted(trust.classes, key=lambda one: one.kind != "residual")
    paid = {one.name: _principal(rng, one, held[one.name]) for one in order}
    for name, amount in paid.items():
        left[name] -= amount
    loss = part(rng, sum(left.values(), ZERO), 0, 0.001) if trust.eventful and rng.random() < 0.6 else ZERO
    owed = dict(left)
    pay_down(loss, owed, [one.name for one in reversed(trust.classes)])
    classes = []
    for one in trust.classes:
        accretes = one.kind == "accretion" and number < 30
        interest = part(rng, Decimal(20_000), 0, 1) if one.kind == "strip" else accrued[one.name]
        deferred = interest if accretes else ZERO
        classes.append(
            ClassMonth(
                one,
                held[one.name],
                paid[one.name],
                interest - deferred,
                deferred,
                left[one.name] - owed[one.name],
                owed[one.name] + deferred,
            )
        )
    today = months_after(trust.closing, number)
    return Month(
        trust, today, today - timedelta(days=5), tuple(classes), _figures(rng, trust, classes), _counts(rng)
    )


def _principal(rng: Random, one: Class, balance: Decimal) -> Decimal:
    if one.kind in ("strip", "accretion"):
        return ZERO
    done = one.kind == "residual" or (one.kind == "senior" and rng.random() < 0.3)
    return balance if done else part(rng, balance, 0, 0.05)


def _figures(rng: Random, trust: RfcTrust, classes: list[ClassMonth]) -> dict[str, Decimal]:
    whole = sum((one.ending_balance for one in classes), ZERO)
    original = sum((one.of.original for one in classes), ZERO)

    def some(most: int) -> Decimal:
        return part(rng, Decimal(most), 0, 1) if trust.eventful else ZERO

    figures = {
        name: some(most)
        for name, most in {
            "sub_servicing_fee": 9000,
            "master_servicing_fee": 4000,
            "sub_servicer_advances": 90_000,
            "master_servicer_advances": 20_000,
            "reo_book_value": 400_000,
            "remaining_interest_shortfall": 100,
            "class_a_shortfall_principal": 100,
            "class_a_shortfall_interest": 100,
            "prepayments": 900_000,
            "repurchase_balance": 90_000,
            "letter_of_credit": 5_000_000,
            "bankruptcy": 100_000,
            "fraud": 900_000,
            "special_hazard": 2_000_000,
            "foreclosure": 900_000,
            **dict.fromkeys(BUCKETS, 500_000),
        }.items()
    }
    return figures | {
        "ending_balance": whole,
        "ending_wac_pct": draw(rng, 6, 11) + Decimal("0.00000042"),
        "wam_months": Decimal(rng.randint(12_00, 350_00)).scaleb(-2),
        "pool_factor_pct": (100 * whole / original).quantize(Decimal("1e-8")),
        "index_rate": draw(rng, 3, 7).quantize(Decimal("0.0001")),
    }


def _counts(rng: Random) -> dict[str, int]:
    names = (*BUCKETS, "foreclosure", "reo")
    return {name: rng.choice((0, rng.randint(1, 20))) for name in names} | {"loans": rng.randint(5, 1500)}
