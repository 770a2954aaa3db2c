"""A class of an invented trust in a month, and sums over classes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tests.writer.trust import ZERO


@dataclass(frozen=True)
class ClassMonth:
    """A class in a month. `kind`: SEN, MEZ, SUB, IO, PO, ACC (accretes), RES, P, CE, OC, FEE."""

    name: str
    kind: str
    original: Decimal
    beginning: Decimal
    rate_pct: Decimal = Decimal("0.00000")
    cusip: str = ""
    group: str | None = None
    remic: str | None = None
    days: int = 30
    basis: str = "30/360"
    scheduled: Decimal = ZERO
    unscheduled: Decimal = ZERO
    accrued: Decimal = ZERO
    deferred: Decimal = ZERO
    shortfall: Decimal = ZERO  # net prepayment interest shortfall
    extra_interest: Decimal = ZERO  # of a class without a rate
    realized_loss: Decimal = ZERO
    earlier_loss: Decimal = ZERO
    notional_after: Decimal = ZERO

    @property
    def is_strip(self) -> bool:
        return self.kind == "IO"

    @property
    def principal(self) -> Decimal:
        return self.scheduled + self.unscheduled

    @property
    def interest(self) -> Decimal:
        return self.accrued - self.deferred - self.shortfall + self.extra_interest

    @property
    def total(self) -> Decimal:
        return self.principal + self.interest

    @property
    def ending(self) -> Decimal:
        if self.kind in ("IO", "OC"):
            return self.notional_after
        return self.beginning - self.principal - self.realized_loss + self.deferred

    @property
    def cumulative_loss(self) -> Decimal:
        return self.earlier_loss + self.realized_loss

    def per(self, amount: Decimal, unit: int = 1000, places: int = 8) -> Decimal:
        """An amount per so many dollars of original balance; 0 where there was none."""
        ratio = amount * unit / self.original if self.original else Decimal(0)
        return ratio.quantize(Decimal(1).scaleb(-places))


def total_of(classes: Iterable[ClassMonth], name: str, *, strips: bool = False) -> Decimal:
    """The sum of an amount; balances of strips left out unless asked for."""
    balances = ("original", "beginning", "ending")
    return sum(
        (getattr(one, name) for one in classes if strips or not one.is_strip or name not in balances),
        Decimal("0.00"),
    )
