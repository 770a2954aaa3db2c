"""Expressions that a page is known by, each tried on the lines that have the words it begins with."""

import re
from collections.abc import Iterator

# What an expression says in so many words before anything else.
_BEGINNING = re.compile(r"(?:\^\[ (?:\\t)?\]\*|\\b)?([\w :]{2,})")


class Signature:
    """An expression, without case, that stands on a line of a page.

    Few pages have the words of a layout that is not theirs: to look for these takes microseconds, where the
    expression is tried at every letter of the page.
    """

    def __init__(self, expression: str) -> None:
        self._expression = re.compile(expression, re.IGNORECASE | re.MULTILINE)
        words = _BEGINNING.match(expression) if "|" not in expression else None
        self._words = words[1][:-1].upper() if words else ""  # its last letter may be optional ('POOL ?#')

    def lines(self, capitals: str) -> Iterator[int]:
        """Where the lines begin that have the sign, in the text of a page in capitals."""
        stop = -1
        while (place := self._find(capitals, stop + 1)) >= 0:
            start, stop = capitals.rfind("\n", 0, place) + 1, capitals.find("\n", place)
            stop = stop if stop >= 0 else len(capitals)
            if self._expression.search(capitals, start, stop):
                yield start

    def _find(self, capitals: str, start: int) -> int:
        if self._words:
            return capitals.find(self._words, start)
        match = self._expression.search(capitals, start)
        return match.start() if match else -1
