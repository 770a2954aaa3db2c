"""A home-equity trust's month: what each note was paid, each group's loans, losses and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tests.writer.trust import TrustClass

if TYPE_CHECKING:
    from tests.writer.home_equity import HomeEquity

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

    trust: HomeEquity
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
