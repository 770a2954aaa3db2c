"""`scrapy unread`: statements that no layout reads and numbers without a field, those alike as one group."""

from crawler.deferred_command import DeferredCommand


class UnreadCommand(DeferredCommand):
    """Reads records; with --show also the raw file of one filing. Needs no lock, as every file is whole."""

    work = "crawler.unread_command"
    words = "[options]"
    about = "Statements that no layout reads and numbers without a field, grouped by likeness"
