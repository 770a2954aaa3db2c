"""`scrapy verify`: is the zone whole, and if not, what to do."""

from crawler.deferred_command import DeferredCommand


class VerifyCommand(DeferredCommand):
    """Changes nothing in the zone."""

    work = "crawler.zone_verdict"
    words = "[options]"
    about = "Is the zone whole: every file readable and as its manifest says, nothing pending"
