"""What `scrapy` offers on top of its own commands, and in place of its `crawl`."""

import sys
from types import TracebackType

from crawler.console import say


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print no traceback where Ctrl-C comes before a command has begun."""
    if issubclass(kind, KeyboardInterrupt):
        say("scrapy: interrupted before anything began\n", sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = hook
