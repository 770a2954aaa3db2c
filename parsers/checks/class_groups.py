"""Which loan group a class belongs to, by its name, and which pool pays a group's classes, by arithmetic."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.checks.check_results import number, numbers, rounding
from parsers.records import Pool, Tranche

_NUMBER = r"(\d{1,2}|I{1,3}|IV|VI{0,3}|IX)"
_GROUP = re.compile(rf"(?:{_NUMBER}-(?=[A-Z])|[A-Z]{{1,2}}-{_NUMBER}-)")


def group_of(tranche: Tranche) -> str:
    """'II' of 'II-A-1' and of 'A-II-1', '2' of '2-A'; '' where a class's name contains no loan group."""
    if isinstance(tranche.group, str):
        return tranche.group
    match = _GROUP.match(tranche.class_name or "")
    return next(filter(None, match.groups()), "") if match else ""


def pool_of(pools: Sequence[Pool], tranches: Sequence[Tranche], group: str) -> Pool | None:
    """The pool whose loans equal the balance left to the classes of a group; None for none or several."""
    classes = [one for one in tranches if group_of(one) == group and not one.notional]
    balances = numbers(one.ending_balance for one in classes)
    if not balances or not any(balances):
        return None
    whole = sum(balances, Decimal(0))
    fitting = [
        pool
        for pool in pools
        if (balance := number(pool.ending_balance)) is not None
        and abs(balance - whole) <= rounding([balance, *balances])
    ]
    return fitting[0] if len(fitting) == 1 else None
