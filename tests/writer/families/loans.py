"""Invented loan groups: balances, counts, prepayments, delinquencies, fees; they add up to the trust's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.writer.formats import cents
from tests.writer.trust import ZERO, draw, part, share_out

if TYPE_CHECKING:
    from tests.writer.families.class_months import ClassMonth

STATUSES = ("delinquent", "bankruptcy", "foreclosure", "reo")
BUCKETS = ("0-29", "30-59", "60-89", "90-119", "120-149", "150-179", "180+")


@dataclass(frozen=True)
class LoanGroup:
    """A group of loans in a month; `behind` holds count and balance by status and bucket."""

    name: str | None
    original: Decimal
    original_count: int
    beginning: Decimal
    scheduled: Decimal
    curtailments: Decimal
    payoffs: Decimal
    realized_loss: Decimal
    earlier_loss: Decimal
    beginning_count: int
    payoff_count: int
    liquidation_count: int
    wac_pct: Decimal
    net_wac_pct: Decimal
    months: int
    advances: Decimal
    servicing_fee: Decimal
    trustee_fee: Decimal
    behind: dict[tuple[str, str], tuple[int, Decimal]]

    @property
    def principal(self) -> Decimal:
        return self.scheduled + self.curtailments + self.payoffs

    @property
    def ending(self) -> Decimal:
        return self.beginning - self.principal - self.realized_loss

    @property
    def ending_count(self) -> int:
        return self.beginning_count - self.payoff_count - self.liquidation_count

    def counted(self, status: str, bucket: str) -> tuple[int, Decimal]:
        """Count and balance of a status ('all' for the four) and a bucket ('total' for all of them)."""
        statuses = STATUSES if status == "all" else (status,)
        buckets = BUCKETS if bucket == "total" else (bucket,)
        own = [self.behind.get((one, other), (0, ZERO)) for one in statuses for other in buckets]
        return sum(count for count, _ in own), sum((balance for _, balance in own), ZERO)


def share_pct(part_of: Decimal | int, whole: Decimal | int, places: int = 6) -> Decimal:
    """A share in percent; 0 where there is no whole."""
    value = Decimal(part_of) * 100 / whole if whole else Decimal(0)
    return value.quantize(Decimal(1).scaleb(-places))


def three(group: LoanGroup, status: str, bucket: str) -> tuple[int, Decimal]:
    """Count and balance of '30-59', '60-89', '90+' or the 'total' of those three."""
    late = ("90-119", "120-149", "150-179", "180+")
    own = {"90+": late, "total": ("30-59", "60-89", *late)}.get(bucket, (bucket,))
    counted = [group.counted(status, one) for one in own]
    return sum(one for one, _ in counted), sum((two for _, two in counted), Decimal("0.00"))


def sum_of(groups: Sequence[LoanGroup]) -> LoanGroup:
    """The deal: the sums of its groups, rates weighted by balance."""
    if len(groups) == 1:
        return groups[0]
    whole = sum(one.ending for one in groups)
    mean = {
        name: (sum(getattr(one, name) * one.ending for one in groups) / whole).quantize(Decimal("0.000001"))
        for name in ("wac_pct", "net_wac_pct")
    }
    keys = sorted({key for one in groups for key in one.behind})
    behind = {
        key: (
            sum(one.behind.get(key, (0, ZERO))[0] for one in groups),
            sum((one.behind.get(key, (0, ZERO))[1] for one in groups), ZERO),
        )
        for key in keys
    }
    added = {
        name: sum(getattr(one, name) for one in groups)
        for name in LoanGroup.__dataclass_fields__
        if name not in ("name", "wac_pct", "net_wac_pct", "months", "behind")
    }
    return LoanGroup(name=None, behind=behind, months=max(one.months for one in groups), **mean, **added)


def invent_groups(
    rng: Random, names: Sequence[str | None], classes: Sequence["ClassMonth"], excess: Decimal
) -> tuple[tuple[LoanGroup, ...], Decimal]:
    """The groups behind the classes; the second is what the loans exceed the classes by after the month."""
    own = [c for c in classes if not c.is_strip]
    weights = [sum((c.beginning for c in own if c.group == name and c.kind != "P"), ZERO) for name in names]
    if names == (None,):
        weights = [Decimal(1)]
    beginning = share_out(sum((c.beginning for c in own), ZERO) + excess, weights)
    paid = share_out(sum((c.principal - c.deferred for c in own), ZERO), weights)
    losses = share_out(sum((c.realized_loss for c in own), ZERO), weights)
    earlier = share_out(sum((c.earlier_loss for c in own), ZERO), weights)
    if excess:
        losses = [part(rng, balance, 0, 0.0005) for balance in beginning]
        earlier = [part(rng, balance, 0, 0.002) for balance in beginning]
    groups = tuple(
        _group(rng, name, beginning[place], paid[place], (losses[place], earlier[place]))
        for place, name in enumerate(names)
    )
    return groups, excess - sum(losses, ZERO) if excess else ZERO


def _group(
    rng: Random, name: str | None, beginning: Decimal, paid: Decimal, losses: tuple[Decimal, Decimal]
) -> LoanGroup:
    loss, earlier = losses
    count = max(40, int(beginning / rng.randint(150_000, 450_000)))
    scheduled, curtailments = part(rng, paid, 0.02, 0.2), part(rng, paid, 0, 0.1)
    payoff_count = rng.randint(0, max(1, count // 30))
    wac = draw(rng, 5, 9)
    ending = beginning - paid - loss
    behind = {
        (status, bucket): _behind(rng, ending, count)
        for status in STATUSES
        for bucket in BUCKETS
        if not (status == "delinquent" and bucket == "0-29")
    }
    return LoanGroup(
        name=name,
        original=cents(beginning * draw(rng, 1.05, 1.9)),
        original_count=int(count * Decimal(rng.randint(105, 190)) / 100),
        beginning=beginning,
        scheduled=scheduled,
        curtailments=curtailments,
        payoffs=paid - scheduled - curtailments,
        realized_loss=loss,
        earlier_loss=earlier,
        beginning_count=count,
        payoff_count=payoff_count,
        liquidation_count=1 if loss else 0,
        wac_pct=wac,
        net_wac_pct=wac - draw(rng, 0.2, 0.6),
        months=rng.randint(150, 350),
        advances=part(rng, beginning, 0, 0.003),
        servicing_fee=cents(beginning * Decimal("0.0025") / 12),
        trustee_fee=cents(beginning * Decimal("0.0002") / 12),
        behind=behind,
    )


def _behind(rng: Random, balance: Decimal, count: int) -> tuple[int, Decimal]:
    if rng.random() < 0.4:
        return 0, ZERO
    many = rng.randint(1, max(1, count // 60))
    return many, cents(balance / count * many * draw(rng, 0.5, 1.5))


def groups_and_deal(groups: Sequence[LoanGroup]) -> list[tuple[str, LoanGroup]]:
    """Each group with the words of its row, and the deal as RFC names it."""
    own = [(f"Group {one.name}", one) for one in groups if one.name]
    return [*own, ("Deal Totals", sum_of(groups))]
