"""Titles: the kind of class table below a title, and the words in a title that refuse the table.

A title is looked up whole, without the additions of a page: a section's number before it, and behind it a
pool, a REMIC, a group or 'continued'. A title that is in no list neither refuses nor supports a table.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from parsers.vocabulary.section_words import SECTION_TITLES
from parsers.vocabulary.title_words import (
    CLASS_TITLES,
    EXEMPT_ROWS,
    KEYS_OF_CLASSES,
    KEYS_OF_OTHERS,
    NOT_IN_DOLLARS,
    REFUSING,
    SIGN_COLUMNS,
    TOTAL_ROWS,
)
from parsers.vocabulary.wording import normalize

DOLLARS, PER_1000, FACTOR, ORIGINAL, RATES = "dollars", "per_1000", "factor", "original", "rates"
PRINCIPAL_DETAIL, INTEREST_DETAIL, LOSS_DETAIL = "principal detail", "interest detail", "loss detail"
DETAILS = frozenset({PRINCIPAL_DETAIL, INTEREST_DETAIL, LOSS_DETAIL})
INTEREST_FACTOR = "interest factor"
RATIOS = frozenset({PER_1000, FACTOR, INTEREST_FACTOR})
IN_DOLLARS = DETAILS | {DOLLARS, ORIGINAL}
KINDS = IN_DOLLARS | RATIOS | {RATES}

MANY = 4096  # wordings of a run's pages, which are repeated on the next statement
_SAYS_PER_1000 = re.compile(r"\bper (?:\$ )?1000\b")
_NUMBER = re.compile(r"^(?:section )?(?:\d{1,2}|[ivx]{1,5}|[a-z]) (?=\w)")
_BEHIND = re.compile(
    r" (?:(?:for )?(?:pool|remic|group|loan group) (?:# )?\w+"
    r"|(?:for )?(?:the current|current|this) (?:period|month)|continued|cont|contd)$"
)


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


_REFUSING = _whole(REFUSING)
_NOT_IN_DOLLARS = _whole(NOT_IN_DOLLARS)


def bare(title: str) -> str:
    """A title normalized and without section number, pool, REMIC, group, 'current period' and 'continued'."""
    words = normalize(title)
    shorter = _BEHIND.sub("", words)
    while shorter != words:
        words, shorter = shorter, _BEHIND.sub("", shorter)
    return words


@lru_cache(maxsize=MANY)
def kind_of(title: str) -> str | None:
    """The kind of class table below a title, one of `KINDS`; None where the title is not known.

    'factor' and 'interest factor': ratios whose denomination, 1 or 1,000, the title does not give. An unknown
    title that says 'per $1,000' is recognised by that.
    """
    return _find(title, CLASS_TITLES) or (PER_1000 if _SAYS_PER_1000.search(normalize(title)) else None)


@lru_cache(maxsize=MANY)
def section_of(title: str) -> str | None:
    """The kind of section below a title: 'delinquency', 'pool', 'losses', 'fees', …; None if unknown."""
    return _find(title, SECTION_TITLES)


@lru_cache(maxsize=MANY)
def refusing_words(title: str) -> tuple[str, ...]:
    """The words of a title or heading for another period or for no class, in printed order."""
    return tuple(_REFUSING.findall(normalize(title)))


@lru_cache(maxsize=MANY)
def not_in_dollars(title: str) -> tuple[str, ...]:
    """The words in a title by which its money is not in whole dollars: per, unit, factor, thousands."""
    return tuple(_NOT_IN_DOLLARS.findall(normalize(title)))


@lru_cache(maxsize=MANY)
def key_of(heading: str) -> str | None:
    """The kind of the rows below a key column's heading: 'class' or 'other'; None where it heads no keys."""
    words = normalize(heading)
    return "class" if words in KEYS_OF_CLASSES else "other" if words in KEYS_OF_OTHERS else None


def is_sign(heading: str) -> bool:
    """Whether a heading is over currency signs alone ('Cur')."""
    return normalize(heading) in SIGN_COLUMNS


@lru_cache(maxsize=MANY)
def is_total(label: str) -> bool:
    """Whether a row's label marks it as a sum of rows."""
    return normalize(label) in TOTAL_ROWS


@lru_cache(maxsize=MANY)
def exemption_of(label: str) -> str | None:
    """'fee', 'overcollateralization', 'draw' or 'reserve', where a row's name or type says one of these."""
    words = f" {normalize(label)} "
    return next((name for printed, name in EXEMPT_ROWS.items() if f" {printed} " in words), None)


def _find(title: str, titles: Mapping[str, tuple[str, str]]) -> str | None:
    words = bare(title)
    found = titles.get(words) or titles.get(_NUMBER.sub("", words))
    return found[0] if found else None
