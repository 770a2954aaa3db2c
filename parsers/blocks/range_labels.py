"""Labels that are ranges, as tables of a pool's distribution have them: their numbers are words.

    500,000 to 1,000,000        41    31,201,334.56    4.57%
    7.000% or Less               3     1,204,000.00    0.18%

Theory of operation. A line begins with a range in words and figures, one blank apart, and has two more values
or more behind it. The line is read with the range as one cell of words.
"""

import re
from collections.abc import Sequence

from parsers.cells import VALUE_KINDS, Cell
from parsers.page import Line, ReadLine

_NUMBER = r"\$? ?\d[\d,]*(?:\.\d+)?%?"
_RANGE = re.compile(
    rf"\s*(?P<words>{_NUMBER} ?(?:to|-|through|thru|and) ?(?:less than )?{_NUMBER}"
    rf"|{_NUMBER} (?:or|and|&) (?:less|more|above|over|below|greater|under|higher|lower)"
    rf"|(?:less than|under|over|up to|below|above|greater than|more than|at least|from)(?: or equal to)? {_NUMBER}"
    rf"(?: to {_NUMBER})?)"
    r"(?: (?:months?|years?|days?))?(?=\s{2,}\S)",
    re.IGNORECASE,
)
LEAST_VALUES = 2  # behind a range


def range_of(line: Line) -> re.Match[str] | None:
    """The range that a line begins with, if it is the label of two values or more."""
    if len(line.values) <= LEAST_VALUES or not _may_be_range(line):
        return None
    found = _RANGE.match(line.text)
    if found is None:
        return None
    behind = [cell for cell in line.values if cell.start >= found.end()]
    return found if LEAST_VALUES <= len(behind) < len(line.values) else None


def _may_be_range(line: Line) -> bool:
    """A quick test: a value and words beside it begin the line."""
    first, second = line.cells[:2]
    return first.is_value != second.is_value and second.start <= first.end + 1


def numbers_of_range(line: Line) -> list[Cell]:
    """The numbers in the range that a line begins with."""
    found = range_of(line)
    return [cell for cell in line.values if cell.start < found.end()] if found else []


def with_range_labels(lines: Sequence[Line]) -> list[Line]:
    """Lines with each range that labels a row as one cell of words."""
    return [_labelled(line) for line in lines]


def _labelled(line: Line) -> Line:
    found = range_of(line)
    if found is None:
        return line
    start, end = found.span("words")[0], found.end()
    words = Cell("words", " ".join(found[0].split()), line.number, start, end)
    cells = [words, *(cell for cell in line.cells if cell.start >= end)]
    values = [cell for cell in cells if cell.kind in VALUE_KINDS]
    return ReadLine(line.number, line.text, None, None, None, False, cells, values, line.squashed)
