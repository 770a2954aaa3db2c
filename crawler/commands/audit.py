"""`scrapy audit`: the questions that only the whole set of filings answers, as a table and as JSON lines."""

from crawler.deferred_command import DeferredCommand


class AuditCommand(DeferredCommand):
    """Reads records alone; needs no lock, as every file is whole."""

    work = "crawler.audit_command"
    words = "[options]"
    about = "Check the filings against each other: gaps, doubles, amendments, carry-over, losses"
