"""Figures printed into each other, told apart by the arithmetic of their row."""

import re

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.page import Line

# A factor has seven decimals: what follows at once is the next column's amount.
_GLUED = re.compile(r"(\d+\.\d{7})(\d{1,3}(?:,\d{3})*\.\d\d)$")


def part_glued(builder: Builder, line: Line) -> None:
    """'0.86666291,891,537.83' is a factor and the principal, where principal is what the balance fell by.

    The row proves it alone: a heading that is lost does not make two numbers one.
    """
    values = line.values
    glued = next((place for place, cell in enumerate(values) if cell.kind == "broken"), None)
    match = _GLUED.match(values[glued].text) if glued is not None else None
    if glued is None or match is None:
        return
    cell = values[glued]
    balances = [before.value for before in values[:glued] if before.value is not None]
    middle = cell.start + match.end(1)
    parts = [
        Cell.number(match[1], cell.line, cell.start, middle),
        Cell.number(match[2], cell.line, middle, cell.end),
    ]
    if len(balances) == 2 and balances[0] - balances[1] == parts[1].value:
        builder.part(cell, parts)
