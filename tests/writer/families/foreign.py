"""Tables of other things, put beside or behind the class tables of a page."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.writer.families.drawing import Bit, Drawn
from tests.writer.families.redrawing import Damage, class_tables, plain_number, redrawn, with_rows
from tests.writer.families.truth import Address, Figure, Written

FOREIGN = (
    ("Account", "Beginning Balance", "Ending Balance"),
    ("Loan Number", "Principal", "Interest"),
    ("Group", "Principal Balance", "Realized Loss"),
    ("Reserve Fund", "Deposits", "Withdrawals"),
)


def _foreign_cells(
    rng: Random, number: int, headings: Sequence[str], address: Address
) -> list[tuple[str, Figure | None]]:
    """The label of a foreign row, and its values with their addresses."""
    label = {"Loan Number": "L", "Group": "Group ", "Account": "Account ", "Reserve Fund": "Fund "}[
        headings[0]
    ]
    name = f"{label}{number + 1}"
    found: list[tuple[str, Figure | None]] = [(name, None)]
    for heading in headings[1:]:
        value = Decimal(rng.randint(1_000_00, 90_000_000_00)).scaleb(-2)
        own = Figure(
            f"{value:,.2f}", value, 0, 0, 0, address._replace(label=name, column=heading, group=None)
        )
        found.append((own.text, own))
    return found


def foreign_table_beside(page: Written, rng: Random) -> Damage | None:
    """Another table stands to the right of a class table, its rows on the same lines."""
    tables = class_tables(page)
    if not tables:
        return None
    table = rng.choice(sorted(tables))
    rows = tables[table]
    headings = rng.choice(FOREIGN)
    section = next(bit.figure.address for bit in page.drawn[rows[0]].bits if bit.figure)
    own = [place for place, row in enumerate(page.drawn) if row.table == table]
    edge = max(bit.end for place in own for bit in page.drawn[place].bits) + rng.choice((3, 6, 10))
    last = max(bit.column + bit.span for place in own for bit in page.drawn[place].bits)
    above = [
        place
        for place in own
        if place < rows[0] and any(bit.kind == "heading" for bit in page.drawn[place].bits)
    ]
    changed: dict[int, Drawn] = {}
    if above:
        bits = [
            Bit(text, edge + 20 * number, last + number, kind="heading")
            for number, text in enumerate(headings)
        ]
        changed[above[-1]] = _beside(page.drawn[above[-1]], bits)
    for number, place in enumerate(rows[: rng.randint(1, len(rows))]):
        cells = _foreign_cells(rng, number, headings, section)
        bits = [
            Bit(text, edge + 20 * at, last + at, kind="value" if figure else "label", figure=figure)
            for at, (text, figure) in enumerate(cells)
        ]
        changed[place] = _beside(page.drawn[place], bits)
    reported = f"a table of {headings[0]} stands beside a class table"
    return Damage("foreign_table_beside", redrawn(page, with_rows(page, changed)), reported, ())


def _beside(row: Drawn, bits: Sequence[Bit]) -> Drawn:
    return row._replace(bits=(*row.bits, *bits))


def _other_digits(text: str, rng: Random) -> str:
    """Another number as long as this one."""
    return "".join(rng.choice("123456789") if letter.isdigit() else letter for letter in text)


def foreign_table_after(page: Written, rng: Random) -> Damage | None:
    """Rows of another table follow at once, at the class table's columns and without a heading."""
    tables = class_tables(page)
    if not tables:
        return None
    table = rng.choice(sorted(tables))
    last = tables[table][-1]
    row = page.drawn[last]
    added = []
    label = rng.choice(("Reserve Fund", "Group", "Loan", "Account"))
    for number in range(rng.randint(1, 4)):
        room = min(bit.start for bit in row.bits if bit.figure and bit.figure.is_number)
        name = f"{label} {number + 1}"
        name = name if len(name) < room else f"{label[0]}{number + 1}"
        bits = [Bit(name, 0, 0, kind="label")] if len(name) < room else []
        for bit in row.bits:
            if not bit.figure or not bit.figure.is_number:
                continue
            text = _other_digits(bit.text, rng)
            own = replace(bit.figure, text=text, value=plain_number(text), subject=None, field="")
            own = replace(own, address=own.address._replace(label=name))
            bits.append(bit._replace(text=text, figure=own))
        added.append(Drawn(tuple(bits), table))
    damaged = [*page.drawn[: last + 1], *added, *page.drawn[last + 1 :]]
    reported = f"{len(added)} rows of another table, named {label}, follow a class table"
    return Damage("foreign_table_after", redrawn(page, damaged), reported, ())
