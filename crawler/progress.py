"""Shows a person how far a run is: a bar on a terminal, a line now and then without one."""

import logging
import shutil
import sys
import time
from typing import Any

from tqdm import tqdm

from crawler.run_stats import RunStats

LOG = logging.getLogger(__name__)
EVERY = 10.0  # seconds between two lines


class Progress:
    """Filings done of those known, their rate, failures and the time left."""

    def __init__(self, on_terminal: bool | None = None) -> None:
        self._on_terminal = sys.stderr.isatty() if on_terminal is None else on_terminal
        self._bar: tqdm[Any] | None = None
        self._started = self._told = time.monotonic()

    def show(self, stats: RunStats) -> None:
        """The counts changed."""
        if self._on_terminal:
            self._draw(stats)
        elif time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            LOG.info("%s", sentence(stats, self._told - self._started))

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _draw(self, stats: RunStats) -> None:
        if self._bar is None:
            # Some terminals (containers') say that they have no size, and tqdm then shows nothing.
            columns = min(shutil.get_terminal_size().columns, 100)
            self._bar = tqdm(unit=" filings", total=stats.new, ncols=columns, nrows=20)
        self._bar.total = stats.new
        self._bar.set_postfix_str(f"{len(stats.pending)} failed", refresh=False)
        self._bar.update(stats.settled - self._bar.n)


def sentence(stats: RunStats, seconds: float) -> str:
    """'120 of 400 filings, 7.9 a second, 0 failed, 35 s left'."""
    rate = stats.settled / seconds if seconds else 0.0
    left = f", {(stats.new - stats.settled) / rate:.0f} s left" if rate else ""
    return f"{stats.settled} of {stats.new} filings, {rate:.1f} a second, {len(stats.pending)} failed{left}"
