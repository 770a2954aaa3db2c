"""What `scrapy crawl` does: checks everything first, runs one spider, exits with the outcome's code."""

import argparse
import logging
import signal
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.conf import arglist_to_dict

from crawler.config import ConfigError
from crawler.console import flush_streams, open_closed_streams, say
from crawler.job_log import log_ending
from crawler.run_context import CrawlRun
from crawler.run_lifecycle import opened_run
from storage import Locked, Unreadable, Unwritable

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
    check_log_level(settings["LOG_LEVEL"])
    with opened_run(spider, settings, arguments) as run:
        if not run.stopped:
            start_scrapy(run, settings)
    return COMPLETE if run.outcome == "complete" else PENDING


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


def start_scrapy(run: CrawlRun, settings: Settings) -> None:
    settings.set("USER_AGENT", run.config.user_agent, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    if settings["LOG_LEVEL"] == "INFO":  # Scrapy's own INFO is about Scrapy
        logging.getLogger("scrapy").setLevel(logging.WARNING)
    process.crawl(run.config.spider, run=run)
    process.start()
    if process.bootstrap_failed and not run.stopped:
        run.stopped = "Scrapy could not start the spider; its message is in the log"
