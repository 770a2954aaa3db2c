"""Decides which columns of a proved matrix are taken.

A column is taken where an identity contains it and holds. A column in no identity is taken only below a
known title, by a complete wording that is not a longer wording with a word lost, and where its bounds hold.
All others stay unmapped.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal

from parsers.general.accrual import accrued_is_proved, rate_is_proved, shortfall_is_proved
from parsers.general.class_matrix import ClassMatrix, ClassRow
from parsers.general.parts import Part
from parsers.general.proof import Proof
from parsers.general.ratios import OF, holds_nowhere, is_proportional, is_ratio, is_zero
from parsers.vocabulary.class_columns import Term

PROVED_OR_NOT = frozenset({"pass_through_rate_pct", "interest"})  # by accrual, if it can be tried
SHARES = frozenset({"security_pct", "percentage_interest_pct"})

# Kinds of interest shortfall: the accrual of the rates can prove them.
SHORTFALLS = frozenset({"interest_shortfall", "net_prepayment_interest_shortfall"})

TakenColumn = tuple[Part, int]


def columns_taken(matrix: ClassMatrix, proof: Proof) -> set[TakenColumn]:
    """The columns whose figures are taken: each a part and the index of a column in it."""
    return _Taking(matrix, proof).columns()


def unread_interest(parts: Iterable[Part], taken: Collection[TakenColumn]) -> list[str]:
    """The headings of nonzero columns that are not taken and may hold further interest."""
    return [
        part.block.columns[place].heading
        for part in parts
        for place in range(len(part.block.columns))
        if (part, place) not in taken
        and _may_hold_interest(part, place)
        and any(part.value(row, place) for row in part.rows)
    ]


def _may_hold_interest(part: Part, place: int) -> bool:
    term = part.terms.get(place)
    if term is None:
        return bool(_INTEREST_WORDS.search(part.block.columns[place].heading))
    return term.field in _BESIDE_PAID


class _Taking:
    """Decides on each column of a matrix."""

    def __init__(self, matrix: ClassMatrix, proof: Proof) -> None:
        self.matrix = matrix
        self.proof = proof
        self.rate = rate_is_proved(matrix)
        often = Counter(name for part in matrix.parts for name in part.fields())
        self.differing = {
            name: count
            for name, times in often.items()
            if times > 1 and (count := sum(row.contradicts(name) for row in matrix.classes))
        }

    def columns(self) -> set[TakenColumn]:
        """The columns that are taken."""
        return {
            (part, place)
            for part in self.matrix.parts
            for place, term in part.terms.items()
            if not term.awaited
            and self.differing.get(term.field, 0) <= 1
            and self._is_taken(part, term)
            and not (term.field in OF and holds_nowhere(self.matrix, part, place))
        }

    def _is_taken(self, part: Part, term: Term) -> bool:
        """Whether an identity or, for a column in none, its words and bounds support a column."""
        name = term.field
        if name in self.proof.doubted or name in self.proof.proved:
            return name not in self.proof.doubted
        if name in OF:
            return is_ratio(self.matrix, name) or (not part.unsaid and is_zero(self.matrix, name))
        if name in SHARES:
            return is_proportional(self.matrix, name, "ending_balance")
        if (self.differing.keys() | self.proof.doubted) & part.fields():
            return False  # figures differ from another table's, or do not add up: the whole table is in doubt
        if name in SHORTFALLS and term.weak and not part.has_printer():
            # Accrual and sums prove that interest fell short; only the words give the kind of shortfall.
            return False
        return self._is_shown(part, term) or (
            name not in PROVED_OR_NOT and _is_known(part, term) and not part.is_odd and self._fits(part, name)
        )

    def _is_shown(self, part: Part, term: Term) -> bool:
        """Whether accrual, a sum of details or ratios prove a column."""
        name = term.field
        if name in PROVED_OR_NOT:
            return self.rate is True or (self.rate is None and _is_known(part, term))
        if name == "accrued_interest" and accrued_is_proved(self.matrix):
            return True
        if name in SHORTFALLS and shortfall_is_proved(self.matrix, name):
            return True
        if name in self.proof.summed:
            if any(row.value(name) for row in self.matrix.classes):
                return _in_bounds(self.matrix, name) and not self._copies(name)
            # Zeros may belong to any column.
            return not part.is_odd and (not term.weak or part.has_printer())
        return name == "original_balance" and any(
            is_ratio(self.matrix, ratio) for ratio in OF if self.matrix.has(ratio)
        )

    def _fits(self, part: Part, name: str) -> bool:
        """Whether a column in no identity may have the field of its words."""
        joined = part.keyed or bool(part.fields() & self.proof.proved)
        return joined and _in_bounds(self.matrix, name) and not self._copies(name)

    def _copies(self, name: str) -> bool:
        """Whether a column repeats the figures of a proved one without a known reason to equal it."""
        own = self.matrix.column(name)
        printed = sum(map(bool, own))
        if printed < LEAST_COPIED:
            return False
        for other in self.proof.proved - MAY_EQUAL.get(name, frozenset()):
            same = sum(
                bool(value) and value == twin
                for value, twin in zip(own, self.matrix.column(other), strict=True)
            )
            if same >= LEAST_COPIED and 2 * same > printed:
                return True
        return False


LEAST_COPIED = 2  # figures
# Allowed repeats: a part of principal or interest may be all of it; a first month begins with the original.
_PRINCIPAL = frozenset({"principal"})
_INTEREST = frozenset({"interest", "total_distribution", "deferred_interest"})
MAY_EQUAL = {
    "original_balance": frozenset({"beginning_balance", "ending_balance"}),
    "cumulative_realized_loss": frozenset({"realized_loss"}),
    "beginning_interest_balance": frozenset({"beginning_balance"}),
    "ending_interest_balance": frozenset({"ending_balance", "beginning_balance"}),
    **dict.fromkeys(
        (
            *("scheduled_principal", "unscheduled_principal", "net_principal", "accretion"),
            "principal_reduction",
        ),
        _PRINCIPAL | {"total_distribution"},
    ),
    **dict.fromkeys(("total_interest_due", "accrued_interest", "other_income"), _INTEREST),
}


def _is_known(part: Part, term: Term) -> bool:
    """Whether a column is below a known title and its heading is not a longer one that lost a word."""
    return part.kind is not None and not term.weak


def _in_bounds(matrix: ClassMatrix, name: str) -> bool:
    """Whether no figure of a column is impossible for its field beside the proved ones."""
    within = BOUNDS.get(name)
    return within is None or all(
        within(row, value) for row in matrix.classes if (value := row.value(name)) is not None
    )


def _is_original(row: ClassRow, value: Decimal) -> bool:
    """Whether the figures are not below the ending balance, except for a class that grows."""
    ending = row.value("ending_balance")
    grows = row.value("deferred_interest") or (row.value("principal") or Decimal(0)) < 0
    return bool(grows) or ending is None or value >= ending


def _is_cumulative(row: ClassRow, value: Decimal) -> bool:
    return value >= (row.value("realized_loss") or Decimal(0)) or value < 0


def _is_part(row: ClassRow, value: Decimal) -> bool:
    beginning = row.value("beginning_balance")
    return not beginning or abs(value) <= beginning


_OF_INTEREST = (
    *("interest_loss", "interest_shortfall", "net_prepayment_interest_shortfall", "relief_act_shortfall"),
    *("unpaid_interest", "total_interest_due", "interest_adjustment", "unpaid_shortfall_paid"),
    *("remaining_interest_shortfall", "interest_carryover_shortfall", "remaining_interest_carryover"),
)
_BESIDE_PAID = frozenset({"accrued_interest", "deferred_interest", "other_income", *_OF_INTEREST})
_INTEREST_WORDS = re.compile(r"\b(?:int|interest|accru\w*|short\w*|carry\w*|relief)\b", re.IGNORECASE)
BOUNDS: dict[str, Callable[[ClassRow, Decimal], bool]] = {
    "original_balance": _is_original,
    "cumulative_realized_loss": _is_cumulative,
    **dict.fromkeys(
        ("scheduled_principal", "net_principal", "acc_principal", "principal_adjustment", *_OF_INTEREST),
        _is_part,
    ),
}
