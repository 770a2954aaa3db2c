"""Damage to a family page, in one place, drawn again as text or HTML, each with what was done.

    hurt = damage.DAMAGES["exchange_columns"](page, Random(7))  # None where the page has no place for it
    hurt = damage.damage(page, Random(7))                       # of any kind that the page has a place for
    hurt.page          # a Written: its figures are what is printed now, on the lines where it stands now
    hurt.description          # what was done, in words
    hurt.touched       # the figures as they were: those that changed, moved, or lost a word over them
    hurt.places        # (subject, field) of those

A figure keeps the field that it truly has: after an exchange of columns the principal is still `principal`,
though it stands under the word for interest. Text keeps its other columns where they were; HTML its other
cells.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random

from tests.writer.families.drawing import Bit, Drawn
from tests.writer.families.foreign import foreign_table_after, foreign_table_beside
from tests.writer.families.redrawing import (
    Damage,
    class_tables,
    is_of_class,
    plain_number,
    redrawn,
    with_rows,
)
from tests.writer.families.truth import Figure, Written
from tests.writer.mutations import another_digit

Place = tuple[int, int]  # row of the drawing, bit of the row


def _figures(bits: Sequence[Bit]) -> tuple[Figure, ...]:
    return tuple(bit.figure for bit in bits if bit.figure is not None and bit.figure.is_number)


def _column(page: Written, rows: Sequence[int], column: int) -> list[Bit]:
    return [bit for place in rows for bit in page.drawn[place].bits if bit.column == column]


def _value_columns(page: Written, rows: Sequence[int]) -> list[int]:
    """The columns that hold classes' numbers."""
    bits = [bit for place in rows for bit in page.drawn[place].bits]
    return sorted({bit.column for bit in bits if is_of_class(bit)})


def read_value(old: Figure, text: str) -> Decimal | int | None:
    """What a changed text must be read as, in the scale in which the old one was read."""
    printed, before = plain_number(text), plain_number(old.text)
    if printed is None or before is None or not isinstance(old.value, Decimal | int) or not before:
        return None
    if isinstance(old.value, int):
        return int(printed)
    scale = 1 if old.value == before else 100 if old.value == before * 100 else 1000
    return printed * scale if scale == 1 or before * scale == old.value else printed


def change_digit(page: Written, rng: Random, *, of_class: bool = False) -> Damage | None:
    """Another digit in one number that is not zero; `of_class`: of a class table."""
    places = [
        (place, number)
        for place, row in enumerate(page.drawn)
        for number, bit in enumerate(row.bits)
        if bit.figure and bit.figure.is_number and bit.figure.value and (is_of_class(bit) or not of_class)
    ]
    if not places:
        return None
    place, number = rng.choice(places)
    bit = page.drawn[place].bits[number]
    assert bit.figure is not None
    text = another_digit(bit.text, rng)
    figure = replace(bit.figure, text=text, value=read_value(bit.figure, text))
    bits = list(page.drawn[place].bits)
    bits[number] = bit._replace(text=text, figure=figure)
    rows = with_rows(page, {place: page.drawn[place]._replace(bits=tuple(bits))})
    return Damage("change_digit", redrawn(page, rows), f"{bit.text!r} became {text!r}", (bit.figure,))


def shift_column(page: Written, rng: Random) -> Damage | None:
    """A column and all behind it stand further right, in HTML by one cell; the heading stays."""
    tables = class_tables(page)
    if not tables:
        return None
    rows = tables[rng.choice(sorted(tables))]
    column = rng.choice(_value_columns(page, rows))
    blanks = rng.randint(1, 14)

    def moved(bit: Bit) -> Bit:
        if bit.column < column:
            return bit
        return bit._replace(start=bit.start + blanks, column=bit.column + 1)

    changed = {
        place: page.drawn[place]._replace(bits=tuple(map(moved, page.drawn[place].bits))) for place in rows
    }
    touched = [bit for place in rows for bit in page.drawn[place].bits if bit.column >= column]
    reported = f"column {column} and all behind it moved by {blanks} blanks or one cell"
    return Damage("shift_column", redrawn(page, with_rows(page, changed)), reported, _figures(touched))


def _headings(page: Written) -> Iterator[tuple[int, int, list[int]]]:
    """Each heading of a class table: its row, its bit, and the rows of values of its table."""
    for table, rows in class_tables(page).items():
        for place, row in enumerate(page.drawn):
            if row.table != table or place > rows[0]:
                continue
            for number, bit in enumerate(row.bits):
                if bit.kind == "heading" and not bit.text.strip().startswith("("):
                    yield place, number, rows


