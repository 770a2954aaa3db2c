"""`scrapy check`, which checks the contracts of spiders: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class CheckCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = "these spiders have none: run `make test`"
