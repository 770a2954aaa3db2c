"""Reads a few pieces of a source ahead: filings are fetched meanwhile, and memory use stays bounded."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Iterable
from typing import Any, TypeVar

AHEAD = 5  # pieces asked for at a time: as many as identical_answers.py needs to see a refusal
Piece = TypeVar("Piece")


async def read_ahead(pieces: Iterable[Coroutine[Any, Any, Piece]]) -> AsyncIterator[Piece]:
    """The results of the pieces, in order."""
    reading: deque[asyncio.Task[Piece]] = deque()
    try:
        for piece in pieces:
            reading.append(asyncio.create_task(piece))
            reading[-1].add_done_callback(_noted)
            if len(reading) == AHEAD:
                yield await reading.popleft()
        while reading:
            yield await reading.popleft()
    finally:
        for task in reading:
            task.cancel()


def _noted(task: "asyncio.Task[Any]") -> None:
    """Retrieve an error of a task that may never be awaited: asyncio would print its traceback."""
    if not task.cancelled():
        task.exception()
