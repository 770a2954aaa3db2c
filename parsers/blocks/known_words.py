"""The vocabulary's knowledge of words on a page, in the form that the blocks need."""

from functools import lru_cache

from parsers.blocks.heading_words import Known
from parsers.vocabulary import class_columns, table_titles

MANY = 8192  # a cache: the words of a page are repeated on the next statement's
KINDS = (
    None,
    table_titles.DOLLARS,
    table_titles.INTEREST_DETAIL,
    table_titles.PER_1000,
    table_titles.FACTOR,
)


@lru_cache(maxsize=MANY)
def is_heading(words: str) -> bool:
    """Whether words are a whole heading of a column of class tables, below any title."""
    return any(class_columns.find(words, kind) for kind in KINDS)


@lru_cache(maxsize=MANY)
def is_of_words(words: str) -> bool:
    """Whether words are the whole heading of a column of codes, types or dates beside the names."""
    term = class_columns.find(words)
    beside_names = class_columns.TEXT_FIELDS - {"class_name"}
    return table_titles.is_sign(words) or (term is not None and term.field in beside_names)


# Sections that a group may have of its own: every other section opens a part about the whole deal.
OF_GROUPS = frozenset({"pool", "delinquency", "foreclosure", "bankruptcy", "reo", "losses"})


@lru_cache(maxsize=MANY)
def part_below(words: str) -> str:
    """The content below a title: 'classes', 'groups', 'deal'; '' where the title is not known."""
    if table_titles.kind_of(words):
        return "classes"
    kind = table_titles.section_of(words)
    return "" if kind is None else "groups" if kind in OF_GROUPS else "deal"


KNOWN = Known(is_heading, is_of_words, part_below)
