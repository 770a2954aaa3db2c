"""One servicing certificate while it is read: labelled rows anywhere, and blocks that headings open."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from parsers.blocks.class_rows import Table
from parsers.builder import Builder
from parsers.certificates.footnotes import Footnotes
from parsers.certificates.head import read_head
from parsers.certificates.labelled_rows import Rows
from parsers.deals import find_series
from parsers.page import PAGE_NUMBER, Line

_TITLE = re.compile(r"^\s*servicing certificate\b", re.IGNORECASE)
_GROUPS = re.compile(r"\b(?:loan )?group ((?:A-[IVX]+)|\d+[A-Z]?)(?!\S)", re.IGNORECASE)

HEIGHT = 4  # lines of a heading at most


class Block:
    """A table or account below a heading, until the next; `greedy` where it takes what nobody else takes."""

    greedy = False

    def take(self, line: Line, label: str) -> bool:
        """Whether a line with values is the block's, and if so, remember or place it."""
        raise NotImplementedError

    def may_know(self, label: str) -> bool:
        """Whether a damaged label can be one of the block's own."""
        return False

    def hear(self, line: Line) -> None:
        """A line of words alone, inside the block, that opens nothing."""

    def close(self) -> None:
        """Place what was remembered."""

    def place(self) -> None:
        """Place what only the whole page can tell."""


Opener = Callable[["Certificate", Sequence[Line]], Block | None]


@dataclass(frozen=True)
class Grammar:
    """The words of one layout: labels of rows (a pool's field or an amount's name), and its blocks."""

    layout: str
    rows: Mapping[str, str]
    openers: Sequence[Opener]
    finish: Callable[["Certificate"], None]


class Certificate:
    """What is known of the page so far."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.builder = Builder(grammar.layout)
        self.rows = Rows(self.builder, grammar.rows)
        self.footnotes = Footnotes(self.builder)
        self.notes: list[Table] = []
        self.group: str | None = None  # of the heading last read, for the rows below it
        self.heading: list[Line] = []
        self.closed: list[Block] = []
        self._block: Block | None = None
        self._rows_since_heading = False
        self._after_blank = True
        self.heads: frozenset[str] = frozenset()  # of every page, as the first page has them

    def read(self, line: Line) -> None:
        """The next line of the page."""
        if line.squashed in self.heads or PAGE_NUMBER.match(line.squashed) or _TITLE.match(line.text):
            return
        if not line.cells:
            if not line.text.strip():
                self.heading = []
                self._after_blank = True
            return
        if not self.footnotes.take(line):
            if line.values:
                self._read_row(line)
            else:
                self._read_heading(line)
        self._after_blank = False

    def _read_row(self, line: Line) -> None:
        """A row of the page's own words, whole; or of the block; or of the page, damaged; or of nobody."""
        self.heading = []
        self._rows_since_heading = True
        label = line.label
        if self.rows.take(line, label, self.group):
            return
        block = self._block
        if block is not None and not block.greedy and block.take(line, label):
            return
        greedy = block if block is not None and block.greedy else None
        is_own = greedy is not None and greedy.may_know(label)
        taken = not is_own and self.rows.take_damaged(line, label, self.group)
        if greedy is not None and not taken:
            greedy.take(line, label)

    def _read_heading(self, line: Line) -> None:
        if self._rows_since_heading:
            self.group, self._rows_since_heading = None, False
        groups = groups_in(line)
        if len(groups) == 1:
            self.group = groups[0]
        self.heading = [*self.heading[1 - HEIGHT :], line]
        block = next(filter(None, (opener(self, self.heading) for opener in self.grammar.openers)), None)
        if block is not None:
            self.open(block)
        elif self._block is not None:
            self._hear(line)

    def _hear(self, line: Line) -> None:
        """Words that open nothing: a piece of the block, or the heading of something that is not known."""
        if self._after_blank:
            self.open(None)
        elif self._block is not None:
            self._block.hear(line)

    def open(self, block: Block | None) -> None:
        """End the block before and begin the next."""
        if self._block is not None:
            self._block.close()
            self.closed.append(self._block)
        if block is not None:
            self.rows.end_of_pools()
        self._block = block

    def end(self) -> Builder:
        """Place what waited for the whole page."""
        self.open(None)
        self.rows.place()
        for block in self.closed:
            block.place()
        self.grammar.finish(self)
        self.footnotes.place()
        self.builder.amounts.sort(key=lambda amount: amount.lines[0])  # as printed
        return self.builder


def read_certificate(lines: Sequence[Line], grammar: Grammar) -> Builder:
    """One certificate, from the head above its title to the next certificate or the end of the document."""
    certificate = Certificate(grammar)
    title = next(place for place, line in enumerate(lines) if _TITLE.match(line.text))
    group = read_head(certificate.builder, lines[:title])
    certificate.builder.ignore(lines[title].cells, "heading")
    certificate.heads = frozenset(
        line.squashed
        for line in lines[:title]
        if line.squashed and (find_series(line.text) or not groups_in(line))
    )
    certificate.rows.set_groups(_groups_at(lines, title) or [group])
    for line in lines[title + 1 :]:
        certificate.read(line)
    return certificate.end()


def _groups_at(lines: Sequence[Line], title: int) -> list[str | None]:
    """The loan groups over the pools' columns: beside the title, below it, or on the line above it."""
    below = takewhile(lambda line: not line.values, lines[title + 1 :])
    above = next((line for line in reversed(lines[:title]) if line.cells), lines[title])
    beside = next((groups for line in [lines[title], *below] if (groups := groups_in(line))), [])
    return beside or (groups_in(above) if all(_GROUPS.fullmatch(cell.text) for cell in above.cells) else [])


def groups_in(line: Line) -> list[str | None]:
    """The loan groups that a line names: '1', '1A', 'A-I'."""
    return [match[1] for match in _GROUPS.finditer(" ".join(cell.text for cell in line.cells))]
