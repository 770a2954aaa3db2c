"""Small hand-written class tables for the tests of the general reader, and what it makes of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from parsers.general.parts import Part
from tests.properties.general_reading import read, records

TITLE = "Distribution Summary"
HEADINGS = ("Class", "Beginning Balance", "Principal", "Interest", "Total", "Realized Loss", "Ending Balance")
ROWS = (
    ("A-1", "1,000,000.00", "10,000.00", "5,000.00", "15,000.00", "0.00", "990,000.00"),
    ("A-2", "2,000,000.00", "30,000.00", "11,000.00", "41,000.00", "0.00", "1,970,000.00"),
    ("M-1", "300,000.00", "1,200.00", "1,700.00", "2,900.00", "0.00", "298,800.00"),
    ("B-1", "100,000.00", "400.00", "600.00", "1,000.00", "2,500.00", "97,100.00"),
)
TOTALS = ("Totals", "3,400,000.00", "41,600.00", "18,300.00", "59,900.00", "2,500.00", "3,355,900.00")


def drawn(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str = TITLE) -> str:
    """A table as text, its columns wide apart."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    lines = [headings, *rows]
    text = [
        "   ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join([title.center(60), *text, "", ""])


def table(**changes: Any) -> str:
    """The table of this module: other `headings`, `rows`, `totals` or `title`."""
    rows = changes.get("rows", ROWS)
    totals = changes.get("totals", TOTALS)
    body = [*rows, totals] if totals else list(rows)
    return drawn(changes.get("headings", HEADINGS), body, changes.get("title", TITLE))


def with_column(heading: str, values: Sequence[str], total: str) -> str:
    """The table with one more column behind the others."""
    rows = [(*row, value) for row, value in zip(ROWS, values, strict=True)]
    return table(headings=(*HEADINGS, heading), rows=rows, totals=(*TOTALS, total))


def changed(row: int, column: int, value: str) -> tuple[tuple[str, ...], ...]:
    """The rows with another figure in one place."""
    return tuple(
        tuple(value if (place, at) == (row, column) else cell for at, cell in enumerate(cells))
        for place, cells in enumerate(ROWS)
    )


def classes(text: str) -> dict[str, dict[str, Any]]:
    """The classes that are read, by name."""
    builder, _ = read(text)
    found = [record for record in records(builder) if record["record"] == "tranche"]
    return {record["class_name"]: record for record in found}


def totals(text: str) -> dict[str, Any]:
    """The totals that are read."""
    builder, _ = read(text)
    return next((record for record in records(builder) if record["record"] == "total"), {})


def column(text: str, field: str) -> list[Decimal | None]:
    """A field of each class; [] where no class has it."""
    found = [record[field] for record in classes(text).values() if field in record]
    return found


def refused(text: str) -> list[Part]:
    """The tables that were not read."""
    return read(text)[1].refused


def reasons(text: str) -> str:
    """Why tables were not read."""
    return "; ".join(part.refused for part in refused(text))
