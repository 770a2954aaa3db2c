"""Scrapy's robots.txt, but where the rules cannot be read nothing is sent, as RFC 9309 wants it."""

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser


class RobotsTxt(RobotsTxtMiddleware):
    """One robots.txt a host and run, like any other request in the budget's slots and judged."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._first = asyncio.Lock()

    async def robot_parser(self, request: Request) -> RobotParser | None:
        # Scrapy gives the rules to the first of several that wait for them, and nothing to the others.
        async with self._first:
            return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is None:
            raise IgnoreRequest("robots.txt could not be read")
        super().process_request_2(rp, request)
