"""What a layout is: how a page of it is known, where its statements begin and end, and who reads one."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from parsers.deals import find_series
from parsers.draft import Draft
from parsers.page import Line, Page
from parsers.report_pages import PageHeads
from parsers.signs import Sign
from parsers.values import read_date


@dataclass(frozen=True)
class Layout:
    """One printed layout, described in one file of `parsers/layouts`.

    `shows` are expressions that a document of this layout has, each found in its text line by line;
    `lacks` are those that it never has. `title` is on the line where a statement begins, `head` how many
    printed lines before it belong to it at most; where their number varies, `opens` is on the first of them
    (with `nearest`, on the last that has it), and a title without one (repeated on a later page) begins no
    statement. Where every page has the title, `first` is on a statement's first page alone (NOTHING where all
    pages are alike). In a report of many statements the `pages` tell where each begins, and no title does.
    `read` turns the lines of one statement into a draft.
    """

    name: str
    shows: Sequence[str]
    read: Callable[[Sequence[Line]], Draft]
    title: str = ""
    lacks: Sequence[str] = ()
    head: int = 0
    opens: str = ""
    nearest: bool = False
    first: str = ""
    pages: PageHeads | None = None

    @cached_property
    def _signs(self) -> tuple[list[Sign], list[Sign], Sign]:
        return [Sign(words) for words in self.shows], [Sign(words) for words in self.lacks], Sign(self.title)

    def claims(self, page: Page) -> bool:
        """Whether a document has all that this layout shows and nothing that it lacks."""
        shows, lacks, _ = self._signs
        return all(map(page.has, shows)) and not any(map(page.has, lacks))

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement, from the head of its title to the head of the next."""
        lines = page.lines
        starts = self.pages.find_beginnings(lines) if self.pages else self._below_titles(page)
        stops = [*starts, len(lines)][1:]
        parts = [lines[start:stop] for start, stop in zip(starts, stops, strict=False)]
        if len(parts) < 2:
            return parts
        parts = _printed_once(parts)
        if self.first:
            return _join_further(parts, self)
        return _join_pages(parts) if self.pages else parts

    def _below_titles(self, page: Page) -> list[int]:
        lines, (_, _, title) = page.lines, self._signs
        titles = page.places(title)
        floors = [0, *(place + 1 for place in titles)]
        heads = [
            _head_of(lines[floor : place + 1], self.head, self.opens, nearest=self.nearest)
            for floor, place in zip(floors, titles, strict=False)
        ]
        return [floor + head for floor, head in zip(floors, heads, strict=False) if head is not None]


def _printed_once(parts: list[list[Line]]) -> list[list[Line]]:
    """The parts without those that an earlier one repeats to the letter: a page printed twice is one."""
    once: dict[tuple[str, ...], list[Line]] = {}
    for part in parts:
        once.setdefault(tuple(line.squashed for line in part if line.cells), part)
    return list(once.values())


def _join_pages(parts: list[list[Line]]) -> list[list[Line]]:
    """Neighbours that begin with the same printed lines, run stamp and all, are pages of one statement."""
    joined: list[list[Line]] = []
    for part in parts:
        if joined and _beginning(part) == _beginning(joined[-1]):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _join_further(parts: list[list[Line]], layout: Layout) -> list[list[Line]]:
    """Parts without what a first page has, under its series and date, go on with the one before."""
    joined: list[list[Line]] = []
    for part in parts:
        told = set(_told(part))
        known = bool(joined and told) and told.issubset(_told(joined[-1]))
        if known and not any(_has(line.text, layout.first) for line in part):
            head = {line.squashed for line in _head_to(joined[-1], layout.title)}
            further = {line.number for line in _head_to(part, layout.title) if line.squashed in head}
            joined[-1] = joined[-1] + [line for line in part if line.number not in further]
        else:
            joined.append(part)
    return joined


BELOW_TITLE = 2  # printed lines below a title that may belong to a page's head: its date


def _head_to(part: Sequence[Line], title: str) -> list[Line]:
    """The lines of a page's head: to its title, and those with a date right below."""
    place = next(place for place, line in enumerate(part) if _has(line.text, title))
    below = list(islice((line for line in part[place + 1 :] if line.squashed), BELOW_TITLE))
    return [*part[: place + 1], *(line for line in below if any(cell.kind == "date" for cell in line.cells))]


_ITS_DATE = re.compile(r"\b(?:dist(?:ribution)?|payment) date\b", re.IGNORECASE)


def _told(part: Sequence[Line]) -> list[str]:
    """The series and the distribution dates that a part's beginning names."""
    head = [line for line in part if line.squashed][:SAME_LINES]
    dated = [line for line in head if _ITS_DATE.search(line.text)]
    dates = [read_date(cell.text) for line in dated for cell in line.cells if cell.kind == "date"]
    return [told for told in [*(find_series(line.text) for line in head), *dates] if told]


# What no page has.
NOTHING = r"(?!)"
# Two statements differ within so many lines: in their series, their date, their first figures.
SAME_LINES = 12


def _beginning(part: Sequence[Line]) -> tuple[str, ...]:
    printed = (line.squashed for line in part if line.squashed)
    return tuple(islice(printed, SAME_LINES))


def _has(text: str, words: str) -> bool:
    return re.search(words, text, re.IGNORECASE | re.MULTILINE) is not None


def _head_of(lines: Sequence[Line], most: int, opens: str, *, nearest: bool) -> int | None:
    """Where the head of the title on the last of these lines begins: at most so many printed lines before.

    With `opens`, on the first of those lines that has it, or the nearest; None where none has.
    """
    start = place = len(lines) - 1
    opened = None
    while most and place > 0:
        place -= 1
        if lines[place].text.strip():
            start, most = place, most - 1
            if opens and _has(lines[place].text, opens):
                opened = place
                if nearest:
                    break
    return opened if opens else start


def sections(lines: Iterable[Line], openers: dict[str, str]) -> list[tuple[str, Line | None, list[Line]]]:
    """Lines parted at the headings that open a section: (name, the heading, the lines below it).

    `openers` are headings (one blank between words, no case) with their section's name; a line opens one
    where its words begin with the heading. The lines before the first heading are the section ''.
    """
    parts: list[tuple[str, Line | None, list[Line]]] = [("", None, [])]
    folded = {opener.casefold(): name for opener, name in openers.items()}
    begin = {opener[:4] for opener in folded}
    for line in lines:
        words = "" if line.values else line.squashed.casefold()
        name = None
        if words[:4] in begin:
            name = next((name for opener, name in folded.items() if words.startswith(opener)), None)
        if name is not None:
            parts.append((name, line, []))
        else:
            parts[-1][2].append(line)
    return parts
