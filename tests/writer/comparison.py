"""What was read against what was written: whole, both ways, digit for digit."""

from decimal import Decimal
from typing import Any

import msgspec

import parsers
from parsers.records import Numbers
from tests.writer.sheet import Key, Records

# Where a record stands in the file, how it was found, and what only the reader counts.
_ASIDE = frozenset(
    {
        "record",
        "accession",
        "document",
        "statement",
        "lines",
        "label",
        "layout",
        "numbers",
        "checks",
        "derived",
    }
)
_HEAD = ("deal", "series", "distribution_date")
_IDENTITY = {
    "statement": (),
    "tranche": ("tranche",),
    "pool": ("group",),
    "delinquency": ("group", "status", "bucket"),
    "credit_support": ("kind", "name", "group"),
    "amount": ("name", "group", "loss_type", "class_name", "column"),
    "trigger": ("name", "group"),
}
FINDINGS = frozenset({"filing", "check", "unmapped"})


def key_of(record: dict[str, Any]) -> Key:
    """The record's kind and what distinguishes it from others of its kind."""
    kind = record["record"]
    if kind == "total":
        return (kind, record["group"]) if "group" in record else (kind,)
    identity = [record.get(name) for name in _IDENTITY[kind]]
    if kind == "amount" and "class_name" not in record and "column" not in record:
        identity = identity[:3]
    if kind == "credit_support" and "group" not in record:
        identity = identity[:2]
    return (kind, *identity)


def read_records(reading: parsers.Reading, statement: int = 0) -> Records:
    """The fields that were read, by record; of one statement by its number, where a page has many."""
    found: Records = {}
    for record in reading.records:
        if statement and getattr(record, "statement", statement) != statement:
            continue
        line = msgspec.to_builtins(record, builtin_types=(Decimal,))
        if line["record"] in FINDINGS:
            continue
        key = key_of(line)
        assert key not in found, f"{key} was read twice"
        of_statement = line["record"] == "statement"
        found[key] = {
            name: value
            for name, value in line.items()
            if name not in _ASIDE and name not in key_fields(key) and (of_statement or name not in _HEAD)
        }
    return found


def key_fields(key: Key) -> tuple[str, ...]:
    """The fields that a key repeats."""
    kind = str(key[0])
    return ("group",) if kind == "total" else _IDENTITY[kind]


# Rules for the digits of words: a page that is written counts its figures alone.
OF_WORDS = frozenset(
    {
        *("heading", "page_head", "page_stamp", "signature", "footnote", "footnote_mark"),
        *("hyphen_in_label", "rest_of_class_name", "section_number"),
    }
)


def figures_found(numbers: Numbers) -> int:
    """The value cells of a statement without those in its headings, heads, stamps and signature."""
    return numbers.found - sum(numbers.ignored_by.get(rule, 0) for rule in OF_WORDS)


ABSENT = "(absent)"
# Conclusions from several figures of a record, which may change with any of them.
READINGS = frozenset({"notional", "class_name_cut", "tranche"})


def differences(written: Records, read: Records) -> dict[tuple[Key, str], tuple[object, object]]:
    """(written, read) of every field that is not the same in both, digits included; ABSENT where it lacks."""
    fields = {(key, name) for records in (written, read) for key in records for name in records[key]}
    pairs = {
        (key, name): (written.get(key, {}).get(name, ABSENT), read.get(key, {}).get(name, ABSENT))
        for key, name in fields
        if name not in key_fields(key)
    }
    return {place: pair for place, pair in pairs.items() if repr(pair[0]) != repr(pair[1])}


def misplaced(written: Records, read: Records) -> dict[tuple[Key, str], tuple[object, object]]:
    """(written, read) of every field that was read but not written so; fields not read are left alone."""
    found = printed_differences(written, read)
    return {place: pair for place, pair in found.items() if pair[1] is not ABSENT}


def printed_differences(written: Records, read: Records) -> dict[tuple[Key, str], tuple[object, object]]:
    """As `differences`, but for readings; classes go by CUSIP, else by name, as a lost row renumbers them."""
    classes = [
        fields for records in (written, read) for key, fields in records.items() if key[0] == "tranche"
    ]
    sign = "cusip" if all("cusip" in fields for fields in classes) else "class_name"
    found = differences(_by_sign(written, sign), _by_sign(read, sign))
    return {place: pair for place, pair in found.items() if place[1] not in READINGS}


def _by_sign(records: Records, sign: str) -> Records:
    """Records with classes under their CUSIP or name; of two with one name ('A-III-') the second is named."""
    found: Records = {}
    for key, fields in records.items():
        own = (*key[:1], str(fields.get(sign))) if key[0] == "tranche" else key
        again = sum(other[: len(own)] == own for other in found) if key[0] == "tranche" else 0
        found[(*own, again) if again else own] = fields
    return found
