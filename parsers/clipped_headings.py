"""Headings whose words were clipped, split or run together: 'EGINNING', 'S HORTFALLS', 'INTERESTSECURITY'."""

import re
from collections.abc import Iterable, Mapping, Sequence

from parsers.cells import Cell
from parsers.headings import Column, Headings, known_in, stack
from parsers.labels import ENOUGH, close, may_be_left_of, plain
from parsers.page import Line

_WORD = re.compile(r"\S+")
_GROUP = re.compile(r"(?:loan )?group(?: (?:A-[IVX]+|\d+[A-Z]?))?$", re.IGNORECASE)

MOST = 60  # cells of a heading's line; a line with more is not a heading
FEWEST = 3  # columns that must be known, by half of all
MOST_WORDS = 4  # of a heading in a row with others


class ClippedHeadings(Headings):
    """Column headings as `Headings`; where few are known complete, damaged headings are matched too."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(fields)
        self.closed = {close(heading): field for heading, field in self.fields.items()}

    def read_stacked(self, lines: Sequence[Line]) -> list[Column]:
        """The columns of a stacked heading, complete or damaged; [] where few of them are known."""
        whole = super().read_stacked(lines)
        mended = self.mend(lines)
        known = known_in(mended)
        return mended if known >= FEWEST and len(mended) < 2 * known > 2 * known_in(whole) else whole

    def mend(self, heading: Sequence[Line]) -> list[Column]:
        """The columns of a stacked heading, with the fields that its damaged words may come from."""
        if len(heading[-1].squashed.split()) < 2 or any(len(line.cells) > MOST for line in heading):
            return []
        lines = [
            Line(line.number, line.text, list(self._tidy(line.cells, above)))
            for line, above in zip(heading, [[], *(line.cells for line in heading)], strict=False)
        ]
        return [column._replace(field=self._field_of(column.heading)) for column in stack(lines)]

    def _tidy(self, cells: Iterable[Cell], above: Sequence[Cell]) -> Iterable[Cell]:
        """Cells without the name of a loan group, which heads no column; 'SHORTFALLS %' is two columns."""
        for cell in cells:
            if not _GROUP.match(cell.text):
                yield from self._parts(cell, above)

    def _parts(self, cell: Cell, above: Sequence[Cell]) -> Iterable[Cell]:
        """A cell that begins with a known heading, split at the known headings in it ('FACTOR PRINCIPAL')."""
        words = list(_WORD.finditer(cell.text))
        pieces: list[tuple[int, int]] = []  # first and last word of each
        unknown = at = 0
        apart = all(plain(word[0]) in self.fields for word in words) and _stands_apart(cell, words, above)
        while at < len(words):
            known = min(self._longest(words[at:]), 1 if apart else len(words))
            if known == len(words) or not (known or pieces):
                yield cell
                return
            if not known and unknown:  # unknown words stay together ('S HORTFALLS')
                pieces[-1] = (pieces[-1][0], at)
            else:
                pieces.append((at, at + max(known, 1) - 1))
            unknown = 0 if known else 1
            at += max(known, 1)
        width = (cell.end - cell.start) / max(len(cell.text), 1)
        for first, last in pieces:
            start, end = words[first].start(), words[last].end()
            left = cell.start + int(start * width)
            yield Cell("words", cell.text[start:end], cell.line, left, left + int((end - start) * width))

    def _longest(self, words: Sequence[re.Match[str]]) -> int:
        """How many of the next words are a known heading."""
        for length in range(min(MOST_WORDS, len(words)), 0, -1):
            if plain(" ".join(word[0] for word in words[:length])) in self.fields:
                return length
        return 0

    def _field_of(self, heading: str) -> str | None:
        """The one field of a heading: by all letters, else by the letters left, else by the lowest words."""
        letters = close(plain(heading))
        if letters in self.closed:
            return self.closed[letters]
        kept = {field for whole, field in self.closed.items() if _is_left_of(letters, whole)}
        if kept:
            return kept.pop() if len(kept) == 1 else None
        feet = [whole for whole in self.closed if letters.endswith(whole)]
        return self.closed[max(feet, key=len)] if feet else None


def _stands_apart(cell: Cell, words: Sequence[re.Match[str]], above: Sequence[Cell]) -> bool:
    """Whether two words are a heading each: 'Interest Shortfalls' with 'Interest' over the latter alone."""
    if len(words) != 2:
        return False
    spans = [(cell.start + word.start(), cell.start + word.end()) for word in words]
    covered = [any(over.start < end and start < over.end for over in above) for start, end in spans]
    return covered == [False, True]


def _is_left_of(letters: str, whole: str) -> bool:
    """'EGINNING BALANCE' lost its first letter, 'Beginning Balan' its last."""
    if len(letters) < max(4, ENOUGH * len(whole)):
        return False
    return whole.endswith(letters) or may_be_left_of(letters, whole)
