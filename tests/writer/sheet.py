"""A page while it is written: lines, and for each figure where it stands and what it must be read as."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

Value = Decimal | int | str | bool | list[str] | None
# A record: its kind and what distinguishes it from others of its kind, ('pool', '2') or ('tranche', 3).
Key = tuple[str | int | None, ...]
Records = dict[Key, dict[str, Value]]


class Ink(NamedTuple):
    """What is printed, and the value that a reader must make of it."""

    text: str
    value: Value
    is_number: bool = True


class Figure(NamedTuple):
    """A printed value: the record and field it belongs to, and its place (line from 0, columns)."""

    key: Key
    field: str
    ink: Ink
    line: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.ink.text)


class Label(NamedTuple):
    """Printed words that say what the figures on the line, or below it ('heading'), are."""

    text: str
    line: int
    start: int
    kind: str = "row"


class Piece(NamedTuple):
    """A printed thing and the spreadsheet column that it stands in; things in one column share a cell."""

    text: str
    column: int
    figure: Figure | None = None
    label: Label | None = None


Cells = tuple[Piece, ...]


@dataclass(frozen=True)
class Written:
    """A written page, and what it must be read as; `facts` are fields that no single figure prints.

    `rows` are the same print as a spreadsheet has it, for the page's HTML.
    """

    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    labels: tuple[Label, ...] = ()
    facts: tuple[tuple[Key, str, Value], ...] = ()
    unmapped: int = 0
    rows: tuple[Cells, ...] = ()
    ignored: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def encode(self) -> bytes:
        return self.text.encode("ascii")

    @property
    def records(self) -> Records:
        """Fields by record; where a figure is printed twice, the first print counts."""
        found: Records = {}
        for figure in self.figures:
            found.setdefault(figure.key, {}).setdefault(figure.field, figure.ink.value)
        for key, name, value in self.facts:
            if key in found:
                found[key].setdefault(name, value)
        return found

    @property
    def found(self) -> int:
        """How many numbers a reader must account for."""
        return len(self.numbers) + self.unmapped + self.ignored

    @property
    def numbers(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.ink.is_number]


class Row:
    """One line while it is laid out; what is put later prints over what stands there.

    `column` is the spreadsheet's: the next one unless given, the last one again for the same cell.
    """

    def __init__(self, label: str = "", start: int = 0) -> None:
        self.text = ""
        self.figures: list[Figure] = []
        self.labels: list[Label] = []
        self.pieces: list[Piece] = []
        if label:
            self.label(label, start)

    def label(
        self, text: str, start: int | None = None, kind: str = "row", column: int | None = None
    ) -> "Row":
        at = len(self.text) if start is None else start
        self._print(text, at)
        self.labels.append(Label(text, 0, at, kind))
        return self._keep(Piece(text, 0, label=self.labels[-1]), column)

    def words(self, text: str, start: int | None = None, column: int | None = None) -> "Row":
        self._print(text, len(self.text) if start is None else start)
        return self._keep(Piece(text, 0), column)

    def figure(
        self,
        key: Key,
        name: str,
        ink: Ink,
        *,
        end: int | None = None,
        start: int | None = None,
        column: int | None = None,
    ) -> "Row":
        """A value that ends at a column or starts at one; behind the line so far with a blank if neither."""
        if start is None:
            start = len(self.text) + 1 if end is None else max(end - len(ink.text), 0)
        self._print(ink.text, start)
        self.figures.append(Figure(key, name, ink, 0, start))
        return self._keep(Piece(ink.text, 0, figure=self.figures[-1]), column)

    def _print(self, text: str, start: int) -> None:
        self.text = self.text.ljust(start)[:start] + text + self.text[start + len(text) :]

    def _keep(self, piece: Piece, column: int | None) -> "Row":
        following = self.pieces[-1].column + 1 if self.pieces else 0
        self.pieces.append(piece._replace(column=following if column is None else column))
        return self


@dataclass
class Sheet:
    """The page so far."""

    lines: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    facts: list[tuple[Key, str, Value]] = field(default_factory=list)
    unmapped: int = 0
    ignored: int = 0  # numbers that a reader leaves out by a named rule
    rows: list[Cells] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Lines that hold no figure."""
        self.lines += lines
        self.rows += [_cells_said(line) for line in lines if not _DRAWN.fullmatch(line)]

    def add(self, *rows: Row) -> None:
        self._print(*rows)
        self.rows += [tuple(row.pieces) for row in rows]

    def _print(self, *rows: Row) -> None:
        for row in rows:
            place = len(self.lines)
            self.lines.append(row.text)
            self.figures += [figure._replace(line=place) for figure in row.figures]
            self.labels += [label._replace(line=place) for label in row.labels]

    def know(self, key: Key, **fields: Value) -> None:
        """Fields that a reader must conclude from more than one figure, or from words."""
        self.facts += [(key, name, value) for name, value in fields.items()]

    def reflow(self, rows: Sequence[Row], width: int) -> None:
        """Rows run together into a paragraph, as a formatter does that takes a table for prose."""
        line = Row()
        for row, token in _tokens(rows):
            if line.text and len(line.text) + 1 + len(token.text) > width:
                self._print(line)
                line = Row()
            start = len(line.text) + 1 if line.text else 0
            line.words(token.text, start)
            inside = (one for one in row.figures if token.start <= one.start < token.end)
            line.figures += [one._replace(start=start + one.start - token.start) for one in inside]
        self._print(line)
        self.rows += [tuple(row.pieces) for row in rows]

    def finish(self) -> Written:
        return Written(
            tuple(self.lines),
            tuple(self.figures),
            tuple(self.labels),
            tuple(self.facts),
            self.unmapped,
            tuple(self.rows),
            self.ignored,
        )


# Rules and markup: a spreadsheet has borders for the ones and no use for the others.
_DRAWN = re.compile(r"[-_=. ]*[-_=.]|(?:</?[A-Z]+> *)+")


def _cells_said(line: str) -> Cells:
    """A cell for each phrase; what stands far to the right is over the values and not over the labels."""
    first = 1 if line.startswith(" " * 20) else 0
    phrases = re.split(r" {2,}", line.strip()) if line.strip() else []
    return tuple(Piece(phrase, column) for column, phrase in enumerate(phrases, start=first))


class _Token(NamedTuple):
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _tokens(rows: Iterable[Row]) -> Iterable[tuple[Row, _Token]]:
    for row in rows:
        at = 0
        for text in row.text.split():
            at = row.text.index(text, at)
            yield row, _Token(text, at)
            at += len(text)
