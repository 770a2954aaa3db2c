"""Where the statements of a document begin: at titles, and which pages go on with the one before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from parsers.deals import find_series
from parsers.page import Line, Page
from parsers.signs import Sign
from parsers.values import read_date

# What no page has.
NOTHING = r"(?!)"
# Two statements differ within so many lines: in their series, their date, their first figures.
SAME_LINES = 12
BELOW_TITLE = 2  # printed lines below a title that may belong to a page's head: its date


def cut(lines: Sequence[Line], starts: Iterable[int]) -> list[list[Line]]:
    """The lines from each start to the next; what an earlier part says to the letter is not said again."""
    once: dict[tuple[str, ...], list[Line]] = {}
    for start, stop in pairwise([*starts, len(lines)]):
        part = list(lines[start:stop])
        once.setdefault(tuple(line.squashed for line in part if line.cells), part)
    return list(once.values())


@dataclass(frozen=True)
class Titles:
    """Statements that begin with a title, and with the printed lines of a head above it.

    `title` is an expression on the title's line; `head` says how many printed lines before it belong to it
    at most. Where their number varies, `opens` is on the first of them (with `nearest`, on the last that has
    it), and a title without one (repeated on a later page) begins no statement. Where every page has the
    title, `first` is on a statement's first page alone (NOTHING where all pages are alike): a page without
    it, of the same series and date, goes on with the one before.
    """

    title: str
    head: int = 0
    opens: str = ""
    nearest: bool = False
    first: str = ""

    @cached_property
    def _sign(self) -> Sign:
        return Sign(self.title)

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
        """Where the head of a title begins, not above `floor`; None where it must open and does not."""
        above = (place for place in range(title - 1, floor - 1, -1) if lines[place].text.strip())
        places = list(islice(above, self.head))
        if not self.opens:
            return places[-1] if places else title
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
        told = set(_told(part))
        known = bool(told) and told.issubset(_told(before))
        return known and not any(_has(line.text, self.first) for line in part)

    def _head_of(self, part: Sequence[Line]) -> list[Line]:
        """The lines of a page's head: to its title, and those with a date right below."""
        place = next(place for place, line in enumerate(part) if _has(line.text, self.title))
        below = islice((line for line in part[place + 1 :] if line.squashed), BELOW_TITLE)
        return [*part[: place + 1], *(line for line in below if line.dates)]


_ITS_DATE = re.compile(r"\b(?:dist(?:ribution)?|payment) date\b", re.IGNORECASE)


def _told(part: Sequence[Line]) -> list[str]:
    """The series and the distribution dates that a part's beginning names."""
    head = [line for line in part if line.squashed][:SAME_LINES]
    dated = [line for line in head if _ITS_DATE.search(line.text)]
    dates = [read_date(cell.text) for line in dated for cell in line.dates]
    return [told for told in [*(find_series(line.text) for line in head), *dates] if told]


def _has(text: str, words: str) -> bool:
    return re.search(words, text, re.IGNORECASE | re.MULTILINE) is not None
