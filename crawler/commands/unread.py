"""`scrapy unread`: lists similar unread statements and similar numbers without a field as groups."""

from crawler.deferred_command import DeferredCommand


class UnreadCommand(DeferredCommand):
    """Reads records; with --show also the raw file of one filing. Needs no lock."""

    work = "crawler.unread_command"
    words = "[options]"
    about = "Statements that no layout reads and numbers without a field, grouped by similarity"
