"""`scrapy view`, which opens one page in a browser: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class ViewCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = "use `scrapy report`, which shows each statement as it is read"
