"""Labels with numbers: ranges, as tables of a pool's distribution have them, and remarks in brackets.

    500,000 to 1,000,000        41    31,201,334.56    4.57%
    7.000% or Less               3     1,204,000.00    0.18%
    Insurer premium (0.14% per annum)     31,550.44

Theory of operation. A line begins with a range in words and figures, one blank apart, and has two more values
or more behind it; or words with figures among the words of a bracket are followed by a wide gap and a value.
The line is read with its label as one cell of words.
"""

import re
from collections.abc import Sequence

from parsers.blocks.line_kinds import PER_1000
from parsers.cells import Cell
from parsers.page import Line, with_cells

_NUMBER = r"\$? ?\d[\d,]*(?:\.\d+)?%?"
_RANGE = re.compile(
    rf"\s*(?P<words>{_NUMBER} ?(?:to|-|through|thru|and) ?(?:less than )?{_NUMBER}"
    rf"|{_NUMBER} (?:or|and|&) (?:less|more|above|over|below|greater|under|higher|lower)"
    rf"|(?:less than|under|over|up to|below|above|greater than|more than|at least)(?: or equal to)?"
    rf" {_NUMBER})"
    r"(?: (?:months?|years?|days?))?(?=\s{2,}\S)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*(?P<words>[A-Za-z(][^()]*(?:\([^()]*\)[^()]*?)*\([^()]*\d[^()]*\))(?=\s{2,})")
_WORD = re.compile(r"[A-Za-z]{2,}")
LEAST_VALUES = 2  # behind a range


def label_with_numbers(line: Line) -> re.Match[str] | None:
    """The label with numbers in it that a line begins with, if values are behind it."""
    values = line.values
    if len(values) < 2 or not _may_be_label(line):
        return None
    found, least = _RANGE.match(line.text), LEAST_VALUES
    if found is None:
        found, least = _remark(line), 1
    if found is None:
        return None
    behind = [cell for cell in values if cell.start >= found.end()]
    return found if least <= len(behind) < len(values) else None


def _remark(line: Line) -> re.Match[str] | None:
    """Words that end in a bracket with figures and words, one blank apart."""
    found = _REMARK.match(line.text)
    if found is None or "  " in found["words"]:
        return None
    bracket = found["words"][found["words"].rindex("(") :]
    return found if _WORD.search(bracket) else None


def _may_be_label(line: Line) -> bool:
    """A quick test: words and a value, one blank apart or less, begin the line."""
    first, second = line.cells[:2]
    return first.is_value != second.is_value and second.start <= first.end + 1


def numbers_of_label(line: Line) -> list[Cell]:
    """The numbers in the label that a line begins with."""
    found = label_with_numbers(line)
    return [cell for cell in line.values if cell.start < found.end()] if found else []


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Lines with each label that has numbers as one cell of words."""
    return [_labelled(line) if _may_have_numbers(line) else line for line in lines]


def _may_have_numbers(line: Line) -> bool:
    """A quick test that most lines fail: a value among words, one blank apart or the only one."""
    cells = line.cells
    if len(cells) < 3:
        return False
    return cells[1].start <= cells[0].end + 1 or len(line.values) == 1


def _labelled(line: Line) -> Line:
    found = label_with_numbers(line)
    if found is None:
        return _with_whole_titles(line) if len(line.values) == 1 and len(line.cells) > 2 else line
    start, end = found.span("words")[0], found.end()
    words = Cell("words", " ".join(found[0].split()), line.number, start, end)
    return with_cells(line, [words, *(cell for cell in line.cells if cell.start >= end)])


def _with_whole_titles(line: Line) -> Line:
    """A line of titles side by side, with the one that says per $1,000 as one cell of words."""
    phrases = re.split(r"\s{2,}", line.text.strip())
    title = next((words for words in phrases if PER_1000.search(words)), "")
    at = line.cells.index(line.values[0])
    if len(phrases) < 2 or not title or not at:
        return line
    last = at + (not title.endswith(line.values[0].text))
    words = Cell("words", title, line.number, line.cells[at - 1].start, line.cells[last].end)
    return with_cells(line, [*line.cells[: at - 1], words, *line.cells[last + 1 :]])
