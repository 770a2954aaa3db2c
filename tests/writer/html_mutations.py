"""Damage to the HTML face of a written page: cells changed, rows and headings lost, labels cut."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.writer.mutations import Damage, another_digit
from tests.writer.sheet import Cells, Figure, Piece, Written


def change_cell(page: Written, rng: Random) -> Damage:
    """Another digit in one number's cell."""
    row, place = rng.choice(_places(page, _is_changeable))
    old = page.rows[row][place]
    text = another_digit(old.text, rng)
    damaged = _with_piece(page, row, place, text)
    return Damage(damaged, f"row {row + 1}: {old.text!r} became {text!r}", _figures((old,)))


def lose_table_row(page: Written, rng: Random) -> Damage:
    """One row with numbers in it is not there."""
    return _lose(page, rng.choice(_places(page, _is_number))[0])


def lose_heading_row(page: Written, rng: Random) -> Damage:
    """A row of column headings, or the heading of a block, is not there."""
    return _lose(page, rng.choice(_places(page, _is_heading))[0])


def cut_cell(page: Written, rng: Random) -> tuple[Damage, str]:
    """A label's first letters alone are in its cell; the damage and what is left."""
    row, place = rng.choice(_places(page, lambda piece: piece.label is not None))
    old = page.rows[row][place].text
    left = old[: rng.randint(0, len(old) - 1)].rstrip()
    description = f"row {row + 1}: {old!r} was cut to {left!r}"
    return Damage(_with_piece(page, row, place, left), description, _figures(page.rows[row])), left


def _is_number(piece: Piece) -> bool:
    return piece.figure is not None and piece.figure.ink.is_number


def _is_changeable(piece: Piece) -> bool:
    return _is_number(piece) and any(letter.isdigit() for letter in piece.text)


def _is_heading(piece: Piece) -> bool:
    return piece.label is not None and piece.label.kind == "heading"


def _places(page: Written, wanted: Callable[[Piece], bool]) -> list[tuple[int, int]]:
    return [
        (row, place)
        for row, pieces in enumerate(page.rows)
        for place, piece in enumerate(pieces)
        if wanted(piece)
    ]


def _figures(pieces: Cells) -> tuple[Figure, ...]:
    return tuple(piece.figure for piece in pieces if piece.figure is not None)


def _with_piece(page: Written, row: int, place: int, text: str) -> Written:
    pieces = list(page.rows[row])
    pieces[place] = pieces[place]._replace(text=text)
    return replace(page, rows=(*page.rows[:row], tuple(pieces), *page.rows[row + 1 :]))


def _lose(page: Written, row: int) -> Damage:
    lost = _figures(page.rows[row])
    figures = list(page.figures)
    for one in lost:
        same = (other for other in figures if (other.key, other.field, other.ink) == one[:3])
        figures.remove(next(same))
    description = f"row {row + 1} was lost: {' | '.join(piece.text for piece in page.rows[row])!r}"
    rows = (*page.rows[:row], *page.rows[row + 1 :])
    return Damage(replace(page, rows=rows, figures=tuple(figures)), description, lost)
