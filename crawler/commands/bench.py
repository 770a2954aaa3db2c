"""`scrapy bench`, which measures how fast Scrapy itself is: refused, with what to use."""

from crawler.refused_command import RefusedCommand


class BenchCommand(RefusedCommand):
    """Stands in place of Scrapy's command of this name."""

    instead = "run `make bench`, which measures this project"
