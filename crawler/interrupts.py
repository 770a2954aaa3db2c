"""Ctrl-C before a command has begun: a line in place of the traceback of an import."""

import sys
from types import TracebackType

from crawler.console import say


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what KeyboardInterrupt means; other errors are traced."""
    if issubclass(kind, KeyboardInterrupt):
        say("scrapy: interrupted before anything began\n", sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def say_when_interrupted() -> None:
    """From now on; a command that has begun says more itself."""
    sys.excepthook = hook
