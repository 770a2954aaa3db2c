"""Strips: classes that are paid interest on a balance that is not their own.

Their balances roll with payments to others, so they are excluded from the roll. A row without principal is
a strip by its words, or where its balance does not roll and the printed totals of both balances exclude
it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from parsers.general.class_matrix import ClassMatrix, ClassRow
from parsers.general.identities import roll

WORDS = re.compile(
    r"\b(?:I/?O|notional|strip)\b|^(?:[A-Z0-9]+-)?X(?:-?[\w-]*)?\b|^[A-Z0-9-]*A(?:IO|X)\d?$", re.IGNORECASE
)
PRINCIPAL_ONLY = re.compile(r"\bP/?O\b|\bprincipal\b", re.IGNORECASE)


def is_strip(row: ClassRow, matrix: ClassMatrix) -> bool:
    """Whether a class has interest on a balance that is not its own."""
    return not row.value("principal") and (says_strip(row) or row in _left_out(matrix))


def says_strip(row: ClassRow) -> bool:
    """Whether its name or type says so."""
    return _are_of_strip(row.words or row.name)


@lru_cache(maxsize=4096)
def _are_of_strip(words: str) -> bool:
    return bool(WORDS.search(words)) and not PRINCIPAL_ONLY.search(words)


def _left_out(matrix: ClassMatrix) -> list[ClassRow]:
    """The classes whose balances do not roll, if the printed totals exclude all of them."""
    if matrix.strips is None:
        matrix.strips = [row for row in matrix.classes if _may_be_strip(row)]
        counted = [row for row in matrix.classes if row not in matrix.strips]
        if not all(_is_sum(matrix, name, counted) for name in ("beginning_balance", "ending_balance")):
            matrix.strips = []
    return matrix.strips


def _may_be_strip(row: ClassRow) -> bool:
    if row.value("principal") or not row.value("interest") or not row.value("beginning_balance"):
        return False
    tried = roll(row)
    return says_strip(row) or (tried is not None and not tried.holds)


def _is_sum(matrix: ClassMatrix, name: str, rows: Sequence[ClassRow]) -> bool:
    total = matrix.total(name)
    return total is not None and abs(total - matrix.sum(name, rows)) <= 1
