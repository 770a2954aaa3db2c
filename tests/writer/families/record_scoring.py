"""What a layout made of a family page, against the truth: every field of every record, right, wrong, missing.

`scoring` measures classes alone, as a reader without a layout is measured.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from tests.writer.families.scoring import Tally
from tests.writer.families.truth import Subject, Value, Written

KEYS = {
    "statement": (),
    "tranche": ("class_name",),
    "total": (),
    "pool": ("group",),
    "delinquency": ("group", "status", "bucket"),
    "credit_support": ("name", "kind"),
    "amount": ("name", "group", "class_name", "column"),
    "trigger": ("name", "group"),
}
# What a record says beside what is printed: its place, its finding, what is concluded.
ASIDE = frozenset({"document", "statement", "tranche", "denomination"})
Key = tuple[str | None, ...]


def _key_of(record: Mapping[str, Any]) -> Key:
    reported = [record.get(name) for name in KEYS[record["record"]]]
    # The column of all groups: the writer's truth has no group there.
    return (record["record"], *(None if value == "Total" else value for value in reported))


def _true_key(subject: Subject) -> Key:
    names = ("column" if name == "kind" else name for name in KEYS[subject.record])
    return (subject.record, *(getattr(subject, name) for name in names))


def score_records(page: Written, records: Iterable[Mapping[str, Any]]) -> Tally:
    """Each printed fact that was read right, and not at all; each number that the page does not print so."""
    tally = Tally()
    facts: dict[tuple[Key, str], list[Value]] = {}
    for fact in page.facts:
        facts.setdefault((_true_key(fact.subject), fact.field), []).append(fact.value)
    read: dict[tuple[Key, str], Any] = {}
    for record in records:
        if record["record"] in KEYS:
            own = _key_of(record)
            read |= {(own, name): value for name, value in record.items() if value is not None}
    for place, values in facts.items():
        if any(_same(read.get(place), value) for value in values):
            tally.right.append((str(place[0]), place[1], read[place]))
    missing = {place for place in facts if place not in read}
    tally.missing += [
        fact
        for fact in page.facts
        if (_true_key(fact.subject), fact.field) in missing and fact.value is not None
    ]
    for (key, name), value in read.items():
        if name in ASIDE or isinstance(value, bool) or not isinstance(value, Decimal | int):
            continue
        if not any(_same(value, other) for other in facts.get((key, name), [])):
            tally.wrong.append((str(key), name, value))
    return tally


def _same(read: Any, value: Value) -> bool:
    if isinstance(read, Decimal | int) and isinstance(value, Decimal | int):
        return Decimal(read) == Decimal(value)
    return read is not None and read == value
