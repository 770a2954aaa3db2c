"""`scrapy fetch`, which downloads one page: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class FetchCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = (
        "it would send a request outside the run that keeps EDGAR's rate:"
        " use `scrapy crawl edgar -a accession=`,"
        " or `scrapy status --online`"
    )
