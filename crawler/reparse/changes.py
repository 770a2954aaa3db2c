"""Counts the changes that a parser release makes in the records: fields, lines and checks."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import msgspec

decode = msgspec.json.Decoder(float_hook=str).decode

# The fields that identify a line among others of its kind in a statement; equal ones are matched in order.
IDENTITY = {
    "tranche": ("tranche",),
    "total": ("group",),
    "pool": ("group",),
    "delinquency": ("group", "status", "bucket"),
    "credit_support": ("kind", "name"),
    "amount": ("name", "group", "class_name", "column", "loss_type"),
    "trigger": ("name", "group"),
    "check": ("check", "subject", "field"),
    "unmapped": ("text", "value"),
}
# They change with every release and do not depend on the page.
VERSIONS = {"parser_version", "schema_version"}
Line = dict[str, Any]


@dataclass
class Changes:
    """Counts over one filing or many: 'tranche.interest changed', 'amount added', 'balance_roll failed'."""

    fields: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)  # more (or, below 0, fewer) than before

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def add(self, other: "Changes") -> None:
        """Count another filing's changes in."""
        for one in fields(self):
            mine = getattr(self, one.name)
            for name, count in getattr(other, one.name).items():
                mine[name] += count

    def as_json(self) -> dict[str, dict[str, int]]:
        """Plain values for the manifest, without counts of 0."""
        return {one.name: dict(sorted(nonzero(getattr(self, one.name)))) for one in fields(self)}


def nonzero(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """The counts that are not 0."""
    return ((name, count) for name, count in counts.items() if count)


def is_whole(records: bytes) -> bool:
    """Whether these bytes are valid records: a cut or overwritten file is not."""
    try:
        lines = [decode(line) for line in records.splitlines()]
    except msgspec.DecodeError:
        return False
    named = all(isinstance(line, dict) and "record" in line for line in lines)
    return bool(lines) and named and lines[0]["record"] == "filing" and records.endswith(b"\n")


def compare(old: bytes, new: bytes) -> Changes:
    """The differences between a filing's new and old records, except their versions."""
    changes = Changes()
    if not is_whole(old):
        changes.lines["damaged file replaced"] = 1
        return changes
    before, after = identified(old), identified(new)
    for key in before.keys() | after.keys():
        kind = key[0]
        if key not in before or key not in after:
            changes.lines[f"{kind} {'added' if key in after else 'removed'}"] += 1
        else:
            changes.fields.update(changed_fields(kind, before[key], after[key]))
    changes.checks = check_counts(after)
    changes.checks.subtract(check_counts(before))
    changes.checks = Counter(dict(nonzero(changes.checks)))
    return changes


def identified(records: bytes) -> dict[tuple[Any, ...], Line]:
    """The lines of a records file by kind, place and identity; numbers are text, with their digits."""
    found: dict[tuple[Any, ...], Line] = {}
    seen: Counter[tuple[Any, ...]] = Counter()
    for text in records.splitlines():
        line = decode(text)
        kind = line["record"]
        names = IDENTITY.get(kind, ())
        key = (kind, line.get("document"), line.get("statement"), *(line.get(name) for name in names))
        key = (kind, *key[1:3], msgspec.json.encode(key[3:])) if kind != "filing" else (kind,)
        seen[key] += 1
        found[(*key, seen[key])] = line
    return found


def changed_fields(kind: str, before: Line, after: Line) -> Iterator[str]:
    """'tranche.interest changed', '… added', '… removed', for each field that differs."""
    for name in sorted(before.keys() | after.keys()):
        if name in VERSIONS or name == "checks" or before.get(name, ...) == after.get(name, ...):
            continue
        what = "added" if name not in before else "removed" if name not in after else "changed"
        yield f"{kind}.{name} {what}"


def check_counts(lines: dict[tuple[Any, ...], Line]) -> Counter[str]:
    """'balance_roll passed', '… failed', '… skipped', over all statements."""
    counts: defaultdict[str, int] = defaultdict(int)
    for line in lines.values():
        for outcome, by_name in line.get("checks", {}).items() if line["record"] == "statement" else ():
            for name, count in by_name.items():
                counts[f"{name} {outcome}"] += sum(count.values()) if isinstance(count, dict) else count
    return Counter(counts)
