"""The kind of a class: its rate type as printed, and whether its balance is notional."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.records import Total, Tranche

_RATE_TYPE = re.compile(r"(Var|Fix)[a-z]* ?- ?(30|Act)", re.IGNORECASE)
_NOTIONAL = re.compile(r"\bI/?O\b|\bnotional\b", re.IGNORECASE)
_STRIP = re.compile(r"\bstrip\b", re.IGNORECASE)
_PRINCIPAL_ONLY = re.compile(r"\bP/?O\b|\bprincipal\b", re.IGNORECASE)


def place_rate_type(builder: Builder, tranche: Tranche, cell: Cell) -> None:
    """Set a rate type ('Var- Act/ 360') and the day count that it contains."""
    match = _RATE_TYPE.match(cell.text)
    if match is None:
        return
    rate = "variable" if match[1].lower() == "var" else "fixed"
    builder.set(tranche, "rate_type", rate, cell.line)
    builder.set(tranche, "day_count", "30/360" if match[2] == "30" else "actual/360", cell.line)


def is_notional(tranche: Tranche) -> bool:
    """Whether a class is a strip (not principal-only) or IO by its words, or has a rate but no balance."""
    words = f"{tranche.class_type or ''} {tranche.class_name or ''}"
    if _NOTIONAL.search(words) or (_STRIP.search(words) and not _PRINCIPAL_ONLY.search(words)):
        return True
    interest = tranche.interest if tranche.interest is not UNSET else tranche.accrued_interest
    never = tranche.beginning_balance == 0 and not tranche.original_balance
    return bool(never and tranche.pass_through_rate_pct and interest)


def mark_strips_left_out(builder: Builder) -> None:
    """Mark as notional the classes that the printed totals of balances exclude: those paid interest alone.

    For pages that print no class types. A balance that fell without principal is a strip's only if the
    totals of both balances are those of the other classes.
    """
    total = next((one for one in builder.totals if one.group is UNSET), None)
    left_out = [one for one in builder.tranches if not one.notional and _falls_without_principal(one)]
    counted = [one for one in builder.tranches if not one.notional and one not in left_out]
    if total and left_out and all(_is_sum(total, counted, name) for name in BALANCES):
        for one in left_out:
            one.notional = True


BALANCES = ("beginning_balance", "ending_balance")


def _falls_without_principal(one: Tranche) -> bool:
    paid = bool(one.interest) and not one.principal and not one.realized_loss
    return paid and bool(one.beginning_balance) and one.ending_balance != one.beginning_balance


def _is_sum(total: Total, classes: Sequence[Tranche], name: str) -> bool:
    values = [getattr(one, name) for one in (total, *classes)]
    if not all(isinstance(value, Decimal) for value in values):
        return False
    return bool(values[0] == sum(values[1:], Decimal(0)))
