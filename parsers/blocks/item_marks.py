"""Items of a list: lines that begin with a letter or a Roman number in brackets, '(iv)', '(a)'."""

import re

from parsers.page import Line

ITEM = re.compile(r"\((?:[ivxlc]{1,6}|[a-z])\)(?= |$)", re.IGNORECASE)


def is_item(line: Line) -> bool:
    """Whether a line is one phrase behind a letter or a Roman number: '(iv)   Advances made as of'."""
    return 0 < len(line.cells) < 3 and begins_item(line) and " " in line.cells[-1].text


def start_of_item(line: Line) -> int:
    """Where the words of an item begin, behind its mark."""
    first = line.cells[0]
    return first.start + len(first.text.split(" ")[0]) + 1 if len(line.cells) == 1 else line.cells[1].start


def begins_item(line: Line) -> bool:
    """Whether a line begins with a letter or a Roman number as the mark of an item."""
    first = line.cells[0]
    return first.kind == "words" and ITEM.match(first.text) is not None
