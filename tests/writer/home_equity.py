"""Home-equity trusts: loan groups, notes paid in turn, overcollateralization, funding accounts."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.writer.home_equity_months import Month
from tests.writer.home_equity_roll import first_left, roll
from tests.writer.trust import REVOLVING, ZERO, TrustClass, draw, part, share_out


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
            left = self._months[-1].left if self._months else first_left(self)
            self._months.append(roll(self, len(self._months) + 1, left))
        return self._months[number - 1]


def _notes(rng: Random, many: int) -> list[TrustClass]:
    def coupon() -> Decimal:
        return draw(rng, 1, 8).quantize(Decimal("0.001"))

    notes = [
        TrustClass(f"A-{place}", "Senior", Decimal(rng.randint(5_000, 200_000) * 1000), coupon())
        for place in range(1, many + 1)
    ]
    if rng.random() < 0.3:
        notes.append(revolving_note(rng, "Variable Pay Revolving Notes"))
    if rng.random() < 0.6:
        notes.append(TrustClass("IO", "Strip IO", Decimal(rng.randint(5_000, 90_000) * 1000), coupon()))
    return notes


def revolving_note(rng: Random, name: str) -> TrustClass:
    """A note whose balance rises by what borrowers draw."""
    rate = draw(rng, 1, 8).quantize(Decimal("0.001"))
    return TrustClass(name, REVOLVING, Decimal(rng.randint(1_000, 9_000) * 1000), rate)


def term_notes(trust: HomeEquity) -> tuple[TrustClass, ...]:
    """The term notes alone, as large as all notes were: else the loans pay more than there are."""
    first, *rest = (one for one in trust.notes if one.kind == "Senior")
    others = sum((one.original for one in trust.notes if one.kind == REVOLVING), ZERO)
    return (replace(first, original=first.original + others), *rest)
