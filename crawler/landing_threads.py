"""The threads of a crawl that write zone and ledger, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

# More than there are cores: one thread parses while others wait for the disk or an object store.
THREADS = 8
Given = ParamSpec("Given")
Result = TypeVar("Result")


class LandingThreads:
    """They land, read and record filings, and write the indexes' rows to the ledger."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, "landing")

    async def call(self, work: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """The result of a function, called in one of the threads. It goes on if the caller is cancelled."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *values, **named))

    def close(self) -> None:
        """Wait for everything that was begun."""
        self._pool.shutdown()
