"""What a layout is: how a page of it is known, where its statements begin, and who reads one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from parsers.draft import Draft
from parsers.page import Line, Page
from parsers.signs import Sign


class Beginnings(Protocol):
    """How a document is parted into statements: Titles, PageHeads."""

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement."""


@dataclass(frozen=True)
class Layout:
    """One printed layout, described in one file of `parsers/layouts`.

    `shows` are expressions that a document of this layout has, each found in its text line by line;
    `lacks` are those that it never has. `begins` knows where its statements begin; `read` turns the lines of
    one into a draft.
    """

    name: str
    shows: Sequence[str]
    begins: Beginnings
    read: Callable[[Sequence[Line]], Draft]
    lacks: Sequence[str] = ()

    @cached_property
    def _signs(self) -> tuple[list[Sign], list[Sign]]:
        return [Sign(words) for words in self.shows], [Sign(words) for words in self.lacks]

    def claims(self, page: Page) -> bool:
        """Whether a document has all that this layout shows and nothing that it lacks."""
        shows, lacks = self._signs
        return all(map(page.has, shows)) and not any(map(page.has, lacks))

    def signs_on(self, page: Page) -> tuple[int, int]:
        """How many of the signs that a document must show this one has, and how many there are."""
        shows, _ = self._signs
        return sum(map(page.has, shows)), len(shows)

    def split(self, page: Page) -> list[list[Line]]:
        """The lines of each statement in a document that it claims."""
        return self.begins.split(page)


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
