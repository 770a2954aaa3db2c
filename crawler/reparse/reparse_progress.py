"""Shows a person how far the reading is: a bar on a terminal, a line now and then without one."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

EVERY = 10.0  # seconds between two lines
Done = TypeVar("Done")


def shown(batches: Iterable[list[Done]], total: int, word: str) -> Iterator[list[Done]]:
    """The batches as they come, counted on stderr as '120 of 400 filings read, 70.2 a second'."""
    on_terminal = sys.stderr.isatty()
    started = told = time.monotonic()
    count = 0
    with tqdm(total=total, unit=" filings", desc=word, disable=not on_terminal) as bar:
        for batch in batches:
            yield batch
            count += len(batch)
            bar.update(len(batch))
            now = time.monotonic()
            if not on_terminal and now - told >= EVERY:
                told = now
                rate = count / (now - started)
                left = (total - count) / rate
                words = f"{rate:.1f} a second, {left:.0f} s left"
                sys.stderr.write(f"{count:,} of {total:,} filings {word}, {words}\n")
