"""Invented trusts whose month adds up: classes, loan groups, losses, fees; to the cent and from a seed.

Of every class: ending = beginning - principal - realized loss + deferred, interest = accrued - deferred -
shortfall, accrued = balance x rate x days. Over the classes (strips and the residual's owner left out): the
pools' balances and principal are those of the classes and of the overcollateralization.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.writer.families.class_events import with_accretion_paid, with_deferral, with_losses, with_shortfall
from tests.writer.families.class_months import ClassMonth, total_of
from tests.writer.families.loans import LoanGroup, invent_groups
from tests.writer.formats import cents
from tests.writer.trust import ZERO, cusip_of, draw, months_after, part, random_issuer

NO_BALANCE = ("P", "CE")  # prepayment charges, excess cash: interest without a rate


@dataclass(frozen=True)
class Trust:
    """A trust's month."""

    number: int
    series: str
    closing: date
    distribution_date: date
    classes: tuple[ClassMonth, ...]
    groups: tuple[LoanGroup, ...]
    lower: tuple[ClassMonth, ...] = ()  # the regular interests of REMIC I, where a page prints them too
    overcollateralization: Decimal = ZERO
    names_groups: bool = field(default=False)

    @property
    def previous_date(self) -> date:
        day = self.distribution_date
        first = day.replace(day=1) - timedelta(days=1)
        return months_after(first.replace(day=25), 0)

    @property
    def record_date(self) -> date:
        return self.distribution_date.replace(day=1) - timedelta(days=1)

    @property
    def determination_date(self) -> date:
        return self.distribution_date - timedelta(days=4)


@dataclass(frozen=True)
class Shape:
    """What a family's trusts have; what is left None is drawn."""

    groups: int | None = None
    strips: bool = True
    principal_only: bool = True
    accretion: bool = True
    deferral: bool = False  # a senior class may defer part of its interest
    excess: bool = False  # overcollateralized: classes P and CE, no losses of classes
    lower_remic: bool = False
    losses: bool | None = None
    shortfall: bool | None = None
    floating: bool | None = None


def invent(rng: Random, shape: Shape | None = None) -> Trust:
    """A trust's month."""
    shape = shape or Shape()
    many = shape.groups or rng.choice((1, 1, 2, 3))
    closing = date(rng.randint(2000, 2005), rng.randint(1, 12), 28)
    distribution = months_after(closing.replace(day=25), rng.randint(2, 30))
    number = rng.randint(1, 12)
    classes = _classes(rng, shape, many, distribution)
    names = [one.group for one in classes if one.group]
    groups = tuple(dict.fromkeys(names)) or (None,)
    excess = cents(total_of(classes, "original") * Decimal("0.0150")) if shape.excess else ZERO
    pools, excess = invent_groups(rng, groups, classes, excess)
    series = f"{closing.year}-{rng.choice(('', 'A', 'AR', 'HE', 'CB'))}{number}"
    lower = tuple(_lower(rng, classes)) if shape.lower_remic else ()
    return Trust(number, series, closing, distribution, tuple(classes), pools, lower, excess, len(groups) > 1)


# How classes are named: seniors of a group, and those below all groups.
SENIORS = {
    "A-1": lambda group, number: f"A-{number}",
    "1-A-1": lambda group, number: f"{group}-A-{number}",
    "I-A-1": lambda group, number: f"{_roman(group)}-A-{number}",
    "A1": lambda group, number: f"A{number}",
    "1A1": lambda group, number: f"{group}A{number}",
    "AF-1": lambda group, number: f"A{'FVB'[group - 1]}-{number}",
    "IA1": lambda group, number: f"{_roman(group)}A{number}",
}
OF_ONE_GROUP = ("A-1", "A1", "AF-1", "IA1")


def _roman(number: int) -> str:
    return ("I", "II", "III")[number - 1]


def _happens(rng: Random, reported: bool | None, chance: float) -> bool:
    return rng.random() < chance if reported is None else reported


