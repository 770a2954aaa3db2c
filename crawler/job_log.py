"""Writes a run's outcome to the log file, for schedulers that keep only the log."""

import logging

from scrapy.settings import Settings
from scrapy.utils.log import configure_logging, get_scrapy_root_handler

LOG = logging.getLogger(__name__)


def log_ending(settings: Settings, words: str, *, is_good: bool = False) -> None:
    """Write the words to LOG_FILE if it is set; without it the terminal already shows them.

    A bad outcome is logged as a warning, so that every usual LOG_LEVEL shows it.
    """
    if not settings["LOG_FILE"]:
        return
    if get_scrapy_root_handler() is None:  # Scrapy opens the file when a crawl begins; this one did not
        configure_logging(settings)
    LOG.log(logging.INFO if is_good else logging.WARNING, "%s", words.rstrip())
