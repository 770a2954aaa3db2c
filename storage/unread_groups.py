"""Groups of similar unread content in a zone: statements that no layout reads, and numbers without a field.

Two pages are alike where the titles over their unmapped numbers are, digits, punctuation and case apart; two
numbers, where layout, nearest title, row label and column heading are.
"""

import datetime as dt
from typing import NamedTuple

from storage.landing import Landing
from storage.tables import MEMORY, Columns, zone_tables

KINDS = ("filing", "statement", "unmapped")

# One blank for every run of characters that are not letters: 'Class A-1' and 'CLASS A-2:' are alike.
_LIKENESS = (
    """CREATE OR REPLACE MACRO likeness(words) AS trim(regexp_replace(lower(words), '[^a-z]+', ' ', 'g'))"""
)

_STATEMENTS = """WITH titled AS (
    SELECT accession, document, statement,
        array_to_string(list_sort(list_distinct(flatten(list(list_filter(
            list_transform(section, lambda one: likeness(one)), lambda one: length(one) > 3))))), ' | ')
            AS titles
    FROM unmapped GROUP BY ALL
), unread AS (
    SELECT s.*, coalesce(t.titles, '') AS titles, f.filed
    FROM statement s JOIN filing f USING (accession) LEFT JOIN titled t USING (accession, document, statement)
    WHERE s.layout IS NULL OR s.layout = 'general'
)
SELECT coalesce(layout, 'unread') AS read_as, titles, count(*) AS statements,
    list(DISTINCT deal ORDER BY deal) FILTER (deal IS NOT NULL) AS deals,
    min(coalesce(distribution_date, filed)) AS first, max(coalesce(distribution_date, filed)) AS last,
    list(DISTINCT trustee ORDER BY trustee) FILTER (trustee IS NOT NULL) AS agents,
    CAST(sum(numbers.found) AS BIGINT) AS found, CAST(sum(numbers.mapped) AS BIGINT) AS mapped,
    min(accession) AS example
FROM unread GROUP BY read_as, titles
ORDER BY read_as DESC, statements DESC, titles"""

_NUMBERS = """SELECT s.layout, likeness(u.section[-1]) AS section, likeness(u.label) AS label,
    likeness(u."column") AS "column", count(*) AS numbers,
    any_value(u.text ORDER BY u.accession, u.text) AS text,
    list(DISTINCT s.deal ORDER BY s.deal) FILTER (s.deal IS NOT NULL) AS deals,
    min(coalesce(s.distribution_date, f.filed)) AS first, max(coalesce(s.distribution_date, f.filed)) AS last,
    min(u.accession) AS example
FROM unmapped u JOIN statement s USING (accession, document, statement) JOIN filing f USING (accession)
WHERE s.layout IS NOT NULL AND s.layout <> 'general'
GROUP BY s.layout, likeness(u.section[-1]), likeness(u.label), likeness(u."column")
ORDER BY numbers DESC, s.layout, section, label, "column" """


class StatementGroup(NamedTuple):
    """Similar statements: 'unread' (no class table proved) or 'general' (read by words and arithmetic)."""

    read_as: str
    titles: str
    statements: int
    deals: list[str] | None
    first: dt.date | None
    last: dt.date | None
    agents: list[str] | None
    found: int
    mapped: int
    example: str


class NumberGroup(NamedTuple):
    """Similar unmapped numbers, on pages that a layout reads; words are in small letters, digits left out."""

    layout: str
    section: str | None
    label: str | None
    column: str | None
    numbers: int
    text: str
    deals: list[str] | None
    first: dt.date | None
    last: dt.date | None
    example: str


class Unread(NamedTuple):
    """The groups, the largest first; unread statements come before those of the general reader."""

    statements: list[StatementGroup]
    numbers: list[NumberGroup]


def find_unread(zone: Landing, columns: Columns, schema: str | None = None, memory: str = MEMORY) -> Unread:
    """Group the unread statements and unmapped numbers of the zone; raises Unreadable."""
    with zone_tables(zone, columns, KINDS, schema, memory) as duck:
        duck.execute(_LIKENESS)
        return Unread(
            [StatementGroup(*row) for row in duck.execute(_STATEMENTS).fetchall()],
            [NumberGroup(*row) for row in duck.execute(_NUMBERS).fetchall()],
        )
