"""The class tables of a CTSLink statement: sections are read in order, each tied to those before it.

Theory of operation. A section is known by its title and a column by its whole heading below that title; the
halves of a section are joined by the names of the classes. Words alone map no figure: the sums of the
section (`class_ties`) must hold with the figures that the sections before it gave. Where one is broken, the
whole section stays unmapped, since two columns may be under each other's headings. A column in no sum is
taken only where every heading of its table is known and no other column is in doubt.

A half without class names is joined by order alone. Its rows may belong to other classes if a row was lost,
so it is taken only where it has as many rows as the half before it and a sum ties each of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from parsers.blocks.finding import Block, BlockRow
from parsers.cells import Cell
from parsers.ctslink.class_headings import ClassSection, is_of_ratios, parts_of
from parsers.ctslink.class_ties import (
    ROOTS,
    SUMS,
    Figures,
    Tie,
    doubted,
    is_broken,
    ratio_tie,
    shown,
)
from parsers.general.accrual import rate_is_proved
from parsers.general.class_matrix import ClassMatrix, ClassRow
from parsers.general.joining import join
from parsers.general.parts import Part, name_of
from parsers.general.ratios import OF
from parsers.general.strips import says_strip


class ClassReader:
    """Reads the class sections of a statement: `classes` are its classes, `taken` the columns to store."""

    def __init__(self, sections: Sequence[ClassSection], blocks: Sequence[Block], said: int | None) -> None:
        self.said = said  # the denomination in a footnote
        self.denomination: int | None = None
        self.taken: set[tuple[Part, int]] = set()
        self.refused: list[Part] = []  # those whose own figures contradict their headings
        self._by_section = {section.title: parts_of(section, blocks) for section in sections}
        self.matrix = self._joined()
        # A class missing from the summary lost its row there: its figures elsewhere are reported.
        rows = [*self.matrix.classes, *self.matrix.exempt]
        self._rows = [row for row in rows if any(not is_of_ratios(part) for part, _ in row.rows)]
        self._known: dict[int, dict[str, Decimal]] = {id(row): {} for row in self._rows}
        for section in sections:
            self._judge(section)

    @property
    def classes(self) -> list[ClassRow]:
        """The classes in printed order; fees, overcollateralization and draws are rows of the same tables."""
        return sorted(self._rows, key=lambda row: min(line.line.number for _, line in row.rows))

    def _joined(self) -> ClassMatrix:
        parts = [part for own in self._by_section.values() for part in own]
        matrix = join(parts)
        unsure = {part for part in matrix.parts if _is_unnamed(part) and not self._is_tied(matrix, part)}
        if unsure:
            self.refused += unsure
            parts = [part for part in parts if part not in unsure]
            matrix = join(parts)
        return matrix

    def _is_tied(self, matrix: ClassMatrix, part: Part) -> bool:
        """Whether sums show that each row of a half without names belongs to the class with its index."""
        owners = [(row, line) for row in matrix.classes for own, line in row.rows if own is part]
        beside = [other for other in matrix.parts if other.line < part.line and not _is_unnamed(other)]
        nearest = max(beside, key=lambda other: other.line)
        if len(nearest.rows) != len(part.rows) or not owners:
            return False
        outcomes = [held for row, line in owners for held in _outcomes_of(row, part, line)]
        return bool(outcomes) and all(outcomes)

    def _judge(self, section: ClassSection) -> None:
        """Take the columns of a section that its ties support."""
        parts = [part for part in self._by_section[section.title] if part in self.matrix.parts]
        if not all(map(_prints_its_units, parts)):
            self.refused += parts
            return
        if not parts or (section.ratios and not self._settle(parts)):
            return
        own = {id(row): dict(_printed(row, parts)) for row in self._rows}
        names = {name for figures in own.values() for name in figures}
        if any(_differs(name, own, self._known) for name in names) or _are_exchanged(own):
            self.refused += parts
            return
        ratios = [ratio_tie(name) for name in sorted(names & OF.keys())]
        ties = ratios if section.ratios else [*(tie for tie in SUMS if tie.fields & names), *ratios]
        tested = {tie: self._figures(tie, own, self._rows) for tie in ties}
        if broken := self._broken(section, parts, tested):
            self._retract(broken, section)
            self.refused += parts
            return
        outcomes = [held for tie in ties for _, held in tie.outcomes(tested[tie])]
        if not any(outcomes) and (outcomes or not self._may_assert(section, parts)):
            return
        for part in parts:
            self._take(section, part, ties, own)
        self._remember(own)

    def _broken(
        self, section: ClassSection, parts: Sequence[Part], tested: Mapping[Tie, Sequence[Figures]]
    ) -> list[Tie]:
        """The ties that show columns under each other's headings.

        In a section that was not seen, an error of the page is one failure: two may be two exchanged columns.
        """
        broken = [
            tie for tie, rows in tested.items() if is_broken(tie, rows, adds_up=self._add_up(tie, parts))
        ]
        own = {tie: rows for tie, rows in tested.items() if tie not in ROOTS}
        missed = [tie for tie, rows in own.items() for _, held in tie.outcomes(rows) if not held]
        return broken + (missed if len(missed) > 1 and not section.seen else [])

    def _may_assert(self, section: ClassSection, parts: Sequence[Part]) -> bool:
        """Whether words alone suffice for half a summary whose other half is lost: all seen, no doubt."""
        own = self._by_section[section.title]
        whole = not any(part.is_odd or _is_unnamed(part) or part in self.refused for part in own)
        return section.seen and whole and rate_is_proved(self.matrix) is True

    def _add_up(self, tie: Tie, parts: Sequence[Part]) -> bool:
        """Whether all columns of a tie that have totals in these tables add up to them."""
        outcomes = []
        for part, row in self.matrix.totals:
            for name, _, printed in part.proposed(row) if part in parts else ():
                if name in tie.fields and printed is not None:
                    outcomes.append(abs(self._sum(name, part) - printed) <= len(self._rows))
        return bool(outcomes) and all(outcomes)

    def _sum(self, name: str, part: Part) -> Decimal:
        rows = (line for row in self._rows for own, line in row.rows if own is part)
        values = (value for line in rows for own, _, value in part.proposed(line) if own == name)
        return sum((value for value in values if value is not None), Decimal(0))

    def _remember(self, own: Mapping[int, Figures]) -> None:
        """Keep the figures of the columns taken, for the sections that follow."""
        kept = {part.terms[place].field for part, place in self.taken}
        for key, figures in own.items():
            self._known[key].update({name: value for name, value in figures.items() if name in kept})

    def _figures(self, tie: Tie, own: Mapping[int, Figures], among: Sequence[ClassRow]) -> list[Figures]:
        """The figures of each class that a tie may use: known before, or from the section."""
        rows = (row for row in among if not (tie.of_balances and says_strip(row)))
        rows = (row for row in rows if not (row in self.matrix.exempt and tie in (ROOTS[0], SUMS[3])))
        return [{**self._known[id(row)], **own[id(row)]} for row in rows]

    def _take(
        self, section: ClassSection, part: Part, ties: Sequence[Tie], own: Mapping[int, Figures]
    ) -> None:
        """Take the columns of a table that its own rows support; none where they break a tie."""
        rows = [row for row in self._rows if any(one is part for one, _ in row.rows)]
        tested = {tie: self._figures(tie, own, rows) for tie in ties}
        if any(is_broken(tie, tested[tie], adds_up=self._add_up(tie, [part])) for tie in ties):
            self.refused.append(part)
            return
        borne = {name for tie in ties for name in shown([tie], tested[tie])}
        halved = any(other in self.refused for other in self._by_section[section.title])
        doubts = {name for tie in ties for name in doubted(tie, tested[tie], int(section.seen))} - borne
        for place, term in part.terms.items():
            is_certain = term.field in borne or not (doubts or part.is_odd or halved)
            if term.field not in doubts and is_certain:
                self.taken.add((part, place))

    def _retract(self, broken: Sequence[Tie], section: ClassSection) -> None:
        """Test ratios: where they disagree with the dollars, one of the two is under another's heading."""
        if not section.ratios:
            return
        safe = {name for tie in ROOTS for name in tie.fields}
        amounts = {name for tie in broken for name in tie.fields} - safe
        self.taken = {(part, place) for part, place in self.taken if part.terms[place].field not in amounts}

    def _settle(self, parts: Sequence[Part]) -> bool:
        """Read the ratios per 1,000: the denomination is the one that most figures fit, or the footnote's."""
        votes = {1: 0, 1000: 0}
        for row in self._rows:
            known = {**self._known[id(row)], **dict(_printed(row, parts))}
            for part, line in row.rows:
                for place, cell in line.values.items() if part in parts else ():
                    for unit in _fitting(part, place, cell, known):
                        votes[unit] += 1
        best = max(votes, key=lambda unit: votes[unit])
        if votes[1] == votes[1000]:
            best = self.said or 0
        if best not in votes:
            return False
        self.denomination = self.denomination or best
        if best == 1:
            for part in parts:
                part.shifts.update({at: 3 for at, term in part.terms.items() if term.unit == "per_1000"})
        return True


