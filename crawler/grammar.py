"""Words for counts, names and spans of time in messages; groups equal failures into one line."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SOME = 5  # names in a message
# The parts in which equal failures of different items differ: the address, an accession, numbers.
ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:)]")
ACCESSION = re.compile(r"\b\d{10}-\d\d-\d{6}\b")
DIGITS = re.compile(r"\d+")


def count(number: int, what: str, plural: str = "") -> str:
    """'1 item', '2 items'; `plural` for nouns that take more than an s."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def names(found: Sequence[str]) -> str:
    """The first few of some names."""
    more = f" and {len(found) - SOME:,} more" if len(found) > SOME else ""
    return ", ".join(found[:SOME]) + more


def age(span: dt.timedelta) -> str:
    """'40 min', '26 h', '3 days'."""
    minutes = span.total_seconds() / 60
    if minutes < 120:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 72 * 60 else f"{minutes / 1440:.0f} days"


class Failures(NamedTuple):
    """Items that failed alike, with the reason of the first of them."""

    items: list[str]
    reason: str


def group_failures(reasons: Mapping[str, str]) -> list[Failures]:
    """Items (with the reason of each) by likeness of the reasons, the largest group first.

    Reasons are alike that differ in an address, an accession or numbers alone.
    """
    groups: dict[str, Failures] = {}
    for item, reason in reasons.items():
        groups.setdefault(likeness(reason), Failures([], reason)).items.append(item)
    return sorted(groups.values(), key=lambda one: -len(one.items))


def likeness(reason: str) -> str:
    """A reason without what belongs to one item alone."""
    return DIGITS.sub("0", ACCESSION.sub("accession", ADDRESS.sub("address", reason)))
