"""Splits a document into statements: at titles, or by the heads of a report's pages.

`Titles` is for documents in which a title begins a statement; later pages may repeat it. `PageHeads` is for
reports of many statements, in which every page begins with the same lines.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise

from parsers.deals import find_series
from parsers.page import Line, Page
from parsers.printed_values import read_date
from parsers.signatures import Signature

# Matches no page.
NOTHING = r"(?!)"
# Two statements differ within this many lines: in their series, their date, their first figures.
SAME_LINES = 12
BELOW_TITLE = 2  # printed lines below a title that may belong to a page's head: its date


def place_of(title: re.Pattern[str], lines: Sequence[Line]) -> int:
    """The index of the first line that begins with a title; 0 where none does."""
    return next((place for place, line in enumerate(lines) if title.match(line.text)), 0)


def cut(lines: Sequence[Line], starts: Iterable[int]) -> list[list[Line]]:
    """The lines from each start to the next; a part that repeats an earlier part exactly is dropped."""
    begun = list(starts)
    if len(begun) == 1:
        return [list(lines[begun[0] :])]
    once: dict[tuple[str, ...], list[Line]] = {}
    for start, stop in pairwise([*begun, len(lines)]):
        part = list(lines[start:stop])
        once.setdefault(tuple(line.squashed for line in part if line.cells), part)
    return list(once.values())


@dataclass(frozen=True)
class Titles:
    """Statements that begin with a title, and with the printed lines of a head above it.

    `title` is an expression on the title's line; `head` is the largest number of printed lines before it that
    belong to it. Where their number varies, `opens` matches the first of them (with `nearest`, the last match
    counts), and a title without one (repeated on a later page) begins no statement. Where every page has the
    title, `first` matches only a statement's first page (NOTHING where all pages are alike): a page without
    it, of the same series and date, continues the one before.
    """

    title: str
    head: int = 0
    opens: str = ""
    nearest: bool = False
    first: str = ""

    @cached_property
    def _sign(self) -> Signature:
        return Signature(self.title)

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement, from the head of its title to the head of the next."""
        parts = cut(page.lines, self._find_beginnings(page))
        return self._join(parts) if self.first else parts

    def _find_beginnings(self, page: Page) -> list[int]:
        titles = page.places(self._sign)
        floors = [0, *(place + 1 for place in titles)]
        spans = zip(floors, titles, strict=False)
        heads = [self._find_head(page.lines, floor, title) for floor, title in spans]
        return [head for head in heads if head is not None]

    def _find_head(self, lines: Sequence[Line], floor: int, title: int) -> int | None:
        """The line where the head of a title begins, not above `floor`; None if a required `opens` fails."""
        above = (place for place in range(title - 1, floor - 1, -1) if lines[place].text.strip())
        places = list(islice(above, self.head))
        if not self.opens:
            return places[-1] if places else title
        if _has(lines[title].text, self.opens):  # head and title in one cell
            return title
        opened = [place for place in places if _has(lines[place].text, self.opens)]
        if not opened:
            return None
        return opened[0] if self.nearest else opened[-1]

    def _join(self, parts: list[list[Line]]) -> list[list[Line]]:
        joined: list[list[Line]] = []
        for part in parts:
            if joined and self._goes_on(part, joined[-1]):
                head = {line.squashed for line in self._head_of(joined[-1])}
                repeated = {line.number for line in self._head_of(part) if line.squashed in head}
                joined[-1] = joined[-1] + [line for line in part if line.number not in repeated]
            else:
                joined.append(part)
        return joined

    def _goes_on(self, part: Sequence[Line], before: Sequence[Line]) -> bool:
        keys = set(_series_and_dates(part))
        known = bool(keys) and keys.issubset(_series_and_dates(before))
        return known and not any(_has(line.text, self.first) for line in part)

    def _head_of(self, part: Sequence[Line]) -> list[Line]:
        """The lines of a page's head: to its title, and those with a date right below."""
        place = next(place for place, line in enumerate(part) if _has(line.text, self.title))
        below = islice((line for line in part[place + 1 :] if line.squashed), BELOW_TITLE)
        return [*part[: place + 1], *(line for line in below if line.dates)]


_ITS_DATE = re.compile(r"\b(?:dist(?:ribution)?|payment) date\b", re.IGNORECASE)


def _series_and_dates(part: Sequence[Line]) -> list[str]:
    """The series and the distribution dates that a part's beginning names."""
    head = [line for line in part if line.squashed][:SAME_LINES]
    dated = [line for line in head if _ITS_DATE.search(line.text)]
    dates = [read_date(cell.text) for line in dated for cell in line.dates]
    return [key for key in [*(find_series(line.text) for line in head), *dates] if key]


@dataclass(frozen=True)
class FirstFound:
    """Splits by the first of several splittings that finds any statement."""

    splittings: Sequence[Titles]

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement."""
        return next((parts for one in self.splittings if (parts := one.split(page))), [])


def _has(text: str, words: str) -> bool:
    return re.search(words, text, re.IGNORECASE | re.MULTILINE) is not None


@dataclass(frozen=True)
class PageHeads:
    """The head of every page of a report, as expressions on lines with single blanks.

    `lines` are those of the head from the top. Their groups are clues to the statement: its series, its pool.
    `first` matches in the head of a statement's first page, `end` matches the line below its last.
    """

    lines: Sequence[re.Pattern[str]]
    first: re.Pattern[str]
    end: re.Pattern[str]

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement; neighbours with equal first lines, even the run stamp, are one."""
        joined: list[list[Line]] = []
        for part in cut(page.lines, self._find_beginnings(page.lines)):
            if joined and _beginning(part) == _beginning(joined[-1]):
                joined[-1] = joined[-1] + part
            else:
                joined.append(part)
        return joined

    def _find_beginnings(self, lines: Sequence[Line]) -> list[int]:
        """Where statements begin: at a first page, and at a page whose clues all differ from the one before.

        So a statement that lost the head of its first page, or the whole page, is not merged with the one
        before. The lines between the end of a statement and the next page belong to that page, unless it is a
        first one: the figures above that belong to a statement that lost all its heads.
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
        """Pages identified by two lines of their head or more, in order; a few other lines may be between."""
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
        """The index below the first end of a statement in a stretch of lines."""
        ends = (place + 1 for place in range(start, stop) if self.end.search(lines[place].squashed))
        return next(ends, None)


def _beginning(part: Sequence[Line]) -> tuple[str, ...]:
    printed = (line.squashed for line in part if line.squashed)
    return tuple(islice(printed, SAME_LINES))


def _has_figures(lines: Sequence[Line]) -> bool:
    return sum(len(line.values) for line in lines) >= FIGURES


FIGURES = 10  # a remark has fewer
# A head has seven lines; a damaged one, or one wrapped onto the next page, does not make two pages of it.
MOST_BETWEEN = 2
MOST_VALUES = 2  # a line with more is a row of a table


@dataclass
class _Page:
    """A page: where its head begins, how many lines of it were found, and the clues in them."""

    start: int
    head: int = 0
    first: bool = False
    clues: set[str] = field(default_factory=set)
