"""Opens a run after all checks, and always closes it with its manifest and summary.

`scrapy crawl` opens one before it starts Scrapy; a spider that CrawlerProcess starts opens its own.
"""

import logging
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.bundled_archives import sample_settings, served_sample
from crawler.command_errors import ConfigError
from crawler.config import ARCHIVES, Config, read_config
from crawler.console import drop, say
from crawler.job_log import log_ending
from crawler.log_redaction import hide_secrets
from crawler.origins import origin_of
from crawler.planning import plan
from crawler.progress import Progress
from crawler.rate_limiter import RateLimiter
from crawler.response_middleware import LONGEST_PAUSE
from crawler.run_context import CrawlRun
from crawler.run_summary import summary
from crawler.setting_values import check_names
from parsers.versions import versions
from storage import Ending, Landing, Ledger, Run, Unwritable, ZoneLock, close_dead_runs, close_run, run_name

LOG = logging.getLogger(__name__)
ZONE_IS_THE_OUTPUT = (
    "the landing zone is the output, and no other file would be written (LANDING_ZONE says where it is; for"
    " tables run `scrapy export`)"
)


def open_run_of(crawler: Crawler, spider: str, arguments: Mapping[str, Any]) -> CrawlRun:
    """The run of a spider that CrawlerProcess starts; it is closed when the engine has stopped.

    Its outcome is then among Scrapy's stats as `edgar/outcome`. Raises what `opened_run` raises, before
    anything is sent.
    """
    given = {name: str(value) for name, value in arguments.items()}
    stack = ExitStack()
    run = stack.enter_context(opened_run(spider, crawler.settings, given))

    def close() -> None:
        stack.close()
        crawler.stats.set_value("edgar/outcome", run.outcome)

    crawler.signals.connect(close, signals.engine_stopped, weak=False)
    return run


@contextmanager
def opened_run(spider: str, settings: Settings, arguments: Mapping[str, str]) -> Iterator[CrawlRun]:
    """A run that holds its zone's lock; already stopped if EDGAR's block outlasts its wait.

    Raises ConfigError, Locked, Unwritable or Unreadable if it cannot begin.
    """
    check_names(settings)
    if settings["FEEDS"]:
        raise ConfigError(f"{ZONE_IS_THE_OUTPUT}: leave FEEDS out.")
    archive = arguments.get("archive", "")
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
        settings.set("USER_AGENT", config.user_agent, priority="cmdline")
        yield from _begin_and_close(config, zone, ledger, settings)


def _begin_and_close(config: Config, zone: Landing, ledger: Ledger, settings: Settings) -> Iterator[CrawlRun]:
    started = datetime.now(UTC)
    stored = Run(
        run_name(started, config.spider), config.spider, started, dict(config.arguments), versions_used()
    )
    run = CrawlRun(stored.name, config, zone, ledger, open_rate_limiter(config), Progress())
    ledger.begin_run(stored)
    plan(run)
    stop_if_silent(run)
    try:
        yield run
    finally:
        run.threads.close()  # filings whose landing has begun are recorded before the manifest is written
        run.progress.close()
        ended = datetime.now(UTC)
        seconds = (ended - started).total_seconds()
        try:
            close_run(zone, ledger, stored, ending(run, ended, seconds))
        except Unwritable as error:  # the next run writes this one's manifest
            run.stop(str(error))
        print_summary(summary(run, seconds))
        log_ending(settings, summary(run, seconds), is_good=run.outcome == "complete")


def open_rate_limiter(config: Config) -> RateLimiter:
    """The limiter of the run's EDGAR; raises ConfigError."""
    try:
        limiter = RateLimiter(config.budget_folder, origin_of(config.base_url), config.max_rate)
        limiter.blocked_for()  # taking its lock checks that the folder can be written
    except OSError as error:
        raise ConfigError(
            f"the request budget cannot be kept in {config.budget_folder} ({error.strerror}):"
            " set EDGAR_BUDGET to a folder that can be written."
        ) from error
    return limiter


def stop_if_silent(run: CrawlRun) -> None:
    """Stop the run at once if the block outlasts a run's longest wait: it must not hold the lock so long."""
    left = run.rate_limiter.blocked_for()
    if left > max(LONGEST_PAUSE, run.config.block_pause):
        run.stop(f"EDGAR asks for no requests for {left / 3600:.1f} hours more: start again then")


def print_summary(words: str) -> None:
    """Print how the run ended; a failure to print does not change the outcome."""
    try:
        say(words)
    except OSError as error:
        drop(sys.stdout)
        LOG.error("The summary cannot be written to stdout (%s); the manifest says the same.", error)


def ending(run: CrawlRun, ended: datetime, seconds: float) -> Ending:
    """The run's ending, for its manifest."""
    stats = run.stats
    pending = [{"index": quarter, "reason": reason} for quarter, reason in stats.pending_indexes.items()]
    pending += [{"accession": accession, "reason": reason} for accession, reason in stats.pending.items()]
    counts = stats.as_json() | {"stopped": run.stopped}
    timings = {"crawl": seconds}
    return Ending(run.outcome, ended, dict(stats.requests), timings, pending, counts, stats.not_reached)


def versions_used() -> dict[str, str]:
    """The versions in the manifest."""
    return versions() | {"scrapy": scrapy.__version__, "python": platform.python_version()}
