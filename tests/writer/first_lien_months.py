"""A first-lien trust's month: what each class was paid and what became of each group's loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tests.writer.trust import ZERO, TrustClass

if TYPE_CHECKING:
    from tests.writer.first_lien import FirstLien

STATUSES = ("delinquent", "foreclosure", "bankruptcy", "reo")
BUCKETS = ("30-59", "60-89", "90+")


class State(NamedTuple):
    """What a month leaves to the next: balances and losses by class, balance and loans by group."""

    balances: dict[str, Decimal]
    losses: dict[str, Decimal]
    pools: list[Decimal]
    loans: list[int]


@dataclass(frozen=True)
class ClassMonth:
    """One class's month; fields are named as the records name them."""

    of: TrustClass
    original_balance: Decimal
    beginning_balance: Decimal
    ending_balance: Decimal
    principal: Decimal
    realized_loss: Decimal
    cumulative_realized_loss: Decimal
    accrued_interest: Decimal
    deferred_interest: Decimal
    net_prepayment_interest_shortfall: Decimal
    acc_principal: Decimal = ZERO
    principal_adjustment: Decimal = ZERO
    unpaid_interest: Decimal = ZERO
    interest_adjustment: Decimal = ZERO

    @property
    def interest(self) -> Decimal:
        return self.accrued_interest - self.deferred_interest - self.net_prepayment_interest_shortfall

    @property
    def total_distribution(self) -> Decimal:
        return self.principal + self.interest

    @property
    def net_principal(self) -> Decimal:
        return self.principal

    @property
    def scheduled_principal(self) -> Decimal:
        return self.principal - self.acc_principal - self.principal_adjustment

    @property
    def total_interest_due(self) -> Decimal:
        return self.interest + self.unpaid_interest


@dataclass(frozen=True)
class GroupMonth:
    """One loan group's month. `behind`: (balance, loans) by status and bucket."""

    cutoff_balance: Decimal
    beginning_balance: Decimal
    ending_balance: Decimal
    beginning_loan_count: int
    ending_loan_count: int
    prepayments: Decimal
    current_realized_loss: Decimal
    additional_gain_or_loss: Decimal
    beginning_wac_pct: Decimal
    ending_wac_pct: Decimal
    net_margin_pct: Decimal
    wam_months: int
    servicer_advances: Decimal
    reo_book_value: Decimal
    behind: dict[tuple[str, str], tuple[Decimal, int]]

    @property
    def cpr_pct(self) -> Decimal:
        monthly = self.prepayments / (self.ending_balance + self.prepayments)
        return 100 * (1 - (1 - monthly) ** 12)


@dataclass(frozen=True)
class Month:
    """One distribution: dates, classes, groups, fees and shortfalls."""

    trust: FirstLien
    number: int
    distribution_date: date
    last_distribution_date: date
    classes: tuple[ClassMonth, ...]
    groups: tuple[GroupMonth, ...]
    fees: dict[str, Decimal]
    compensation: dict[str, Decimal]
    coverages: dict[str, tuple[Decimal, Decimal]]
    left: State

    def total(self, name: str) -> Decimal:
        """The sum of a figure over the classes; balances leave the strips out."""
        whole = name.endswith("_balance")
        return sum(
            (getattr(one, name) for one in self.classes if not (whole and one.of.is_strip)), Decimal(0)
        )
