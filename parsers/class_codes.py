"""Codes of classes: CUSIPs, CUSIPs damaged by a scan, and the printers' own codes where there is none."""

import re

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.headings import Column
from parsers.printed_values import repair_cusip
from parsers.records import Tranche

# Letters and digits in one word: '36185NAEO', 'SMT00004B', 'SEQ0305B4', '81743RAFf9'.
_CODE = re.compile(r"(?=[A-Z*@#]*\d)(?=\d*[A-Z*@#])[A-Z0-9*@#]{7,12}", re.IGNORECASE)
_DIGITS = re.compile(r"\d{5,12}")
_NINE = re.compile(r"\d[A-Z0-9*@#]{8}", re.IGNORECASE)
_NONE = re.compile(r"N/?A|NONE|-+", re.IGNORECASE)


def split_code(cell: Cell, column: Column, *, first: bool) -> list[Cell]:
    """The cell in parts, one of them the code of its class; the unchanged cell where it contains no code.

    A word of nine letters and digits is a code anywhere behind the name of the class; a word of another
    length, five digits or more and 'N/A' only below the heading. `first`: the cell begins the row.
    """
    words = list(re.finditer(r"\S+", cell.text))
    for word in words[1:] if first else words:
        start, end = cell.start + word.start(), cell.start + word.end()
        below = start < column.end and column.start < end
        if _is_code(word[0], below=below):
            parts = [
                ("words", cell.text[: word.start()].rstrip(), cell.start),
                ("cusip", word[0], start),
                ("words", cell.text[word.end() :].lstrip(), end + 1),
            ]
            return [Cell(kind, text, cell.line, at, at + len(text)) for kind, text, at in parts if text]  # type: ignore[arg-type] # two of the kinds
    return [cell]


def _is_code(word: str, *, below: bool) -> bool:
    if _CODE.fullmatch(word):
        return below or len(word) == 9
    return below and (_DIGITS.fullmatch(word) is not None or is_none(word))


def is_none(word: str) -> bool:
    """Whether a word says that the class has no code: 'N/A', 'NA', a dash."""
    return _NONE.fullmatch(word) is not None


def place_code(builder: Builder, tranche: Tranche, code: str, line: int) -> None:
    """Store a code in its field: nine characters that begin with a digit are a CUSIP, valid or not.

    Any other is the printer's own, unless it is a CUSIP with digits misread as letters by a scan: the printed
    form is kept beside it.
    """
    repaired = repair_cusip(code)
    cusip = repaired or (code if _NINE.fullmatch(code) else None)
    builder.set(tranche, "cusip", cusip, line)
    if cusip != code and not is_none(code):
        builder.set(tranche, "cusip_printed", code, line)
