"""Pages of a report of many statements: which of them begins one, by what their heads say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from parsers.beginnings import SAME_LINES, cut
from parsers.page import Line, Page


@dataclass(frozen=True)
class PageHeads:
    """What every page of a report begins with, in expressions on lines with single blanks.

    `lines` are those of the head from the top. Their groups are clues to the statement: its series, its pool.
    `first` is in the head of a statement's first page, `end` is the line below its last.
    """

    lines: Sequence[re.Pattern[str]]
    first: re.Pattern[str]
    end: re.Pattern[str]

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement; neighbours with the same first lines, run stamp and all, are one."""
        joined: list[list[Line]] = []
        for part in cut(page.lines, self._find_beginnings(page.lines)):
            if joined and _beginning(part) == _beginning(joined[-1]):
                joined[-1] = joined[-1] + part
            else:
                joined.append(part)
        return joined

    def _find_beginnings(self, lines: Sequence[Line]) -> list[int]:
        """Where statements begin: at a first page, and at a page whose clues are all another statement's.

        So a statement that lost the head of its first page, or the whole page, does not run into the one
        before. What stands between the end of a statement and the next page belongs to that page, but for a
        first one: above that stand figures of a statement that lost all its heads.
        """
        begun: list[int] = []
        clues: set[str] = set()
        before = 0
        for page in self._find_pages(lines):
            other = bool(clues and page.clues and clues.isdisjoint(page.clues))
            if not begun or page.first or other:
                clues = set()
                start = self._start_of(page, lines, before)
                if page.first and start < page.start:
                    begun += [start] if _has_figures(lines[start : page.start]) else []
                    start = page.start
                begun.append(start)
            clues |= page.clues
            before = page.start
        last = self._find_end(lines, before, len(lines)) if begun else None
        if last is not None and _has_figures(lines[last:]):
            begun.append(last)
        return begun

    def _find_pages(self, lines: Sequence[Line]) -> Iterator["_Page"]:
        """Pages by two lines of their head or more, in order; a few others may be printed between."""
        page, last, between = _Page(0), -1, 0
        for place, line in enumerate(lines):
            rank, clues = self._rank(line)
            if rank is None:
                between += bool(line.squashed)
                continue
            if rank <= last or between > MOST_BETWEEN:
                if page.head > 1:
                    yield page
                page = _Page(place)
            elif not page.head:
                page.start = place
            page.head += 1
            page.clues |= clues
            page.first = page.first or self.first.search(line.squashed) is not None
            last, between = rank, 0
        if page.head > 1:
            yield page

    def _rank(self, line: Line) -> tuple[int | None, set[str]]:
        printed = line.squashed
        if not printed or len(line.values) > MOST_VALUES:
            return None, set()
        for rank, words in enumerate(self.lines):
            if match := words.search(printed):
                return rank, {clue.upper() for clue in match.groups() if clue}
        return None, set()

    def _start_of(self, page: "_Page", lines: Sequence[Line], before: int) -> int:
        end = self._find_end(lines, before, page.start)
        if end is None:
            return page.start if before or page.first else 0
        return end

    def _find_end(self, lines: Sequence[Line], start: int, stop: int) -> int | None:
        """The place below the first end of a statement in a stretch of lines."""
        ends = (place + 1 for place in range(start, stop) if self.end.search(lines[place].squashed))
        return next(ends, None)


def _beginning(part: Sequence[Line]) -> tuple[str, ...]:
    printed = (line.squashed for line in part if line.squashed)
    return tuple(islice(printed, SAME_LINES))


def _has_figures(lines: Sequence[Line]) -> bool:
    return sum(len(line.values) for line in lines) >= FIGURES


FIGURES = 10  # a remark has fewer
# A head has seven lines; one that is damaged, or wrapped onto the next, does not make two pages of it.
MOST_BETWEEN = 2
MOST_VALUES = 2  # a line of more is a row of a table


@dataclass
class _Page:
    """A page: where its head begins, how many lines of it were found, and the clues in them."""

    start: int
    head: int = 0
    first: bool = False
    clues: set[str] = field(default_factory=set)
