"""The work of `scrapy status`: a zone's health on one screen, for people, cron and Prometheus."""

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

import parsers
from crawler.command_base import ZonePlace, add_fail_on, add_memory, lines_to, no_arguments, read_place
from crawler.config import Config, read_config
from crawler.console import say
from crawler.duckdb_types import columns
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.grammar import age, count
from crawler.health import Health, HealthFinding, Level, deal_states, judge_health
from crawler.health_facts import gather_health, rate_limiter_of
from crawler.online_check import ask_edgar
from crawler.openmetrics import write_metrics
from crawler.rate_limiter import RateLimiter
from crawler.setting_values import read_home
from crawler.text_table import labelled
from storage import Landing
from storage.zone_figures import read_figures

SPAN = re.compile(r"([1-9]\d*)(m|h|d)")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SHOWN = 12  # findings of a kind on the screen; --jsonl has them all


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy status`."""
    parser.add_argument("--jsonl", metavar="FILE", help="every finding as a JSON line ('-': stdout)")
    words = "write the figures for Prometheus' collector of text files"
    parser.add_argument("--openmetrics", metavar="FILE", help=words)
    words = "warn where the last crawl ended longer ago, as 26h (m, h or d)"
    parser.add_argument("--max-age", type=span, metavar="AGE", help=words)
    words = "ask EDGAR once, in the request budget, whether it accepts the User-Agent"
    parser.add_argument("--online", action="store_true", help=words)
    parser.add_argument("--quiet", action="store_true", help="print only findings from --fail-on up")
    add_fail_on(parser)
    add_memory(parser)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy status`; returns the exit code."""
    no_arguments(args, "status")
    config = read_config("status", settings, {}) if opts.online else None
    return show(read_place(settings), rate_limiter_of(settings), config, opts)


def span(text: str) -> dt.timedelta:
    """Parse a span of time in an option."""
    match = SPAN.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(
            f"{text} is not a span of time: use minutes, hours or days, as in 26h"
        )
    return dt.timedelta(**{UNITS[match[2]]: int(match[1])})


def show(place: ZonePlace, limiter: RateLimiter, config: Config | None, opts: argparse.Namespace) -> int:
    """Print the findings and return the exit code."""
    zone = place.open()
    figures = read_figures(zone, columns(), parsers.SCHEMA_VERSION, opts.memory)
    health = gather_health(zone, limiter, opts.max_age, figures)
    health.online = ask_edgar(config) if config else None
    judge_health(health)
    if opts.openmetrics:
        write_metrics(health, Path(read_home("--openmetrics", opts.openmetrics)))
    with lines_to(opts.jsonl) as write:
        for finding in health.findings:
            write(as_json(finding))
    least = Level[opts.fail_on]
    failed = [one for one in health.findings if one.level >= least]
    shown = [f"{one.level.name}: {one.message}" for one in failed] if opts.quiet else screen(zone, health)
    if shown:
        say("\n".join(shown) + "\n", sys.stderr if opts.jsonl == "-" else sys.stdout)
    return FINDINGS if failed else NOTHING


def as_json(finding: HealthFinding) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "level": finding.level.name,
        "finding": finding.finding,
        "subject": finding.subject or None,
        "message": finding.message,
    }


def screen(zone: Landing, health: Health) -> list[str]:
    """The health on one screen."""
    worst = health.worst()
    lines = [f"status: {zone}: {'nothing to report' if worst is None else f'worst finding: {worst.name}'}"]
    lines += labelled(overview(health))
    kinds: dict[str, int] = {}
    for one in (one for one in health.findings if one.finding != "ended"):  # counted above
        kinds[one.finding] = kinds.get(one.finding, 0) + 1
        if kinds[one.finding] <= SHOWN:
            lines.append(f"{one.level.name}: {one.message}")
    more = [f"and {number - SHOWN:,} more of {kind}" for kind, number in kinds.items() if number > SHOWN]
    return [*lines, *more]


def overview(health: Health) -> Iterator[tuple[str, str]]:
    """The last runs and the zone's figures, as pairs of label and text."""
    figures, states = health.figures, deal_states(health)
    for run in health.crawls():
        words = f"{run.outcome}, {ended(run.ended, health.now)}{landed(run.counts)}"
        yield "last run", f"{run.spider}: {words}"
    yield "filings", f"{figures.filings:,}"
    read = figures.statements - figures.unread - figures.general
    words = f"{read:,} read by a layout, {figures.general:,} without one, {figures.unread:,} unread"
    yield "statements", f"{figures.statements:,}: {words}"
    yield "numbers", f"{figures.numbers:,}: {figures.unmapped:,} without a field"
    if states:
        by_state = ", ".join(f"{states[state]:,} {state}" for state in ("due", "late", "ended"))
        yield "deals", f"{len(figures.last_dates):,}: {by_state}"


def ended(text: str | None, now: dt.datetime) -> str:
    if not text:
        return "end unknown"
    return f"ended {age(now - dt.datetime.fromisoformat(text))} ago"


def landed(counts: dict[str, Any]) -> str:
    number = counts.get("landed")
    return f", {count(number, 'filing')} landed" if isinstance(number, int) else ""
