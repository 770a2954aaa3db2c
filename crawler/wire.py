"""The last step before the wire: Scrapy's own HTTP handler, entered only with a slot of the request budget.

Not in a middleware: a slot taken there waits in Scrapy's queue behind others, and they leave in a bunch.
"""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.run import run_of


class PacedHandler(HTTP11DownloadHandler):
    """Sends each request, retries and robots.txt included, in a slot of its own."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Twisted would repeat a request on its own where a kept connection turns out to be closed: unpaced.
        self._pool.retryAutomatically = False
        self._run = run_of(crawler)

    async def download_request(self, request: Request) -> Response:
        await self._run.budget.take(self._run.is_stopping)
        self._run.tally.sent(request.url)
        return await super().download_request(request)
