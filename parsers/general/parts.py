"""Parts of class tables: rows of classes under one heading and one title, each column with the term it
proposes.

A statement spreads its class table over several tables. Each of them, and each stretch of one below a title
of its own, is a part. A part is refused as a whole for its titles or for its key column's words; a column
is refused for the titles that span it. The reasons are kept, to report why a table was not read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.line_kinds import is_of_units
from parsers.blocks.value_columns import ValueColumn
from parsers.cells import Cell
from parsers.checks.check_results import half_unit
from parsers.general.paired_rows import split_pairs
from parsers.general.terms import propose
from parsers.printed_values import tidy_class_name
from parsers.vocabulary import class_columns, table_titles
from parsers.vocabulary.class_columns import ROLLED, TEXT_FIELDS, Term

RATIOS = table_titles.RATIOS
# Columns of a table below a title of ratios that may still be in dollars.
IN_DOLLARS_ANYWAY = frozenset({"original_balance"})


@dataclass(eq=False)
class Part:
    """Rows below one title; `terms` by index of the column, None for an unknown or ambiguous heading."""

    block: Block
    rows: list[BlockRow]
    titles: tuple[str, ...]
    kind: str | None
    keyed: bool
    terms: dict[int, Term] = field(default_factory=dict)
    words: Mapping[int, Term] = field(default_factory=dict)
    refused: str = ""
    unsaid: bool = False  # its figures, not its title, show that it holds ratios
    names: dict[int, str] = field(default_factory=dict)  # of its rows, on first use
    shifts: dict[int, int] = field(
        default_factory=dict
    )  # by how many digits a column's decimal point is shifted

    @cached_property
    def is_odd(self) -> bool:
        """Whether a heading is over no column, or a column below no known heading: a cell may be lost."""
        kinds = (self.kind, table_titles.PER_1000, table_titles.INTEREST_DETAIL)
        return bool(self.block.lost) or not all(
            any(class_columns.find(column.heading, kind) for kind in kinds) or _is_refused(column)
            for column in self.block.columns
        )

    @cached_property
    def unheaded(self) -> frozenset[int]:
        """The columns below no heading."""
        return frozenset(place for place, column in enumerate(self.block.columns) if not column.heading)

    @cached_property
    def signed(self) -> frozenset[int]:
        """The columns of percentages whose numbers mostly have a percent sign."""
        places = [place for place, term in self.terms.items() if term.unit == "pct"]
        return frozenset(place for place in places if self._is_signed(place))

    def _is_signed(self, place: int) -> bool:
        cells = [cell for row in self.rows if (cell := row.values.get(place)) and cell.kind == "number"]
        return 2 * sum(cell.percent for cell in cells) > len(cells)

    @cached_property
    def rolled(self) -> list[int]:
        """The columns that the roll needs and no record holds."""
        return [place for place, term in self.terms.items() if term.field in ROLLED]

    @property
    def line(self) -> int:
        """The line of its beginning."""
        return self.rows[0].line.number

    def proposed(self, row: BlockRow) -> Iterator[tuple[str, Cell, Decimal | None]]:
        """Each cell of a row below a known heading: the field, the cell, its value; a dash is 0."""
        for place, cell in row.values.items():
            if term := self.terms.get(place):
                is_plain = cell.kind != "dash" and place not in self.shifts
                yield term.field, cell, cell.value if is_plain else self._value(place, cell)

    def _value(self, place: int, cell: Cell) -> Decimal | None:
        if cell.kind == "dash":
            return Decimal(0)
        return cell.value if cell.value is None else shifted(cell.value, self.shifts.get(place, 0))

    def value(self, row: BlockRow, place: int) -> Decimal | None:
        """The figure of a row in a column; a dash is 0."""
        cell = row.values.get(place)
        return None if cell is None else self._value(place, cell)

    def has_printer(self) -> bool:
        """Whether one printer's pages have all its headings."""
        printers = [
            {source.removesuffix("_later") for source in term.sources} - {"field"}
            for term in self.terms.values()
        ]
        return bool(printers) and bool(set.intersection(*printers))

    def fields(self) -> set[str]:
        """The fields that its columns propose."""
        return {term.field for term in self.terms.values()}