def _classes(rng: Random, shape: Shape, many: int, distribution: date) -> list[ClassMonth]:
    form = rng.choice(OF_ONE_GROUP if many == 1 else [name for name in SENIORS if name not in ("A-1", "A1")])
    issuer = random_issuer(rng)
    before = months_after(distribution.replace(day=25), -1)
    days = (distribution - before).days
    floating = rng.random() < 0.5 if shape.floating is None else shape.floating
    basis, days = ("actual/360", days) if floating else ("30/360", 30)
    found: list[ClassMonth] = []
    for group in range(1, many + 1):
        found += _seniors(rng, shape, form, group, many, (basis, days))
    found += _subordinates(rng, (basis, days))
    found += _last(rng, shape)
    if not shape.excess and _happens(rng, shape.losses, 0.5):
        found = with_losses(rng, found)
    found = with_accretion_paid(found)
    if shape.deferral and rng.random() < 0.3:
        found = with_deferral(rng, found)
    if _happens(rng, shape.shortfall, 0.3):
        found = with_shortfall(rng, found)
    if form in ("I-A-1", "IA1", "A1", "1A1"):
        found = [replace(one, name=one.name if one.group else one.name.replace("-", "")) for one in found]
    return [_with_cusip(one, issuer, place) for place, one in enumerate(found)]


def _with_cusip(one: ClassMonth, issuer: str, place: int) -> ClassMonth:
    private = one.kind in ("P", "CE", "RES")
    return one if private else replace(one, cusip=cusip_of(issuer, place))


def _balance(rng: Random, original: Decimal, low: float, high: float) -> Decimal:
    """What is left of an original balance, to an odd cent."""
    return part(rng, original, low, high) + Decimal(rng.randint(-99_999, 99_999)).scaleb(-2)


def _round(rng: Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low, high)).quantize(Decimal("0.01")) * 1000


def _rate(rng: Random, low: float = 3, high: float = 8) -> Decimal:
    """A rate of five digits; half of them in eighths."""
    if rng.random() < 0.5:
        return Decimal(rng.randint(int(low * 8), int(high * 8))) / 8 + Decimal("0.00000")
    return draw(rng, low, high).quantize(Decimal("0.00001"))


def _accrual(balance: Decimal, rate_pct: Decimal, days: int) -> Decimal:
    return cents(balance * rate_pct * days / 36000)


def _paid(rng: Random, one: ClassMonth, low: float = 0.004, high: float = 0.05) -> ClassMonth:
    """A class with its principal and its interest of the month."""
    scheduled = part(rng, one.beginning, 0.0005, 0.002)
    unscheduled = part(rng, one.beginning, low, high)
    return replace(
        one,
        scheduled=scheduled,
        unscheduled=unscheduled,
        accrued=_accrual(one.beginning, one.rate_pct, one.days),
    )


def _seniors(
    rng: Random, shape: Shape, form: str, group: int, many: int, accrual: tuple[str, int]
) -> list[ClassMonth]:
    basis, days = accrual
    own = None if many == 1 else (_roman(group) if "I" in form else str(group))
    name = SENIORS[form]
    count = rng.randint(2, 4) if many > 1 else rng.randint(2, 6)
    found = []
    for number in range(1, count + 1):
        original = _round(rng, 15_000, 400_000)
        one = ClassMonth(
            name(group, number), "SEN", original, _balance(rng, original, 0.2, 0.98), _rate(rng), group=own
        )
        found.append(_paid(rng, replace(one, basis=basis, days=days)))
    found = _some_closed(rng, found)
    if shape.accretion and rng.random() < 0.4:
        original = _round(rng, 5_000, 30_000)
        beginning = _balance(rng, original, 1.02, 1.2)
        one = ClassMonth(name(group, count + 1), "ACC", original, beginning, _rate(rng), group=own)
        accrued = _accrual(beginning, one.rate_pct, 30)
        found.append(replace(one, accrued=accrued, deferred=accrued))
    if shape.strips and rng.random() < 0.5:
        found.append(_strip(rng, found, f"{_stem(name(group, 1))}{rng.choice(('IO', 'IO', 'IO', 'X'))}", own))
    if shape.principal_only and rng.random() < 0.4:
        original = _round(rng, 500, 5_000) + Decimal("471.86")
        one = ClassMonth(
            f"{_stem(name(group, 1))}P", "PO", original, _balance(rng, original, 0.3, 0.9), group=own
        )
        found.append(replace(_paid(rng, one), accrued=ZERO))
    return found


