"""Months of many trusts as filings in a zone, with faults planted that only all filings together show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

import parsers
from crawler.replica import Document, Filer, compose_submission
from storage import Ending, Landing, Run, RunFiling, StoredFile, run_name
from storage.manifest import manifest
from tests.writer.first_lien import FirstLien
from tests.writer.first_lien_months import Month
from tests.writer.layouts import WRITERS
from tests.writer.style import random_style

BANK_ONE = WRITERS["bank_one"]
STARTED = dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class History:
    """A trust and how its pages are printed, the same way every month."""

    trust: FirstLien
    style: Any
    cik: int

    @property
    def deal(self) -> str:
        return f"GMACM {self.trust.series}"

    def month(self, number: int) -> Month:
        return self.trust.month(number)

    def page(self, month: Month, **style: Any) -> bytes:
        return BANK_ONE.write(month, replace(self.style, **style)).encode()


def histories(count: int, seed: int = 5) -> list[History]:
    """Trusts that are unlike each other, with series of their own."""
    found = []
    for number in range(count):
        rng = Random(f"{seed} {number}")
        trust = replace(FirstLien.random(rng, groups=rng.randint(1, 2), classes=3), eventful=True)
        trust = replace(trust, series=f"{trust.closing.year}-T{number + 1}")
        # The page must show what the months carry: whole names, cumulative losses on every page.
        found.append(
            History(trust, replace(random_style(BANK_ONE.style, rng), names="whole"), 1_300_001 + number)
        )
    return found


@dataclass
class Filing:
    """One filing of a month; `accession` tells the trust, the month and which filing of the month it is."""

    history: History
    number: int
    page: bytes
    form: str = "8-K"
    again: int = 0  # 0 for the month's first filing
    month: Month | None = None

    @property
    def accession(self) -> str:
        return f"{self.history.cik:010}-{self.filed.year % 100:02}-{self.number * 10 + self.again:06}"

    @property
    def filed(self) -> dt.date:
        return self.history.month(self.number).distribution_date + dt.timedelta(days=10 + self.again)

    @property
    def raw(self) -> bytes:
        filer = Filer(self.history.cik, f"GMACM MORTGAGE LOAN TRUST {self.history.trust.series}")
        documents = [Document(self.form, self.page)]
        return compose_submission(self.accession, self.form, self.filed, filers=[filer], documents=documents)


@dataclass(frozen=True)
class Planted:
    """A fault as the audit must tell it: finding, deal, month, and the class if it is a class's."""

    finding: str
    deal: str
    month: str
    subject: str = ""


