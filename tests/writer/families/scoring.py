"""What a reader made of a family page, against the truth: right, wrong, missing.

tally = score(page, records) # records: dicts, as the JSON lines of the parsers tally.wrong # must be empty
tally.share # of the page's class facts that were read
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.writer.families.truth import Fact, Subject, Written

# What a record says beside what is printed: its place, its finding, its identity, what is concluded.
ASIDE = frozenset(
    {
        "record",
        "accession",
        "document",
        "statement",
        "deal",
        "series",
        "distribution_date",
        "lines",
        "tranche",
        "derived",
        "class_name",
        "class_name_cut",
        "notional",
        "group",
        "remic",
        "rate_type",
        "day_count",
    }
)


@dataclass
class Tally:
    """(class, field, value) of each kind."""

    right: list[tuple[str | None, str, Any]] = field(default_factory=list)
    wrong: list[tuple[str | None, str, Any]] = field(default_factory=list)
    missing: list[Fact] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the class facts, each field of a class once, the share that was read."""
        whole = len(self.right) + len(self.missing)
        return len(self.right) / whole if whole else 1.0


def score(page: Written, records: Iterable[Mapping[str, Any]]) -> Tally:
    """Class facts that were read right and wrong, and those that were not read.

    Wrong is a number of a 'tranche' or 'total' that the page does not print for that class and field; a class
    is identified by its name, and by group and REMIC where both sides have one. Totals go by the field alone.
    """
    tally = Tally()
    facts: dict[tuple[str | None, str], list[Fact]] = {}
    for fact in page.class_facts:
        facts.setdefault((fact.subject.class_name, fact.field), []).append(fact)
    read: set[tuple[Subject, str]] = set()
    for record in records:
        if record.get("record") not in ("tranche", "total"):
            continue
        name = record.get("class_name") if record["record"] == "tranche" else None
        for key, value in record.items():
            if key in ASIDE or not isinstance(value, Decimal | int) or isinstance(value, bool):
                continue
            same = [fact for fact in facts.get((name, key), []) if _fits(fact, record, value)]
            (tally.right if same else tally.wrong).append((name, key, value))
            read |= {(fact.subject, fact.field) for fact in same}
    for fact in page.class_facts:
        if (fact.subject, fact.field) not in read and fact.value is not None:
            read.add((fact.subject, fact.field))
            tally.missing.append(fact)
    return tally


def _fits(fact: Fact, record: Mapping[str, Any], value: Decimal | int) -> bool:
    reported = ((fact.subject.group, record.get("group")), (fact.subject.remic, record.get("remic")))
    apart = any(one is not None and other is not None and one != other for one, other in reported)
    return not apart and Decimal(value) == Decimal(fact.value)  # type: ignore[arg-type]
