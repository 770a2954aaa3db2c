"""A family page drawn again after damage, and where its class tables stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tests.writer.families.drawing import Bit, Drawn, print_text
from tests.writer.families.html_face import as_html
from tests.writer.families.truth import Figure, Subject, Written


@dataclass(frozen=True)
class Damage:
    """The damaged page, what was done, and to which figures as they were."""

    kind: str
    page: Written
    description: str
    touched: tuple[Figure, ...]

    @property
    def places(self) -> set[tuple[Subject | None, str]]:
        return {(one.subject, one.field) for one in self.touched if one.field}


def redrawn(page: Written, rows: Sequence[Drawn]) -> Written:
    if page.dress is None:
        return print_text(page.family, tuple(rows), page.known)
    return as_html(page.family, rows, page.dress, page.known)


def with_rows(page: Written, changed: dict[int, Drawn]) -> list[Drawn]:
    return [changed.get(place, row) for place, row in enumerate(page.drawn)]


def is_of_class(bit: Bit) -> bool:
    own = bit.figure
    return own is not None and own.is_number and own.subject is not None and own.subject.record == "tranche"


def class_tables(page: Written) -> dict[int, list[int]]:
    """The rows with values of each table that holds classes, by the table's number."""
    tables = {row.table for row in page.drawn if any(map(is_of_class, row.bits))}
    found: dict[int, list[int]] = {}
    for place, row in enumerate(page.drawn):
        if row.table in tables and any(bit.kind == "value" for bit in row.bits):
            found.setdefault(row.table, []).append(place)
    return found


def plain_number(text: str) -> Decimal | None:
    digits = text.strip("$% ()").replace(",", "").replace("$", "")
    try:
        return Decimal(digits) * (-1 if text.startswith("(") else 1)
    except InvalidOperation:
        return None
