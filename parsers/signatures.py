"""Expressions that identify a page, each matched on the lines that contain its fixed words."""

import re
from collections.abc import Iterator

# Parts that are not words of every match: escapes, classes of letters, optional groups, and groups of
# alternatives.
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
_GROUP = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[\w :,]{2,}")
_PARTED = "\0"


class Signature:
    """An expression, case-insensitive, that matches a line of a page.

    Few pages have the words of another layout: a search for these takes microseconds, where the
    expression would be matched at every letter of the page.
    """

    def __init__(self, expression: str) -> None:
        self._expression = re.compile(expression, re.IGNORECASE | re.MULTILINE)
        # In capitals, on each line with the sign; '' where no word is certain.
        self.words = _words_of(expression)

    def lines(self, capitals: str) -> Iterator[int]:
        """Where the lines with the sign begin, in the text of a page in capitals."""
        stop = -1
        while (place := self._find(capitals, stop + 1)) >= 0:
            start, stop = capitals.rfind("\n", 0, place) + 1, capitals.find("\n", place)
            stop = stop if stop >= 0 else len(capitals)
            if self._expression.search(capitals, start, stop):
                yield start

    def _find(self, capitals: str, start: int) -> int:
        if self.words:
            return capitals.find(self.words, start)
        match = self._expression.search(capitals, start)
        return match.start() if match else -1


def _words_of(expression: str) -> str:
    bare = _CLASS.sub(_PARTED, _ESCAPE.sub(_PARTED, expression))
    while bare != (bare := _GROUP.sub(_PARTED, bare)):
        pass
    if "|" in bare:
        return ""
    # The last letter of each may be optional ('POOL ?#').
    return max((run[:-1].upper() for run in _WORDS.findall(bare)), key=len, default="")
