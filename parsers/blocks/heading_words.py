"""Splits the words of a heading among its columns, where one blank is the only gap between two headings.

Theory of operation. 'Accretion Unscheduled Net' over three columns looks like one phrase. Three conditions
together decide which words belong to which column: a column's words are near its values, words go to the
columns from left to right, and all columns must get headings that the vocabulary knows.
The columns are taken from left to right. The state is, for each line, the number of words used, with the
best way to reach it so far: the fewest words that are nearer to another column. If two best ways differ,
neither is taken.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, Protocol

from parsers.cells import Cell

MOST_WORDS = 40  # on one line over the columns
MOST_IN_HEADING = 6  # words of one column on one line
MOST_STATES = 400  # ways kept from one column to the next

Span = tuple[int, int]
Used = tuple[int, ...]  # the number of words of each line that the columns so far have


class Known(NamedTuple):
    """What a vocabulary knows of words; without a vocabulary, nothing.

    `heading`: whether they are a whole column heading; `of_words`: of words, codes or dates.
    `part`: the content below them where they are a title, 'classes', 'groups' (figures that a group may have
    of its own) or 'deal'; '' where they are not a title.
    """

    heading: Callable[[str], bool] = lambda words: not words
    of_words: Callable[[str], bool] = lambda words: not words
    part: Callable[[str], str] = lambda words: words[:0]


NOTHING_KNOWN = Known()


class Spanned(Protocol):
    """A column: the extent of its values."""

    start: int
    end: int


class _Way:
    """A wording of the columns so far: the parts of each, the cost, and whether another is as good."""

    __slots__ = ("cost", "parts", "tied")

    def __init__(self, cost: int, parts: tuple[tuple[Cell, ...], ...], *, tied: bool = False) -> None:
        self.cost = cost
        self.parts = parts
        self.tied = tied


def part_words(
    lines: Sequence[Sequence[Cell]],
    columns: Sequence[Spanned],
    extents: Sequence[Span],
    run: range,
    known: Known,
) -> dict[int, list[Cell]]:
    """The words of a heading by column of a run, each column's a known heading; {} where none fits."""
    words = [own for line in lines if (own := _words_over(line, columns, run, extents, known))]
    if not words or any(len(own) > MOST_WORDS for own in words):
        return {}
    ways: dict[Used, _Way] = {tuple(0 for _ in words): _Way(0, ())}
    for place in run:
        ways = _next_ways(ways, words, columns, extents, place, known.heading)
        if not ways or len(ways) > MOST_STATES:
            return {}
    whole = ways.get(tuple(map(len, words)))
    if whole is None or whole.tied:
        return {}
    return {place: _joined(part) for place, part in zip(run, whole.parts, strict=True)}


def _words_over(
    cells: Sequence[Cell], columns: Sequence[Spanned], run: range, extents: Sequence[Span], known: Known
) -> list[Cell]:
    """The words of a line above a run of columns, one cell per word.

    A word that heads a column of words ('Cusip', 'Cur') and is above no column belongs to a column
    without a cell.
    """
    left = columns[run.start - 1].end if run.start else 0
    right = columns[run.stop].start if run.stop < len(columns) else None
    words = (word for cell in cells for word in words_of(cell))
    return [
        word
        for word in words
        if word.end > left
        and (right is None or word.start < right)
        and not (known.of_words(word.text) and all(_shared(word, span) <= 0 for span in extents))
    ]


def is_of_html(cell: Cell) -> bool:
    """Whether a cell has the width of its table column instead of its words."""
    return cell.end - cell.start != len(cell.text)


def unframed(title: str) -> str:
    """A title without the rules that frame its words: '-------- Group 1 --------'."""
    return title.strip("-=_*~ ") if title[:2] in _FRAMES and title[-2:] in _FRAMES else title


_FRAMES = frozenset({"--", "==", "__", "**", "~~"})


def _shared(word: Cell, span: Span) -> int:
    """How many places a word shares with a stretch of the line; zero or negative where they are apart."""
    return min(word.end, span[1]) - max(word.start, span[0])


def words_of(cell: Cell) -> Iterator[Cell]:
    """The words of a cell; one of HTML stays whole."""
    if is_of_html(cell):
        yield cell
        return
    for match in re.finditer(r"\S+", cell.text):
        start = cell.start + match.start()
        yield Cell("words", match[0], cell.line, start, start + len(match[0]))


def _next_ways(
    ways: dict[Used, _Way],
    words: Sequence[Sequence[Cell]],
    columns: Sequence[Spanned],
    extents: Sequence[Span],
    place: int,
    is_heading: Callable[[str], bool],
) -> dict[Used, _Way]:
    found: dict[Used, _Way] = {}
    for used, way in ways.items():
        choices = [list(_choices(own, start, columns, place)) for own, start in zip(words, used, strict=True)]
        for ends in product(*choices):
            part = tuple(
                word for own, start, end in zip(words, used, ends, strict=True) for word in own[start:end]
            )
            if not part or not is_heading(" ".join(word.text for word in part)):
                continue
            cost = way.cost + sum(_closest(word, extents) != place for word in part)
            known = found.get(ends)
            if known is None or cost < known.cost:
                found[ends] = _Way(cost, (*way.parts, part), tied=way.tied)
            elif cost == known.cost:
                known.tied = True
    return found


def _choices(own: Sequence[Cell], start: int, columns: Sequence[Spanned], place: int) -> Iterator[int]:
    """Where a column's words on a line may end: at once, or behind words that can be above it."""
    yield start
    left = columns[place - 1].start if place else 0
    right = columns[place + 1].end if place + 1 < len(columns) else None
    for at in range(start, min(len(own), start + MOST_IN_HEADING)):
        word = own[at]
        if word.start < left or (right is not None and word.end > right):
            return
        yield at + 1


def _closest(word: Cell, extents: Sequence[Span]) -> int:
    shared = [_shared(word, span) for span in extents]
    return shared.index(max(shared))


def _joined(part: Sequence[Cell]) -> list[Cell]:
    """Merge the words of each line into one phrase."""
    phrases: list[Cell] = []
    for word in part:
        last = phrases[-1] if phrases else None
        if last is not None and last.line == word.line:
            phrases[-1] = Cell("words", f"{last.text} {word.text}", word.line, last.start, word.end)
        else:
            phrases.append(word)
    return phrases


def words_left_over(
    lines: Sequence[Sequence[Cell]], used: Sequence[Cell]
) -> Iterator[tuple[Cell, Cell, bool]]:
    """Each word that a parted phrase left over: (phrase, word, whether it is left of the words used)."""
    for phrase in (cell for cells in lines for cell in cells):
        words = list(words_of(phrase))
        taken = [word for word in words if any(_is_inside(word, one) for one in used)]
        for word in words if taken else ():
            if word not in taken:
                yield phrase, word, word.start < taken[0].start


def _is_inside(word: Cell, phrase: Cell) -> bool:
    return word.line == phrase.line and phrase.start <= word.start and word.end <= phrase.end
