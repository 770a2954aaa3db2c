"""The short table at a run's end: what was found, what came of it, and where it is."""

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from crawler.run_context import CrawlRun
from crawler.run_stats import Tally
from crawler.wording import Failures, count, group_failures, names
from storage.manifests import in_nouns

WIDTH, INDENT = 100, 13
REASONS = 10  # why something is pending; the manifest has the reason of each


def summary(run: CrawlRun, seconds: float) -> str:
    """The table, in lines of a label and what there is to say."""
    lines = [line for label, words in rows(run, seconds) for line in told(label, words)]
    return "\n".join([f"{run.config.spider}: {ending(run)}", *lines]) + "\n"


def told(label: str, words: str) -> list[str]:
    """A label and its words, wrapped below themselves; a path is never broken."""
    return wrap(
        words,
        WIDTH,
        initial_indent=f"{label:<{INDENT}}",
        subsequent_indent=" " * INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def ending(run: CrawlRun) -> str:
    """How the run ended, in a few words."""
    if run.stopped:
        return f"stopped: {run.stopped}"
    return {
        "complete": "complete",
        "pending": "something is pending; the next run tries it first",
        "interrupted": "interrupted; the next run goes on where this one stopped",
    }[run.outcome]


def rows(run: CrawlRun, seconds: float) -> Iterator[tuple[str, str]]:
    tally = run.tally
    yield (
        "filings",
        f"{len(tally.found)} found: {tally.already} already there, {tally.new} new, {tally.landed} landed",
    )
    if strange := [cik for cik in run.config.ciks if cik not in tally.ciks] if run.all_found else []:
        yield from (("no filing", not_listed(cik)) for cik in strange)
    if tally.without_text:
        yield "on paper", f"{tally.without_text} without a text at EDGAR"
    if run.wall.advice:
        yield "look at", run.wall.advice
    yield from gone(tally)
    if tally.incomplete:
        own = ", ".join(sorted(tally.incomplete))
        yield "incomplete", f"{len(tally.incomplete)} as EDGAR serves them: {own}"
    yield "statements", f"{tally.statements} in {count(tally.with_statements, 'filing')}"
    yield "checks", f"{tally.passed.total()} passed, {tally.failed.total()} failed"
    for label, counts in (("passed", tally.passed), ("failed", tally.failed)):
        if counts:
            yield f"  {label}", by_name(counts)
    if tally.unrecognised or tally.unmapped:
        yield (
            "unread",
            f"{count(tally.unrecognised, 'unrecognised statement')},"
            f" {count(tally.unmapped, 'number')} without a field",
        )
    if tally.broken_rows:
        yield "index rows", f"{tally.broken_rows} could not be read (see the log)"
    yield "pending", pending(run)
    yield from reasons(tally)
    yield "requests", f"{tally.requests.total()} in {seconds:.1f} s: {by_name(tally.requests)}"
    yield "files", f"{run.zone}/records and {run.zone}/raw"
    yield "manifest", f"{run.zone}/runs/{run.name}.json"


def not_listed(cik: str) -> str:
    """What became of a registrant that the user named, and that no index has."""
    return f"CIK {int(cik)} is in none of the indexes of these days and forms: is it typed right?"


def by_name(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def gone(tally: Tally) -> Iterator[tuple[str, str]]:
    """What EDGAR has deleted, and what it never had as far as its indexes say."""
    listed = sorted(tally.gone.keys() & tally.listed)
    others = sorted(tally.gone.keys() - tally.listed)
    if listed:
        yield "gone", f"{len(listed)} listed, and no longer at EDGAR: {', '.join(listed)}"
    if others:
        yield "gone", f"{len(others)} not at EDGAR, and not asked for again: {', '.join(others)}"


def pending(run: CrawlRun) -> str:
    """'2 filings, 0 indexes; 300 filings, 71 indexes not reached'."""
    failed = {"filings": len(run.tally.pending), "indexes": len(run.tally.pending_indexes)}
    unreached = run.tally.not_reached
    parts = [in_nouns(failed)] if any(failed.values()) else []
    parts += [f"{in_nouns(unreached)} not reached"] if any(unreached.values()) else []
    if not parts and run.outcome == "interrupted":
        return "what was still to be found is not known"
    return "; ".join(parts) or "nothing"


def reasons(tally: Tally) -> Iterator[tuple[str, str]]:
    """What is pending with its reason, those of equal reasons in one line."""
    indexes = [
        failures_in_words(one, "index", "indexes", tally.planned)
        for one in group_failures(tally.pending_indexes)
    ]
    filings = [
        failures_in_words(one, "filing", "filings", tally.new) for one in group_failures(tally.pending)
    ]
    lines = indexes + filings
    yield from (("", line) for line in lines[:REASONS])
    if len(lines) > REASONS:
        yield "", f"and {count(len(lines) - REASONS, 'other reason')}, in the manifest"


def failures_in_words(failures: Failures, one: str, many: str, known: int) -> str:
    """'2004 Q1: reset', '31 indexes (2004 Q1, …): reset', 'all 112 indexes: connection refused'."""
    items = failures.items
    if len(items) == 1:
        return f"{items[0]}: {failures.reason}"
    is_all = len(items) == known
    which = (
        f"all {count(len(items), one, many)}"
        if is_all
        else f"{count(len(items), one, many)} ({names(items)})"
    )
    return f"{which}: {failures.reason}"
