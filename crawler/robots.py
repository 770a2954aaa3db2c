"""Scrapy's robots.txt, except that nothing is sent if the rules cannot be read, as RFC 9309 requires."""

import asyncio
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser

from crawler.rate_limiter import Interrupted


class RobotsTxt(RobotsTxtMiddleware):
    """Fetches robots.txt once for each host and run, paced and judged like any other request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._first = asyncio.Lock()
        self._errors: dict[str, Exception] = {}  # why there are no rules, by host

    async def robot_parser(self, request: Request) -> RobotParser | None:
        # Scrapy gives the rules to the first of several that wait for them, and nothing to the others.
        async with self._first:
            return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is None:
            error = self._errors.get(urlsplit(request.url).netloc, Interrupted())
            if isinstance(error, Interrupted):
                raise Interrupted from error
            raise IgnoreRequest(f"robots.txt could not be read: {str(error) or type(error).__name__}")
        super().process_request_2(rp, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._errors[netloc] = exc
        super()._robots_error(exc, netloc)
