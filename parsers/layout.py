"""What a layout is: how a page of it is known, where its statements begin, and who reads one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from parsers.builder import Builder
from parsers.page import Line, Page
from parsers.signatures import Signature


class Splitting(Protocol):
    """How a document is split into statements: `Titles` or `PageHeads`."""

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement."""


@dataclass(frozen=True)
class Layout:
    """One printed layout, described in one file of `parsers/layouts`.

    `shows` are expressions that a document of this layout has, each found in its text line by line;
    `lacks` are those that it never has. `begins` knows where its statements begin; `read` turns the lines of
    one into a builder.
    """

    name: str
    signatures: Sequence[str]
    splitting: Splitting
    read: Callable[[Sequence[Line]], Builder]
    excludes: Sequence[str] = ()

    @cached_property
    def _compiled(self) -> tuple[list[Signature], list[Signature]]:
        return [Signature(words) for words in self.signatures], [Signature(words) for words in self.excludes]

    def claims(self, page: Page) -> bool:
        """Whether a document has all signatures of this layout and none that exclude it."""
        signatures, excludes = self._compiled
        return all(map(page.has, signatures)) and not any(map(page.has, excludes))

    def signatures_on(self, page: Page) -> tuple[int, int]:
        """How many of the layout's signatures a document has, and how many there are."""
        signatures, _ = self._compiled
        return sum(map(page.has, signatures)), len(signatures)

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement in a document that it claims."""
        return self.splitting.split(page)


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
