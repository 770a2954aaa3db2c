"""`scrapy report`: writes offline HTML pages: the zone, its deals, each statement as printed."""

from crawler.deferred_command import DeferredCommand


class ReportCommand(DeferredCommand):
    """Reads records and raw files; needs no lock, because every file is complete."""

    work = "crawler.report_command"
    words = "[options]"
    about = "Write HTML pages: coverage, each deal with charts, each statement with its numbers marked"
