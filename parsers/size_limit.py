"""Tests whether a document is too large to be read: counted on its text, before a page of cells is made."""

import re
from collections.abc import Iterator

from parsers.html import is_html

# A page takes some 500 bytes a value, an `unmapped` line as much again; the longest report seen has 60,000.
MOST_VALUES = 300_000
_SHORTEST = 2  # characters of a value and of the separator before the next
_VALUE = re.compile(
    r"(?<![^\s>;(])[-$(<\[{]*(?:\d[\d,]*(?:\.\d+)?|\.\d+)%?[)>\]}-]*(?![^\s<&*])|(?<!\S)(?:--?|#{3,}|\*{4,})(?!\S)"
)
_BETWEEN_TAGS = re.compile(r">[^<]*")
_MAY_HOLD_VALUES = re.compile(r"[\d#*-]")


def is_too_large(text: str) -> bool:
    """Whether a document has more than MOST_VALUES value cells, by the shape of its words."""
    if len(text) <= MOST_VALUES * _SHORTEST:
        return False
    left = MOST_VALUES
    for stretch in _stretches(text, is_html(text)):
        left -= sum(1 for _ in _VALUE.finditer(stretch))
        if left < 0:
            return True
    return False


_STRETCH = 100_000  # characters of plain text that are examined together


def _stretches(text: str, of_html: bool) -> Iterator[str]:
    """The text in parts; of HTML the text between tags, where it can hold a value."""
    if of_html:
        for match in _BETWEEN_TAGS.finditer(text):
            if _MAY_HOLD_VALUES.search(match[0]):
                yield match[0][1:]
        return
    start = 0
    while start < len(text):
        stop = text.find("\n", start + _STRETCH)
        stop = stop if 0 <= stop < start + 2 * _STRETCH else start + _STRETCH
        yield text[start:stop]
        start = stop
