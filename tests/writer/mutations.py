"""Damage to a written page, in one place at a time, each with what was done to which figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.writer.sheet import Figure, Label, Written


@dataclass(frozen=True)
class Damage:
    """The damaged page, what was done in words, and the figures that it touched."""

    page: Written
    description: str
    touched: tuple[Figure, ...]

    @property
    def places(self) -> set[tuple[object, str]]:
        return {(figure.key, figure.field) for figure in self.touched}


def change_digit(page: Written, rng: Random) -> Damage:
    """Another digit in one printed number, as long as before and without a leading zero."""
    figure = rng.choice([one for one in page.numbers if any(letter.isdigit() for letter in one.ink.text)])
    changed = another_digit(figure.ink.text, rng)
    description = f"line {figure.line + 1}: {figure.ink.text!r} became {changed!r}"
    return Damage(_overwrite(page, figure.line, figure.start, changed), description, (figure,))


def another_digit(text: str, rng: Random) -> str:
    """A number with one digit changed."""
    place = rng.choice([place for place, letter in enumerate(text) if letter.isdigit()])
    first = next(place for place, letter in enumerate(text) if letter.isdigit())
    leads = place == first and text[first + 1 : first + 2].isdigit() | (text[first + 1 : first + 2] == ",")
    digits = [digit for digit in "0123456789" if digit != text[place] and not (leads and digit == "0")]
    return text[:place] + rng.choice(digits) + text[place + 1 :]


def lose_row(page: Written, rng: Random) -> Damage:
    """One line with numbers on it is not there."""
    return lose_line(page, rng.choice(sorted({figure.line for figure in page.numbers})))


def lose_heading(page: Written, rng: Random) -> Damage:
    """A line of column headings, or the heading of a block, is not there."""
    return lose_line(page, rng.choice([label.line for label in page.labels if label.kind == "heading"]))


def cut_label(page: Written, label: Label, kept: int) -> Damage:
    """A label's end is blank: its first letters alone are printed; a value that stands on it stays."""
    values = [one.start for one in page.figures if one.line == label.line and one.start >= label.start]
    end = min([label.start + len(label.text), *values])
    blank = " " * (end - label.start - kept)
    description = f"line {label.line + 1}: {label.text!r} was cut to {label.text[:kept]!r}"
    return Damage(
        _overwrite(page, label.line, label.start + kept, blank), description, _on_line(page, label.line)
    )


def overprint_label(page: Written, figure: Figure, label: Label, kept: int) -> Damage:
    """The value stands on its label instead of behind it; what the label has behind the value stays.

    For rows with one value alone.
    """
    line = page.lines[figure.line]
    bare = line[: figure.start] + " " * len(figure.ink.text) + line[figure.end :]
    start = label.start + kept
    text = (bare[:start] + figure.ink.text + bare[start + len(figure.ink.text) :]).rstrip()
    lines = (*page.lines[: figure.line], text, *page.lines[figure.line + 1 :])
    description = f"line {figure.line + 1}: the value was printed over its label: {text!r}"
    return Damage(replace(page, lines=lines), description, (figure,))


def column_of(page: Written, figure: Figure) -> list[Figure]:
    """The figures above and below one in its class table: the same field on lines in a row."""
    same = {
        one.line: one for one in page.figures if one.field == figure.field and one.key[0] == figure.key[0]
    }
    # Figures of other columns may share the line, and a field be printed in two tables: lines in a row only.
    found = [figure]
    for step in (-1, 1):
        line = figure.line + step
        while line in same:
            found.append(same[line])
            line += step
    return sorted(found, key=lambda one: one.line)


def cut_column(page: Written, column: Sequence[Figure], lost: int) -> Damage:
    """The last characters of a column are blank in every row, as a page cut too narrow loses them."""
    damaged = page
    edge = max(figure.end for figure in column) - lost
    for figure in column:
        if figure.end > edge:
            start = max(edge, figure.start)
            damaged = _overwrite(damaged, figure.line, start, " " * (figure.end - start))
    description = f"column {column[0].field} lost {lost} characters in {_lines_of(column)}"
    return Damage(damaged, description, tuple(column))


def shift_column(page: Written, column: Sequence[Figure], blanks: int) -> Damage:
    """All that stands from a column on moves to the right in every row, the heading stays."""
    lines = list(page.lines)
    for figure in column:
        text = lines[figure.line]
        lines[figure.line] = text[: figure.start] + " " * blanks + text[figure.start :]
    description = f"column {column[0].field} and all behind it moved by {blanks} in {_lines_of(column)}"
    return Damage(replace(page, lines=tuple(lines)), description, tuple(column))


def _lines_of(column: Sequence[Figure]) -> str:
    return f"lines {column[0].line + 1} to {column[-1].line + 1}"


def lose_line(page: Written, line: int) -> Damage:
    """That line is not there."""
    lines = (*page.lines[:line], *page.lines[line + 1 :])
    kept = [one for one in page.figures if one.line != line]
    figures = tuple(one._replace(line=one.line - (one.line > line)) for one in kept)
    damaged = replace(page, lines=lines, figures=figures, labels=())
    return Damage(damaged, f"line {line + 1} was lost: {page.lines[line]!r}", _on_line(page, line))


def _on_line(page: Written, line: int) -> tuple[Figure, ...]:
    return tuple(figure for figure in page.figures if figure.line == line)


def _overwrite(page: Written, line: int, start: int, text: str) -> Written:
    old = page.lines[line]
    new = (old[:start].ljust(start) + text + old[start + len(text) :]).rstrip()
    return replace(page, lines=(*page.lines[:line], new, *page.lines[line + 1 :]))


def single_rows(page: Written) -> Iterable[tuple[Label, Figure]]:
    """Rows of one label and one number, the label before the number."""
    numbers: dict[int, list[Figure]] = {}
    for figure in page.figures:
        numbers.setdefault(figure.line, []).append(figure)
    for label in page.labels:
        on_line = numbers.get(label.line, [])
        if label.kind != "row" or len(on_line) != 1 or not on_line[0].ink.is_number:
            continue
        if label.start + len(label.text) <= on_line[0].start:
            yield label, on_line[0]
