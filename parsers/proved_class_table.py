"""Class tables read by a layout's words, as far as the page's arithmetic supports them.

Theory of operation. The words of a layout are tried first, on a temporary builder. Where they leave
a number without a field, or map figures that do not add up, the tables are read again without the
layout's words, by the field's vocabulary and the identities that prove it (`parsers.general`). What is proved
replaces figures that do not add up; else the result with more mapped numbers is kept. If nothing is proved,
the words' result is kept only if the errors may come from one misprinted number, which a check reports. With
more errors, columns are under each other's headings or rows belong to another table, and the numbers stay
unmapped. With no words at all only the proof remains.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from msgspec import UNSET

from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_table import ClassTable
from parsers.blocks.finding import find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.checks.check_results import Tally
from parsers.checks.class_checks import check_classes, key_of
from parsers.checks.total_checks import check_totals
from parsers.class_kinds import mark_strips_left_out
from parsers.general.class_reading import read_classes
from parsers.page import Line
from parsers.records import Tranche


@dataclass(frozen=True)
class ProvedClassTable(ClassTable):
    """As ClassTable; its lines must hold all class tables of a statement, as these prove each other.

    Without `headings` only proved figures are read. `before_joining` is the layout's own function for
    the tables that its words found.
    """

    before_joining: Callable[[Builder], None] | None = None

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the classes of some lines; returns the other lines."""
        open_before = _open(builder, lines)
        by_words = Builder("")
        rest = self._read_by_words(by_words, lines)
        total = _name_of_sum(by_words)
        if total is not None:
            by_words = Builder("")
            self._read_by_words(by_words, lines, total)
        left, off = _without_fate(by_words, open_before), _off(by_words)
        if (left or off.any) and self._is_proved_better(lines, open_before, left, off):
            read_classes(builder, find_blocks(lines, KNOWN))
            titles = tuple(self.words_below)
            for line in lines:
                if line.squashed.casefold().startswith(titles):
                    builder.ignore(line.cells, "heading")  # the $1,000 of their unit
            return [line for line in lines if _open(builder, [line]) or not line.values]
        self._read_by_words(builder, lines, total)
        return rest

    def _read_by_words(self, builder: Builder, lines: Sequence[Line], total: str | None = None) -> list[Line]:
        """Read by the layout's words; `total` is the name of a last row that is the sum of the others."""
        if not self.headings:
            return list(lines)
        rest = super().read(builder, lines)
        for table in builder.tables:
            if total and table.rows and table.rows[-1].name == total:
                table.rows[-1].total = True
        if self.before_joining is not None:
            self.before_joining(builder)
        place_tables(builder, builder.tables)
        builder.tables = []
        return rest

    def _is_proved_better(
        self, lines: Sequence[Line], open_before: Sequence[Cell], left: int, off: "_Off"
    ) -> bool:
        """Whether the proof replaces words that leave some numbers unmapped, or map some wrongly."""
        if off.any and not off.is_misprint and not off.may_be_own:
            return True
        by_proof = Builder("")
        read_classes(by_proof, find_blocks(lines, KNOWN))
        if off.any and not off.is_misprint:
            return bool(by_proof.tranches)
        return _without_fate(by_proof, open_before) < left


class _Off(NamedTuple):
    """The errors of a reading: classes, totals, checks that classes fail; and the number of sound classes."""

    classes: int
    totals: int
    sums: int  # balance rolls and totals of principal and interest
    ratios: int  # per $1,000 and second prints
    sound: int
    is_total: bool  # False where a total is zero beside several classes that are not

    @property
    def any(self) -> bool:
        return bool(self.classes or self.totals)

    @property
    def is_misprint(self) -> bool:
        """Whether one number may be misprinted: a total; a class's, with its total; a ratio."""
        if not self.classes:
            return self.totals == 1 and self.is_total
        return self.classes == 1 and (self.totals == 1 or (not self.totals and self.sums + self.ratios == 1))

    @property
    def may_be_own(self) -> bool:
        """Whether a balance fell by more than the page explains: one class of several, and all totals hold.

        Two exchanged columns that only one class prints as nonzero have the same effect.
        """
        return self.classes == 1 and not self.totals and self.sound >= SOUND


SOUND = 3  # classes that pass for one class that fails
SUMS = frozenset({"balance_roll", "total_distribution"})
RATIOS = frozenset({"per_1000", "factor", "repeated_value"})


def _off(builder: Builder) -> _Off:
    """The errors; a strip is known as one even where one of its zeros is misprinted."""
    mark_strips_left_out(builder)
    counted, off = _counted(builder)
    if counted.totals > 1:
        for one in filter(_is_idle, off):
            one.notional = True
        again, _ = _counted(builder)
        return again if again.totals <= 1 else counted
    return counted


