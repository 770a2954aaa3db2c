"""Recognises a statement without its title or its layout: by its body, and by its distribution date."""

import re
from collections.abc import Iterable, Sequence

from parsers.page import Line, Page
from parsers.printed_values import read_date

CLASS_ROWS = 3
MONEY_IN_ROW = 3
HEADING_LINES = 12  # above the first class: the length of a stacked heading with its title
MONEY = re.compile(r".*(?:,\d{3}|\.\d\d)")

_CLASS = re.compile(
    r"(?:class(?:es)? |cl\.? )?(?:[A-Z]{1,3}(?:-?(?:[IVX]+|\d{1,2}))*(?:-[A-Z]{1,2}\d?)?"
    r"|\d{1,2}-?[A-Z]{1,3}(?:-?\d{1,2})*"
    r"|(?:term|variable|offered|senior|residual)\b.*(?:notes?|certificates?))(?=\s|$|:)",
    re.IGNORECASE,
)
_NO_CLASS = re.compile(r"(?:total|group|pool|loan|deal|sub|grand)", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\b(?:beg(?:inning)?|prior|previous|opening|before|original|current|starting)\b", re.IGNORECASE
)
_ENDING = re.compile(r"\b(?:end(?:ing)?|remaining|closing|after|outstanding|current|unpaid)\b", re.IGNORECASE)
_BALANCE = re.compile(r"\b(?:bal(?:ances?)?|principal|amount outstanding|upb)\b", re.IGNORECASE)
# At the beginning of a line or cell: 'First Distribution Date' is a date of the offering.
_DATE_LABEL = re.compile(
    r"(?:^|[ (:,]{2})(?:current |this )?(?:distribution|payment|remittance|dist\.?) date\b", re.IGNORECASE
)


def find_body(page: Page) -> bool:
    """Whether a page without a title has a statement's body.

    That is: rows of classes with several amounts each, under words for the beginning and the ending balance,
    and the labelled date of a distribution.
    """
    rows = [place for place, line in enumerate(page.lines) if _is_class_row(line)]
    if len(rows) < CLASS_ROWS or find_distribution_date(page.lines) is None:
        return False
    heading = " ".join(line.text for line in page.lines[max(0, rows[0] - HEADING_LINES) : rows[0]])
    return all(words.search(heading) for words in (_BEGINNING, _ENDING, _BALANCE))


def _is_class_row(line: Line) -> bool:
    if not _CLASS.match(line.squashed) or _NO_CLASS.match(line.squashed):
        return False
    return sum(1 for cell in line.values if cell.kind == "number" and MONEY.match(cell.text)) >= MONEY_IN_ROW


def find_distribution_date(lines: Sequence[Line]) -> tuple[str, int] | None:
    """The date (ISO) behind or below a label 'Distribution Date' or 'Payment Date', and its line's number."""
    for place, line in enumerate(lines):
        if "date" not in line.text.casefold():
            continue
        if not _DATE_LABEL.search(line.text.strip()):
            continue
        below = lines[place + 1 : place + 2] if not line.dates else []
        if date := _first_date([line, *below]):
            return date, line.number
    return None


def _first_date(lines: Iterable[Line]) -> str | None:
    dates = (read_date(cell.text) for line in lines for cell in line.dates)
    return next((date for date in dates if date), None)
