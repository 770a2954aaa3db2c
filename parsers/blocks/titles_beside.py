"""Titles of sections on the line of the headings, left of these: 'CREDIT SUPPORT     Initial     Current'."""

import re
from collections.abc import Sequence

from parsers.blocks.section_titles import name_group
from parsers.cells import Cell

_IS_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z]|\([ivx]{1,5}\))[.)]? +[A-Z]\w+ ")  # 'F. MORTGAGE LOANS'
_IS_TITLE = re.compile(r"[A-Z][A-Z,'&/-]+(?: [A-Z,'&/()-]+)+:?")
_ENDS_AS_TITLE = re.compile(
    r"\b(?:INFORMATION|SUMMARY|REPORT|DETAILS?|STATEMENT|ACCOUNT|ACTIVITY|SUPPORT|DATA|LOSSES|FEES|EXPENSES"
    r"|CHARACTERISTICS|DELINQUENCIES|ADVANCES|TESTS?|FUND)$"
)
# The last word of headings over labels: 'LOAN GROUP   NUMBER   BALANCE'.
NAMES_ROWS = re.compile(
    r"\b(?:code|number|name|groups?|type|category|class|date|description|status|loan)$", re.IGNORECASE
)


def is_title_beside(title: str, beside: Sequence[Cell]) -> bool:
    """Whether the words left of headings on their line are a section's title, not the heading of the labels.

    They are numbered; or they are in capitals and end as titles do, or the headings are not in capitals.
    """
    if _IS_NUMBERED.match(title):
        return True
    if not beside or not _IS_TITLE.fullmatch(title) or name_group(title) or NAMES_ROWS.search(title):
        return False
    return _ENDS_AS_TITLE.search(title) is not None or not any(cell.text.isupper() for cell in beside)
