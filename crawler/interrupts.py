"""Handles Ctrl-C before a command has begun: prints a line in place of an import's traceback."""

import sys
from types import TracebackType

from crawler.console import say


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a line for KeyboardInterrupt; other errors get their traceback."""
    if issubclass(kind, KeyboardInterrupt):
        say("scrapy: interrupted before anything began\n", sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def say_when_interrupted() -> None:
    """Install the hook; a command that has begun reports its interruption itself."""
    sys.excepthook = hook
