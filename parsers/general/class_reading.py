"""The classes of a statement that no layout reads: its class tables, proved or refused, and their records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import UNSET

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder, value_in
from parsers.cells import Cell
from parsers.class_kinds import is_notional, place_rate_type
from parsers.general.accrual import rate_is_proved
from parsers.general.class_matrix import ClassMatrix, ClassRow
from parsers.general.identities import TOTAL, gap, roll
from parsers.general.joining import join, part_sets
from parsers.general.parts import BALANCES, Part, find_parts, name_of, shifted
from parsers.general.proof import MONEY, Proof, prove
from parsers.general.ratios import settle_denominations
from parsers.general.rows_of_totals import may_be_total, sums_up
from parsers.general.strips import is_strip
from parsers.general.taken_columns import TakenColumn, columns_taken, unread_interest
from parsers.records import UNITS, Statement, Total, Tranche

NOT_OF_ONE_PERIOD = "no title or rate says that it is of one period"


@dataclass
class ClassReading:
    """The outcome for the class tables: the matrices that were proved, and the reasons for refused parts."""

    proved: list[ClassMatrix] = field(default_factory=list)
    refused: list[Part] = field(default_factory=list)


def read_classes(builder: Builder, blocks: Sequence[Block]) -> ClassReading:
    """Put the classes that the page proves into the builder."""
    reading = ClassReading()
    parts = find_parts(blocks)
    for part in parts:
        part.refused = part.refused or _of_another_day(part, builder.statement)
    for own_parts in part_sets([part for part in parts if not part.refused]):
        for matrix, proof in _tried(own_parts):
            if proof.refused:
                for part in matrix.parts:
                    part.refused = part.refused or proof.refused
            else:
                reading.proved.append(matrix)
                taken = columns_taken(matrix, proof)
                _Placing(builder, matrix, taken).place()
                builder.unread_interest += unread_interest(matrix.parts, taken)
    reading.refused = [part for part in parts if part.refused]
    builder.unread_interest += unread_interest([part for part in reading.refused if part.keyed], set())
    return reading


def _of_another_day(part: Part, statement: Statement) -> str:
    """The reason to refuse a part whose title has a date that is not the statement's; '' for no reason."""
    day = part.rows[0].day
    known = {value for name in _DATES if isinstance(value := getattr(statement, name), str)}
    if day is None or statement.distribution_date not in known or value_in("date", day) in known:
        return ""
    return f"a title over it gives another date than the statement's: {day.text!r}"


_DATES = [name for name, unit in UNITS[Statement].items() if unit == "date"]


def _tried(parts: Sequence[Part]) -> list[tuple[ClassMatrix, Proof]]:
    """The matrices of a set of parts: one, or one for each group whose tables repeat a class's name.

    A part without names that is not proved with the others is left out.
    """
    tried = _try(parts)
    if not tried[1].refused:
        return [tried]
    named = [part for part in parts if part in tried[0].parts and part.keyed]
    groups = list(dict.fromkeys(part.rows[0].group for part in named))  # in printed order, as the records
    if len(named) < len(tried[0].parts):
        again = _try(named)
        if not again[1].refused:
            for part in tried[0].parts:
                part.refused = "" if part in named else tried[1].refused
            return [again]
    if len(groups) > 1:
        return [_try([part for part in named if part.rows[0].group == group]) for group in groups]
    return [tried]


def _try(parts: Sequence[Part]) -> tuple[ClassMatrix, Proof]:
    matrix = join(parts)
    settle_denominations(matrix)
    proof = prove(matrix)
    if not proof.refused and not _is_of_one_period(matrix):
        proof.refused = NOT_OF_ONE_PERIOD
    return matrix, proof


def _is_of_one_period(matrix: ClassMatrix) -> bool:
    """Whether the payments are those of one period: by a known title, or by the accrual of the rate."""
    roots = [part for part in matrix.parts if {"principal", "interest"} & part.fields()]
    return all(part.kind is not None for part in roots) or rate_is_proved(matrix) is True


