"""Tests a class matrix by arithmetic: which columns it proves, and the reason for refusing the rest.

Theory of operation. Words have proposed a field for each column. The roll and the total (`identities`) tie
the columns of money to each other. The matrix is proved where both hold (the total where its column is
printed) in every row, and at least one row is informative: its figures differ from each other and from
zero, so that it could have failed. A row that fails is accepted where the page itself proves an error of
the original: the table is large enough, every column adds up and the totals differ by the row's
difference, or one column's sum differs by it.

Columns that an identity cannot distinguish depend on whole wordings. The roll is symmetric in ending balance,
principal and realized loss, the total in principal and interest; with ratios of the original balance
(`ratios`) all of them can be distinguished. Nothing on a page distinguishes these pairs of columns, if no
total is printed and no ratios:

    principal and realized loss                        where neither total nor ratio prints principal
    ending balance and realized loss                   where no ratio prints it, if less is lost than is left
    interest and any column in no identity             where no total is printed and accrual is open
    beginning and original balance                     where a class rolls from its issue on: its first month
    scheduled, unscheduled and 'Acc' principal, adjustment, accretion   parts of one sum
    factor and ending balance per 1,000                one ratio in two denominations
    prepayment, relief act and other shortfalls, interest loss          parts of one sum
    cumulative loss, unpaid interest, shortfalls, carryover, adjustments, next rate         in no identity

Only the vocabulary protects them: a column is one of these only by its whole heading, of one meaning in every
known layout, that no lost word makes another's (`Term.weak`), below a known title, and within its bounds
(`taken_columns`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.general.class_matrix import ROOTS, ClassMatrix, ClassRow
from parsers.general.identities import (
    DETAILS,
    LEAST_ROWS,
    ROLL,
    TOTAL,
    Gap,
    Terms,
    gap,
    is_informative,
    roll,
)
from parsers.general.parts import RATIOS
from parsers.general.ratios import is_ratio
from parsers.general.strips import is_strip, says_strip

MONEY = ("ending_balance", "total_distribution", "interest", *ROLL)  # the fields of roll and total
PRINTED_ONCE = ("realized_loss", "deferred_interest")  # mostly zero: one row may be all that separates them
_WORDS = {
    "roll": "ending balance is not beginning less principal and loss",
    "total": "total is not principal and interest",
}


@dataclass
class Proof:
    """The proved columns of a matrix; `refused` is the reason why none is proved."""

    refused: str = ""
    proved: set[str] = field(default_factory=set)
    summed: set[str] = field(default_factory=set)  # those in a sum of details that holds
    doubted: set[str] = field(default_factory=set)  # those in a sum that does not hold, and in none that does
    exceptions: list[ClassRow] = field(default_factory=list)


def prove(matrix: ClassMatrix) -> Proof:
    """Try the roll and the total on every class."""
    informative = [row for row in matrix.classes if is_informative(row) and not says_strip(row)]
    if refused := _cannot_be_proved(matrix, informative):
        return Proof(refused)
    proof = Proof(proved=set(ROOTS))
    rolls = [tried for row in matrix.classes if not is_strip(row, matrix) and (tried := roll(row))]
    sums = [tried for row in matrix.classes if (tried := gap(row, TOTAL, "total_distribution"))]
    for gaps, names, what in ((rolls, ROLL, "roll"), (sums, TOTAL, "total")):
        missed = [tried for tried in gaps if not tried.holds]
        if missed and not (len(informative) >= LEAST_ROWS and _is_original_error(matrix, missed, what)):
            return Proof(_first_miss(missed, len(gaps), what))
        proof.exceptions += [tried.row for tried in missed]
        proof.proved |= {name for name in names if matrix.has(name) and gaps}
    if sums:
        proof.proved.add("total_distribution")
    elif not _interest_is_bound(matrix):
        proof.proved.discard("interest")
    for result, terms in DETAILS:
        _try_sum(matrix, proof, result, terms)
    moved = {name for name in proof.proved if any(row.value(name) for row in matrix.classes)}
    proof.doubted -= proof.summed | moved
    return proof


def _try_sum(matrix: ClassMatrix, proof: Proof, result: str, terms: Terms) -> None:
    """Try a sum of details, if its first term and at least one of several others are printed."""
    first, *others = terms
    names = {name for name in terms if matrix.has(name)}
    if not matrix.has(result) or first not in names or (len(others) > 1 and len(names) == 1):
        return
    if not _sum_holds(matrix, result, terms):
        proof.doubted |= names | {result}
        return
    proof.summed |= names | {result}


def _cannot_be_proved(matrix: ClassMatrix, informative: Sequence[ClassRow]) -> str:
    """The reason why no identity can test a matrix; '' where one can."""
    for name in ROOTS:
        if not matrix.has(name):
            return f"no column for {_words(name)}"
    for name in MONEY:
        count = sum(row.contradicts(name) for row in matrix.classes)
        if count > 1 or (count and (len(informative) < LEAST_ROWS or name in PRINTED_ONCE)):
            return f"{_words(name)} is printed twice and differs in {count} rows"
    if not any(roll(row) for row in informative):
        return "no row could fail: none has balances, principal and interest that differ"
    if matrix.sum("deferred_interest") > matrix.sum("beginning_balance"):
        return "deferred interest is more than the balances: it may be in the place of the beginning balance"
    for name in ("realized_loss", *(() if matrix.has("total_distribution") else ("principal",))):
        if matrix.sum(name) > matrix.sum("ending_balance") and not is_ratio(
            matrix, "ending_balance_per_1000"
        ):
            return f"{_words(name)} is more than what is left: it may be in the place of the ending balance"
    return ""


def _sum_holds(matrix: ClassMatrix, result: str, terms: Terms) -> bool:
    """Whether a sum of details holds in every row, and its first and largest term is printed in some row."""
    gaps = [
        tried
        for row in matrix.classes
        if not is_strip(row, matrix) and (tried := gap(row, terms, result, must_have=())) is not None
    ]
    first = next(iter(terms))
    is_printed = any(row.value(result) and row.value(first) for row in matrix.classes)
    return is_printed and all(tried.holds for tried in gaps)


def _is_original_error(matrix: ClassMatrix, missed: Sequence[Gap], what: str) -> bool:
    """Whether one row's difference is the page's error: its totals or one column's sum differ by it.

    Not where a column without a known heading may hold the difference.
    """
    if len(missed) != 1 or (what == "roll" and _holds_exchanged(missed[0])):
        return False
    if any(part.is_odd for part, _ in missed[0].row.rows):
        return False
    names = [*ROLL, "ending_balance"] if what == "roll" else [*TOTAL, "total_distribution"]
    names = [name for name in names if matrix.has(name)]
    own = [row for row in matrix.classes if not is_strip(row, matrix)] if what == "roll" else matrix.classes
    totals = {name: total for name in names if (total := matrix.total(name)) is not None}
    if len(totals) < len(names):
        return False
    small = Decimal(len(own))
    sums = {name: matrix.sum(name, own) for name in names}
    off = [totals[name] - sums[name] for name in names if abs(totals[name] - sums[name]) > small]
    if not off:
        return abs(_miss_of_totals(totals, what) - missed[0].miss) <= small
    return len(off) == 1 and abs(abs(off[0]) - abs(missed[0].miss)) <= small


def _holds_exchanged(missed: Gap) -> bool:
    """Whether a row rolls with another column's figure for its loss or deferred interest: an exchange."""
    loss, deferred = (missed.row.value(name) or Decimal(0) for name in PRINTED_ONCE)
    if abs(missed.miss - 2 * (loss - deferred)) <= 2 * missed.tolerance:
        return True
    wanted = (loss - missed.miss, deferred + missed.miss)
    others = (
        value for part, line in missed.row.rows for cell in line.values.values() if (value := cell.value)
    )
    return any(abs(value - one) <= missed.tolerance for value in others for one in wanted)


def _miss_of_totals(totals: dict[str, Decimal], what: str) -> Decimal:
    """The difference of the totals row in the identity."""
    terms, result = (ROLL, "ending_balance") if what == "roll" else (TOTAL, "total_distribution")
    expected = sum((sign * totals.get(name, Decimal(0)) for name, sign in terms.items()), Decimal(0))
    return totals[result] - expected


def _interest_is_bound(matrix: ClassMatrix) -> bool:
    """Whether interest, in no total, is below a title that is known for payments of one period."""
    return any(
        part.kind is not None and part.kind not in RATIOS and "interest" in part.fields()
        for part in matrix.parts
    )


def _first_miss(missed: Sequence[Gap], tried: int, what: str) -> str:
    first = missed[0]
    named = first.row.name or "its first row"
    return f"{_WORDS[what]} in {len(missed)} of {tried} rows, first in {named!r} by {first.miss}"


def _words(name: str) -> str:
    return name.replace("_", " ")
