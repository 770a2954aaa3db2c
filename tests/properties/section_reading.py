"""A page of Residential Funding's statement as its layout reads it, against what was written on it."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.parsers.golden import read_records
from tests.writer.families.truth import Value, Written

KEYS = {
    "statement": (),
    "tranche": ("class_name",),
    "total": (),
    "pool": ("group",),
    "delinquency": ("group", "status", "bucket"),
    "credit_support": ("name",),
    "amount": ("name", "group", "class_name", "column", "loss_type"),
    "trigger": ("name", "group"),
}
# What a record says beside its figures.
ASIDE = frozenset(
    {
        *("record", "accession", "document", "statement", "deal", "series", "distribution_date", "lines"),
        *(
            "label",
            "unit",
            "tranche",
            "notional",
            "class_name_cut",
            "derived",
            "includes",
            "kind",
            "comments",
        ),
    }
)
Place = tuple[str, tuple[object, ...], str]


def records_of(page: Written) -> list[dict[str, Any]]:
    return read_records(page.encode())


def places_of(records: list[dict[str, Any]]) -> dict[Place, Value]:
    """Every figure that was read, by its record and field."""
    found: dict[Place, Value] = {}
    for record in records:
        kind = record["record"]
        if kind not in KEYS or kind == "statement":
            continue
        key = tuple(record.get(name) for name in KEYS[kind])
        for field, value in record.items():
            if field not in ASIDE and field not in KEYS[kind]:
                found[kind, key, field] = value
    return found


def written_places(page: Written) -> Iterator[tuple[Place, Value]]:
    """Every figure that was written, likewise; of the statement's own facts see the tests of page 1."""
    for fact in page.facts:
        own = fact.subject
        if own.record != "statement" and fact.field not in KEYS[own.record]:
            key = tuple(getattr(own, name) for name in KEYS[own.record])
            yield (own.record, key, fact.field), fact.value


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal, words whatever their case."""
    if isinstance(one, str) or isinstance(other, str):
        return str(one).casefold() == str(other).casefold()
    if one is None or other is None:
        return one is other
    return Decimal(one) == Decimal(other)


def faults(page: Written, records: list[dict[str, Any]]) -> dict[str, list[object]]:
    """What was read and not written so ('wrong'), and what was written and not read ('missing')."""
    read = places_of(records)
    written: dict[Place, list[Value]] = {}
    for place, value in written_places(page):
        written.setdefault(place, []).append(value)
    wrong = [
        (place, value, written.get(place))
        for place, value in read.items()
        if not any(same(value, one) for one in written.get(place, [None]))
    ]
    missing = [(place, values) for place, values in written.items() if place not in read]
    return {"wrong": wrong, "missing": missing}


def unmapped_of(records: list[dict[str, Any]]) -> Counter[str]:
    """How many numbers have no field, by the words of their row and column."""
    return Counter(
        f"{record.get('label', '')} | {record.get('column', '')}"
        for record in records
        if record["record"] == "unmapped"
    )
