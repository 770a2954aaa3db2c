"""The term that each column of a class table proposes: its complete heading, below the titles over it.

The kind of title decides a wording that means two things; beside columns of ratios, or below a title
that says factor, a heading is looked up among those of ratios first. Each ratio is tested by itself, so a
dollar column read as one is refused.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from parsers.blocks.value_columns import ValueColumn
from parsers.vocabulary import class_columns, table_titles
from parsers.vocabulary.class_columns import Term
from parsers.vocabulary.wording import normalize


def propose(columns: Sequence[ValueColumn], kind: str | None) -> Mapping[int, Term]:
    """The term of each column whose complete heading has one meaning; of two for one field, neither.

    A title that spans some columns describes them; narrower than they are, it may be over a few of
    them. So beside columns of ratios a heading is first looked up among those of ratios. Each ratio is tested
    by itself, so a dollar column read as one is refused.
    """
    return _propose(tuple([(column.heading, tuple(column.titles)) for column in columns]), kind)


@lru_cache(maxsize=1024)  # a table's parts ask for the same, and so does the next statement
def _propose(columns: Sequence[tuple[str, Sequence[str]]], kind: str | None) -> Mapping[int, Term]:
    beside = any(_is_of_ratios(title) for _, titles in columns for title in titles)
    found: dict[int, Term] = {}
    for place, (heading, titles) in enumerate(columns):
        if any(map(table_titles.refusing_words, titles)):
            continue
        own = [named for title in titles if (named := table_titles.kind_of(title))]
        ratio = beside or any(map(_is_of_ratios, titles))
        tried = [
            *own,
            *([table_titles.PER_1000] if ratio else []),
            kind,
            *_of_ratios(heading, kind),
        ]
        if kind in UNSAID and _is_balance(heading):
            tried.insert(0, table_titles.PER_1000)
        terms = [term for one in tried if (term := class_columns.find(heading, one))]
        if terms and (not terms[0].awaited or terms[0].field in class_columns.ROLLED):
            found[place] = terms[0]
    often = Counter(term.field for term in found.values())
    return {place: term for place, term in found.items() if often[term.field] == 1}


UNSAID = table_titles.RATIOS - {table_titles.PER_1000}  # the title does not give the denomination


def _of_ratios(heading: str, kind: str | None) -> list[str]:
    """Further kinds to look a heading up in: ratios, where it or its title says factor."""
    return [table_titles.PER_1000] if kind in UNSAID or table_titles.not_in_dollars(heading) else []


def _is_balance(heading: str) -> bool:
    """Whether a heading below a title of factors says balance, and not factor: a ratio per 1,000."""
    words = normalize(heading).split(" ")
    return "balance" in words and "factor" not in words


def _is_of_ratios(title: str) -> bool:
    return table_titles.kind_of(title) in table_titles.RATIOS or bool(table_titles.not_in_dollars(title))
