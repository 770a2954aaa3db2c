"""Gathers the facts of a zone's health, for `scrapy status` and the report."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from crawler.config import read_config
from crawler.health import Health
from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from storage import Landing
from storage.lock import find_holder
from storage.manifest_reader import read_listing
from storage.zone_figures import ZoneFigures, filings_of_run, read_last_runs


def rate_limiter_of(settings: Mapping[str, Any]) -> RateLimiter:
    """The request budget of the origin that the settings name; it is only read."""
    agent = {"EDGAR_USER_AGENT": "status status@localhost.localdomain"}
    config = read_config("status", {**settings, **agent}, {})
    return RateLimiter(config.budget_folder, origin_of(config.base_url), config.max_rate)


def gather_health(
    zone: Landing, limiter: RateLimiter, max_age: dt.timedelta | None, figures: ZoneFigures
) -> Health:
    """The facts that the findings are judged from."""
    runs = read_last_runs(zone)
    health = Health(
        now=dt.datetime.now(dt.UTC),
        runs=runs,
        listing=read_listing(zone),
        figures=figures,
        unread_since={},
        holder=find_holder(zone),
        blocked_for=limiter.blocked_for(),
        max_age=max_age,
    )
    crawls = health.crawls()
    landed = filings_of_run(zone, crawls[0].run) if crawls and (figures.unread or figures.worse) else set()
    unread = figures.unread_by_filing.items()
    health.unread_since = {accession: number for accession, number in unread if accession in landed}
    health.worse = [one for one in figures.worse if one.accession in landed]
    return health
