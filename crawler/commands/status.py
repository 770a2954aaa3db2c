"""`scrapy status`: one screen on the health of a zone, for people, for cron and for Prometheus."""

from crawler.deferred_command import DeferredCommand


class StatusCommand(DeferredCommand):
    """Reads the zone, the rate limiter's state and the lock; changes nothing and never waits for the lock."""

    work = "crawler.status_command"
    words = "[options]"
    about = "The zone's health: last runs, what is pending, late deals, unread statements, EDGAR's block"
