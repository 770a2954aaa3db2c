"""Checks of a deal that prints its own figures beside those of its groups: the groups add up to them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from parsers.builder import Builder, subject_of
from parsers.checks.check_results import Subject, Tally, number, rounding
from parsers.records import Delinquency, Pool, unit_of

SIZES = ("ending_balance", "ending_loan_count")
POOL_FIELDS = [name for name in Pool.__struct_fields__ if unit_of(Pool, name) in ("usd", "count")]
DELINQUENCY_FIELDS = ("balance", "loan_count")
UNPROVED = "the groups on the page may not be all of the deal"


def pools_of_deal(pools: Sequence[Pool], field: str) -> list[Pool]:
    """The pools that make up the deal: its own pool where it prints one beside its groups, else all."""
    own = [pool for pool in pools if pool.group is None and number(getattr(pool, field)) is not None]
    return own or list(pools)


class _Sum(NamedTuple):
    """A figure of the deal, and those of its groups."""

    subject: Callable[[], Subject]
    printed: Decimal
    terms: list[Decimal]
    counted: bool

    @property
    def tolerance(self) -> Decimal:
        return Decimal(0) if self.counted else rounding([self.printed, *self.terms])

    @property
    def holds(self) -> bool:
        return abs(sum(self.terms, Decimal(0)) - self.printed) <= self.tolerance


Keyed = tuple[object, str | None, Pool | Delinquency]  # field summed, its group, and the record


def check_deal_totals(builder: Builder, tally: Tally) -> None:
    """The groups add up to the deal: checked where balances or loans do, as a group's page may be missing."""
    complete = are_groups_complete(builder)
    late: list[Keyed] = [((one.status, one.bucket), one.group, one) for one in builder.delinquencies]
    _check(_sums(_pools(builder), POOL_FIELDS), tally, is_proved=complete)
    sums = _sums(late, DELINQUENCY_FIELDS)
    outcomes = [one.holds for one in sums if one.printed or any(one.terms)]
    # A page may print other loans for the deal than for its groups: then hardly any figure adds up.
    _check(sums, tally, is_proved=complete and 2 * sum(outcomes) > len(outcomes))


def are_groups_complete(builder: Builder) -> bool:
    """Whether the page has all groups of a deal with its own figures: balances or loans add up."""
    return any(one.holds and one.printed for one in _sums(_pools(builder), SIZES))


def _pools(builder: Builder) -> list[Keyed]:
    return [(None, pool.group, pool) for pool in builder.pools]


def _check(sums: Sequence[_Sum], tally: Tally, *, is_proved: bool) -> None:
    for one in sums:
        if not is_proved:
            tally.skip("deal_total", UNPROVED)
            continue
        tally.compare(
            "deal_total",
            one.subject,
            expected=sum(one.terms, Decimal(0)),
            printed=one.printed,
            tolerance=one.tolerance,
            message="the groups add up to {expected}, the deal's own figure is {printed}",
        )


def _sums(records: Sequence[Keyed], fields: Sequence[str]) -> list[_Sum]:
    """The figures that the deal and all of its groups print."""
    groups: dict[object, list[Pool | Delinquency]] = defaultdict(list)
    for key, group, record in records:
        if group is not None:
            groups[key].append(record)
    most = max(map(len, groups.values()), default=0)
    return [
        _Sum(partial(_subject, own, field), printed, known, field.endswith("_count"))
        for key, group, own in records
        if group is None and len(groups[key]) == most > 1
        for field in fields
        if (printed := number(getattr(own, field))) is not None
        and len(known := _numbers(groups[key], field)) == most
    ]


def _numbers(records: Sequence[Pool | Delinquency], field: str) -> list[Decimal]:
    values = (number(getattr(record, field)) for record in records)
    return [value for value in values if value is not None]


def _subject(record: Pool | Delinquency, field: str) -> Subject:
    key = subject_of(record)
    return Subject(key, record.lines, f"{key}, {field.replace('_', ' ')}", field)
