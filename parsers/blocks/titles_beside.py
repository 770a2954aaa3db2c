"""Titles of sections on the line of the headings, left of these: 'CREDIT SUPPORT     Initial     Current'."""

import re
from collections.abc import Sequence

from parsers.blocks.heading_words import Known, is_of_html
from parsers.blocks.section_titles import is_section, name_group
from parsers.cells import Cell
from parsers.page import Line

_IS_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z]|\([ivx]{1,5}\))[.)]? +[A-Z]\w+ ")  # 'F. MORTGAGE LOANS'
_IS_TITLE = re.compile(r"[A-Z][A-Z,'&/-]+(?: [A-Z,'&/()-]+)+:?")
_ENDS_AS_TITLE = re.compile(
    r"\b(?:INFORMATION|SUMMARY|REPORT|DETAILS?|STATEMENT|ACCOUNT|ACTIVITY|SUPPORT|DATA|LOSSES|FEES|EXPENSES"
    r"|CHARACTERISTICS|DELINQUENCIES|ADVANCES|TESTS?|FUND)$"
)
INDENT = 6  # places by which rows are further right than their title
# The last word of headings over labels: 'LOAN GROUP   NUMBER   BALANCE'.
NAMES_ROWS = re.compile(
    r"\b(?:code|number|name|groups?|type|category|class|date|description|status|loan)$", re.IGNORECASE
)


def is_title_beside(title: Cell, words: str, beside: Sequence[Cell], row: Line, known: Known) -> bool:
    """Whether the words left of headings on their line are a section's title, not the heading of the labels.

    They are numbered; or they are in capitals and end as titles do, or the headings are not in capitals; or
    the rows are further right.
    """
    if _IS_NUMBERED.match(words):
        return True
    if not beside or name_group(words) or NAMES_ROWS.search(words) or is_of_html(title):
        return False
    if _IS_TITLE.fullmatch(words):
        return _ENDS_AS_TITLE.search(words) is not None or not any(cell.text.isupper() for cell in beside)
    is_left = title.start < row.cells[0].start <= title.start + INDENT
    return is_left and not known.heading(words) and (" " in words or known.part(words) != "")


def is_title_of_facts(words: str, known: Known) -> bool:
    """Whether words over the labels of one column are the title of its facts: 'SOURCES OF FUNDS   AMOUNT'."""
    if " " not in words or words.endswith(":") or not is_section(words):
        return False
    return not (known.heading(words) or known.of_words(words))
