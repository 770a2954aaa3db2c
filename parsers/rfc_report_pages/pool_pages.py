"""Decides the group of each print of a page that a report prints for the deal and again for each pool.

The page's own words are not always enough: some pools' pages print the deal's number again, and some pages
are printed twice. So figures separate pages of one number. Two prints of one page are equal except for a
misprinted digit; two pools differ in fees, balances, counts and rates all at once. A page
without a row in common with the page above it continues that one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.labels import plain
from parsers.page import Line


@dataclass
class ReportPage:
    """A page without its head: its title and the pool's number as printed there, and its lines.

    `summary` are those of class tables, `related` those of the page of related information.
    """

    title: str = ""
    number: str = ""
    lines: list[Line] = field(default_factory=list)
    summary: list[Line] = field(default_factory=list)
    related: list[Line] = field(default_factory=list)

    @property
    def lacks_number(self) -> bool:
        """Whether its title was wrapped before the number."""
        return self.title.upper().endswith("POOL")

    def part(self, is_figure: Callable[[Line], bool]) -> None:
        """Split its lines at its title, or where that or the next page's was lost, at a known figure."""
        first = next((place for place, line in enumerate(self.lines) if is_figure(line)), len(self.lines))
        if self.title and not self.title.upper().startswith("DISTRIBUTION"):
            first = 0
        self.summary, self.related = self.lines[:first], self.lines[first:]


MOST_SPOILT = 2  # rows in which two prints of one page differ

Rows = Mapping[tuple[str, int], tuple[str, ...]]


class PoolPage(NamedTuple):
    """A page: its printed number, or none, and its rows (label and index among equal ones → values)."""

    number: str
    rows: Rows


def rows_of(lines: Iterable[Line]) -> Rows:
    """The rows of a page by their labels."""
    often: Counter[str] = Counter()
    rows: dict[tuple[str, int], tuple[str, ...]] = {}
    for line in lines:
        if line.values:
            label = plain(line.label)
            rows[label, often[label]] = tuple(cell.text for cell in line.values)
            often[label] += 1
    return rows


def name_groups(pages: Sequence[PoolPage], deal: str) -> list[str | None]:
    """The group of each page: None for the deal's own, else the number that is printed on it.

    `deal` is the number of the deal. A second, different pool with the number of another is '4777-2', the
    next one '4777-3'. Where all pages are prints of one page, it is the deal's, whatever its number.
    """
    groups: list[str | None] = []
    by_number: dict[str, list[tuple[Rows, str | None]]] = {}
    for page in pages:
        number = page.number or deal
        earlier = by_number.setdefault(number, [])
        known = next((group for rows, group in earlier if is_same(page.rows, rows)), NEW)
        if known == NEW and earlier and not any(page.rows.keys() & rows.keys() for rows, _ in earlier):
            known = earlier[-1][1]
        if known == NEW:
            known = _new_group(number, deal, set(groups))
            earlier.append((page.rows, known))
        groups.append(known)
    return groups if len(set(groups)) > 1 else [None] * len(groups)


NEW = ""  # a page like none before it


def _new_group(number: str, deal: str, taken: Set[str | None]) -> str | None:
    if number == deal and None not in taken:
        return None
    names = [number, *(f"{number}-{count}" for count in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def is_same(rows: Rows, others: Rows) -> bool:
    """Whether two prints show one page: they have rows in common, and few of those differ."""
    common = [(values, others[key]) for key, values in rows.items() if key in others]
    differing = sum(values != other for values, other in common)
    distinctive = sum(values == other and _is_distinctive(values) for values, other in common)
    return bool(common) and differing <= min(MOST_SPOILT, distinctive / 2)


def _is_distinctive(values: Iterable[str]) -> bool:
    """Whether a row identifies a page: rows of zeros are the same on every page."""
    return any(digit in "123456789" for value in values for digit in value)
