"""Months of many trusts as filings in a zone, with faults planted that only all filings together show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any

import parsers
from crawler.replica import Filer, SubmissionDocument, compose_submission
from storage import Ending, Landing, Run, RunFiling, StoredFile, run_name
from storage.manifest_writer import manifest
from tests.writer.layouts import WRITERS
from tests.writer.style import random_style
from tests.zone.shapes import SHAPES, Shape

STARTED = dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC)
COVER = "FORM 8-K\n\nItem 5.  Other Events\n\nSee the respective monthly reports\n\n<PAGE>\n\n"


@dataclass(frozen=True)
class History:
    """A trust, or the part of it that its pages cover, printed the same way every month."""

    layout: str
    trust: Any
    style: Any
    number: int
    cik: int

    @property
    def shape(self) -> Shape:
        return SHAPES[self.layout]

    @property
    def deal(self) -> str:
        return self.shape.deal(self.trust, self.style)

    @property
    def group(self) -> str:
        """The group or class that the pages cover alone."""
        return str(self.style.covers).rpartition(" ")[2] if self.shape.covers else ""

    def month(self, number: int) -> Any:
        return self.trust.month(number)

    def classes(self, number: int) -> tuple[Any, ...]:
        return self.shape.classes_of(self.month(number))

    def page(self, month: Any) -> bytes:
        return WRITERS[self.layout].write(month, self.style).text.encode()


def histories(count: int, seed: int = 5, layout: str = "bank_one") -> list[History]:
    """Trusts that are unlike each other, with series of their own; a history for each part with pages."""
    shape, found = SHAPES[layout], []
    for number in range(1, count + 1):
        rng = Random(f"{seed} {number - 1}")
        # What is filed for all trusts together has one filer.
        cik = 1_300_001 + (0 if shape.is_report else number - 1)
        for covers in shape.covers or ("",):
            trust = shape.numbered(shape.draw(rng), number)
            if found and found[-1].number == number:
                trust = replace(trust, series=found[-1].trust.series, closing=found[-1].trust.closing)
            style = replace(random_style(WRITERS[layout].style, rng), **shape.style)
            style = replace(style, covers=covers) if covers else style
            found.append(History(layout, trust, style, number, cik))
    return found


@dataclass
class Filing:
    """One statement of a month as it is filed; those of one accession are filed together.

    `accession` names the filer, the month and which filing of the month it is.
    """

    history: History
    number: int
    page: bytes
    form: str = "8-K"
    again: int = 0  # 0 for the month's first filing

    @property
    def accession(self) -> str:
        return f"{self.history.cik:010}-{self.filed.year % 100:02}-{self.number * 10 + self.again:06}"

    @property
    def filed(self) -> dt.date:
        day: dt.date = self.history.month(self.number).distribution_date
        return day + dt.timedelta(days=10 + self.again)

    @property
    def raw(self) -> bytes:
        return compose([self])


def compose(filings: list[Filing]) -> bytes:
    """The submission of one accession: a document for each page, or a report of them all."""
    first = filings[0]
    pages = [filing.page for filing in filings]
    if first.history.shape.is_report:
        pages = [COVER.encode() + b"".join(pages)]
    filer = Filer(first.history.cik, f"GMACM MORTGAGE LOAN TRUST {first.history.trust.closing.year}")
    documents = [SubmissionDocument(first.form, page) for page in pages]
    return compose_submission(first.accession, first.form, first.filed, filers=[filer], documents=documents)


@dataclass(frozen=True)
class Planted:
    """A fault as the audit must report it: finding, deal, month, and the class if it is a class's."""

    finding: str
    deal: str
    month: str
    subject: str = ""
    group: str = ""


