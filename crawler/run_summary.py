"""The short table at a run's end: what was found, what came of it, and where it is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from textwrap import wrap

from crawler.run_context import CrawlRun
from crawler.run_stats import Tally

WIDTH, INDENT = 100, 13
REASONS = 10  # pending filings told one by one; the manifest has them all


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
        yield "no filing", f"of CIK {', '.join(strange)} in what this run read: is it typed right?"
    if tally.without_text:
        yield "on paper", f"{tally.without_text} without a text at EDGAR"
    if run.wall.advice:
        yield "look at", run.wall.advice
    yield from gone(tally)
    if tally.incomplete:
        names = ", ".join(sorted(tally.incomplete))
        yield "incomplete", f"{len(tally.incomplete)} as EDGAR serves them: {names}"
    yield "statements", f"{tally.statements} in {tally.with_statements} filings"
    yield "checks", f"{tally.passed.total()} passed, {tally.failed.total()} failed"
    for label, counts in (("passed", tally.passed), ("failed", tally.failed)):
        if counts:
            yield f"  {label}", by_name(counts)
    if tally.unrecognised or tally.unmapped:
        yield (
            "unread",
            f"{tally.unrecognised} unrecognised statements, {tally.unmapped} numbers without a field",
        )
    if tally.broken_rows:
        yield "index rows", f"{tally.broken_rows} could not be read (see the log)"
    yield "pending", pending(run)
    yield from pending_one_by_one(run)
    yield "requests", f"{tally.requests.total()} in {seconds:.1f} s: {by_name(tally.requests)}"
    yield "files", f"{run.zone}/records and {run.zone}/raw"
    yield "manifest", f"{run.zone}/runs/{run.name}.json"


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
    parts = [counted(failed)] if any(failed.values()) else []
    parts += [f"{counted(unreached)} not reached"] if any(unreached.values()) else []
    if not parts and run.outcome == "interrupted":
        return "what was still to be found is not known"
    return "; ".join(parts) or "nothing"


def counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def pending_one_by_one(run: CrawlRun) -> Iterator[tuple[str, str]]:
    reasons = [*run.tally.pending_indexes.items(), *run.tally.pending.items()]
    for what, reason in reasons[:REASONS]:
        yield "", f"{what}: {reason}"
    if len(reasons) > REASONS:
        yield "", f"and {len(reasons) - REASONS} more, in the manifest"