def shifted(value: Decimal, digits: int) -> Decimal:
    """A figure with its decimal point shifted right: 0.25 by 3 is 250, never with an exponent."""
    if not digits:
        return value
    higher = value.scaleb(digits)
    return higher if int(higher.as_tuple().exponent) <= 0 else higher.quantize(Decimal(1))


def find_parts(blocks: Sequence[Block]) -> list[Part]:
    """The parts that may belong to a class table: below a heading with a known word of money or rate."""
    above: dict[str, tuple[str, ...]] = {}
    parts: list[Part] = []
    for block in _tables(blocks):
        for part in _parts(block, above):
            if not (parts and _goes_on(parts[-1], part)):
                parts.append(part)
    return parts


def _tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with a heading; one of dollars and ratios in turns is two."""
    for block in blocks:
        if block.heading:
            yield from split_pairs(block) or (block,)


def _goes_on(above: Part, part: Part) -> bool:
    """Append a part's rows to the part above that it continues behind a page break.

    The heading is repeated and the classes are others; a totals row above it would have ended the table.
    """
    same = (
        above.titles == part.titles
        and not (above.refused or part.refused)
        and _headings(above) == _headings(part)
        and remic_of(above) == remic_of(part)
        and above.rows[0].group == part.rows[0].group
    )
    names = {name_of(above, row) for row in above.rows}
    others = {name_of(part, row) for row in part.rows}
    named = names != {""} and others != {""}
    if not same or (named and names & others) or (names == {""}) != (others == {""}):
        return False
    if table_titles.is_total(name_of(above, above.rows[-1])):
        return False
    above.rows += part.rows
    return True


def _headings(part: Part) -> list[list[str]]:
    return [
        [column.heading for column in columns] for columns in (part.block.columns, part.block.word_columns)
    ]


def _parts(block: Block, above: dict[str, tuple[str, ...]]) -> Iterator[Part]:
    """The parts of a block; `above` has the titles of the tables before it, by their headings.

    A heading repeated below the running head of a new page continues its table.
    """
    key = _key_of(block)
    heading = " | ".join(column.heading for column in block.columns)
    for section, rows in groupby(block.rows, key=lambda row: row.section):
        titled = (
            section
            if any(map(table_titles.kind_of, section)) or _refuses(section)
            else above.get(heading, section)
        )
        above[heading] = titled
        part = _part(block, list(rows), titled, keyed=key == "class")
        if part.terms and (part.keyed or len(part.terms) > 1 or len(block.columns) == 1):
            if key == "other":
                part.refused = f"its rows are named by {block.stub!r}"
            yield part


def _refuses(section: tuple[str, ...]) -> bool:
    return any(map(table_titles.refusing_words, section)) or any(map(table_titles.not_in_dollars, section))


def _key_of(block: Block) -> str | None:
    """The kind of the rows, by the words left of the first column of values: 'class', 'other' or unknown."""
    first = min((column.start for column in block.columns), default=0)
    left = [cell.text for line in block.heading for cell in line.cells if cell.start < first]
    keys = {table_titles.key_of(words) for words in (block.stub, *left)}
    return "class" if "class" in keys else "other" if "other" in keys else None


def _part(block: Block, rows: list[BlockRow], section: tuple[str, ...], *, keyed: bool) -> Part:
    kind, other = _nearest_known(section)
    part = Part(block, rows, section, kind, keyed)
    titles = (*section, *_loose_titles(block))
    if refusing := [word for title in titles for word in table_titles.refusing_words(title)]:
        part.refused = f"a title over it says {refusing[0]!r}"
    elif other:
        part.refused = f"it stands below {other!r}"
    if kind is None and any(table_titles.not_in_dollars(title) for title in section):
        part.kind = table_titles.PER_1000
    if any(map(is_of_units, block.heading)):
        part.kind = table_titles.PER_1000
    if (part.kind is None or part.kind in table_titles.IN_DOLLARS) and _prints_ratios(part):
        part.kind, part.unsaid = table_titles.PER_1000, True
    part.terms = {
        place: term
        for place, term in propose(block.columns, part.kind).items()
        if term.field not in TEXT_FIELDS and not (term.unit == "usd" and _is_fine(part, place))
    }
    part.words = propose(block.word_columns, part.kind)
    return part


def _loose_titles(block: Block) -> list[str]:
    """The lines of a heading that are one phrase over no column of values: titles right above the names.

    A phrase that was split among the columns is their heading, even if its first word is over no column.
    """
    phrases = [one for column in block.columns for one in column.phrases]
    alone = [line.cells[0] for line in block.heading if len(line.cells) == 1]
    return [cell.text for cell in alone if not any(_holds(cell, one) for one in phrases)]


def _holds(cell: Cell, phrase: Cell) -> bool:
    return cell.line == phrase.line and cell.start <= phrase.start < cell.end


def _is_fine(part: Part, place: int) -> bool:
    """Whether a column has more than two decimals, so that it is not money."""
    values = [cell.value for row in part.rows if (cell := row.values.get(place)) and cell.value is not None]
    return 2 * _count_fine(values) > len(values)


def _count_fine(values: Sequence[Decimal]) -> int:
    """How many figures have more than two decimals. A quick test excludes most: those with two or none."""
    others = [value for value in values if not (value.same_quantum(CENT) or value.same_quantum(DOLLAR))]
    return sum(half_unit(value) < HALF_CENT for value in others)


DOLLAR, CENT = Decimal(1), Decimal("0.01")
HALF_CENT = CENT / 2


def _is_refused(column: ValueColumn) -> bool:
    """Whether a title over a column or its heading names another period."""
    return any(map(table_titles.refusing_words, (*column.titles, column.heading)))


def _nearest_known(section: tuple[str, ...]) -> tuple[str | None, str]:
    """The kind of class table of the nearest known title; or that title, if it opens another section."""
    for title in reversed(section):
        if kind := table_titles.kind_of(title):
            return kind, ""
        if table_titles.section_of(title):
            return None, title
    return None, ""


def _prints_ratios(part: Part) -> bool:
    """Whether the money has over two decimals, or balances have no figure above 1,000: not in dollars."""
    proposed = propose(part.block.columns, None)
    if not any(term.unit == "usd" for term in proposed.values()):
        return False
    places = [place for place, term in proposed.items() if term.unit == "usd"]
    rows = [row for row in part.rows if not table_titles.is_total(name_of(part, row))]
    values = [
        cell.value for row in rows for place in places if (cell := row.values.get(place)) and cell.value
    ]
    fine = _count_fine(values)
    small = any(term.field in BALANCES for term in proposed.values()) and max(values, default=0) <= 1000
    return bool(values) and (2 * fine > len(values) or small)


BALANCES = frozenset({"original_balance", "beginning_balance", "ending_balance"})


def name_of(part: Part, row: BlockRow) -> str:
    """The class that a row names, '' for none."""
    key = id(row)
    if key not in part.names:
        part.names[key] = _name_of(part, row)
    return part.names[key]


def _name_of(part: Part, row: BlockRow) -> str:
    first = row.words.get(0)
    if first is None or first.kind != "words":
        return ""
    beside = not part.block.columns or first.start < part.block.columns[0].start
    return tidy_class_name(first.text.rstrip("* ")) if beside else ""


def remic_of(part: Part) -> str | None:
    """The REMIC that a title above a part names."""
    return part.rows[0].remic
