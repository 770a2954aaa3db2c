"""Blocks of losses and recoveries to date: rows of one loss type a column, as the heading names them."""

from collections.abc import Sequence

from parsers.certificates.certificate import Block, Certificate
from parsers.certificates.wordings import LOSS_TYPES, LOSSES, RECOVERIES
from parsers.headings import Column
from parsers.labels import Vocabulary, plain
from parsers.page import Line
from parsers.value_places import assign, places_of

_LOSSES = Vocabulary(LOSSES)
_RECOVERIES = Vocabulary(RECOVERIES)
# 'Bankruptcy' alone heads a column of delinquencies too.
_OPENING = frozenset({"liquidation to-date", "special hazard", "fraud"})


class Losses(Block):
    """Losses by type; values under a column that is no loss type stay to be reported."""

    def __init__(self, certificate: Certificate, heading: Line) -> None:
        self.builder = certificate.builder
        self.columns = [
            Column(cell.text, cell.start, cell.end, LOSS_TYPES.get(plain(cell.text)))
            for cell in heading.cells
        ]
        self.rows: list[tuple[str, str, Line]] = []

    def take(self, line: Line, label: str) -> bool:
        """A row of the loss block."""
        name = _LOSSES.find(label)
        if name is None:
            return False
        self.rows.append((name, label, line))
        return True

    def close(self) -> None:
        """Place the rows under the columns where most of them stand."""
        places = places_of(self.columns, [line.values for _, _, line in self.rows])
        for name, label, line in self.rows:
            for column, cell in zip(self.columns, assign(line.values, places), strict=True):
                if column.field is not None and cell is not None:
                    self.builder.add_amount(name, cell, label, loss_type=column.field)


class Recoveries(Block):
    """Net recoveries to date, one figure a row."""

    def __init__(self, certificate: Certificate) -> None:
        self.builder = certificate.builder

    def take(self, line: Line, label: str) -> bool:
        """A row of the recoveries."""
        name = _RECOVERIES.find(label)
        return (
            name is not None
            and len(line.values) == 1
            and self.builder.add_amount(name, line.values[0], label)
        )


def open_losses(certificate: Certificate, heading: Sequence[Line]) -> Block | None:
    """The block below 'Liquidation To-Date', 'Special Hazard  Fraud …' or 'Net Recoveries to Date'."""
    line = heading[-1]
    if plain(line.text).startswith("net recoveries to date"):
        return Recoveries(certificate)
    if any(plain(cell.text) in _OPENING for cell in line.cells):
        return Losses(certificate, line)
    return None
