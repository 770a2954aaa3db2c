"""The health of a zone as OpenMetrics text, for Prometheus' collector of text files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.openmetrics.exposition import generate_latest

from crawler.atomic_files import write_whole
from crawler.command_errors import ConfigError
from crawler.health import Health, Level, deal_states, moment

PREFIX = "statements"


def write_metrics(health: Health, path: Path) -> None:
    """Write the file as a whole: a collector never sees a partial file. Raises ConfigError."""
    text: bytes = generate_latest(collect(health))  # type: ignore[no-untyped-call] # it has no types
    try:
        write_whole(path, text)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written ({error.strerror}): name another file.") from error


def collect(health: Health) -> CollectorRegistry:
    """Every figure as a gauge; times are seconds since 1970."""
    registry = CollectorRegistry()

    def gauge(name: str, about: str, values: Mapping[Any, float], labels: tuple[str, ...] = ()) -> None:
        one = Gauge(f"{PREFIX}_{name}", about, labels, registry=registry)
        for words, value in values.items():
            (one.labels(*words) if labels else one).set(value)

    figures = health.figures
    pending = {(spider,): float(len(found)) for spider, found in health.listing.pending.items()}
    ended = {(run.spider,): at.timestamp() for run in health.crawls() if (at := moment(run.ended))}
    complete = {(run.spider,): float(run.outcome == "complete") for run in health.crawls()}
    gauge("filings", "Filings with records.", {(): figures.filings})
    gauge("found", "Statements.", {(): figures.statements})
    gauge("unread", "Statements that no layout and not the general reader reads.", {(): figures.unread})
    gauge("general", "Statements read without a layout.", {(): figures.general})
    gauge("numbers", "Numbers on all statements.", {(): figures.numbers})
    gauge("numbers_unmapped", "Numbers without a field.", {(): figures.unmapped})
    gauge("pending", "Items that a spider could not fetch or read yet.", pending, ("spider",))
    gauge("last_crawl_timestamp_seconds", "When the last crawl of a spider ended.", ended, ("spider",))
    gauge("last_crawl_complete", "Whether it was complete.", complete, ("spider",))
    gauge("blocked_seconds", "Remaining seconds of EDGAR's block.", {(): health.blocked_for})
    gauge("zone_held", "Whether a run holds the zone.", {(): float(health.holder is not None)})
    states = {(state,): float(number) for state, number in deal_states(health).items()}
    gauge("deals", "Deals that are due, late or ended.", states, ("state",))
    levels = {(level.name,): float(sum(one.level == level for one in health.findings)) for level in Level}
    gauge("findings", "Findings of `scrapy status` by level.", levels, ("level",))
    return registry
