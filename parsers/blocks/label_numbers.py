"""Numbers that are words of a row's label: sections of the agreement, units, numbers in brackets."""

import re

from parsers.cells import Cell
from parsers.page import Line


def numbers_of_labels(line: Line) -> list[Cell]:
    """The numbers of a row that belong to its label: 'Section 5.8(i) Trustee Fee per $1000   0.01'.

    Also rates: 'Servicing Fee (0.50% per annum)   142,917.17', 'Master Servicing Fee @ .025%   1,044.58'.
    """
    if len(line.values) < 2:
        return []
    around = zip(line.cells, line.cells[1:], line.cells[2:], strict=False)
    return [
        cell
        for words, cell, behind in around
        if words.kind == "words"
        and cell.is_value
        and (_is_named_by(words.text, cell.text) or _is_bracketed(words, behind))
    ]


def _is_bracketed(before: Cell, behind: Cell) -> bool:
    """Whether words open a bracket before a number, and words behind the number close it."""
    if "(" not in before.text or behind.kind != "words":
        return False
    is_open = before.text.rfind("(") > before.text.rfind(")")
    return is_open and ")" in behind.text and not behind.text.partition(")")[0].count("(")


def _is_named_by(words: str, number: str) -> bool:
    return bool(
        (ENDS_SECTION.search(words) and REFERENCE.fullmatch(number))
        or (_ENDS_PER.search(words) and _THOUSAND.fullmatch(number))
        or (_ENDS_AT.search(words) and number.endswith("%"))
    )


ENDS_SECTION = re.compile(r"\b(?:sections?|sec\.|articles?|paragraph)$", re.IGNORECASE)
_ENDS_PER = re.compile(r"\bper(?: each)?$", re.IGNORECASE)
_ENDS_AT = re.compile(r"(?:@|\bat|\brate of)$", re.IGNORECASE)
REFERENCE = re.compile(r"\d{1,2}\.\d{1,2}(?:\([A-Za-z]{1,6}\))*\)?")
_THOUSAND = re.compile(r"\$? ?1,?000")
