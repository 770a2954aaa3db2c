"""What the general reader makes of a page's classes, as records and against the truth of a written page."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import UNSET

from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.checks import run_checks
from parsers.documents import read_page
from parsers.general.class_reading import ClassReading, read_classes
from parsers.records import Total, Tranche
from tests.writer.families import Written
from tests.writer.families.scoring import Tally, score


def read(text: str) -> tuple[Builder, ClassReading]:
    """The builder with the classes of a page, and what became of its tables."""
    builder = Builder("general")
    return builder, read_classes(builder, find_blocks(read_page(text).lines, KNOWN))


def records(builder: Builder) -> Iterator[dict[str, Any]]:
    """The classes and totals of a builder, as the records say them."""
    for line in (*builder.tranches, *builder.totals):
        fields = {name: getattr(line, name) for name in line.__struct_fields__}
        kind = "tranche" if isinstance(line, Tranche) else "total"
        yield {"record": kind, **{name: value for name, value in fields.items() if value is not UNSET}}


@cache
def tally(page: Written) -> Tally:
    """What of a page's class facts was read right, wrong and not at all."""
    builder, _ = read(page.text)
    return score(page, list(records(builder)))


def failed_checks(builder: Builder) -> set[tuple[str, str, str]]:
    """(check, subject, field or '') of the checks that fail."""
    return {(check.check, check.subject, check.field or "") for check in run_checks(builder).failed}


__all__ = ["Total", "failed_checks", "read", "records", "tally"]
