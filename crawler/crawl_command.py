"""The work of `scrapy crawl`: checks everything first, runs one spider, exits with the outcome's code."""

import argparse
import logging
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.conf import arglist_to_dict
from scrapy.utils.log import get_scrapy_root_handler

from crawler.command_errors import ConfigError
from crawler.config import ARGUMENTS
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.progress import BesideBar
from crawler.run_context import CrawlRun
from crawler.run_lifecycle import ZONE_IS_THE_OUTPUT, opened_run
from crawler.text_table import aligned

# Scrapy's options for feeds, which its own `crawl` has.
FEEDS = ("-o", "--output", "-O", "--overwrite-output")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy crawl`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    lines = aligned(ARGUMENTS.items(), indent=2)
    parser.epilog = "\n".join(["arguments of the spiders, each as -a NAME=VALUE:", *lines])
    parser.add_argument(
        "-a",
        dest="spargs",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an argument of the spider, see below (may be repeated)",
    )
    parser.add_argument(*FEEDS, dest="feeds", metavar="FILE", help=argparse.SUPPRESS)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy crawl`; returns the exit code."""
    if opts.feeds:
        raise ConfigError(f"{ZONE_IS_THE_OUTPUT}: leave {opts.feeds} out.")
    try:
        arguments = arglist_to_dict(opts.spargs)
    except ValueError:
        raise UsageError("Invalid -a value, use -a NAME=VALUE", print_help=False) from None
    spider = choose_spider(args, SpiderLoader.from_settings(settings).list())
    check_log_level(settings["LOG_LEVEL"])
    with opened_run(spider, settings, arguments) as crawl:
        if not crawl.stopped:
            start_scrapy(crawl, settings)
    return NOTHING if crawl.outcome == "complete" else FINDINGS


def check_log_level(level: object) -> None:
    """Check LOG_LEVEL before the run: Scrapy would read it later and end in a traceback."""
    if not isinstance(level, int) and str(level).upper() not in logging.getLevelNamesMapping():
        raise ConfigError(
            f"LOG_LEVEL {level!r} is not a valid level: set it to DEBUG, INFO, WARNING or ERROR."
        )


def choose_spider(args: list[str], spiders: list[str]) -> str:
    """The spider that the user names; raises ConfigError."""
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
    """Crawl until everything is done, or the run is stopped."""
    process = AsyncCrawlerProcess(settings)
    if settings["LOG_LEVEL"] == "INFO":  # Scrapy's own INFO lines are about Scrapy's internals
        logging.getLogger("scrapy").setLevel(logging.WARNING)
    write_beside_the_bar(settings)
    process.crawl(run.config.spider, run=run)
    process.start()
    if process.bootstrap_failed and not run.stopped:
        run.stopped = "Scrapy could not start the spider; its message is in the log"


def write_beside_the_bar(settings: Settings) -> None:
    """Scroll the log's lines above the progress bar on a terminal."""
    handler = get_scrapy_root_handler()
    if isinstance(handler, logging.StreamHandler) and not settings["LOG_FILE"] and sys.stderr.isatty():
        handler.setStream(BesideBar())