def lose_heading_word(page: Written, rng: Random) -> Damage | None:
    """One word of one column's heading is not printed."""
    places = list(_headings(page))
    if not places:
        return None
    place, number, rows = rng.choice(places)
    bit = page.drawn[place].bits[number]
    words = bit.text.split()
    lost = rng.randrange(len(words))
    start = 0
    for word in words[:lost]:
        start = bit.text.index(word, start) + len(word)
    start = bit.text.index(words[lost], start)
    blank = " " * len(words[lost])
    text = bit.text[:start] + blank + bit.text[start + len(blank) :]
    bits = list(page.drawn[place].bits)
    if text.strip():
        bits[number] = bit._replace(text=text.strip() if page.html else text)
    else:
        del bits[number]
    damaged = with_rows(page, {place: page.drawn[place]._replace(bits=tuple(bits))})
    reported = f"the heading {bit.text!r} lost {words[lost]!r}"
    return Damage(
        "lose_heading_word", redrawn(page, damaged), reported, _figures(_column(page, rows, bit.column))
    )


def lose_row(page: Written, rng: Random) -> Damage | None:
    """One row of a class table is not printed."""
    rows = [place for own in class_tables(page).values() for place in own]
    if not rows:
        return None
    place = rng.choice(rows)
    row = page.drawn[place]
    damaged = [other for number, other in enumerate(page.drawn) if number != place]
    return Damage("lose_row", redrawn(page, damaged), f"the row {row.text!r} was lost", _figures(row.bits))


def exchange_columns(page: Written, rng: Random, fields: tuple[str, str] | None = None) -> Damage | None:
    """The values of two columns of a class table change places under their headings; the keys stay."""
    choices = [
        (rows, one, other)
        for rows in class_tables(page).values()
        for one, other in combinations(_value_columns(page, rows), 2)
        if fields is None or {_field(page, rows, one), _field(page, rows, other)} == set(fields)
    ]
    rng.shuffle(choices)
    for rows, one, other in choices:
        changed = {place: _exchanged(page.drawn[place], one, other) for place in rows}
        if _differ(page, rows, one, other) and all(map(_is_legible, changed.values())):
            break
    else:
        return None
    touched = [*_column(page, rows, one), *_column(page, rows, other)]
    reported = f"the columns of {_field(page, rows, one)} and {_field(page, rows, other)} changed places"
    return Damage("exchange_columns", redrawn(page, with_rows(page, changed)), reported, _figures(touched))


def _is_legible(row: Drawn) -> bool:
    """Whether a blank parts what is printed on a line."""
    bits = sorted(row.bits, key=lambda bit: bit.start)
    return all(left.end < right.start for left, right in pairwise(bits))


def _differ(page: Written, rows: Sequence[int], one: int, other: int) -> bool:
    """Whether a person would see the exchange of two columns."""
    texts = [[bit.text for bit in _column(page, rows, column) if bit.figure] for column in (one, other)]
    return texts[0] != texts[1]


def _field(page: Written, rows: Sequence[int], column: int) -> str:
    return next(bit.figure.field for bit in _column(page, rows, column) if bit.figure)


def _exchanged(row: Drawn, one: int, other: int) -> Drawn:
    first = next((bit for bit in row.bits if bit.column == one and bit.figure), None)
    second = next((bit for bit in row.bits if bit.column == other and bit.figure), None)
    kept = [bit for bit in row.bits if bit not in (first, second)]
    for bit, at in ((first, second), (second, first)):
        if bit is None:
            continue
        column = other if bit is first else one
        end = at.end if at else bit.end
        assert bit.figure is not None
        address = bit.figure.address
        if at is not None and at.figure is not None:
            address = address._replace(column=at.figure.address.column)
        figure = replace(bit.figure, address=address)
        kept.append(bit._replace(start=max(0, end - len(bit.text)), column=column, figure=figure))
    return row._replace(bits=tuple(sorted(kept, key=lambda bit: bit.start)))


DAMAGES: dict[str, Callable[[Written, Random], Damage | None]] = {
    "change_digit": change_digit,
    "shift_column": shift_column,
    "lose_heading_word": lose_heading_word,
    "lose_row": lose_row,
    "exchange_columns": exchange_columns,
    "foreign_table_beside": foreign_table_beside,
    "foreign_table_after": foreign_table_after,
}


def damage(page: Written, rng: Random) -> Damage:
    """Damage of any kind that the page has a place for."""
    kinds = list(DAMAGES)
    rng.shuffle(kinds)
    return next(hurt for kind in kinds if (hurt := DAMAGES[kind](page, rng)) is not None)
