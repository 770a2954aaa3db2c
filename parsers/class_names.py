"""Which words may name a class, and which words among the rows of a class table name something else."""

import re
from functools import lru_cache

_CODE = re.compile(r"(?:CLASS )?[A-Z0-9]{1,4}(?:[- ]+[A-Z0-9]{0,4})*-?$")
_OF_NOTES = re.compile(r"\b(?:class|notes?|certificates?|bonds?|residual|senior|io|po)\b", re.IGNORECASE)
_NO_CODES = frozenset(
    {"PAGE", "NOTE", "DATE", "RUN", "SEE", "AS", "FOR", "THE", "ALL", "ANY", "CONT", "TIME"}
)
MOST_WORDS = 4  # of a class's name without a word that marks it as one


@lru_cache(maxsize=4096)  # a cache: the names are repeated in each table of a page
def may_name_class(lead: str, *, is_full: bool) -> bool:
    """Whether a row's first words can name a class: a code, or few words before a value in most columns."""
    words = lead.upper().split()
    if words[0] in _NO_CODES or words[0].endswith(":"):
        return False
    named = _OF_NOTES.search(lead) is not None
    if _CODE.match(lead) or (named and len(words) <= MOST_WORDS):
        return True
    return (named or len(words) <= MOST_WORDS) and is_full
