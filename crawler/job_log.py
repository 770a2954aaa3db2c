"""Says in the log file how a run ended, for schedulers that keep a log and neither output nor exit code."""

import logging

from scrapy.settings import Settings
from scrapy.utils.log import configure_logging, get_scrapy_root_handler

LOG = logging.getLogger(__name__)


def log_ending(settings: Settings, words: str, *, is_good: bool = False) -> None:
    """Write the words to LOG_FILE where one is set; else they stand on the terminal already.

    What is not good is a warning, so that it is in the log at every usual LOG_LEVEL.
    """
    if not settings["LOG_FILE"]:
        return
    if get_scrapy_root_handler() is None:  # Scrapy opens the file when a crawl begins; this one did not
        configure_logging(settings)
    LOG.log(logging.INFO if is_good else logging.WARNING, "%s", words.rstrip())
