"""`scrapy verify`: checks that the zone is whole, and advises what to do if it is not."""

from crawler.deferred_command import DeferredCommand


class VerifyCommand(DeferredCommand):
    """Changes nothing in the zone."""

    work = "crawler.verify_command"
    words = "[options]"
    about = "Check the zone: every file readable and as its manifest says, nothing pending"
