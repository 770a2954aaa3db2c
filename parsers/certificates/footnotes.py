"""Footnotes of the delinquency tables: whether the figures above include foreclosures, REO, bankruptcy."""

import re

from parsers.draft import Draft
from parsers.page import Line
from parsers.records import Delinquency

_FOOTNOTE = re.compile(
    r"^(?P<mark>\*|\(\*\)|\(\d\))? ?(?:Delinquency|(?P<open>90\+)) (?:Figures|Days)? ?"
    r"(?P<no>(?:Do )?Not )?Include (?P<what>.+?)\.?$",
    re.IGNORECASE,
)
_STATUSES = {"bankrupt": "bankruptcy", "foreclos": "foreclosure", "reo": "reo"}


class Footnotes:
    """Footnotes as they are met, each with how many rows of delinquencies stand above it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.found: list[re.Match[str]] = []

    def take(self, line: Line) -> bool:
        """Whether a line is such a footnote; a number at its head is its mark and no figure."""
        match = _FOOTNOTE.match(line.squashed)
        if match is None:
            return False
        self.draft.heading(line.cells)
        self.found.append(match)
        return True

    def place(self) -> None:
        """Tell each delinquent bucket what its footnote says; the last one counts where two disagree."""
        rows = [record for record in self.draft.delinquencies if record.status == "delinquent"]
        for match in {match[0]: match for match in self.found}.values():
            mark = match["mark"]
            marked = [record for record in rows if mark and (record.label or "").endswith(mark)]
            for record in marked or [record for record in rows if _is_meant(record, match)]:
                record.includes = [] if match["no"] else sorted(_named(match["what"]))


def _is_meant(record: Delinquency, match: re.Match[str]) -> bool:
    """Whether a footnote without a marked row speaks of a bucket: '90+ …' of those from 90 days on."""
    return match["open"] is None or record.bucket not in ("30-59", "60-89")


def _named(words: str) -> set[str]:
    return {status for word, status in _STATUSES.items() if word in words.casefold()}
