"""`scrapy crawl`: checks the configuration, runs one spider, and exits with a code for the outcome."""

from crawler.deferred_command import DeferredCommand


class CrawlCommand(DeferredCommand):
    """Replaces Scrapy's command of this name, which exits 0 for nearly everything."""

    work = "crawler.crawl_command"
    words = "[options] <spider>"
    about = "Find, download, land and read the filings of a program (gmacm or ramp)"
