"""Rules that assign faults to requests by kind, path, count and seeded share.

A rule is a JSON object: `fault` (a name of `faults.KINDS`) with its settings, or `faults`, a list of such
objects of which the seed chooses one; and, all optional, the requests that it affects:

    kind    'robots', 'index', 'submission', 'json', 'other'; all where absent
    path    a pattern as of a shell: '*/0000000003-04-*.txt'
    query   another for what follows the question mark: '*&from=3'
    nth     the 1st, 2nd, ... matching request: [1, 2]
    first   the first N
    per     what nth and first count: requests to one 'path' (default), or all of the 'rule'
    share   of those that are left, a fraction from 0 to 1, chosen by `seed`

The first rule that fits a request wins.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from crawler.replica.faults import KINDS, Settings
from crawler.replica.routes import kind_of

SELECTORS = {"kind", "path", "query", "nth", "first", "per", "share", "seed"}


class BadRule(ValueError):
    """A rule that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Fault:
    """A fault to inject: its name and its settings."""

    name: str
    settings: Settings


@dataclass
class Rule:
    """One rule and how often it has matched."""

    faults: list[Fault]
    selectors: dict[str, Any]
    _matches: Counter[str] = field(default_factory=Counter)

    def choose(self, target: str) -> Fault | None:
        """Count a request to that path and query; its fault, if any."""
        path, _, query = target.partition("?")
        chosen = self.selectors
        if chosen.get("kind", kind_of(path)) != kind_of(path):
            return None
        if not fnmatchcase(path, chosen.get("path", "*")) or not fnmatchcase(query, chosen.get("query", "*")):
            return None
        counted = path if chosen.get("per", "path") == "path" else ""
        self._matches[counted] += 1
        count = self._matches[counted]
        if count not in chosen.get("nth", [count]) or count > chosen.get("first", count):
            return None
        lot, choice = _lots(f"{chosen.get('seed', 0)} {counted} {count}")
        return self.faults[choice % len(self.faults)] if lot < chosen.get("share", 1) else None


class Rules:
    """All rules, in their order."""

    def __init__(self, rules: list[dict[str, Any]]) -> None:
        self._rules = [read_rule(rule) for rule in rules]

    def choose(self, target: str) -> Fault | None:
        """The fault for a request to that path and query; every rule counts it, whichever wins."""
        chosen = [rule.choose(target) for rule in self._rules]
        return next((fault for fault in chosen if fault), None)


def read_rule(rule: dict[str, Any]) -> Rule:
    """From JSON; raises BadRule."""
    if not isinstance(rule, dict) or ("fault" in rule) == ("faults" in rule):
        raise BadRule(f"a rule is an object with either 'fault' or 'faults': {rule!r}")
    selectors = {key: value for key, value in rule.items() if key in SELECTORS}
    settings = {key: value for key, value in rule.items() if key not in SELECTORS and key != "faults"}
    if "faults" in rule and settings:
        raise BadRule(f"settings belong into the objects of 'faults', not beside it: {sorted(settings)}")
    return Rule([_read_fault(fault) for fault in rule.get("faults", [settings])], selectors)


def _read_fault(fault: dict[str, Any]) -> Fault:
    settings = {key: value for key, value in fault.items() if key != "fault"}
    name = fault.get("fault", "")
    if name not in KINDS:
        raise BadRule(f"no such fault: {name!r}; choose from {', '.join(KINDS)}")
    kind = KINDS[name]
    if missing := kind.needs - settings.keys():
        raise BadRule(f"the fault {name!r} needs {sorted(missing)}")
    if unknown := settings.keys() - kind.needs - kind.may_have:
        raise BadRule(
            f"the fault {name!r} has no setting {sorted(unknown)}, and no rule a selector of that name"
        )
    return Fault(name, settings)


def _lots(seed: str) -> tuple[float, int]:
    digest = hashlib.sha256(seed.encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64, int.from_bytes(digest[8:16])
