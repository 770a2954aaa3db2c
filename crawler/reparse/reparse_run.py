"""One reparse: continues one that died, and counts the changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crawler.reparse.changes import Changes
from crawler.reparse.worker import ReparsedFiling, parsers_digest
from parsers.versions import versions
from storage import Ending, Landing, Ledger, Run, RunFiling, close_dead_runs, close_run, run_name
from storage.manifest_writer import Outcome

READ = ("same", "changed", "new")


@dataclass
class ReparseStats:
    """The outcomes of the filings so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    only_versions: int = 0
    changes: Changes = field(default_factory=Changes)
    counts: Counter[str] = field(default_factory=Counter)  # of the new records: statements, unmapped, …
    incomplete: list[str] = field(default_factory=list)  # as EDGAR itself serves them
    failed: dict[str, str] = field(default_factory=dict)
    stopped: str = ""  # the reason why the run ended early, in a sentence
    not_reached: int = 0  # filings

    def add(self, done: ReparsedFiling) -> None:
        """Count a filing."""
        self.outcomes[done.outcome] += 1
        self.only_versions += done.only_versions
        self.changes.add(done.changes)
        self.count(done.filing.accession, done.facts)
        if done.outcome == "failed":
            self.failed[done.filing.accession] = done.reason

    def add_earlier(self, filing: RunFiling) -> None:
        """Count a filing that was read before this run was killed."""
        self.outcomes[filing.outcome] += 1
        said = filing.facts.get("changes")
        self.only_versions += filing.outcome == "changed" and not said
        self.changes.add(Changes(**{name: Counter(counts) for name, counts in (said or {}).items()}))
        self.count(filing.accession, filing.facts)

    def count(self, accession: str, facts: Mapping[str, Any]) -> None:
        """Count the contents of a filing's records."""
        self.incomplete += [accession] if "incomplete" in facts else []
        for name in ("statements", "unrecognised", "unmapped"):
            self.counts[name] += facts.get(name, 0)
        for name in ("checks_passed", "checks_failed"):
            self.counts[name] += sum(facts.get(name, {}).values())

    def stop(self, reason: str, total: int) -> None:
        """Record that the run ended early; `total` is the number of filings to read."""
        self.stopped, self.not_reached = reason, total - self.outcomes.total()

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "filings": dict(self.outcomes),
            "changed_in_the_version_alone": self.only_versions,
            "changes": self.changes.as_json(),
            "incomplete": len(self.incomplete),
            "stopped": self.stopped,
            "not_reached": self.not_reached,
            **self.counts,
        }


class Reparse:
    """A run that writes; a run of the same arguments and parsers that died is taken up again."""

    def __init__(self, zone: Landing, ledger: Ledger, arguments: Mapping[str, Any]) -> None:
        self.zone, self.ledger = zone, ledger
        self.sum = ReparseStats()
        now = datetime.now(UTC)
        read_by = versions() | {"parsers_digest": parsers_digest()}
        fresh = Run(run_name(now, "reparse"), "reparse", now, dict(arguments), read_by)
        self.run = next(filter(lambda run: is_same(run, fresh), ledger.unfinished_runs()), fresh)
        close_dead_runs(zone, ledger, keep=self.run.name)
        self.done = self._take_up() if self.run is not fresh else frozenset()
        if self.run is fresh:
            ledger.begin_run(fresh)

    def _take_up(self) -> frozenset[str]:
        self.ledger.go_on_with(self.run)
        earlier = [one for one in self.ledger.run_filings(self.run.name) if one.outcome in READ]
        for filing in earlier:
            self.sum.add_earlier(filing)
        return frozenset(filing.accession for filing in earlier)

    def record(self, batch: Iterable[ReparsedFiling]) -> None:
        """Write the outcomes of a few filings to the ledger, in one transaction."""
        with self.ledger.at_once():
            for done in batch:
                self.sum.add(done)
                if done.outcome != "left out":
                    self._record(done)

    def _record(self, done: ReparsedFiling) -> None:
        accession, facts = done.filing.accession, dict(done.facts)
        if done.outcome == "failed":
            facts["reason"] = done.reason
        elif self.ledger.state(accession) is not None:
            assert done.records is not None
            self.ledger.record_done(accession, done.records, done.facts)
        if done.changes:
            facts["changes"] = done.changes.as_json()
        files = [file for file in (done.raw, done.records) if file and done.outcome != "failed"]
        self.ledger.run_filing(self.run.name, accession, done.outcome, files, **facts)

    def close(self) -> None:
        """Write the manifest."""
        ended = datetime.now(UTC)
        sums = self.sum
        pending: list[dict[str, Any]] = [
            {"accession": name, "reason": reason} for name, reason in sums.failed.items()
        ]
        outcome: Outcome = "pending" if pending else "complete"
        if sums.stopped:
            pending.append({"not_reached": sums.not_reached, "reason": sums.stopped})
            outcome = "interrupted"
        seconds = {"reparse": (ended - self.run.started).total_seconds()}
        counts, unreached = self.sum.as_json(), {"filings": sums.not_reached}
        ending = Ending(outcome, ended, {}, seconds, pending, counts, unreached)
        close_run(self.zone, self.ledger, self.run, ending)


def is_same(run: Run, other: Run) -> bool:
    """Whether two runs have the same spider or command, arguments and parsers."""
    asked = (run.spider, run.arguments, run.versions)
    return asked == (other.spider, other.arguments, other.versions)


def recorded(reparse: Reparse, batches: Iterable[list[ReparsedFiling]]) -> Iterator[list[ReparsedFiling]]:
    """The batches; each is in the ledger before the next is taken."""
    for batch in batches:
        reparse.record(batch)
        yield batch