def _is_idle(one: Tranche) -> bool:
    """Whether a balance moves by far more than principal."""
    if not isinstance(one.beginning_balance, Decimal) or not isinstance(one.ending_balance, Decimal):
        return False
    paid = one.principal if isinstance(one.principal, Decimal) else Decimal(0)
    return abs(paid) * 1000 < abs(one.beginning_balance - one.ending_balance)


def _counted(builder: Builder) -> tuple[_Off, list[Tranche]]:
    """Classes whose figures do not add up, differ in two prints or are ratios of zero; and totals."""
    tally = Tally()
    check_classes(builder, tally)
    check_totals(builder, tally)
    own = [check for check in tally.failed if check.check in SUMS | RATIOS and check.subject != "totals"]
    failed = {check.subject for check in own}
    printed = {name for name in ROLL if any(getattr(one, name) is not UNSET for one in builder.tranches)}
    off = [one for one in builder.tranches if key_of(one) in failed or not _is_whole(one, printed)]
    off += _misrated([one for one in builder.tranches if one not in off])
    with_balance = [one for one in builder.tranches if one.beginning_balance and not one.notional]
    without_original = [one for one in with_balance if one.original_balance == 0]
    off += without_original if 2 * len(without_original) > len(with_balance) else []
    totals = [check for check in tally.failed if check.check == "column_total"]
    totals = totals or [check for check in tally.failed if check.subject == "totals"]
    counted = _Off(
        classes=len(off),
        totals=len(totals),
        sums=sum(check.check in SUMS for check in own),
        ratios=sum(check.check in RATIOS for check in own),
        sound=sum(one not in off and bool(one.principal) for one in builder.tranches),
        is_total=all(check.printed or _printed_by(builder, str(check.field)) <= 1 for check in totals),
    )
    return counted, off


def _printed_by(builder: Builder, field: str) -> int:
    """How many classes have a figure in a nonzero column."""
    return sum(bool(getattr(one, field, None)) for one in builder.tranches)


def _misrated(classes: Sequence[Tranche]) -> list[Tranche]:
    """The classes with a rate where most payments are other shares of it than one month: it is not a rate.

    A fraction with a percent sign may be meant, which is a hundredth of the rate.
    """
    shares = [share for one in classes if (share := _share_of_month(one)) is not None]
    if not shares:
        return []
    middle = sorted(shares)[len(shares) // 2]
    far = sum(abs(share - middle) > APART * middle for share in shares)
    is_month = LEAST < middle < MOST or LEAST < middle / 100 < MOST
    return [] if is_month and 2 * far <= len(shares) else [one for one in classes if _share_of_month(one)]


LEAST, MOST = Decimal("0.5"), Decimal("1.6")  # months: of a shortfall, of a first period
APART = Decimal("0.25")  # days of one period are counted in several ways


def _share_of_month(one: Tranche) -> Decimal | None:
    rate, balance, interest = one.pass_through_rate_pct, one.beginning_balance, one.interest
    if not rate or not balance or not interest or one.notional:
        return None
    deferred = one.deferred_interest if isinstance(one.deferred_interest, Decimal) else 0
    return (Decimal(interest) + deferred) * 1200 / (Decimal(balance) * Decimal(rate))


ROLL = ("beginning_balance", "principal", "ending_balance")


def _is_whole(one: Tranche, printed: Collection[str]) -> bool:
    """Whether a class has amounts, and those of its roll that others have; zeros may be blank."""
    amounts = [getattr(one, name) for name in (*MONEY, *ROLL)]
    if all(amount is UNSET for amount in amounts):
        return False
    return not any(amounts) or all(getattr(one, name) is not UNSET for name in printed)


def _name_of_sum(builder: Builder) -> str | None:
    """The last class, where it is really the sum of the others with its label cut: 'T' of 'Total'."""
    if builder.totals or len(builder.tranches) <= FEWEST_SUMMED:
        return None
    *classes, last = builder.tranches
    summed = [name for name in MONEY if isinstance(getattr(last, name), Decimal) and getattr(last, name)]
    is_sum = len(summed) >= FEWEST_SUMMED and all(_is_sum(last, classes, name) for name in summed)
    return last.class_name or None if is_sum else None


FEWEST_SUMMED = 2  # classes, and columns
MONEY = ("principal", "interest", "total_distribution")  # strips have no part in sums of balances


def _is_sum(last: Tranche, classes: Sequence[Tranche], name: str) -> bool:
    values = [getattr(one, name) for one in classes]
    if not all(isinstance(value, Decimal) for value in values):
        return False
    return bool(getattr(last, name) == sum(values, Decimal(0)))


def _open(builder: Builder, lines: Sequence[Line]) -> list[Cell]:
    """The numbers that have no fate yet."""
    return [cell for line in lines for cell in builder.values(line) if builder.fate(cell) is None]


def _without_fate(builder: Builder, cells: Sequence[Cell]) -> int:
    return sum(builder.fate(cell) is None for cell in cells)
