"""`scrapy report`: HTML pages that need no network: the zone, its deals, each statement as printed."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.budget import Budget
from crawler.commands.status import budget_of, look
from crawler.config import ConfigError, read_home
from crawler.console import say
from crawler.health import judge_health
from crawler.report.writing import Reported, Wish, write_report
from crawler.rereading.spread import cores
from crawler.zone_command import (
    FINDINGS,
    NOTHING,
    ZonePlace,
    comma_list,
    exit_code,
    no_arguments,
    read_place,
    whole_number,
)

EXAMPLES = 10  # filings that failed, named


class Command(ScrapyCommand):
    """Reads records and raw files; needs no lock, as every file is whole."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Write HTML pages: coverage, each deal with charts, each statement with its numbers marked"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        words = "a folder, new or with an earlier report (default: report)"
        parser.add_argument("--to", default="report", metavar="FOLDER", help=words)
        parser.add_argument(
            "--deal", metavar="NAMES", help="these deals alone, as 'GMACM 2003-AR2', a comma list"
        )
        words = "statements with a page: all (default), flagged (a check failed, a number has no field), none"
        parser.add_argument("--statements", choices=["all", "flagged", "none"], default="all", help=words)
        words = "processes (default: one for each core)"
        parser.add_argument("--workers", type=whole_number, default=cores(), metavar="N", help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        settings = self.settings

        def action() -> int:
            no_arguments(args, "report")
            place = read_place(settings)
            wish = Wish(comma_list(opts.deal), opts.statements, opts.workers)
            return report(place, opts.to, wish, budget_of(settings))

        self.exitcode = exit_code("report", action)


def report(place: ZonePlace, to: str, wish: Wish, budget: Budget) -> int:
    """Write the pages; returns the exit code."""
    zone = place.open()
    folder = Path(read_home("--to", to.strip() or "."))
    if zone.folder and (zone.folder == folder.resolve() or zone.folder in folder.resolve().parents):
        raise ConfigError(f"--to {folder} lies in the landing zone: name another folder.")
    done = write_report(zone, folder, wish, judge_health(look(zone, budget, None)))
    say(told(folder, done))
    return FINDINGS if done.failed else NOTHING


def told(folder: Path, done: Reported) -> str:
    """What was written, and what could not be."""
    removed = f", {done.removed:,} of an earlier report removed" if done.removed else ""
    counts = f"{done.pages:,} pages in {folder}, {done.written:,} written{removed}"
    lines = [f"report: {counts}: open {folder}/index.html"]
    lines += [f"  {accession}: {reason}" for accession, reason in list(done.failed.items())[:EXAMPLES]]
    if len(done.failed) > EXAMPLES:
        lines.append(f"  and {len(done.failed) - EXAMPLES:,} filings more that failed")
    return "\n".join(lines) + "\n"