def _is_unnamed(part: Part) -> bool:
    return not part.keyed and not any(name_of(part, row) for row in part.rows)


def _printed(row: ClassRow, parts: Sequence[Part]) -> Iterator[tuple[str, Decimal]]:
    """The figures of a class in the tables of a section."""
    for part, line in row.rows:
        if part in parts:
            yield from ((name, value) for name, _, value in part.proposed(line) if value is not None)


def _outcomes_of(row: ClassRow, part: Part, line: BlockRow) -> Iterator[bool]:
    """Test the sums and ratios of a class with the row of a half without names."""
    names = {name for name, _, _ in part.proposed(line)}
    figures: dict[str, Decimal] = {}
    for own, other in row.rows:
        for name, _, value in own.proposed(other):
            if value is not None and name not in figures:
                figures[name] = value
    for tie in SUMS:
        held = None if tie.of_balances and says_strip(row) else tie.holds(figures)
        if held is not None and tie.fields & names:
            yield held
    for name in names & OF.keys():
        outcomes = {ratio_tie(name, digits).holds(figures) for digits in (0, 3)} - {None}
        if outcomes:
            yield True in outcomes


def _prints_its_units(part: Part) -> bool:
    """Whether rates have their percent sign, money has none and two decimals at most."""
    for place, term in part.terms.items():
        cells = [row.values[place] for row in part.rows if place in row.values]
        cells = [cell for cell in cells if cell.kind == "number" and cell.value is not None]
        if any(cell.percent != (term.unit == "pct") for cell in cells):
            return False
        if term.unit == "usd" and any(_decimals(cell) > 2 for cell in cells):
            return False
    return True


