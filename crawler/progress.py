"""Shows a run's progress: a bar on a terminal, a line at intervals without one.

A crawl learns how much there is while it works: until its indexes are read, the bar has no end, and says
which index it is at. A run that keeps EDGAR's silence says so, and how long it lasts.
"""

import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from tqdm import tqdm

from crawler.console import say
from crawler.grammar import count

LOG = logging.getLogger(__name__)
EVERY = 10.0  # seconds between two lines
EVERY_BLOCKED = 60.0  # seconds between two lines about a block, in which nothing else happens
Done = TypeVar("Done")


@dataclass(frozen=True)
class Standing:
    """A run's progress. `looking_at` names the index being read; '' if all filings are known."""

    done: int
    known: int
    failed: int | None = None  # None if not counted
    looking_at: str = ""
    blocked_for: float = 0.0  # seconds


class Progress:
    """Filings done of those known, their rate, failures and the time left; `word` is the verb for them."""

    def __init__(
        self,
        word: str = "",
        write: Callable[[str], None] = LOG.info,
        on_terminal: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._word, self._write, self._clock = word, write, clock
        self._on_terminal = sys.stderr.isatty() if on_terminal is None else on_terminal
        self._bar: tqdm[Any] | None = None
        self._started = self._reported = clock()
        self._reported_block: float | None = None

    def show(self, standing: Standing) -> None:
        """Time went by, or the counts changed."""
        now = self._clock()
        if self._on_terminal:
            self._draw(standing)
        elif standing.blocked_for > 0:
            if self._reported_block is None or now - self._reported_block >= EVERY_BLOCKED:
                self._reported = self._reported_block = now
                self._write(waiting(standing.blocked_for))
        else:
            self._reported_block = None
            if now - self._reported >= EVERY:
                self._reported = now
                self._write(sentence(standing, now - self._started, self._word))

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _draw(self, standing: Standing) -> None:
        if self._bar is None:
            # Some terminals (containers') say that they have no size, and tqdm then shows nothing.
            columns = min(shutil.get_terminal_size().columns, 100)
            self._bar = tqdm(unit=" filings", desc=self._word or None, ncols=columns, nrows=20)
        self._bar.total = None if standing.looking_at else standing.known
        self._bar.bar_format = "{n_fmt} filings{postfix}" if standing.blocked_for > 0 else None
        self._bar.set_postfix_str(bar_text(standing), refresh=False)
        self._bar.update(standing.done - self._bar.n)
        self._bar.refresh()


class BesideBar:
    """A stream for the log of a run with a bar: its lines scroll above the bar."""

    def write(self, text: str) -> None:
        tqdm.write(text, file=sys.stderr, end="")

    def flush(self) -> None:
        sys.stderr.flush()


def with_progress(batches: Iterable[list[Done]], total: int, word: str) -> Iterator[list[Done]]:
    """The batches as they come, counted as '120 of 400 filings read, 70.2 a second, 4 s left'."""
    progress, done = Progress(word, lambda words: say(f"{words}\n", sys.stderr)), 0
    try:
        for batch in batches:
            yield batch
            done += len(batch)
            progress.show(Standing(done, total))
    finally:
        progress.close()


def sentence(standing: Standing, seconds: float, word: str = "") -> str:
    """'120 of 400 filings, 7.9 a second, 0 failed, 35 s left'; while indexes are read, the current index."""
    rate = standing.done / seconds if seconds else 0.0
    failed = "" if standing.failed is None else f", {standing.failed:,} failed"
    read = f" {word}" if word else ""
    if standing.looking_at:
        found = f"{standing.done:,} of {count(standing.known, 'filing')} found so far{read}"
        return f"{standing.looking_at}; {found}, {rate:.1f} a second{failed}"
    left = f", {(standing.known - standing.done) / rate:.0f} s left" if rate else ""
    return f"{standing.done:,} of {count(standing.known, 'filing')}{read}, {rate:.1f} a second{failed}{left}"


def waiting(seconds: float) -> str:
    """The line for a run that waits for the end of a block."""
    return f"waiting for EDGAR's block to end, {seconds:.0f} s left"


def bar_text(standing: Standing) -> str:
    """The text at the end of a bar."""
    if standing.blocked_for > 0:
        return waiting(standing.blocked_for)
    failed = [] if standing.failed is None else [f"{standing.failed:,} failed"]
    return ", ".join([*([standing.looking_at] if standing.looking_at else []), *failed])