def _stem(name: str) -> str:
    return name.rstrip("0123456789")


def _some_closed(rng: Random, seniors: list[ClassMonth]) -> list[ClassMonth]:
    """One class may be paid off already, another wait for its turn; two at least are paid."""
    found = list(seniors)
    if len(found) > 2 and rng.random() < 0.4:
        found[0] = replace(found[0], beginning=ZERO, scheduled=ZERO, unscheduled=ZERO, accrued=ZERO)
    if len(found) > 3 and rng.random() < 0.6:
        found[-1] = replace(found[-1], beginning=found[-1].original, scheduled=ZERO, unscheduled=ZERO)
        last = found[-1]
        found[-1] = replace(last, accrued=_accrual(last.beginning, last.rate_pct, last.days))
    return found


def _strip(rng: Random, seniors: list[ClassMonth], name: str, group: str | None) -> ClassMonth:
    """A strip on the balance of the seniors before it."""
    rate = draw(rng, 0.1, 1.2).quantize(Decimal("0.00001"))
    before = sum((one.beginning for one in seniors), ZERO)
    one = ClassMonth(name, "IO", sum((one.original for one in seniors), ZERO), before, rate, group=group)
    after = sum((one.ending for one in seniors), ZERO)
    return replace(one, accrued=_accrual(before, rate, 30), notional_after=after)


def _subordinates(rng: Random, accrual: tuple[str, int]) -> list[ClassMonth]:
    basis, days = accrual
    names = rng.choice((["M-1", "M-2", "M-3"], ["B-1", "B-2", "B-3", "B-4"], ["M-1", "M-2", "B"], ["M-1"]))
    found = []
    for name in names:
        original = _round(rng, 900, 9_000) + (Decimal("362.17") if name == names[-1] else 0)
        kind = "MEZ" if name.startswith("M") else "SUB"
        one = ClassMonth(name, kind, original, _balance(rng, original, 0.7, 0.99), _rate(rng))
        found.append(_paid(rng, replace(one, basis=basis, days=days), 0.0001, 0.003))
    return found


def _last(rng: Random, shape: Shape) -> list[ClassMonth]:
    """Classes of the agreement's plumbing: charges, excess cash, residuals."""
    found = []
    if shape.excess:
        charges = part(rng, Decimal(60_000), 0, 1)
        hundred = Decimal("100.00")
        found.append(ClassMonth("P", "P", hundred, hundred, extra_interest=charges))
        income = part(rng, Decimal(900_000), 0.1, 1)
        found.append(ClassMonth(rng.choice(("CE", "C")), "CE", ZERO, ZERO, extra_interest=income))
    many = rng.choice((1, 2))
    original = rng.choice((Decimal("100.00"), Decimal("50.00"), ZERO))
    for number in range(many):
        name = "R" if many == 1 else f"R-{_roman(number + 1)}"
        rate = _rate(rng) if original else Decimal("0.00000")
        found.append(ClassMonth(name, "RES", original, ZERO, rate))
    return found


def _lower(rng: Random, classes: list[ClassMonth]) -> list[ClassMonth]:
    """Regular interests of REMIC I behind the classes: one for each that has a balance, at one rate."""
    rate = _rate(rng)
    found = []
    for place, one in enumerate(
        one for one in classes if one.kind in ("SEN", "MEZ", "SUB") and one.beginning
    ):
        found.append(
            replace(
                one,
                name=f"LT-{place + 1}",
                remic="I",
                cusip="",
                rate_pct=rate,
                shortfall=ZERO,
                accrued=_accrual(one.beginning, rate, one.days),
            )
        )
    return found
