"""Identities (ties) between the columns of a CTSLink class section, and with the sections before it.

Each tie tests an identity for one class: True, False, or None where it cannot be tried. It names
the fields that it binds. A tie is broken where it fails in more than a quarter of the classes that it can be
tried on: a column is then under another's heading, or the section's title does not describe it. A failure in
fewer classes is an error of the page, and a check reports it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.checks.check_results import half_unit, rounding
from parsers.checks.class_sums import INTEREST_PARTS, PRINCIPAL_PARTS
from parsers.general.parts import shifted
from parsers.general.ratios import OF, ratio_holds

Figures = Mapping[str, Decimal]  # of one class, by field


class Tie(NamedTuple):
    """An identity: its fields, whether it covers balances of the class's own, and the test."""

    fields: frozenset[str]
    of_balances: bool
    holds: Callable[[Figures], bool | None]

    def outcomes(self, rows: Iterable[Figures]) -> list[tuple[Figures, bool]]:
        """The classes that the tie can be tried on, and whether it holds."""
        return [(row, held) for row in rows if (held := self.holds(row)) is not None]


# (the sum, its terms with their signs, the terms that must be printed)
_Sum = tuple[str, Mapping[str, int], tuple[str, ...]]
_SUMS: Sequence[tuple[_Sum, bool]] = (
    (
        (
            "ending_balance",
            {"beginning_balance": 1, "principal": -1, "realized_loss": -1},
            ("beginning_balance", "principal"),
        ),
        True,
    ),
    (("total_distribution", {"principal": 1, "interest": 1}, ("principal", "interest")), False),
    (
        (
            "principal_reduction",
            PRINCIPAL_PARTS,
            ("scheduled_principal", "unscheduled_principal"),
        ),
        False,
    ),
    (
        (
            "principal_reduction",
            {"beginning_balance": 1, "ending_balance": -1},
            ("beginning_balance", "ending_balance"),
        ),
        True,
    ),
    (
        ("principal", {"principal_reduction": 1, "realized_loss": -1}, ("principal_reduction",)),
        False,
    ),
    (
        (
            "interest",
            INTEREST_PARTS,
            ("accrued_interest",),
        ),
        False,
    ),
    (("beginning_interest_balance", {"beginning_balance": 1}, ("beginning_balance",)), True),
    (("ending_interest_balance", {"ending_balance": 1}, ("ending_balance",)), True),
)
# With a recovery in the page the signs of the sums that contain it are not known.
_CLOUDED = frozenset({"principal_reduction", "principal", "ending_balance"})


def _sum_of(result: str, terms: Mapping[str, int], needed: Sequence[str]) -> Callable[[Figures], bool | None]:
    def holds(row: Figures) -> bool | None:
        if result not in row or any(name not in row for name in needed):
            return None
        if row.get("principal_recovery") and result in _CLOUDED:
            return None
        values = {name: row[name] for name in terms if name in row}
        expected = sum((terms[name] * value for name, value in values.items()), Decimal(0))
        printed = row[result]
        if printed == expected:
            return True
        unit = 2 * max(half_unit(value) for value in (printed, *values.values()))
        return abs(printed - expected) <= rounding([printed, *values.values()]) + unit

    return holds


SUMS = tuple(
    Tie(frozenset({result, *terms}), of_balances, _sum_of(result, terms, needed))
    for (result, terms, needed), of_balances in _SUMS
)
ROOTS = (SUMS[0], SUMS[1])  # those of the summary, on which all others depend


def ratio_tie(field: str, digits: int = 0) -> Tie:
    """The tie of a column of ratios, its decimal point shifted right, to the column of its amounts."""
    _, amount, scale = OF[field]

    def holds(row: Figures) -> bool | None:
        ratio = row.get(field)
        moved = None if ratio is None else shifted(ratio, digits)
        return ratio_holds(moved, row.get(amount), row.get("original_balance"), scale)

    return Tie(frozenset({field, amount}), of_balances=False, holds=holds)


def is_broken(tie: Tie, rows: Sequence[Figures], *, adds_up: bool = False) -> bool:
    """Whether a tie fails in more classes than errors of the page explain.

    Classes with only zeros do not count. One failure among few is an error where a column does not
    add up to its printed total; where all columns do (`adds_up`), they are under each other's headings.
    """
    outcomes = [held for row, held in tie.outcomes(rows) if any(row.get(name) for name in tie.fields)]
    missed, held = outcomes.count(False), outcomes.count(True)
    if missed == 1 and 0 < held < LEAST_HELD:
        return adds_up
    return missed * LEAST_HELD > held


LEAST_HELD = 3  # passing classes needed for each failing one


def doubted(tie: Tie, rows: Sequence[Figures], most: int) -> set[str]:
    """The fields that are nonzero only where a tie fails, in more classes than `most`.

    Nothing proves that such a column has the field of its heading.
    """
    outcomes = tie.outcomes(rows)
    by_field = {name: [held for row, held in outcomes if row.get(name)] for name in tie.fields}
    return {name for name, held in by_field.items() if len(held) > most and not any(held)}


def shown(ties: Iterable[Tie], rows: Sequence[Figures]) -> set[str]:
    """The fields that, where nonzero in a class, are in a tie that holds there."""
    return {
        name
        for tie in ties
        for row, held in tie.outcomes(rows)
        if held
        for name in tie.fields
        if row.get(name)
    }
