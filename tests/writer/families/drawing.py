"""A page while it is drawn: rows of bits, each with its place in the text and its column in a grid.

A `Drawing` is drawn once and printed as text (`as_text`) or as HTML (`html_face.as_html`). Titles that are
drawn stand in the address of every value below them, until a title of the same or a higher level follows.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tests.writer.families.truth import Address, Figure, Subject, Value, Written
from tests.writer.sheet import Ink


class Cell(NamedTuple):
    """A value to print, the record and the field that hold it; without a field it is an address alone."""

    ink: Ink
    subject: Subject | None = None
    field: str = ""


class Bit(NamedTuple):
    """A printed piece: text, where it starts on its line, the grid's column and how many columns it spans."""

    text: str
    start: int
    column: int
    span: int = 1
    kind: str = "words"  # 'title', 'heading', 'label', 'value', 'words', 'rule'
    figure: Figure | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Drawn(NamedTuple):
    """One row of the page; `table` numbers the HTML table that it stands in, 0 for none."""

    bits: tuple[Bit, ...] = ()
    table: int = 0

    @property
    def text(self) -> str:
        line = ""
        for bit in self.bits:
            line = line.ljust(bit.start)[: bit.start] + bit.text + line[bit.end :]
        return line.rstrip()


@dataclass
class Drawing:
    """The page so far."""

    family: str
    html: bool
    width: int = 120
    rows: list[Drawn] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    group: str | None = None
    known: list[tuple[Subject, str, Value]] = field(default_factory=list)
    tables: int = 0

    def say(self, *lines: str, at: int | None = None) -> None:
        """Lines of words, centred unless a place is given; '' is a blank line."""
        for line in lines:
            start = max(0, (self.width - len(line)) // 2) if at is None else at
            self.rows.append(Drawn((Bit(line, start, 0),) if line else ()))

    def rule(self, letter: str = "-", width: int | None = None) -> None:
        """A rule; HTML has borders in its place."""
        if not self.html:
            self.rows.append(Drawn((Bit(letter * (width or self.width), 0, 0, kind="rule"),)))

    def title(self, text: str, level: int = 1, at: int | None = None) -> None:
        """A title: printed, and above every value until the next of its level."""
        self.say(text, at=at)
        bit = self.rows[-1].bits[0]._replace(kind="title")
        self.rows[-1] = Drawn((bit,))
        self.sections[level - 1 :] = [text]
        self.group = None

    def group_line(self, text: str, group: str | None, at: int = 0) -> None:
        """The name of a group above its block; `group` is None where the block is of all groups."""
        self.say(text, at=at)
        self.rows[-1] = Drawn((self.rows[-1].bits[0]._replace(kind="label"),))
        self.group = group

    def new_table(self) -> int:
        self.tables += 1
        return self.tables

    def address(self, label: str, column: str = "", *, title: str = "", group: str | None = None) -> Address:
        """The address of a value below the titles drawn last."""
        sections = (*self.sections, title) if title else tuple(self.sections)
        return Address(sections, group if group is not None else self.group, label, column)

    def add(self, *bits: Bit, table: int = 0) -> None:
        """A row of bits; the table is a new one if none is given."""
        self.rows.append(Drawn(tuple(sorted(bits, key=lambda bit: bit.start)), table))

    def fact(
        self,
        label: str,
        cell: Cell | None,
        *,
        at: int = 0,
        end: int = 60,
        table: int = 0,
        group: str | None = None,
    ) -> None:
        """A label and its value, which ends at a column; a value beside the label where `end` is 0."""
        bits = [Bit(label, at, 0, kind="label")] if label else []
        if cell is not None:
            start = max(end - len(cell.ink.text), at + len(label) + 2) if end else at + len(label) + 1
            bits.append(value_bit(cell, start, 1, self.address(label, group=group)))
        self.add(*bits, table=table or self.new_table())

    def facts(self, rows: "list[tuple[str, Cell | None]]", *, at: int = 0, end: int = 60) -> None:
        """Labels and values below each other, one table of two columns in HTML."""
        table = self.new_table()
        for label, cell in rows:
            self.fact(label, cell, at=at, end=end, table=table)

    def know(self, subject: Subject, **fields: Value) -> None:
        """Fields that a reader must conclude, as no single figure prints them."""
        self.known += [(subject, name, value) for name, value in fields.items()]

    def as_text(self) -> Written:
        return print_text(self.family, tuple(self.rows), tuple(self.known))


def value_bit(cell: Cell, start: int, column: int, address: Address) -> Bit:
    """The bit of a value; its line is filled in when the page is printed."""
    text, value, is_number = cell.ink
    own = Figure(text, value, 0, 0, 0, address, cell.subject, cell.field, is_number)  # type: ignore[arg-type]
    return Bit(text, start, column, kind="value", figure=own)


def print_text(
    family: str, rows: tuple[Drawn, ...], known: tuple[tuple[Subject, str, Value], ...] = ()
) -> Written:
    """Rows as lines of text, and what stands on each."""
    figures = [
        replace(bit.figure, line=number, start=bit.start, end=bit.end)
        for number, row in enumerate(rows, start=1)
        for bit in row.bits
        if bit.figure is not None
    ]
    text = "\n".join(row.text for row in rows) + "\n"
    return Written(family, False, text, tuple(figures), rows, None, known)
