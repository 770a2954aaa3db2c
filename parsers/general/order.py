"""Tests whether a part without names has its rows in the order of the named table above it.

Theory of operation. Equal numbers of rows prove nothing: a row may be lost, and a row of totals may be
in its place. A row of figures is tied to a class by an identity with terms on both sides: the total, the
roll, a sum of details, a ratio of the original balance, or a figure that both print. Each identity is tried
on every row, and also with the figures of the next rows. A row is identified where an identity holds with its
own figures and fails with those of the rows beside it. Rows that are not identified (zeros, equal classes)
are taken in order where identified rows are above and below them, or where all their figures are zeros.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from parsers.blocks.finding import BlockRow
from parsers.general.class_matrix import ClassRow
from parsers.general.identities import DETAILS, ROLL, TOTAL, Terms, gap
from parsers.general.parts import Part
from parsers.general.ratios import OF, THOUSAND, ratio_holds
from parsers.vocabulary.table_titles import is_total

Test = Callable[[ClassRow], bool | None]  # of a class's row with figures of the part; None: undecided


def identified_in_order(part: Part, above: Sequence[ClassRow], rows: Sequence[BlockRow]) -> list[bool]:
    """For each row of a part, whether an identity shows that its figures belong to the class at its index.

    `above`: the classes' figures in other parts, including rows of totals, one for each of the rows. No row
    counts where a required identity fails, or a row that is not zero has no identified row above or below.
    """
    identified = [_is_sum(part, rows, at) and is_total(owner.name) for at, owner in enumerate(above)]
    for test, must_hold in _tests(part, above):
        held = [test(_beside(owner, part, row)) for owner, row in zip(above, rows, strict=True)]
        if False not in held:
            identified = [
                one or (held[at] is True and _fails_beside(test, part, above[at], rows, at))
                for at, one in enumerate(identified)
            ]
        elif must_hold:
            return [False] * len(rows)
    open_rows = [at for at in _open(identified) if not is_total(above[at].name)]
    return identified if all(_is_zero(part, rows[at]) for at in open_rows) else [False] * len(rows)


def _fails_beside(test: Test, part: Part, owner: ClassRow, rows: Sequence[BlockRow], at: int) -> bool:
    """Whether an identity fails with the figures of the rows above and below, if these differ."""
    own = _figures(part, rows[at])
    beside = [
        row for row in (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]) if _figures(part, row) != own
    ]
    return any(own) and all(test(_beside(owner, part, row)) is False for row in beside)


def _open(identified: Sequence[bool]) -> Iterator[int]:
    """The indices without an identified row above them, or without one below them."""
    first = next((at for at, one in enumerate(identified) if one), len(identified))
    last = max((at for at, one in enumerate(identified) if one), default=-1)
    return (at for at in range(len(identified)) if at < first or at > last)


def _figures(part: Part, row: BlockRow) -> list[Decimal | None]:
    return [value for _, _, value in part.proposed(row)]


def _is_zero(part: Part, row: BlockRow) -> bool:
    return not any(_figures(part, row))


def _is_sum(part: Part, rows: Sequence[BlockRow], at: int) -> bool:
    """Whether a nonzero column of money has in a row the sum of the rows above it."""
    return any(
        (printed := part.value(rows[at], place))
        and printed == sum(part.value(row, place) or Decimal(0) for row in rows[:at])
        for place, term in part.terms.items()
        if term.unit == "usd"
    )


def _beside(owner: ClassRow, part: Part, row: BlockRow) -> ClassRow:
    """A class's row with the figures of one of the part's rows."""
    return ClassRow(owner.name, [*owner.rows, (part, row)])


def _tests(part: Part, above: Sequence[ClassRow]) -> Iterator[tuple[Test, bool]]:
    """The identities with terms in the part and in the classes' other figures; whether each is required."""
    own = part.fields()
    others = {name for owner in above for other, _ in owner.rows for name in other.fields()}
    sums = (("ending_balance", ROLL, True), ("total_distribution", TOTAL, True))
    for result, terms, must_hold in (*sums, *((result, terms, False) for result, terms in DETAILS)):
        names = {result, *terms}
        if names & own and names & others - own:
            yield _sum_test(result, terms), must_hold
    for name in own & others:
        yield _repeated(name), True
    for name in own & OF.keys():
        _, amount, _ = OF[name]
        if {amount, "original_balance"} <= own | others and {amount, "original_balance"} & others:
            for scale in (Decimal(1), THOUSAND):
                yield _ratio_test(name, amount, scale), False


def _sum_test(result: str, terms: Terms) -> Test:
    def holds(row: ClassRow) -> bool | None:
        tried = gap(row, terms, result, must_have=tuple(terms)[:2])
        if tried is None:
            return None
        if terms is ROLL and (not row.value("principal") or is_total(row.name)):
            return tried.holds or None  # a strip's balance falls with payments to others
        return tried.holds

    return holds


def _repeated(name: str) -> Test:
    def holds(row: ClassRow) -> bool | None:
        return None if len(row.cells(name)) < 2 else not row.contradicts(name)

    return holds


def _ratio_test(name: str, amount: str, scale: Decimal) -> Test:
    def holds(row: ClassRow) -> bool | None:
        return ratio_holds(row.value(name), row.value(amount), row.value("original_balance"), scale)

    return holds
