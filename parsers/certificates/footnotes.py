"""Footnotes of the delinquency tables: whether the figures above include foreclosures, REO, bankruptcy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.builder import Builder
from parsers.page import Line
from parsers.records import Delinquency

_FOOTNOTE = re.compile(
    r"^(?P<mark>\*+|\(\*\)|\(\d\))? ?(?P<figures>[\w+:() ]*?)"
    r" ?\b(?P<no>(?:(?:do|does|did) )?not )?(?:include|(?P<without>exclude))s?(?: (?P<what>.+?))?\.?$",
    re.IGNORECASE,
)
_STATUSES = {"bankrupt": "bankruptcy", "foreclos": "foreclosure", "reo": "reo"}
# The rest of a footnote on its next line.
_REST = re.compile(r"(?:,|\.|and|or|(?:bankrupt|foreclos)\w*|reo|loans|\s)+$", re.IGNORECASE)


@dataclass
class Footnote:
    """The statuses that a footnote names, and its rows: those with its mark, else later buckets or all."""

    mark: str
    of_open: bool
    no: bool
    what: str

    @property
    def includes(self) -> list[str]:
        """The statuses that the figures include; none where the footnote excludes them."""
        return [] if self.no else sorted(_named(self.what))

    def is_meant(self, record: Delinquency) -> bool:
        """Whether a footnote without a marked row covers a bucket: '90+ …' covers those from 90 days on."""
        return not self.of_open or record.bucket not in ("30-59", "60-89")


@dataclass(frozen=True)
class FootnoteLines:
    """Footnotes below their tables; a number that begins one is its mark and not a figure."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Store the footnotes' statuses in the delinquent buckets; returns the other lines."""
        found: list[Footnote] = []
        rest: list[Line] = []
        is_open = False
        for line in lines:
            words = line.squashed
            if note := _read_note(words):
                found.append(note)
            elif is_open and len(line.cells) == 1 and _REST.match(words):
                found[-1].what += f" {words}"
            else:
                is_open = is_open and not line.cells
                rest.append(line)
                continue
            is_open = not words.endswith(".")
            builder.ignore(line.cells, "footnote")
        _set_included_statuses(builder, found)
        return rest


def _read_note(words: str) -> Footnote | None:
    match = _FOOTNOTE.match(words)
    if match is None or not (_named(match["what"] or "") or (match["mark"] and not match["what"])):
        return None
    no = bool(match["no"]) != bool(match["without"])
    return Footnote(match["mark"] or "", "90" in match["figures"], no, match["what"] or "")


def _set_included_statuses(builder: Builder, found: Sequence[Footnote]) -> None:
    """Give each delinquent bucket the statuses of its footnote; the last footnote counts on conflict."""
    rows = [record for record in builder.delinquencies if record.status == "delinquent"]
    for note in (note for note in found if _named(note.what)):
        marked = [record for record in rows if note.mark and (record.label or "").endswith(note.mark)]
        for record in marked or [record for record in rows if note.is_meant(record)]:
            record.includes = note.includes


def _named(words: str) -> set[str]:
    return {status for word, status in _STATUSES.items() if word in words.casefold()}
