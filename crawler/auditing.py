"""What `scrapy audit` does: checks that need the whole set of filings, as a table and as JSON lines."""

import argparse
import re
import sys
from collections import Counter
from typing import Any

import msgspec
from scrapy.settings import Settings

import parsers
from crawler.columns import columns
from crawler.console import say
from crawler.zone_command import FINDINGS, NOTHING, ZonePlace, exit_code, lines_to, no_arguments, read_place
from storage import Holder
from storage.audit import Audit, Finding, audit_zone
from storage.tables import MEMORY

NUMBER = re.compile(r"-?\d+(\.\d+)?")
SIZE = re.compile(r"[1-9]\d*(MB|GB)")
# Told in place of the missing months; of no deal, as it is of all.
HELD: dict[str, Any] = {
    **dict.fromkeys(("deal", "group", "month", "subject")),
    "finding": "zone_held",
    "figures": {},
    "filings": [],
    "places": [],
}
SHOWN = 200  # findings in the table; --jsonl has them all


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `scrapy audit` may be told."""
    parser.add_argument("--jsonl", metavar="FILE", help="every finding as a JSON line ('-': stdout)")
    words = f"what the tables may take, as 4GB (default: {MEMORY}); the rest is put on the disk"
    parser.add_argument("--memory", type=size, default=MEMORY, metavar="SIZE", help=words)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy audit`; returns the exit code."""

    def action() -> int:
        no_arguments(args, "audit")
        return audit(read_place(settings), opts.jsonl, opts.memory)

    return exit_code("audit", action)


def size(text: str) -> str:
    """An amount of memory as an option has it."""
    if not SIZE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text} is no amount of memory: use MB or GB, as in 4GB")
    return text


def audit(place: ZonePlace, jsonl: str | None, memory: str) -> int:
    """Tell every finding; returns the exit code."""
    zone = place.open()
    done = audit_zone(zone, columns(), parsers.SCHEMA_VERSION, memory)
    with lines_to(jsonl) as write:
        if done.holder:
            write(HELD | {"message": held(done.holder)})
        for finding in done.findings:
            write(as_json(finding))
    info = f"info: {held(done.holder)}\n" if done.holder else ""
    told = info + table(str(zone), done.findings) + left_out(done)
    say(told, sys.stderr if jsonl == "-" else sys.stdout)
    return FINDINGS if done.findings else NOTHING


def held(holder: Holder) -> str:
    """What a run that holds the zone means for the findings."""
    since = f", since {holder.started}" if holder.started else ""
    who = f"{holder.name or 'a run'} (process {holder.pid or 'unknown'}{since})"
    return f"{who} holds the zone and may be about to land what is not there yet: no month is called missing"


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for machines; figures keep their printed digits."""
    return {
        "finding": finding.finding,
        "deal": finding.deal,
        "group": finding.page_group or None,
        "month": finding.month.strftime("%Y-%m"),
        "subject": finding.subject or None,
        "message": finding.message,
        "figures": {name: number(digits) for name, digits in finding.figures.items()},
        "filings": finding.filings,
        "places": finding.places,
    }


def number(digits: str | None) -> msgspec.Raw | str | None:
    """A number as it was printed."""
    return msgspec.Raw(digits.encode()) if digits and NUMBER.fullmatch(digits) else digits


def table(zone: str, found: list[Finding]) -> str:
    """The findings for people, a line each."""
    if not found:
        return f"audit: nothing to report of {zone}\n"
    kinds = Counter(finding.finding for finding in found)
    told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
    lines = [f"audit: {len(found):,} findings in {zone}: {told}"]
    shown = [(one.deal, one.month.strftime("%Y-%m"), one.finding, one.message) for one in found[:SHOWN]]
    widths = [max(len(row[place]) for row in shown) for place in range(3)]
    lines += ["  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(3)), row[3]]) for row in shown]
    lines += [f"and {len(found) - SHOWN:,} more: --jsonl FILE has them all"] if len(found) > SHOWN else []
    return "\n".join(lines) + "\n"


def left_out(done: Audit) -> str:
    """What nothing could be asked of; no line where there is nothing."""
    said = ""
    if done.left_out:
        lacking = ", ".join(f"{count:,} without a known {what}" for what, count in done.left_out.items())
        said += f"left out, as they have no place in a history: {lacking}\n"
    if done.oversized:
        some = ", ".join(done.oversized[:10])
        said += f"{len(done.oversized):,} filings hold numbers with more digits than the tables do: {some}\n"
    return said
