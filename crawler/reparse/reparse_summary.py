"""The summary of a reparse, for judging a parser release."""

from collections.abc import Iterator

from crawler.grammar import count
from crawler.reparse.reparse_run import ReparseStats
from crawler.text_table import aligned, labelled

MOST_FAILED = 10  # failed filings that are listed; the manifest has them all


def summary(sums: ReparseStats, *, dry_run: bool, seconds: float) -> str:
    """The table as pairs of label and text."""
    ending = "complete" if not sums.failed else f"{count(len(sums.failed), 'filing')} could not be read"
    ending = f"stopped: {sums.stopped}" if sums.stopped else ending
    head = f"reparse{' --dry-run, nothing written' if dry_run else ''}: {ending}"
    return "\n".join([head, *labelled(rows(sums, seconds))]) + "\n"


def rows(sums: ReparseStats, seconds: float) -> Iterator[tuple[str, str]]:
    outcomes, counts = sums.outcomes, sums.counts
    read = outcomes["same"] + outcomes["changed"] + outcomes["new"]
    words = f"{read} read: {outcomes['same']} the same, {outcomes['changed']} changed, {outcomes['new']} new"
    yield "filings", words + (f"; {outcomes['left out']} not selected" if outcomes["left out"] else "")
    if sums.only_versions:
        yield "", f"{sums.only_versions} of the changed differ in the parsers' version alone"
    if sums.incomplete:
        names = ", ".join(sorted(sums.incomplete))
        yield "incomplete", f"{len(sums.incomplete)} as EDGAR serves them: {names}"
    yield "statements", f"{counts['statements']}, {counts['unrecognised']} of them unrecognised"
    yield "unmapped", count(counts["unmapped"], "number")
    yield "checks", f"{counts['checks_passed']} passed, {counts['checks_failed']} failed"
    yield from changed_rows(sums)
    for accession, reason in list(sums.failed.items())[:MOST_FAILED]:
        yield "failed", f"{accession}: {reason}"
    if len(sums.failed) > MOST_FAILED:
        yield "", f"and {len(sums.failed) - MOST_FAILED} more, in the manifest"
    if sums.stopped:
        yield "pending", f"{count(sums.not_reached, 'filing')} not reached; the same command reads them"
    yield "time", f"{seconds:.1f} s, {read / seconds:.1f} filings a second" if seconds else "none"


def changed_rows(sums: ReparseStats) -> Iterator[tuple[str, str]]:
    changes = sums.changes
    for label, counts in (("fields", changes.fields), ("lines", changes.lines)):
        largest_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        lines = aligned(((f"{number:,}", name) for name, number in largest_first), numbers={0})
        yield from ((label, line) for line in lines)
    changed = ((f"{number:+,}", name) for name, number in sorted(changes.checks.items()) if number)
    yield from (("checks", line) for line in aligned(changed, numbers={0}))
