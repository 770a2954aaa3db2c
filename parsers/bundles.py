"""Splits a file or stream that holds several submissions or exhibits, where each begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

PEM_BEGIN = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
PEM_END = b"-----END PRIVACY-ENHANCED MESSAGE-----"
UTF8_BOM = b"\xef\xbb\xbf"

_MARK = re.compile(
    rb"(?:\A|[\r\n])(?P<mark>(?:\xef\xbb\xbf)?(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
    rb"|<(?P<slash>/?)(?P<name>SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION|SEC-HEADER|IMS-HEADER|DOCUMENT)>))"
)
_MARK_WORDS = (b"DOCUMENT>", b"HEADER>", b"SUBMISSION>", PEM_BEGIN)  # each mark has one of them
_OUTER = frozenset({b"SEC-DOCUMENT", b"IMS-DOCUMENT", b"SUBMISSION"})
_HEADERS = frozenset({b"SEC-HEADER", b"IMS-HEADER"})
# What may be between two submissions without being content: blanks, the wrapper's end (or the rest of
# it), lone tags.
_NOTHING = re.compile(rb"(?:[\s\x1a]++|\xef\xbb\xbf|-++[A-Z -]*+|</?[A-Za-z-]++>)*+\Z")
# The rest of a closing tag: its line's end, and the wrapper's end on the next line.
_REST = re.compile(rb"[ \t]*(?:\r\n?|\n)(?:-----END PRIVACY[^\r\n]*(?:\r\n?|\n))?")


def part_bundle(raw: bytes) -> list[bytes]:
    """The submissions, saved documents and bare exhibits of a file, each as its own bytes; at least one.

    A submission that a document quotes complete is part of that document.
    """
    marks = list(_MARK.finditer(raw)) if any(word in raw for word in _MARK_WORDS) else []
    walk = _Walk(raw)
    for mark, closings in zip(marks, _closings_behind(marks), strict=True):
        if not (walk.depth and closings > 0 and mark["name"] != b"DOCUMENT"):
            walk.take(mark)
    walk.note_loose(len(raw))
    starts = [0, *walk.starts[1:]]
    return [raw[start:stop] for start, stop in zip(starts, [*starts[1:], len(raw)], strict=True)]


def _closings_behind(marks: Sequence[re.Match[bytes]]) -> list[int]:
    """For each mark, how many more documents are closed than opened behind it."""
    behind, balance = [], 0
    for mark in reversed(marks):
        behind.append(balance)
        if mark["name"] == b"DOCUMENT":
            balance += 1 if mark["slash"] else -1
    return behind[::-1]


@dataclass
class _Walk:
    """Goes from mark to mark; `starts` are the offsets where a part begins."""

    raw: bytes
    starts: list[int] = field(default_factory=list)
    end: int | None = 0  # where the open part is closed: the bytes behind it are a part of their own
    depth: int = 0  # number of open documents
    wrapped: bool = False  # a PEM wrapper was opened just before
    headed: bool = False  # the header of the submission has begun
    outer: bytes | None = None  # the tag that the open submission began with

    def take(self, mark: re.Match[bytes]) -> None:
        """The next mark that no document quotes."""
        name, start = mark["name"], mark.start("mark")
        if not self.depth:
            self.note_loose(start)
        if name == b"DOCUMENT":
            self._take_document(mark)
        elif name is None:
            self._begin(start, None)
            self.wrapped = True
        elif mark["slash"]:
            self._close(name, mark.end())
        elif name in _HEADERS:
            if self.headed or self.outer is None:
                self._begin(start, name)
            self.headed = True
        elif self.wrapped:
            self.outer, self.wrapped = name, False
        else:
            self._begin(start, name)

    def note_loose(self, stop: int) -> None:
        """Make the bytes before `stop` outside of all marks a bare exhibit, unless they have no content."""
        if self.end is not None and not _NOTHING.match(self.raw, self.end, stop):
            self._begin(self.end, None)

    def _begin(self, start: int, outer: bytes | None) -> None:
        self.starts.append(start)
        self.outer, self.end, self.depth = outer, None, 0
        self.wrapped = self.headed = False

    def _end(self, end: int) -> None:
        rest = _REST.match(self.raw, end)
        self.end = rest.end() if rest else end

    def _close(self, name: bytes, end: int) -> None:
        if name == self.outer:
            self._end(end)
            self.outer = None if name in _OUTER else name  # documents may follow a lone header

    def _take_document(self, mark: re.Match[bytes]) -> None:
        if mark["slash"]:
            self.depth = max(0, self.depth - 1)
            if not self.depth and self.outer not in _OUTER:
                self._end(mark.end())
            return
        if self.outer is None and not self.wrapped:
            self._begin(mark.start("mark"), b"DOCUMENT")
        self.end = None
        self.depth += 1
