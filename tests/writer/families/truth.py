"""What a family page must be read as: each printed value with its record, field, line and address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.writer.families.drawing import Drawn
    from tests.writer.families.html_face import Dress

Value = Decimal | int | str | None


@dataclass(frozen=True)
class Subject:
    """The record that a value belongs to: its kind, and what distinguishes it from others of the kind."""

    record: (
        str  # 'statement', 'tranche', 'total', 'pool', 'delinquency', 'credit_support', 'amount', 'trigger'
    )
    class_name: str | None = None
    group: str | None = None
    remic: str | None = None
    status: str | None = None
    bucket: str | None = None
    name: str | None = None  # of an amount, a trigger or a line of credit support
    column: str | None = None
    loss_type: str | None = None
    unit: str | None = None  # of an amount in another unit than dollars

    @property
    def key(self) -> tuple[str | None, ...]:
        """What distinguishes it from the others, in the order of the fields."""
        reported = (self.class_name, self.group, self.remic, self.status, self.bucket)
        return (*reported, self.name, self.column, self.loss_type, self.unit)


class Address(NamedTuple):
    """Where a value stands: titles above it, the nearest last; the group; the words of row and column."""

    section: tuple[str, ...]
    group: str | None
    label: str
    column: str


@dataclass(frozen=True)
class Figure:
    """A printed value; `subject` is None where no field is to hold it.

    `line` is 1-based: the source line of a text, the row (`<tr>`) of an HTML page in document order.
    `start` and `end` are columns of the text; the grid's column in HTML.
    """

    text: str
    value: Value
    line: int
    start: int
    end: int
    address: Address
    subject: Subject | None = None
    field: str = ""
    is_number: bool = True


class Fact(NamedTuple):
    """One field of one record: what is printed for it, the value of it, and on which line."""

    subject: Subject
    field: str
    text: str
    value: Value
    line: int

    @property
    def record(self) -> str:
        return self.subject.record

    @property
    def is_of_class(self) -> bool:
        """Whether it stands in a class table: what a general reader is measured by."""
        return self.subject.record in ("tranche", "total")


@dataclass(frozen=True)
class Written:
    """A written page: its text or HTML, and the truth about every value on it."""

    family: str
    html: bool
    text: str
    figures: tuple[Figure, ...]
    # What the page was drawn from, so that `damage` can draw it again; `dress` is None for text.
    drawn: "tuple[Drawn, ...]" = field(repr=False, default=())
    dress: "Dress | None" = field(repr=False, default=None)
    # Fields that no figure prints, as (subject, field, value): a REMIC, a factor's denomination.
    known: tuple[tuple[Subject, str, Value], ...] = ()

    def encode(self) -> bytes:
        return self.text.encode("utf-8")

    @property
    def numbers(self) -> tuple[Figure, ...]:
        """Every printed number, in the order of the page."""
        return tuple(one for one in self.figures if one.is_number)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every printed value that has a field; a value that is printed twice stands here twice."""
        return tuple(
            Fact(one.subject, one.field, one.text, one.value, one.line)
            for one in self.figures
            if one.subject is not None and one.field
        )

    @property
    def class_facts(self) -> tuple[Fact, ...]:
        """The numbers of the class tables that have a field."""
        return tuple(fact for fact in self.facts if fact.is_of_class and not isinstance(fact.value, str))

    @property
    def strays(self) -> tuple[Figure, ...]:
        """Numbers that no field holds: each is `unmapped` with its address, or left out by a named rule."""
        return tuple(one for one in self.numbers if one.subject is None or not one.field)

    def records(self) -> dict[Subject, dict[str, Value]]:
        """Fields by record; of a figure printed twice the first print counts."""
        found: dict[Subject, dict[str, Value]] = {}
        for fact in self.facts:
            found.setdefault(fact.subject, {}).setdefault(fact.field, fact.value)
        for subject, name, value in self.known:
            found.setdefault(subject, {}).setdefault(name, value)
        return found


_BETWEEN_WORDS = re.compile(r"[\s\-\u2013\u2014:.*/]+")


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two wordings are equal but for case, blanks, hyphens, colons and leaders."""
    return _BETWEEN_WORDS.sub("", one or "").casefold() == _BETWEEN_WORDS.sub("", other or "").casefold()


def address_faults(true: Address, found: Address) -> Iterator[str]:
    """The parts of an address that differ; of the titles only the nearest counts."""
    if not same_words(true.section[-1] if true.section else "", found.section[-1] if found.section else ""):
        yield "section"
    for part in ("group", "label", "column"):
        if not same_words(getattr(true, part), getattr(found, part)):
            yield part
