"""Retries a request whose answer came complete, by all its headers, but has invalid content.

Scrapy has judged such an answer as good; what a source finds wrong with it lies inside (an index without its
head, pages that do not hold what they promise), so the retry is the source's own, with tenacity.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

TIMES = 3
Read = TypeVar("Read")


async def until_valid(ask: Callable[[], Awaitable[Read]], *invalid: type[Exception]) -> Read:
    """The first valid answer of three; raises the error of the last. The rate limiter provides the waits."""
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt  # noqa: PLC0415 - see below

    # `scrapy list` imports the sources and sends no requests.
    stop, retry = stop_after_attempt(TIMES), retry_if_exception_type(invalid)
    async for attempt in AsyncRetrying(stop=stop, retry=retry, reraise=True):
        with attempt:
            return await ask()
    raise AssertionError("the last attempt returns or raises")
