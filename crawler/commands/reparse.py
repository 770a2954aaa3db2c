"""`scrapy reparse`: reads the landed submissions again with today's parsers; sends nothing to EDGAR."""

from crawler.deferred_command import DeferredCommand


class ReparseCommand(DeferredCommand):
    """Only this command replaces records."""

    work = "crawler.reparse_command"
    words = "[options]"
    about = "Read the landed filings again with today's parsers"
