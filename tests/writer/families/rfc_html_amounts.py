"""Amounts and table styles that the sections of a whole HTML statement share."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Cell
from tests.writer.families.loans import LoanGroup
from tests.writer.families.tables import TableStyle, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.sheet import Ink


def amount(name: str, ink: Ink, **where: str | None) -> Cell:
    return Cell(ink, Subject("amount", name=name, **where), "value")


def by_group(trust: Trust, value: Callable[[LoanGroup], int | Decimal]) -> dict[str | None, int | Decimal]:
    """A value of each group; the deal's is the sum of them."""
    groups = trust.groups
    own: dict[str | None, int | Decimal] = {one.name: value(one) for one in groups}
    return own if groups[0].name is None else {**own, None: sum(own.values())}


def section_style(rng: Random, lines: int = 2) -> TableStyle:
    return random_table_style(rng, heading_lines=lines, tuck=0)
