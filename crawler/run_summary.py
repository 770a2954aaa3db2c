"""The short table at a run's end: filings found, their outcomes, and the zone."""

from collections import Counter
from collections.abc import Iterator

from crawler.grammar import Failures, count, group_failures, names
from crawler.run_context import CrawlRun
from crawler.run_stats import RunStats
from crawler.text_table import labelled
from storage.manifest_reader import in_nouns

REASONS = 10  # why something is pending; the manifest has the reason of each


def summary(run: CrawlRun, seconds: float) -> str:
    """The table as pairs of label and text."""
    return "\n".join([f"{run.config.spider}: {ending(run)}", *labelled(rows(run, seconds))]) + "\n"


def ending(run: CrawlRun) -> str:
    """The run's ending in a few words."""
    if run.stopped:
        return f"stopped: {run.stopped}"
    return {
        "complete": "complete",
        "pending": "something is pending; the next run tries it first",
        "interrupted": "interrupted; the next run goes on where this one stopped",
    }[run.outcome]


def rows(run: CrawlRun, seconds: float) -> Iterator[tuple[str, str]]:
    stats = run.stats
    yield (
        "filings",
        f"{len(stats.found)} found: {stats.already} already there, {stats.new} new, {stats.landed} landed",
    )
    if strange := [cik for cik in run.config.ciks if cik not in stats.ciks] if run.all_found else []:
        yield from (("no filing", not_listed(cik)) for cik in strange)
    if stats.without_text:
        yield "on paper", f"{stats.without_text} without a text at EDGAR"
    if run.identical_answers.advice:
        yield "look at", run.identical_answers.advice
    yield from gone(stats)
    if stats.incomplete:
        own = ", ".join(sorted(stats.incomplete))
        yield "incomplete", f"{len(stats.incomplete)} as EDGAR serves them: {own}"
    yield "statements", f"{stats.statements} in {count(stats.with_statements, 'filing')}"
    yield "checks", f"{stats.passed.total()} passed, {stats.failed.total()} failed"
    for label, counts in (("passed", stats.passed), ("failed", stats.failed)):
        if counts:
            yield f"  {label}", by_name(counts)
    if stats.unrecognised or stats.unmapped:
        yield (
            "unread",
            f"{count(stats.unrecognised, 'unrecognised statement')},"
            f" {count(stats.unmapped, 'number')} without a field",
        )
    if stats.broken_rows:
        yield "index rows", f"{stats.broken_rows} could not be read (see the log)"
    yield "pending", pending(run)
    yield from reasons(stats)
    yield "requests", f"{stats.requests.total()} in {seconds:.1f} s: {by_name(stats.requests)}"
    yield "files", f"{run.zone}/records and {run.zone}/raw"
    yield "manifest", f"{run.zone}/runs/{run.name}.json"


def not_listed(cik: str) -> str:
    """The line for a registrant that the user named and no index has."""
    return f"CIK {int(cik)} is in none of the indexes of these days and forms: is it typed right?"


def by_name(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def gone(stats: RunStats) -> Iterator[tuple[str, str]]:
    """Filings that EDGAR has deleted, and accessions that its indexes never listed."""
    listed = sorted(stats.gone.keys() & stats.listed)
    others = sorted(stats.gone.keys() - stats.listed)
    if listed:
        yield "gone", f"{len(listed)} listed, and no longer at EDGAR: {', '.join(listed)}"
    if others:
        yield "gone", f"{len(others)} not at EDGAR, and not asked for again: {', '.join(others)}"


def pending(run: CrawlRun) -> str:
    """'2 filings, 0 indexes; 300 filings, 71 indexes not reached'."""
    failed = {"filings": len(run.stats.pending), "indexes": len(run.stats.pending_indexes)}
    unreached = run.stats.not_reached
    parts = [in_nouns(failed)] if any(failed.values()) else []
    parts += [f"{in_nouns(unreached)} not reached"] if any(unreached.values()) else []
    if not parts and run.outcome == "interrupted":
        return "the number of filings still to be found is unknown"
    return "; ".join(parts) or "nothing"


def reasons(stats: RunStats) -> Iterator[tuple[str, str]]:
    """The pending items with their reasons; items with equal reasons share a line."""
    lines = [
        failures_in_words(one, "index", "indexes", stats.planned)
        for one in group_failures(stats.pending_indexes)
    ]
    lines += [failures_in_words(one, "filing", "filings", stats.new) for one in group_failures(stats.pending)]
    yield from (("", line) for line in lines[:REASONS])
    if len(lines) > REASONS:
        yield "", f"and {count(len(lines) - REASONS, 'other reason')}, in the manifest"


def failures_in_words(failures: Failures, one: str, many: str, known: int) -> str:
    """'2004 Q1: reset', '31 indexes (2004 Q1, …): reset', 'all 112 indexes: connection refused'."""
    items = failures.items
    if len(items) == 1:
        return f"{items[0]}: {failures.reason}"
    is_all = len(items) == known
    number = count(len(items), one, many)
    which = f"all {number}" if is_all else f"{number} ({names(items)})"
    return f"{which}: {failures.reason}"
