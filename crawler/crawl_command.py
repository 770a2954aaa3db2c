"""What `scrapy crawl` does: checks everything first, runs one spider, exits with the outcome's code."""

import argparse
import logging
import platform
import signal
import sys
from contextlib import ExitStack
from datetime import UTC, datetime

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.conf import arglist_to_dict
from scrapy.utils.log import get_scrapy_root_handler

import parsers
from crawler.bundled_archives import sample_settings, served_sample
from crawler.config import ARCHIVES, Config, ConfigError, read_config
from crawler.console import drop, flush_streams, open_closed_streams, say
from crawler.job_log import log_ending
from crawler.log_redaction import hide_secrets
from crawler.planning import plan
from crawler.progress import BesideBar, Progress
from crawler.rate_limiter import Budget, origin_of
from crawler.response_middleware import LONGEST_PAUSE
from crawler.run_context import CrawlRun
from crawler.run_summary import summary
from storage import (
    Ending,
    Landing,
    Ledger,
    Locked,
    Run,
    Unreadable,
    Unwritable,
    ZoneLock,
    close_dead_runs,
    close_run,
    run_name,
)

LOG = logging.getLogger(__name__)
COMPLETE, PENDING, REFUSED, LOCKED = 0, 1, 2, 3


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `scrapy crawl` may be told beside the spider's name."""
    parser.add_argument(
        "-a",
        dest="spargs",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="since, until, source, cik, accession, again, forms or archive (may be repeated)",
    )


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy crawl`; returns the exit code."""
    try:
        arguments = arglist_to_dict(opts.spargs)
    except ValueError:
        raise UsageError("Invalid -a value, use -a NAME=VALUE", print_help=False) from None
    open_closed_streams()
    signal.signal(signal.SIGTERM, _end)
    code = crawl_or_refuse(args, arguments, settings)
    flush_streams()
    return code


def crawl_or_refuse(args: list[str], arguments: dict[str, str], settings: Settings) -> int:
    """Crawl; what is wrong before anything is sent goes to stderr in a sentence."""
    try:
        return crawl(args, arguments, settings)
    except (ConfigError, Unwritable, Unreadable) as error:
        log_ending(settings, f"refused: {error}")
        return refuse(REFUSED, error)
    except Locked as error:
        log_ending(settings, f"refused: {error}")
        return refuse(LOCKED, error)
    except KeyboardInterrupt:
        return refuse(PENDING, "interrupted before the crawl began")


def _end(*_: object) -> None:
    """Before and after Scrapy handles it, SIGTERM ends the process by the same road as Ctrl-C."""
    raise KeyboardInterrupt


def refuse(code: int, error: object) -> int:
    say(f"scrapy crawl: {error}\n", sys.stderr)
    return code


def crawl(args: list[str], arguments: dict[str, str], settings: Settings) -> int:
    """Run a spider and return the exit code; raises what is wrong before anything is sent."""
    spider = choose_spider(args, SpiderLoader.from_settings(settings).list())
    archive = arguments.get("archive", "")
    check_log_level(settings["LOG_LEVEL"])
    config = read_config(
        spider, sample_settings(archive, settings) if archive in ARCHIVES else settings, arguments
    )
    zone = Landing(config.landing_zone)
    hide_secrets(zone)
    with ExitStack() as stack:
        stack.enter_context(ZoneLock(zone, spider))
        zone.prepare()
        ledger = stack.enter_context(Ledger(config.state_dir, zone))
        if archive in ARCHIVES:
            config = stack.enter_context(served_sample(archive, config))
        close_dead_runs(zone, ledger)
        return run_spider(config, zone, ledger, settings)


def check_log_level(level: object) -> None:
    """Scrapy reads it when the run has begun, and ends in a traceback."""
    if not isinstance(level, int) and str(level).upper() not in logging.getLevelNamesMapping():
        raise ConfigError(f"LOG_LEVEL {level!r} is no level: set it to DEBUG, INFO, WARNING or ERROR.")


def choose_spider(args: list[str], spiders: list[str]) -> str:
    *names, last = sorted(spiders)
    known = f"the spiders are {', '.join(names)} and {last}"
    for one in args:
        if one.startswith("-"):
            raise ConfigError(f"{one!r} is not understood: see `scrapy crawl --help`.")
    if len(args) != 1:
        raise ConfigError(f"name one spider, as in `scrapy crawl gmacm`; {known}.")
    if args[0] not in spiders:
        raise ConfigError(f"there is no spider {args[0]!r}; {known}.")
    return args[0]


def open_budget(config: Config) -> Budget:
    try:
        budget = Budget(config.budget_folder, origin_of(config.base_url), config.max_rate)
        budget.blocked_for()  # its lock proves that the folder can be written
    except OSError as error:
        raise ConfigError(
            f"the request budget cannot be kept in {config.budget_folder} ({error.strerror}):"
            " set EDGAR_BUDGET to a folder that can be written."
        ) from error
    return budget


def run_spider(config: Config, zone: Landing, ledger: Ledger, settings: Settings) -> int:
    """Begin the run, crawl, and close it with its manifest and summary, however the crawl ends."""
    started = datetime.now(UTC)
    stored = Run(run_name(started, config.spider), config.spider, started, dict(config.arguments), versions())
    run = CrawlRun(stored.name, config, zone, ledger, open_budget(config), Progress())
    ledger.begin_run(stored)
    plan(run)
    try:
        if not is_silent(run):
            start_scrapy(run, settings)
    finally:
        run.progress.close()
        ended = datetime.now(UTC)
        seconds = (ended - started).total_seconds()
        try:
            close_run(zone, ledger, stored, ending(run, ended, seconds))
        except Unwritable as error:  # the next run writes this one's manifest
            run.stop(str(error))
        tell(summary(run, seconds))
        log_ending(settings, summary(run, seconds), is_good=run.outcome == "complete")
    return COMPLETE if run.outcome == "complete" else PENDING


def tell(words: str) -> None:
    """Say how the run ended; that it cannot be written changes nothing of that."""
    try:
        say(words)
    except OSError as error:
        drop(sys.stdout)
        LOG.error("The summary cannot be written to stdout (%s); the manifest says the same.", error)


def is_silent(run: CrawlRun) -> bool:
    """Whether EDGAR wants silence for longer than a run waits: then it holds no lock meanwhile."""
    left = run.budget.blocked_for()
    if left > max(LONGEST_PAUSE, run.config.block_pause):
        run.stop(f"EDGAR wants no request for {left / 3600:.1f} hours more: start again then")
    return bool(run.stopped)


def start_scrapy(run: CrawlRun, settings: Settings) -> None:
    settings.set("USER_AGENT", run.config.user_agent, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    if settings["LOG_LEVEL"] == "INFO":  # Scrapy's own INFO is about Scrapy
        logging.getLogger("scrapy").setLevel(logging.WARNING)
    write_beside_the_bar(settings)
    process.crawl(run.config.spider, run=run)
    process.start()
    if process.bootstrap_failed and not run.stopped:
        run.stopped = "Scrapy could not start the spider; its message is in the log"


def write_beside_the_bar(settings: Settings) -> None:
    """On a terminal the log's lines scroll above the progress bar."""
    handler = get_scrapy_root_handler()
    if isinstance(handler, logging.StreamHandler) and not settings["LOG_FILE"] and sys.stderr.isatty():
        handler.setStream(BesideBar())


def ending(run: CrawlRun, ended: datetime, seconds: float) -> Ending:
    """How the run ended, for its manifest."""
    tally = run.tally
    pending = [{"index": quarter, "reason": reason} for quarter, reason in tally.pending_indexes.items()]
    pending += [{"accession": accession, "reason": reason} for accession, reason in tally.pending.items()]
    counts = tally.as_json() | {"stopped": run.stopped}
    timings = {"crawl": seconds}
    return Ending(run.outcome, ended, dict(tally.requests), timings, pending, counts, tally.not_reached)


def versions() -> dict[str, str]:
    return {
        "parser": parsers.PARSER_VERSION,
        "schema": parsers.SCHEMA_VERSION,
        "scrapy": scrapy.__version__,
        "python": platform.python_version(),
    }
