"""The short table at a run's end: what was found, what came of it, and where it is."""

from collections import Counter
from collections.abc import Iterator, Mapping

from crawler.run_context import CrawlRun
from crawler.run_stats import RunStats
from crawler.text_table import labelled

REASONS = 10  # pending filings told one by one; the manifest has them all


def summary(run: CrawlRun, seconds: float) -> str:
    """The table, in lines of a label and what there is to say."""
    return "\n".join([f"{run.config.spider}: {ending(run)}", *labelled(rows(run, seconds))]) + "\n"


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
    stats = run.stats
    yield (
        "filings",
        f"{len(stats.found)} found: {stats.already} already there, {stats.new} new, {stats.landed} landed",
    )
    if strange := [cik for cik in run.config.ciks if cik not in stats.ciks] if run.all_found else []:
        yield "no filing", f"of CIK {', '.join(strange)} in what this run read: is it typed right?"
    if stats.without_text:
        yield "on paper", f"{stats.without_text} without a text at EDGAR"
    if run.identical_answers.advice:
        yield "look at", run.identical_answers.advice
    yield from gone(stats)
    if stats.incomplete:
        names = ", ".join(sorted(stats.incomplete))
        yield "incomplete", f"{len(stats.incomplete)} as EDGAR serves them: {names}"
    yield "statements", f"{stats.statements} in {stats.with_statements} filings"
    yield "checks", f"{stats.passed.total()} passed, {stats.failed.total()} failed"
    for label, counts in (("passed", stats.passed), ("failed", stats.failed)):
        if counts:
            yield f"  {label}", by_name(counts)
    if stats.unrecognised or stats.unmapped:
        yield (
            "unread",
            f"{stats.unrecognised} unrecognised statements, {stats.unmapped} numbers without a field",
        )
    if stats.broken_rows:
        yield "index rows", f"{stats.broken_rows} could not be read (see the log)"
    yield "pending", pending(run)
    yield from pending_one_by_one(run)
    yield "requests", f"{stats.requests.total()} in {seconds:.1f} s: {by_name(stats.requests)}"
    yield "files", f"{run.zone}/records and {run.zone}/raw"
    yield "manifest", f"{run.zone}/runs/{run.name}.json"


def by_name(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def gone(stats: RunStats) -> Iterator[tuple[str, str]]:
    """What EDGAR has deleted, and what it never had as far as its indexes say."""
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
    parts = [counted(failed)] if any(failed.values()) else []
    parts += [f"{counted(unreached)} not reached"] if any(unreached.values()) else []
    if not parts and run.outcome == "interrupted":
        return "what was still to be found is not known"
    return "; ".join(parts) or "nothing"


def counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def pending_one_by_one(run: CrawlRun) -> Iterator[tuple[str, str]]:
    reasons = [*run.stats.pending_indexes.items(), *run.stats.pending.items()]
    for what, reason in reasons[:REASONS]:
        yield "", f"{what}: {reason}"
    if len(reasons) > REASONS:
        yield "", f"and {len(reasons) - REASONS} more, in the manifest"