@dataclass
class Archive:
    """Filings by trust and month, and the faults that were planted among them."""

    filings: dict[tuple[str, int], list[Filing]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)

    @classmethod
    def sound(cls, trusts: list[History], months: int) -> Archive:
        """Every trust's months, each filed once."""
        numbers = range(1, months + 1)
        return cls(
            {(one.deal, n): [Filing(one, n, one.page(one.month(n)))] for one in trusts for n in numbers}
        )

    def __iter__(self) -> Iterator[Filing]:
        return (filing for month in self.filings.values() for filing in month)

    def month_of(self, history: History, number: int) -> str:
        return f"{history.month(number).distribution_date:%Y-%m}"

    def plant(self, finding: str, history: History, number: int, subject: str = "") -> None:
        self.planted.append(Planted(finding, history.deal, self.month_of(history, number), subject))

    def change(self, history: History, number: int, change: Callable[[Month], Month]) -> None:
        """Print a month's page with other figures."""
        (filing,) = self.filings[history.deal, number]
        filing.page = history.page(change(history.month(number)))

    # Faults. Each plants one, and says what the audit must find.

    def lose_months(self, history: History, *numbers: int) -> None:
        for number in numbers:
            del self.filings[history.deal, number]
            self.plant("missing_month", history, number)

    def file_twice(self, history: History, number: int) -> None:
        """The month's report again, printed otherwise, and not called an amendment."""
        page = history.page(history.month(number), cover=not history.style.cover)
        self.filings[history.deal, number].append(Filing(history, number, page, again=1))
        self.plant("filed_twice", history, number)

    def file_same_content(self, history: History, number: int) -> None:
        (first,) = self.filings[history.deal, number]
        self.filings[history.deal, number].append(Filing(history, number, first.page, again=2))
        self.plant("same_content", history, number)

    def amend(self, history: History, number: int) -> None:
        """The first filing has a wrong balance, which would break the roll; the amendment mends it."""
        right = history.page(history.month(number))
        self.change(history, number, lambda month: with_class(month, 0, ending_balance=Decimal(7_000)))
        self.filings[history.deal, number].append(Filing(history, number, right, form="8-K/A", again=3))
        self.plant("amendment", history, number)

    def break_carry_over(self, history: History, number: int, place: int = 0) -> None:
        """A class begins the month with other money than it ended the last one with."""
        name = history.trust.classes[place].name
        balance = history.month(number).classes[place].beginning_balance + 5_000
        self.change(history, number, lambda month: with_class(month, place, beginning_balance=balance))
        self.plant("carry_over", history, number, name)

    def let_losses_fall(self, history: History, number: int) -> None:
        """The last class that lost anything has lost less than the month before."""
        place = next(
            place
            for place, one in reversed(list(enumerate(history.month(number - 1).classes)))
            if one.cumulative_realized_loss > 1_000
        )
        before = history.month(number - 1).classes[place].cumulative_realized_loss
        self.change(
            history, number, lambda month: with_class(month, place, cumulative_realized_loss=before - 500)
        )
        self.plant("cumulative_loss_fell", history, number, history.trust.classes[place].name)

    def lose_class(self, history: History, number: int, place: int = 1) -> None:
        """A class vanishes, and is back the month after."""
        self.change(history, number, lambda month: without_class(month, place))
        name = history.trust.classes[place].name
        self.plant("class_vanished", history, number, name)
        self.plant("class_appeared", history, number + 1, name)

    def raise_factor(self, history: History, number: int, place: int = 0) -> None:
        """A class's balance rises although no interest was deferred; the next month begins with it."""
        risen = history.month(number).classes[place].beginning_balance + 1_000
        self.change(history, number, lambda month: with_class(month, place, ending_balance=risen))
        self.change(history, number + 1, lambda month: with_class(month, place, beginning_balance=risen))
        self.plant("factor_rose", history, number, history.trust.classes[place].name)

    def file_under_two_deals(self, history: History, number: int) -> None:
        """A month's figures are filed again as those of a trust of another name."""
        wrong = replace(history.month(number).trust, series=f"{history.trust.series}X")
        other = replace(history, trust=wrong, cik=history.cik + 1_000)
        page = history.page(replace(history.month(number), trust=wrong))
        self.filings[other.deal, number] = [Filing(other, number, page, again=5)]
        self.plant("two_deals", history, number, other.deal)


def with_class(month: Month, place: int, **figures: Any) -> Month:
    """A month in which one class has other figures."""
    changed = [replace(one, **figures) if at == place else one for at, one in enumerate(month.classes)]
    return replace(month, classes=tuple(changed))


def without_class(month: Month, place: int) -> Month:
    return replace(month, classes=month.classes[:place] + month.classes[place + 1 :])


def land(zone: Landing, filings: Iterator[Filing] | Archive, name: str = "gmacm") -> list[RunFiling]:
    """Put filings and their records into a zone as a run does, with its manifest."""
    zone.prepare()
    done = []
    for filing in filings:
        raw = zone.land_raw(filing.accession, filing.filed, filing.raw)
        lines = parsers.read(filing.raw).to_jsonl()
        records = zone.write_records(filing.accession, filing.filed, lines)
        done.append(RunFiling(filing.accession, "landed", [raw, records]))
    close(zone, done, name)
    return done


def close(zone: Landing, done: list[RunFiling], name: str = "gmacm") -> StoredFile:
    """The manifest of a run that did all this."""
    run = Run(run_name(STARTED, name), name, STARTED)
    return zone.write_run(run.name, manifest(run, done, Ending("complete", STARTED)))
