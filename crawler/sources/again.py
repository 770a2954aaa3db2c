"""Asks again for what came whole by all headers and still cannot be what was asked for."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

TIMES = 3
Read = TypeVar("Read")


async def again(ask: Callable[[], Awaitable[Read]], *broken: type[Exception]) -> Read:
    """The first answer that is not broken; raises what the last one was broken by."""
    for _ in range(TIMES - 1):
        try:
            return await ask()
        except broken:
            continue
    return await ask()
