"""`scrapy audit`: checks the filings of a zone against each other; prints a table or JSON lines."""

from crawler.deferred_command import DeferredCommand


class AuditCommand(DeferredCommand):
    """Reads only records; needs no lock, because every file is complete."""

    work = "crawler.audit_command"
    words = "[options]"
    about = "Check the filings against each other: gaps, doubles, amendments, carry-over, losses"
