"""How each layout's trusts are drawn for a history, and where their months keep what a fault changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.writer import rfc_statement
from tests.writer.first_lien import FirstLien
from tests.writer.home_equity import HomeEquity
from tests.writer.layouts import WRITERS
from tests.writer.pass_through import PassThrough
from tests.writer.rfc_trust import RfcTrust
from tests.writer.trust import ZERO

# Classes whose balance only ever falls: no strips, no revolving notes, none that accretes.
PLAIN = frozenset(["Senior", "Mezzanine", "Junior", "SEN", "MEZ", "SUB", "senior", "subordinate", "only"])


@dataclass(frozen=True)
class Shape:
    """A layout's histories; `fall` makes a month whose cumulative loss is less than the month before's."""

    draw: Callable[[Random], Any]
    numbered: Callable[[Any, int], Any]  # the trust with a series of its own
    deal: Callable[[Any, Any], str]  # of a trust, as the style prints it
    subject: Callable[[Any], str] = lambda one: str(one.of.name)
    classes: str = "classes"
    style: dict[str, Any] = field(default_factory=dict)  # what the page must show for a fault to be seen
    fall: Callable[[Any, Any], tuple[Any, Any]] | None = None
    elsewhere: int = 400  # from a trust's number to that of one that is none of the history's
    covers: tuple[str, ...] = ()  # a deal's pages, where each covers a part of it
    issued: Callable[[Any, int], dict[str, Any]] | None = None  # of a class, with so much more at issue
    is_report: bool = False  # a month's statements of all trusts stand in one document

    def classes_of(self, month: Any) -> tuple[Any, ...]:
        return tuple(getattr(month, self.classes))

    def with_class(self, month: Any, place: int, **figures: Any) -> Any:
        """A month in which one class has other figures."""
        own = self.classes_of(month)
        changed = (*own[:place], replace(own[place], **figures), *own[place + 1 :])
        return replace(month, **{self.classes: changed})

    def without_class(self, month: Any, place: int) -> Any:
        own = self.classes_of(month)
        return replace(month, **{self.classes: own[:place] + own[place + 1 :]})

    def place(self, month: Any) -> int:
        """A class whose balance may only fall, with something left of it."""
        return next(
            place
            for place, one in enumerate(self.classes_of(month))
            if one.of.kind in PLAIN and one.beginning_balance > one.ending_balance > 0
        )


def with_series(trust: Any, number: int) -> Any:
    return replace(trust, series=f"{trust.closing.year}-T{number}", _months=[])


def with_home_equity_series(trust: Any, number: int) -> Any:
    return replace(trust, series=f"{trust.closing.year}-HE{number}", _months=[])


def with_number(trust: Any, number: int) -> Any:
    return replace(trust, number=number, _months=[])


def a_class_lost_less(before: Any, month: Any) -> tuple[Any, Any]:
    """The last class that lost anything has lost less than the month before."""
    place, lost = next(
        (place, one.cumulative_realized_loss)
        for place, one in reversed(list(enumerate(before.classes)))
        if one.cumulative_realized_loss > 1_000
    )
    classes = list(month.classes)
    classes[place] = replace(classes[place], cumulative_realized_loss=lost - 500)
    return replace(month, classes=tuple(classes)), classes[place]


def liquidations_lost_less(before: Any, month: Any) -> tuple[Any, Any]:
    """Losses of liquidations are less than the month before, and nothing was recovered."""
    start, loss, _, _ = month.losses["liquidation"]
    ended = before.losses["liquidation"][3]
    assert ended > 500
    return replace(
        month, losses={**month.losses, "liquidation": (start, loss, ZERO, ended - 500)}
    ), "liquidation loss"


def issued_with_more(one: Any, more: int) -> dict[str, Any]:
    return {"of": one.of._replace(original=one.of.original + more)}


def first_lien(rng: Random) -> FirstLien:
    return replace(FirstLien.random(rng, groups=rng.randint(1, 2), classes=3), eventful=True)


def home_equity(layout: str) -> Callable[[Random], HomeEquity]:
    """Trusts that lose; the certificates print what was lost."""

    def draw(rng: Random) -> HomeEquity:
        trust: HomeEquity = WRITERS[layout].trust(rng)
        return replace(trust, eventful=True, prefunding=trust.prefunding or Decimal("100000.00"), _months=[])

    return draw


def pass_through(rng: Random) -> PassThrough:
    """A trust with a class that takes losses."""
    while True:
        trust = PassThrough.random(rng)
        if any(one.kind == "SUB" for one in trust.classes):
            return trust


def reported(rng: Random) -> RfcTrust:
    """A trust of the report: all are paid on the same day."""
    return replace(RfcTrust.random(rng, classes=6), closing=date(2000, 1, 25), eventful=True)


def with_report_series(trust: Any, number: int) -> Any:
    return replace(trust, series=f"{trust.closing.year}-S{number}", pool=3000 + number, _months=[])


CERTIFICATE = {
    "numbered": with_home_equity_series,
    "deal": lambda trust, style: f"GMACM {trust.series}",
    "classes": "notes",
    "fall": liquidations_lost_less,
}

SHAPES = {
    "bank_of_new_york": Shape(
        first_lien,
        with_series,
        lambda trust, style: f"GMACM {trust.series}",
        style={"lost": ""},
        fall=a_class_lost_less,
        issued=lambda one, more: {"original_balance": one.original_balance + more},
    ),
    "bank_one": Shape(
        first_lien,
        with_series,
        lambda trust, style: f"GMACM {trust.series}",
        style={"names": "whole"},
        fall=a_class_lost_less,
        issued=lambda one, more: {"original_balance": one.original_balance + more},
    ),
    "paying_agent": Shape(
        pass_through,
        with_number,
        lambda trust, style: f"GMA {trust.closing.year}-J{trust.number:02}",
        style={"rest": True},
        fall=a_class_lost_less,
        elsewhere=50,
    ),
    "rfc_report": Shape(
        reported,
        with_report_series,
        lambda trust, style: trust.deal,
        subject=lambda one: one.of.name or one.of.cusip,
        issued=issued_with_more,
        is_report=True,
    ),
    "rfc_statement": Shape(
        pass_through,
        with_number,
        lambda trust, style: f"{rfc_statement.SHELVES[style.shelf]} {trust.closing.year}-QS{trust.number}",
        subject=lambda one: "IO" if one.of.is_notional else one.of.name,
        elsewhere=50,
        issued=issued_with_more,
    ),
    "servicing_certificate": Shape(home_equity("servicing_certificate"), **CERTIFICATE),
    "servicing_certificate_hltv": Shape(
        home_equity("servicing_certificate_hltv"), subject=lambda one: f"{one.of.name} Notes", **CERTIFICATE
    ),
    "servicing_certificate_single": Shape(
        home_equity("servicing_certificate_single"), covers=("Group 1", "Class A-2"), **CERTIFICATE
    ),
}
