"""`scrapy forget ACCESSION`: gives up a pending filing, so that no later run requests it."""

from crawler.deferred_command import DeferredCommand


class ForgetCommand(DeferredCommand):
    """Writes a manifest; takes the zone's lock."""

    work = "crawler.forget_command"
    words = "<accession> ..."
    about = "Give up pending filings: an accession that was mistyped, or that EDGAR never serves"
