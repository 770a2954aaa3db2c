"""Follows redirects within EDGAR's hosts and nowhere else."""

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.run import run_of


class EdgarRedirects(RedirectMiddleware):
    """A redirect to another host would send the User-Agent there, unpaced, and land what it answers."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        config = run_of(self.crawler).config
        to, came = urlsplit(redirected.url), urlsplit(config.base_url)
        if to.netloc not in config.hosts or to.scheme != came.scheme:
            raise IgnoreRequest(f"redirected to {to.scheme}://{to.netloc}, which is not EDGAR")
        return super()._redirect(redirected, request, reason)
