"""The definition of a layout: how to recognise a page, where its statements begin, and their sections."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from parsers.builder import Builder
from parsers.form import Blocks, read_form
from parsers.page import Line, Page
from parsers.signatures import Signature


class Splitting(Protocol):
    """How a document is split into statements: `Titles` or `PageHeads`."""

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement."""


@dataclass(frozen=True)
class Layout:
    """One printed layout, described in one file of `parsers/layouts`.

    `signatures` are expressions that a document of this layout has, each matched in its text line by line;
    `excludes` are expressions that it never has. `splitting` finds where its statements begin. `sections` are
    printed titles of a statement's sections, '' for the section above the first, each with its blocks.
    `finish` runs after the whole statement is read. `seen_elsewhere` are words of its tables
    that none of its fixtures contains, each with its source.
    """

    name: str
    signatures: Sequence[str]
    splitting: Splitting
    sections: Mapping[str, Blocks] = field(default_factory=dict)
    excludes: Sequence[str] = ()
    finish: Callable[[Builder], None] | None = None
    seen_elsewhere: Mapping[str, str] = field(default_factory=dict)
    reader: Callable[[Sequence[Line]], Builder] | None = None  # of a layout that is not a form yet

    @cached_property
    def _compiled(self) -> tuple[list[Signature], list[Signature]]:
        """The signatures and the exclusions, each with long words first, which are searched fastest."""
        signatures, excludes = (
            sorted(map(Signature, expressions), key=lambda one: len(one.words), reverse=True)
            for expressions in (self.signatures, self.excludes)
        )
        return signatures, excludes

    def claims(self, page: Page) -> bool:
        """Whether a document has all signatures of this layout and none of the exclusions."""
        signatures, excludes = self._compiled
        return all(map(page.has, signatures)) and not any(map(page.has, excludes))

    def signatures_on(self, page: Page) -> tuple[int, int]:
        """How many of the layout's signatures a document has, and how many there are."""
        signatures, _ = self._compiled
        return sum(map(page.has, signatures)), len(signatures)

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement in a document that it claims."""
        return self.splitting.split(page)

    def read(self, lines: Sequence[Line]) -> Builder:
        """The records of one statement."""
        if self.reader is not None:
            return self.reader(lines)
        return read_form(Builder(self.name), lines, self.sections, self.finish)
