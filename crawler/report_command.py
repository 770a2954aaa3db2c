"""The work of `scrapy report`: offline HTML pages of the zone, its deals and each statement."""

import argparse
from pathlib import Path

from scrapy.settings import Settings

from crawler.command_base import ZonePlace, add_memory, comma_list, no_arguments, read_place, whole_number
from crawler.command_errors import ConfigError
from crawler.console import say
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.grammar import count
from crawler.health import judge_health
from crawler.health_facts import gather_health, rate_limiter_of
from crawler.rate_limiter import RateLimiter
from crawler.reparse.executors import cores
from crawler.report.report_writer import MEMORY, Reported, ReportOptions, write_report
from crawler.setting_values import read_home

EXAMPLES = 10  # filings that failed, named


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy report`."""
    words = "a folder, new or with an earlier report (default: report)"
    parser.add_argument("--to", default="report", metavar="FOLDER", help=words)
    parser.add_argument(
        "--deal", metavar="NAMES", help="these deals alone, as 'GMACM 2003-AR2', a comma list"
    )
    words = "statements with a page: all (default), flagged (a check failed, a number has no field), none"
    parser.add_argument("--statements", choices=["all", "flagged", "none"], default="all", help=words)
    words = "processes (default: one for each core)"
    parser.add_argument("--workers", type=whole_number, default=cores(), metavar="N", help=words)
    add_memory(parser, MEMORY)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy report`; returns the exit code."""
    no_arguments(args, "report")
    place = read_place(settings)
    options = ReportOptions(comma_list(opts.deal), opts.statements, opts.workers, opts.memory)
    return report(place, opts.to, options, rate_limiter_of(settings))


def report(place: ZonePlace, to: str, options: ReportOptions, limiter: RateLimiter) -> int:
    """Write the pages; returns the exit code."""
    zone = place.open()
    folder = Path(read_home("--to", to.strip() or "."))
    if zone.folder and (zone.folder == folder.resolve() or zone.folder in folder.resolve().parents):
        raise ConfigError(f"--to {folder} lies in the landing zone: name another folder.")
    done = write_report(
        zone, folder, options, lambda figures: judge_health(gather_health(zone, limiter, None, figures))
    )
    say(summary(folder, done))
    return FINDINGS if done.failed else NOTHING


def summary(folder: Path, done: Reported) -> str:
    """The summary of the written pages and of the failed filings."""
    removed = f", {done.removed:,} of an earlier report removed" if done.removed else ""
    counts = f"{count(done.pages, 'page')} in {folder}, {done.written:,} written{removed}"
    lines = [f"report: {counts}: open {folder}/index.html"]
    lines += [f"  {accession}: {reason}" for accession, reason in list(done.failed.items())[:EXAMPLES]]
    if len(done.failed) > EXAMPLES:
        lines.append(f"  and {count(len(done.failed) - EXAMPLES, 'more filing')} that failed")
    return "\n".join(lines) + "\n"