@dataclass
class Archive:
    """Statements by trust and month, and the faults that were planted among them."""

    filings: dict[tuple[str, str, int], list[Filing]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)

    @classmethod
    def sound(cls, trusts: list[History], months: int) -> Archive:
        """Every trust's months, each filed once."""
        numbers = range(1, months + 1)
        return cls(
            {
                (one.deal, one.group, n): [Filing(one, n, one.page(one.month(n)))]
                for n in numbers
                for one in trusts
            }
        )

    def __iter__(self) -> Iterator[Filing]:
        return (filing for month in self.filings.values() for filing in month)

    def plant(self, finding: str, history: History, number: int, subject: str = "") -> None:
        month = f"{history.month(number).distribution_date:%Y-%m}"
        self.planted.append(Planted(finding, history.deal, month, subject, history.group))

    def of(self, history: History, number: int) -> list[Filing]:
        """What is filed of a trust's month."""
        return self.filings[history.deal, history.group, number]

    def print(self, history: History, number: int, month: Any) -> None:
        """Print a month's page with other figures."""
        (filing,) = self.of(history, number)
        filing.page = history.page(month)

    # Faults. Each plants one, and says what the audit must find.

    def lose_months(self, history: History, *numbers: int) -> None:
        for number in numbers:
            del self.filings[history.deal, history.group, number]
            self.plant("missing_month", history, number)

    def file_twice(self, history: History, number: int) -> None:
        """The month's report again, a line further down, and not called an amendment."""
        page = b"\n" + history.page(history.month(number))
        self.of(history, number).append(Filing(history, number, page, again=1))
        self.plant("filed_twice", history, number)

    def file_same_content(self, history: History, number: int) -> None:
        """A filing again, with all the statements that it has."""
        (first,) = self.of(history, number)
        same = [one for one in self if one.accession == first.accession]
        for one in same:
            again = Filing(one.history, one.number, one.page, again=2)
            self.of(one.history, one.number).append(again)
            self.plant("same_content", one.history, one.number)

    def amend(self, history: History, number: int) -> None:
        """The first filing has a wrong balance, which would break the roll; the amendment mends it."""
        right, shape = history.month(number), history.shape
        wrong = shape.with_class(right, shape.place(right), ending_balance=Decimal("7000.00"))
        self.print(history, number, wrong)
        self.of(history, number).append(Filing(history, number, history.page(right), "8-K/A", again=3))
        self.plant("amendment", history, number)

    def break_carry_over(self, history: History, number: int) -> None:
        """A class begins the month with other money than it ended the last one with."""
        month, shape = history.month(number), history.shape
        place = shape.place(month)
        one = shape.classes_of(month)[place]
        began = one.beginning_balance + 5_000
        self.print(history, number, shape.with_class(month, place, beginning_balance=began))
        self.plant("carry_over", history, number, shape.subject(one))

    def restate(self, history: History, number: int, months: int) -> None:
        """From a month on a class is said to have been issued with more than before."""
        shape = history.shape
        place = shape.place(history.month(number))
        one = shape.classes_of(history.month(number))[place]
        assert shape.issued
        issued = shape.issued(one, 238_000)
        for later in range(number, months + 1):
            self.print(history, later, shape.with_class(history.month(later), place, **issued))
        self.plant("original_balance_changed", history, number, shape.subject(one))

    def let_losses_fall(self, history: History, number: int) -> None:
        """The running total of losses is less than the month before."""
        shape = history.shape
        assert shape.fall
        month, lost = shape.fall(history.month(number - 1), history.month(number))
        self.print(history, number, month)
        self.plant(
            "cumulative_loss_fell", history, number, lost if isinstance(lost, str) else shape.subject(lost)
        )

    def lose_class(self, history: History, number: int, place: int = 1) -> None:
        """A class vanishes, and is back the month after."""
        self.print(history, number, history.shape.without_class(history.month(number), place))
        name = history.shape.subject(history.classes(number)[place])
        self.plant("class_vanished", history, number, name)
        self.plant("class_appeared", history, number + 1, name)

    def raise_factor(self, history: History, number: int) -> None:
        """A class's balance rises although no interest was deferred; the next month begins with it."""
        shape, (month, later) = history.shape, map(history.month, (number, number + 1))
        place = shape.place(later)
        one = shape.classes_of(month)[place]
        risen = one.beginning_balance + 1_000
        self.print(history, number, shape.with_class(month, place, ending_balance=risen))
        self.print(history, number + 1, shape.with_class(later, place, beginning_balance=risen))
        self.plant("factor_rose", history, number, shape.subject(one))

    def file_under_two_deals(self, history: History, number: int) -> None:
        """A month's figures are filed again as those of a trust of another name."""
        shape = history.shape
        trust = shape.numbered(history.trust, history.number + shape.elsewhere)
        # In a report the other name stands in the same filing.
        cik = history.cik + (0 if shape.is_report else 1_000)
        other = replace(history, trust=trust, cik=cik)
        page = other.page(replace(history.month(number), trust=trust))
        filing = Filing(other, number, page, again=0 if shape.is_report else 5)
        self.filings[other.deal, other.group, number] = [filing]
        self.plant("two_deals", history, number, other.deal)


def land(zone: Landing, filings: Iterable[Filing], name: str = "gmacm") -> list[RunFiling]:
    """Put filings and their records into a zone as a run does, with its manifest."""
    zone.prepare()
    done = []
    for accession, together in groupby(sorted(filings, key=by_accession), by_accession):
        statements = list(together)
        raw, filed = compose(statements), statements[0].filed
        landed = zone.land_raw(accession, filed, raw)
        records = zone.write_records(accession, filed, parsers.read(raw).to_jsonl())
        done.append(RunFiling(accession, "landed", [landed, records]))
    close(zone, done, name)
    return done


def by_accession(filing: Filing) -> str:
    return filing.accession


def close(zone: Landing, done: list[RunFiling], name: str = "gmacm") -> StoredFile:
    """The manifest of a run that did all this."""
    run = Run(run_name(STARTED, name), name, STARTED)
    return zone.write_run(run.name, manifest(run, done, Ending("complete", STARTED)))
