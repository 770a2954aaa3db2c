"""Deals whose statements change: a trust of Bank One printed by another trustee, months of family trusts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.trusts import Trust
from tests.writer.formats import cents
from tests.writer.trust import ZERO, months_after, part
from tests.zone.histories import History

PAID = ("SEN", "MEZ", "SUB", "PO")


def following(trust: Trust, rng: Random) -> Trust:
    """The month after: each class begins with what it ended the month with."""
    day = months_after(trust.distribution_date.replace(day=25), 1)
    return replace(
        trust, distribution_date=day, classes=tuple(_month_after(one, rng) for one in trust.classes)
    )


def _month_after(one: ClassMonth, rng: Random) -> ClassMonth:
    began = one.ending
    is_paid = one.kind in PAID and began > 0
    return replace(
        one,
        beginning=began,
        earlier_loss=one.cumulative_loss,
        realized_loss=ZERO,
        shortfall=ZERO,
        scheduled=part(rng, began, 0.001, 0.002) if is_paid else ZERO,
        unscheduled=part(rng, began, 0.01, 0.03) if is_paid else ZERO,
        accrued=cents(began * one.rate_pct * one.days / 36000),
        deferred=cents(began * one.rate_pct * one.days / 36000) if one.kind == "ACC" else ZERO,
    )


def months_of(trust: Trust, count: int, seed: int = 1) -> Iterator[Trust]:
    """A family trust's months, the first as it is."""
    rng = Random(seed)
    for _ in range(count):
        yield trust
        trust = following(trust, rng)


def as_family_trust(history: History, number: int, rename: Callable[[str], str] = str) -> Trust:
    """A month of a first-lien trust as the writers of families take it; `rename`: how classes are named."""
    month = history.month(number)
    classes = tuple(_as_family_class(one, rename) for one in month.classes)
    return Trust(
        number, history.trust.series, history.trust.closing, month.distribution_date, classes, groups=()
    )


def _as_family_class(one: Any, rename: Callable[[str], str]) -> ClassMonth:
    kinds = {"Senior": "SEN", "Mezzanine": "MEZ", "Junior": "SUB", "Strip IO": "IO", "Residual": "RES"}
    return ClassMonth(
        name=rename(one.of.name),
        kind=kinds[one.of.kind],
        original=one.original_balance,
        beginning=one.beginning_balance,
        rate_pct=one.of.rate_pct,
        cusip=one.of.cusip,
        scheduled=one.principal,
        accrued=one.accrued_interest,
        deferred=one.deferred_interest,
        shortfall=one.net_prepayment_interest_shortfall,
        realized_loss=one.realized_loss,
        earlier_loss=one.cumulative_realized_loss - one.realized_loss,
        notional_after=one.ending_balance,
    )
