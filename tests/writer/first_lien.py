"""First-lien trusts: loan groups that pay senior classes of their own and subordinate classes together."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from random import Random

from tests.writer.first_lien_months import Month
from tests.writer.first_lien_roll import first_state, roll
from tests.writer.trust import ROMAN, TrustClass, cusip_of, draw, random_issuer

SUBORDINATES = ("M-1", "M-2", "M-3", "B-1", "B-2", "B-3")
RATE_TYPES = (("variable", "30/360"), ("variable", "actual/360"), ("fixed", "30/360"))


@dataclass(frozen=True)
class FirstLien:
    """A trust; its months follow from its seed, so that the same trust has the same history."""

    seed: int
    series: str
    name: str
    classes: tuple[TrustClass, ...]
    groups: int
    closing: date
    day: int
    eventful: bool  # losses, shortfalls, deferred interest and adjustments, so that few figures are 0
    _months: list[Month] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def random(cls, rng: Random, groups: int | None = None, classes: int | None = None) -> "FirstLien":
        groups = groups or rng.randint(1, 5)
        most = classes or rng.randint(1, 5)
        described = _classes(rng, [rng.randint(1, most) for _ in range(groups)])
        year, month = rng.randint(2001, 2003), rng.randint(1, 12)
        return cls(
            seed=rng.getrandbits(32),
            series=f"{year}-{rng.choice(('AR', 'J', 'GH'))}{rng.randint(1, 9)}",
            name=rng.choice(("GMACM Mortgage Loan Trust", "GMACM Mortgage Pass-Through Certificates")),
            classes=tuple(described),
            groups=groups,
            closing=date(year, month, 1),
            day=rng.randint(15, 26),
            eventful=rng.random() < 0.7,
        )

    def month(self, number: int) -> Month:
        """The distribution of that number, from 1; each begins with what the one before it left."""
        while len(self._months) < number:
            state = self._months[-1].left if self._months else first_state(self)
            self._months.append(roll(self, len(self._months) + 1, state))
        return self._months[number - 1]

    @cached_property
    def original_total(self) -> Decimal:
        """Of all certificates, strips left out."""
        return sum((one.original for one in self.classes if not one.is_strip), Decimal(0))


def _classes(rng: Random, seniors: list[int]) -> list[TrustClass]:
    """Seniors of each group, strips on some groups' seniors, residuals, then the subordinate classes."""
    own = [_senior(rng, group, place, seniors) for group, many in enumerate(seniors) for place in range(many)]
    strips = [_strip(rng, group, own, len(seniors)) for group in range(len(seniors)) if rng.random() < 0.4]
    names = SUBORDINATES if rng.random() < 0.8 else SUBORDINATES[:4]
    whole = sum((one.original for one in own), Decimal(0))
    rate = draw(rng, 3, 6).quantize(Decimal("0.0001"))
    subordinates = [
        TrustClass(
            name,
            "Mezzanine" if name[0] == "M" else "Junior",
            (whole * draw(rng, 0.001, 0.02)).quantize(Decimal(1)),
            rate,
            "variable",
        )
        for name in names
    ]
    residuals = [
        TrustClass(name, "Residual", Decimal(rng.choice((50, 100))), rate, "variable", group=0)
        for name in rng.choice((("R",), ("R-I", "R-II")))
    ]
    middle, last = (residuals, []) if rng.random() < 0.5 else ([], residuals)
    issuer = random_issuer(rng)
    first = rng.randint(0, 300)
    return [
        TrustClass(**{**vars(one), "cusip": cusip_of(issuer, first + number)})
        for number, one in enumerate([*own, *strips, *middle, *subordinates, *last])
    ]


def _senior(rng: Random, group: int, place: int, seniors: list[int]) -> TrustClass:
    name = f"A-{place + 1}" if len(seniors) == 1 else f"A-{ROMAN[group]}-{place + 1}"
    rate_type, day_count = rng.choice(RATE_TYPES)
    rate = draw(rng, 1, 7).quantize(Decimal("0.0001"))
    return TrustClass(
        name, "Senior", Decimal(rng.randint(5_000, 200_000) * 1000), rate, rate_type, day_count, group=group
    )


def _strip(rng: Random, group: int, own: list[TrustClass], groups: int) -> TrustClass:
    name = "X" if groups == 1 else f"X-{ROMAN[group]}"
    notional = sum((one.original for one in own if one.group == group), Decimal(0))
    return TrustClass(name, "Strip IO", notional, draw(rng, 0.2, 2).quantize(Decimal("0.0001")), group=group)