def _decimals(cell: Cell) -> int:
    return -int(cell.value.as_tuple().exponent) if cell.value is not None else 0


def _differs(name: str, own: Mapping[int, Figures], known: Mapping[int, Figures]) -> bool:
    """Whether a figure printed before differs here in more than a quarter of the classes."""
    pairs = [
        (known[key][name], figures[name])
        for key, figures in own.items()
        if name in figures and name in known[key]
    ]
    nonzero = [pair for pair in pairs if any(pair)]
    return 4 * sum(abs(one - other) > Decimal("0.01") for one, other in nonzero) > len(nonzero)


def _are_exchanged(own: Mapping[int, Figures]) -> bool:
    """Whether two columns that a sum cannot distinguish are under each other's headings.

    Losses then exceed ending balances, or balances their originals, or more classes accrete than are paid.
    """
    columns: dict[str, list[Decimal]] = {}
    for figures in own.values():
        for name, value in figures.items():
            columns.setdefault(name, []).append(value)
    lost, left = sum(columns.get("realized_loss", [])), sum(columns.get("ending_balance", []))
    issued, beginning = (sum(columns.get(name, [])) for name in ("original_balance", "beginning_balance"))
    accreting = sum(map(bool, columns.get("accretion", [])))
    paid = [sum(map(bool, columns[name])) for name in PAID if name in columns]
    exceeded = ("ending_balance" in columns and lost > left) or (
        "original_balance" in columns and beginning > issued
    )
    return exceeded or (bool(paid) and accreting > min(paid))


PAID = ("scheduled_principal", "unscheduled_principal")


def _fitting(part: Part, place: int, cell: Cell, known: Figures) -> Iterator[int]:
    """The denominations, 1 or 1,000, in which a ratio agrees with its dollars."""
    term = part.terms.get(place)
    if term is None or term.unit != "per_1000" or cell.value is None:
        return
    for unit, digits in ((1, 3), (1000, 0)):
        if ratio_tie(term.field, digits).holds({**known, term.field: cell.value}):
            yield unit
