"""Columns of a certificate's tables, also where words of the heading were clipped, split or run together."""

import re
from collections.abc import Iterable, Mapping, Sequence

from parsers.cells import Cell
from parsers.headings import Column, stack
from parsers.labels import ENOUGH, close, may_be_left_of, plain
from parsers.page import Line

_WORD = re.compile(r"\S+")
_GROUP = re.compile(r"(?:loan )?group(?: (?:A-[IVX]+|\d+[A-Z]?))?$", re.IGNORECASE)

MOST = 60  # cells of a heading's line; more are no heading


class ColumnWords:
    """The headings that a table's columns have, each with the field below it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.closed = {close(plain(words)): field for words, field in fields.items()}
        self.phrases = {plain(words) for words in fields}

    def name(self, heading: Sequence[Line]) -> list[Column]:
        """The columns of a stacked heading with the fields that its words, whole or damaged, stand for."""
        if len(heading[-1].squashed.split()) < 2 or any(len(line.cells) > MOST for line in heading):
            return []
        lines = [
            Line(line.number, line.text, list(_tidy(line.cells, self.phrases, above)))
            for line, above in zip(heading, [[], *(line.cells for line in heading)], strict=False)
        ]
        return [column._replace(field=_field_of(column.heading, self.closed)) for column in stack(lines)]


def _tidy(cells: Iterable[Cell], phrases: set[str], above: Sequence[Cell]) -> Iterable[Cell]:
    """Cells without the name of a loan group, which is no column's; 'SHORTFALLS %' is two columns."""
    for cell in cells:
        if not _GROUP.match(cell.text):
            yield from _parts(cell, phrases, above)


def _parts(cell: Cell, phrases: set[str], above: Sequence[Cell]) -> Iterable[Cell]:
    """A cell that begins with a known heading, parted at the known headings in it ('FACTOR PRINCIPAL')."""
    words = list(_WORD.finditer(cell.text))
    pieces: list[tuple[int, int]] = []  # first and last word of each
    unknown = place = 0
    apart = all(plain(word[0]) in phrases for word in words) and _stands_apart(cell, words, above)
    while place < len(words):
        known = min(_longest(words[place:], phrases), 1 if apart else len(words))
        if known == len(words) or not (known or pieces):
            yield cell
            return
        if not known and unknown:  # words that nobody knows stay together ('S HORTFALLS')
            pieces[-1] = (pieces[-1][0], place)
        else:
            pieces.append((place, place + max(known, 1) - 1))
        unknown = 0 if known else 1
        place += max(known, 1)
    width = (cell.end - cell.start) / max(len(cell.text), 1)
    for first, last in pieces:
        start, end = words[first].start(), words[last].end()
        left = cell.start + int(start * width)
        yield Cell("words", cell.text[start:end], cell.line, left, left + int((end - start) * width))


def _stands_apart(cell: Cell, words: Sequence[re.Match[str]], above: Sequence[Cell]) -> bool:
    """Whether two words are a heading each: 'Interest Shortfalls' with 'Interest' over the latter alone."""
    if len(words) != 2:
        return False
    spans = [(cell.start + word.start(), cell.start + word.end()) for word in words]
    covered = [any(over.start < end and start < over.end for over in above) for start, end in spans]
    return covered == [False, True]


def _longest(words: Sequence[re.Match[str]], phrases: set[str]) -> int:
    """How many of the next words are a known heading, at most four."""
    for length in range(min(4, len(words)), 0, -1):
        if plain(" ".join(word[0] for word in words[:length])) in phrases:
            return length
    return 0


def _field_of(heading: str, closed: Mapping[str, str]) -> str | None:
    """The one field of a heading: its letters, else what they are left of, else the words at its foot."""
    letters = close(plain(heading))
    if letters in closed:
        return closed[letters]
    kept = {field for whole, field in closed.items() if _is_left_of(letters, whole)}
    if kept:
        return kept.pop() if len(kept) == 1 else None
    feet = [whole for whole in closed if letters.endswith(whole)]
    return closed[max(feet, key=len)] if feet else None


def _is_left_of(letters: str, whole: str) -> bool:
    """'EGINNING BALANCE' lost its first letter, 'Beginning Balan' its last."""
    if len(letters) < max(4, ENOUGH * len(whole)):
        return False
    return whole.endswith(letters) or may_be_left_of(letters, whole)
