"""Scrapy's settings for EDGAR, and our own, each also an environment variable of the same name."""

import os

from crawler.bodies import LARGEST

BOT_NAME = "mortgage-trust-statements"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"  # our own `crawl`: Scrapy's exits 0 for nearly everything

# Our own. What they mean: README.md; how they are read: crawler/config.py.
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
    "http": "crawler.wire.PacedHandler",
    "https": "crawler.wire.PacedHandler",
    # Nothing but EDGAR is asked for, whatever a redirect says.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # EdgarRedirects knows ports too
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # EDGAR asks for no password
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # it retries by status alone
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # a filing's HTML is no order
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # it keeps cut bodies
    "crawler.judging.Judging": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.redirects.EdgarRedirects": 600,
}
ITEM_PIPELINES = {"crawler.landing.LandingPipeline": 100}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.feedexport.FeedExporter": None,  # the landing zone is the output
    "scrapy.extensions.logstats.LogStats": None,  # crawler/progress.py says it
}

ROBOTSTXT_OBEY = True
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False  # the environment's proxies: docs/answers.md
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"  # the other one knows no IPv6
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # an open port that runs code has no place beside a crawl
AUTOTHROTTLE_ENABLED = False  # the budget is exact and shared; a second pace maker would only slow it
DOWNLOAD_DELAY = 0
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*"}

# Enough requests under way to fill the rate where an answer takes two seconds.
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 16
DOWNLOAD_TIMEOUT = 60  # seconds for one answer, its slot already taken; a large index comes in a few
DOWNLOAD_MAXSIZE = LARGEST  # as it comes; crawler/bodies.py caps what it unpacks to
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 3
RETRY_TIMES = 4  # with the doubled pauses half a minute; then the filing is left pending for the next run
RETRY_PRIORITY_ADJUST = 0
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 << 20

LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
LOG_FORMAT = "%(asctime)s %(levelname)s: %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_VERSIONS: list[str] = []  # the manifest has those that matter
STATS_DUMP = False  # the summary and the manifest say it