class _Placing:
    """Puts the figures of a matrix into records."""

    def __init__(self, builder: Builder, matrix: ClassMatrix, taken: set[TakenColumn]) -> None:
        self.builder = builder
        self.matrix = matrix
        self.taken = taken
        self.columns = {
            part: [(place, term.field) for place, term in part.terms.items() if (part, place) in taken]
            for part in matrix.parts
        }
        self.group = self._group()

    def place(self) -> None:
        """The records of the classes, of the rows beside them that hold as classes do, and of the totals."""
        records: dict[ClassRow, Tranche] = {}
        rows = [*self.matrix.classes, *_paid_like_classes(self.matrix)]
        for row in sorted(rows, key=lambda row: row.rows[0][1].line.number):
            records[row] = self._tranche(row)
            self.builder.tranches.append(records[row])
        for part in sorted(self.matrix.parts, key=lambda part: part.line):
            for row, line in _rows_of(records, part):
                self._place_row(records[row], row, part, line)
        for row, tranche in records.items():
            tranche.notional = is_notional(tranche) or is_strip(row, self.matrix)
        self._place_totals()

    def _group(self) -> str | None:
        """The group in a title above all rows, if there are several sets of classes on the page."""
        groups = {row.group for part in self.matrix.parts for row in part.rows}
        return groups.pop() if len(groups) == 1 else None

    def _tranche(self, row: ClassRow) -> Tranche:
        tranche = Tranche(tranche=len(self.builder.tranches) + 1, class_name=row.name or UNSET)
        tranche.class_name_cut = row.name.endswith("-")
        tranche.remic = self.matrix.remic or UNSET
        tranche.group = self.group or UNSET
        return tranche

    def _place_row(self, tranche: Tranche, row: ClassRow, part: Part, line: BlockRow) -> None:
        halves = _halves(part, line)
        figures = [
            (place, name, cell)
            for place, name in self.columns[part]
            if (cell := line.values.get(place))
            and (cell.kind == "broken" or row.value(name) is not None)
            and not (place in part.signed and cell.kind == "number" and not cell.percent)
            and not (halves and _may_be_cut(cell, halves))
        ]
        if part.shifts:
            for place, _, cell in figures:
                self._put(tranche, part, place, cell)
        elif figures:
            _, names, cells = zip(*figures, strict=True)
            self.builder.put_row(tranche, names, cells)
        for place in part.rolled:
            if row.value(part.terms[place].field):
                self.builder.unread_losses[tranche.tranche] = part.block.columns[place].heading
        for place, cell in line.words.items():
            word = part.words.get(place)
            if cell.kind == "cusip":
                self.builder.set(tranche, "cusip", cell.text, cell.line)
            elif cell.kind == "rate_type":
                place_rate_type(self.builder, tranche, cell)
            elif word and word.field == "class_type" and place:
                self.builder.set(tranche, "class_type", cell.text, cell.line)

    def _put(self, record: Tranche | Total, part: Part, place: int, cell: Cell) -> None:
        """Put a figure into its field: as printed, or times the factor of its column."""
        name = part.terms[place].field
        if cell.value is None or place not in part.shifts:
            self.builder.put(record, name, cell)
        else:
            self.builder.put_reading(record, name, cell, shifted(cell.value, part.shifts[place]))

    def _place_totals(self) -> None:
        """The printed totals: each row that a sum of its columns supports."""
        total = Total(remic=self.matrix.remic or UNSET, group=self.group or UNSET)
        for part, row in self.matrix.totals:
            if part in self.matrix.parts and sums_up(self.matrix, part, row):
                for place, cell in row.values.items():
                    if (part, place) in self.taken and may_be_total(self.matrix, part.terms[place], cell):
                        self._put(total, part, place, cell)
        if total.lines:
            self.builder.totals.append(total)


def _halves(part: Part, line: BlockRow) -> list[Cell]:
    """The integers of a row below no heading: they may be halves of numbers, '33.945  6892'."""
    if len(line.line.values) == len(line.values) and not part.unheaded:
        return []
    placed = {id(own) for place, own in line.values.items() if place not in part.unheaded}
    return [own for own in line.line.values if id(own) not in placed and own.text.isdecimal()]


def _may_be_cut(cell: Cell, halves: Sequence[Cell]) -> bool:
    """Whether an integer below no heading is right beside a number."""
    return any(0 <= own.start - cell.end <= GAP or 0 <= cell.start - own.end <= GAP for own in halves)


GAP = 3  # places between the halves of a number


def _rows_of(
    rows: Iterator[ClassRow] | dict[ClassRow, Tranche], part: Part
) -> Iterator[tuple[ClassRow, BlockRow]]:
    for row in rows:
        for own, line in row.rows:
            if own is part:
                yield row, line


def _paid_like_classes(matrix: ClassMatrix) -> list[ClassRow]:
    """The rows of a fee, a reserve or overcollateralization that are in the table like classes.

    They roll and their total adds up, or a printed total is that of its column only with them.
    """
    summed = {row for name in MONEY for row in _summed_besides(matrix, name)}
    return [row for row in matrix.exempt if row in summed or _holds(row)]


def _summed_besides(matrix: ClassMatrix, name: str) -> list[ClassRow]:
    """The rows beside the classes whose figures are in a column's total but not in the classes' sum."""
    rows = [row for row in matrix.exempt if row.value(name)]
    total = matrix.total(name) if rows else None
    classes = [row for row in matrix.classes if name not in BALANCES or not is_strip(row, matrix)]
    return rows if total is not None and total - matrix.sum(name, classes) == matrix.sum(name, rows) else []


def _holds(row: ClassRow) -> bool:
    tried, total = roll(row), gap(row, TOTAL, "total_distribution")
    return bool(tried and total and tried.holds and total.holds and row.value("total_distribution"))


__all__ = ["ClassReading", "name_of", "read_classes"]
