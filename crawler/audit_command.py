"""The work of `scrapy audit`: checks that need the whole set of filings; prints a table or JSON lines."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import msgspec
from scrapy.settings import Settings

import parsers
from crawler.audit_findings import AuditFinding, grade, left_out, read_acknowledged, silent_deals
from crawler.command_base import (
    ZonePlace,
    add_fail_on,
    add_memory,
    comma_list,
    day,
    lines_to,
    no_arguments,
    read_place,
)
from crawler.console import say
from crawler.duckdb_types import columns
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.grammar import count
from crawler.health import Level, last_day_crawled
from crawler.named_deals import check_since, choose_deals
from crawler.setting_values import read_home
from crawler.text_table import aligned
from storage import Holder
from storage.audit_queries import Audit, audit_zone
from storage.zone_figures import read_last_runs

NUMBER = re.compile(r"-?\d+(\.\d+)?")
SHOWN = 200  # findings in the table; --jsonl has them all


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy audit`."""
    parser.add_argument("--jsonl", metavar="FILE", help="every finding as a JSON line ('-': stdout)")
    words = "these deals alone, as 'GMACM 2003-AR2', a comma list"
    parser.add_argument("--deal", metavar="NAMES", help=words)
    words = "findings of months from this day's on"
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help=words)
    words = "findings that are known, as lines that --jsonl wrote: left out, and counted"
    parser.add_argument("--acknowledged", metavar="FILE", help=words)
    add_fail_on(parser)
    add_memory(parser)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy audit`; returns the exit code."""
    no_arguments(args, "audit")
    return audit(read_place(settings), opts)


def audit(place: ZonePlace, opts: argparse.Namespace) -> int:
    """Report every finding; returns the exit code."""
    known = read_acknowledged(read_home("--acknowledged", opts.acknowledged)) if opts.acknowledged else set()
    zone = place.open()
    done = audit_zone(zone, columns(), parsers.SCHEMA_VERSION, opts.memory)
    deals = choose_deals(comma_list(opts.deal), done.deals)
    crawled = last_day_crawled(read_last_runs(zone))
    check_since(opts.since, max(filter(None, [crawled, *done.last_dates.values()]), default=None))
    every = [one for one in graded(done, crawled) if is_asked_for(one, deals, opts.since)]
    found = [one for one in every if one.key not in known]
    with lines_to(opts.jsonl) as write:
        for finding in found:
            write(as_json(finding))
    text = table(str(zone), found) + acknowledged(len(every) - len(found)) + oversized(done)
    say(text, sys.stderr if opts.jsonl == "-" else sys.stdout)
    return FINDINGS if any(one.level >= Level[opts.fail_on] for one in found) else NOTHING


def graded(done: Audit, crawled: date | None) -> list[AuditFinding]:
    """All findings, by deal and month; those without a deal come first."""
    none = (None, None, None, None)
    holding = [AuditFinding(Level.info, "zone_held", *none, held(done.holder))] if done.holder else []
    silent = silent_deals(done.last_dates, crawled)
    every = [*grade(done.findings), *silent, *left_out(done.left_out)]
    return holding + sorted(
        every, key=lambda one: (one.deal or "", one.group or "", one.month or "", one.finding)
    )


def is_asked_for(one: AuditFinding, deals: tuple[str, ...], since: date | None) -> bool:
    """Whether the options select a finding's deal and month."""
    is_of_deals = not deals or one.deal is None or one.deal in deals
    return is_of_deals and (since is None or one.month is None or one.month >= f"{since:%Y-%m}")


def held(holder: Holder) -> str:
    """A finding that a run holds the zone, if one does."""
    since = f", since {holder.started}" if holder.started else ""
    who = f"{holder.name or 'a run'} (process {holder.pid or 'unknown'}{since})"
    return f"{who} holds the zone and may be about to land missing filings: no month is reported as missing"


def as_json(finding: AuditFinding) -> dict[str, Any]:
    """A finding as JSON; figures keep their printed digits."""
    figures = {name: number(digits) for name, digits in finding.figures.items()}
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    return values | {"level": finding.level.name, "figures": figures}


def number(digits: str | None) -> msgspec.Raw | str | None:
    """A number as it was printed."""
    return msgspec.Raw(digits.encode()) if digits and NUMBER.fullmatch(digits) else digits


def table(zone: str, found: Sequence[AuditFinding]) -> str:
    """The findings as a text table; deals that have ended are only counted."""
    ended = sum(one.finding == "ended" for one in found)
    shown = [one for one in found if one.finding != "ended"]
    lines = [f"audit: nothing to report of {zone}"] if not shown else [heading(zone, shown)]
    lines += aligned(
        (one.level.name, one.deal or "", one.month or "", one.finding, one.message) for one in shown[:SHOWN]
    )
    lines += [f"and {len(shown) - SHOWN:,} more: --jsonl FILE has them all"] if len(shown) > SHOWN else []
    lines += [f"{count(ended, 'deal')} ended; --jsonl FILE names them"] if ended else []
    return "\n".join(lines) + "\n"


def heading(zone: str, shown: Sequence[AuditFinding]) -> str:
    """The number of findings, by level and kind."""
    levels = Counter(one.level for one in shown)
    by_level = ", ".join(f"{levels[level]:,} {level.name}" for level in sorted(levels, reverse=True))
    kinds = Counter(one.finding for one in shown)
    by_kind = ", ".join(f"{kind} {number:,}" for kind, number in sorted(kinds.items()))
    return f"audit: {count(len(shown), 'finding')} in {zone} ({by_level}): {by_kind}"


def acknowledged(number: int) -> str:
    return f"{count(number, 'finding')} acknowledged\n" if number else ""


def oversized(done: Audit) -> str:
    """The filings with numbers that the tables cannot hold; empty if there are none."""
    if not done.oversized:
        return ""
    some, holding = ", ".join(done.oversized[:10]), count(len(done.oversized), "filing")
    return f"{holding} with numbers of more digits than the tables hold: {some}\n"
