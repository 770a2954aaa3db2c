"""A document that no layout splits: its statements begin at its repeated titles.

A title stands on each page of some reports, so a part goes on with the one before it where nothing in it
names another series, another distribution date or another group than that did.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import UNSET

from parsers.builder import Builder
from parsers.general.names_and_dates import SERIES_OF, read_names
from parsers.page import Line

MOST_ABOVE = 12  # printed lines of a head above its title


class Names(NamedTuple):
    """What tells one statement from another; None where a part does not say."""

    series: str | None
    date: str | None
    group: str | None

    def may_be(self, other: "Names") -> bool:
        """Whether nothing that both say differs."""
        pairs = zip(self, other, strict=True)
        return all(own is None or theirs is None or own == theirs for own, theirs in pairs)

    def with_those_of(self, other: "Names") -> "Names":
        """What either says."""
        return Names(*(own or theirs for own, theirs in zip(self, other, strict=True)))


def split_at_titles(lines: Sequence[Line], titles: Sequence[int]) -> list[list[Line]]:
    """The lines of each statement; `titles` are the places of the lines with a statement's title.

    What stands before the head of the first is a cover, and no part of a statement. Without titles, the lines
    that name a series stand for them where they name several.
    """
    titles = titles or _lines_of_series(lines)
    if len(titles) < 2:
        return [list(lines[_head_above(lines, titles[0]) if titles else 0 :])]
    starts = [_head_above(lines, title) for title in titles]
    parts = [list(lines[start:stop]) for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)]
    statements = [parts[0]]
    names = _names(parts[0])
    for part in parts[1:]:
        own = _names(part)
        if own.may_be(names):
            statements[-1] = statements[-1] + part
            names = names.with_those_of(own)
        else:
            statements.append(part)
            names = own
    return statements


def _lines_of_series(lines: Sequence[Line]) -> list[int]:
    named = [
        (place, match[1]) for place, line in enumerate(lines) if (match := SERIES_OF.search(line.squashed))
    ]
    return [place for place, _ in named] if len({series.upper() for _, series in named}) > 1 else []


def _head_above(lines: Sequence[Line], title: int) -> int:
    """Where the page of a title begins: above the words over it, up to figures or a wider gap."""
    place, printed = title, 0
    for above in range(title - 1, -1, -1):
        line = lines[above]
        if line.values or printed == MOST_ABOVE or (not line.text.strip() and place - above > 2):
            break
        if line.text.strip():
            place, printed = above, printed + 1
    return place


def _names(lines: Sequence[Line]) -> Names:
    builder = Builder("")
    read_names(builder, lines, all_dates=False)
    said = builder.statement
    series = said.series.upper() if isinstance(said.series, str) else None
    date = said.distribution_date if isinstance(said.distribution_date, str) else None
    return Names(series, date, said.group if said.group is not UNSET else None)
