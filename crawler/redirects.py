"""Follows redirects within EDGAR's hosts and nowhere else."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from crawler.download_handler import PROBE
from crawler.run_context import run_of

ELSEWHERE = "elsewhere"  # in a request's meta: why its redirect is not followed


class Elsewhere(Exception):
    """A redirect leads away from EDGAR."""


class EdgarRedirects(RedirectMiddleware):
    """Refuses redirects to other hosts: no limiter paces requests to them, and they are not EDGAR."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        try:
            followed = super().process_response(request, response)
        except Elsewhere as error:
            request.meta[ELSEWHERE] = str(error)
            return response  # the response middleware judges it
        if followed is not response and request.meta.pop(PROBE, False):
            run_of(self.crawler).rate_limiter.probe_answered()  # the target of the redirect waits for that
        return followed

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send no Referer header."""
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Scrapy's would warn in every log that no Referer is sent, which is meant here."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        config = run_of(self.crawler).config
        to, came = urlsplit(redirected.url), urlsplit(config.base_url)
        if to.netloc not in config.hosts or to.scheme != came.scheme:
            raise Elsewhere(f"redirected to {to.scheme}://{to.hostname}, which is not EDGAR")
        return super()._redirect(redirected, request, reason)
