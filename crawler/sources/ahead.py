"""Reads some pieces of a source ahead, so that filings are fetched meanwhile and memory holds no more."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Iterable
from typing import Any, TypeVar

AHEAD = 4  # pieces asked for at a time
Piece = TypeVar("Piece")


async def read_ahead(pieces: Iterable[Coroutine[Any, Any, Piece]]) -> AsyncIterator[Piece]:
    """What each piece gives, in their order."""
    reading: deque[asyncio.Task[Piece]] = deque()
    try:
        for piece in pieces:
            reading.append(asyncio.create_task(piece))
            if len(reading) == AHEAD:
                yield await reading.popleft()
        while reading:
            yield await reading.popleft()
    finally:
        for task in reading:
            task.cancel()
