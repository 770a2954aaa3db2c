"""What kind of class a tranche is: its rate type as printed, and whether its balance is notional."""

import re

from msgspec import UNSET

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.records import Tranche

_RATE_TYPE = re.compile(r"(Var|Fix)[a-z]* ?- ?(30|Act)", re.IGNORECASE)
_NOTIONAL = re.compile(r"\bI/?O\b|\bnotional\b", re.IGNORECASE)
_STRIP = re.compile(r"\bstrip\b", re.IGNORECASE)
_PRINCIPAL_ONLY = re.compile(r"\bP/?O\b|\bprincipal\b", re.IGNORECASE)


def place_rate_type(builder: Builder, tranche: Tranche, cell: Cell) -> None:
    """Set a rate type ('Var- Act/ 360') and the day count that it names."""
    match = _RATE_TYPE.match(cell.text)
    if match is None:
        return
    rate = "variable" if match[1].lower() == "var" else "fixed"
    builder.set(tranche, "rate_type", rate, cell.line)
    builder.set(tranche, "day_count", "30/360" if match[2] == "30" else "actual/360", cell.line)


def is_notional(tranche: Tranche) -> bool:
    """Strip (but of principal), IO or notional by its words, or paid at a rate and never had a balance."""
    words = f"{tranche.class_type or ''} {tranche.class_name or ''}"
    if _NOTIONAL.search(words) or (_STRIP.search(words) and not _PRINCIPAL_ONLY.search(words)):
        return True
    interest = tranche.interest if tranche.interest is not UNSET else tranche.accrued_interest
    never = tranche.beginning_balance == 0 and not tranche.original_balance
    return bool(never and tranche.pass_through_rate_pct and interest)
