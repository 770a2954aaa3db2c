"""Scrapy's settings for EDGAR and the project's own, each also an environment variable of the same name."""

import os

from crawler.decompression import LARGEST
from crawler.interrupts import say_when_interrupted

say_when_interrupted()  # Scrapy imports this module first, before all commands

BOT_NAME = "mortgage-trust-statements"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"  # the project's `crawl`: Scrapy's exits 0 after nearly every failure

# The project's own settings: README.md explains them, crawler/config.py reads them.
EDGAR_USER_AGENT = os.environ.get("EDGAR_USER_AGENT")
EDGAR_BASE_URL = os.environ.get("EDGAR_BASE_URL")
EDGAR_MAX_RATE = os.environ.get("EDGAR_MAX_RATE", "8")
EDGAR_BUDGET = os.environ.get("EDGAR_BUDGET")
EDGAR_BLOCK_PAUSE = os.environ.get("EDGAR_BLOCK_PAUSE", "600")
EDGAR_RETRY_PAUSE = os.environ.get(
    "EDGAR_RETRY_PAUSE", "2"
)  # seconds before the first retry, doubled for each
LANDING_ZONE = os.environ.get("LANDING_ZONE", "landing")
STATE_DIR = os.environ.get("STATE_DIR", ".state")

DOWNLOAD_HANDLERS = {
    "http": "crawler.download_handler.PacedHandler",
    "https": "crawler.download_handler.PacedHandler",
    # Requests go to EDGAR only, whatever a redirect says.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
# Named whole, as Scrapy imports even what `None` switches off: a telnet server, a web server, cookies.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    # Offsite and Redirect: EdgarRedirects knows ports too. Retry: it retries by status alone. MetaRefresh: a
    # filing's HTML must not redirect. HttpCompression: it keeps cut bodies. Cookies, HttpAuth: not needed.
    # HttpProxy: docs/responses.md. HttpCache: the zone is the cache. DownloaderStats: the manifest counts.
    "crawler.robots.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.response_middleware.ResponseMiddleware": 590,
    "crawler.redirects.EdgarRedirects": 600,
}
# None is needed: a request for a filing follows no other (Depth, Referer, UrlLength, MetaCopy), and the
# response middleware judges before the spider sees anything (HttpError).
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {"crawler.filing_landing.LandingPipeline": 100}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    # Telnet, RemoteControl: an open port that runs code is a risk. FeedExporter: the zone
    # is the output. LogStats: crawler/heartbeat.py says it. AutoThrottle: the budget is exact and shared.
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "crawler.heartbeat.Heartbeat": 0,
}

ROBOTSTXT_OBEY = True
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"  # the other one knows no IPv6
# The encodings that EDGAR's guidance names; crawler/decompression.py supports both.
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate"}

# Enough requests under way to fill the rate where an answer takes two seconds.
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 16
DOWNLOAD_TIMEOUT = 60  # seconds for one answer, its slot already taken; a large index comes in a few
DOWNLOAD_MAXSIZE = LARGEST  # the size as received; crawler/decompression.py caps what it unpacks to
DOWNLOAD_WARNSIZE = 0  # large submissions are normal
REDIRECT_MAX_TIMES = 3  # none of EDGAR's own hosts redirects twice
RETRY_TIMES = 4  # with the doubled pauses half a minute; then the filing is left pending for the next run
RETRY_PRIORITY_ADJUST = 0  # a retry has no priority
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 << 20  # bytes of bodies under way: two dozen large submissions

LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
LOG_FORMAT = "%(asctime)s %(levelname)s: %(message)s"
LOG_DATEFORMAT = "%Y-%m-%d %H:%M:%S"  # a run may last for days, and a log holds many
LOG_VERSIONS: list[str] = []  # the manifest has those that matter
STATS_DUMP = False  # the summary and the manifest say it
