"""The last step before the network: Scrapy's HTTP handler, entered only with a slot of the rate limiter.

Not a middleware: a request with a slot would wait in Scrapy's queue, and several would leave at once.
"""

import asyncio
import time
from contextvars import ContextVar
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.rate_limiter import STEP, Interrupted
from crawler.rate_limiter_state import Permit
from crawler.run_context import run_of

PROBE = "probe"  # in a request's meta: it is the first request after a block
SENT: ContextVar[Permit] = ContextVar("sent")  # of the request that is being handled
SECRET = ("Authorization", "Proxy-Authorization", "Cookie")  # EDGAR needs none of them
GRACE = 5.0  # seconds that a stopping run waits for requests in flight


class PacedHandler(HTTP11DownloadHandler):
    """Sends each request, retries and robots.txt included, in a slot of its own."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Twisted would repeat a request by itself, without a slot, if a kept connection is closed.
        self._pool.retryAutomatically = False
        self._connect = self._pool.getConnection  # Scrapy makes the pool, so a subclass cannot replace it
        self._pool.getConnection = self._connected  # type: ignore[assignment,method-assign] # see above
        self._run = run_of(crawler)

    async def download_request(self, request: Request) -> Response:
        sent = await self._run.rate_limiter.take(self._run.is_stopping)
        SENT.set(sent)
        for name in SECRET:
            request.headers.pop(name, None)
        request.meta[PROBE] = sent.is_probe
        self._run.stats.sent(request.url)
        try:
            return await self._unless_stopped(asyncio.ensure_future(super().download_request(request)))
        except BaseException:
            if request.meta[PROBE]:
                self._run.rate_limiter.probe_lost()
            raise

    def _connected(self, *key_and_endpoint: Any) -> Any:
        """A connection as the pool gives it; the request is written to it at once."""
        return self._connect(*key_and_endpoint).addCallback(self._leaving, SENT.get())

    def _leaving(self, connection: Any, sent: Permit) -> Any:
        self._run.rate_limiter.request_left(sent)
        return connection

    async def _unless_stopped(self, answer: "asyncio.Future[Response]") -> Response:
        """The response; while the run is being stopped it is awaited only for a short time."""
        stopped_at: float | None = None
        try:
            while not answer.done():
                await asyncio.wait([answer], timeout=STEP)
                if stopped_at is None and self._run.is_stopping():
                    stopped_at = time.monotonic()
                if stopped_at is not None and time.monotonic() - stopped_at > GRACE and not answer.done():
                    raise Interrupted
            return answer.result()
        finally:
            answer.cancel()
