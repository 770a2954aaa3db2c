"""Delinquency tables that no layout knows: taken where all their words are known and their figures add up.

Pages print them in two ways: measures (balance, number of loans, …) over rows of buckets, or buckets over
rows of measures, a status a title. Either way every row and column must be known whole. A status is taken
where its totals are the sums of its buckets, or where percentages are one multiple of the balances; words
alone are not enough, so a table that prints neither stays unmapped.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.checks.check_results import half_unit, rounding
from parsers.vocabulary.delinquency_words import TOTAL, find_column, find_row, find_status, read_buckets

AMOUNTS = frozenset({"balance", "loan_count"})
SHARES = {"balance_pct": "balance", "loan_count_pct": "loan_count"}


class Entry(NamedTuple):
    """A figure of a delinquency table and where it belongs."""

    group: str | None
    status: str
    bucket: str
    measure: str
    label: str
    cell: Cell


def read_delinquencies(builder: Builder, blocks: Sequence[Block]) -> None:
    """Put the delinquency tables that prove themselves into the builder."""
    proved = [list(_proved(list(_of_measures(block) or _of_buckets(block)))) for block in blocks]
    doubled = _printed_twice(proved)
    grouped = any(row.group and not row.headed for block in blocks for row in block.rows)
    for entry in (entry for table in proved for entry in table):
        lost = grouped and entry.group is None  # its group's name is lost
        if not lost and (entry.group, entry.status) not in doubled:
            record = builder.delinquency(entry.group, entry.status, entry.bucket, entry.label)
            builder.put(record, entry.measure, entry.cell)


def _printed_twice(tables: Sequence[Sequence[Entry]]) -> set[tuple[str | None, str]]:
    """The statuses that two tables print for one group, and print differently: whose each is, none says."""
    statuses = [({entry[:2] for entry in table}, table) for table in tables if table]
    doubled: set[tuple[str | None, str]] = set()
    for (one, table), (other, again) in combinations(statuses, 2):
        if (shared := one & other) and _prints_of(table, shared) != _prints_of(again, shared):
            doubled |= shared
    return doubled


def _prints_of(table: Sequence[Entry], statuses: set[tuple[str | None, str]]) -> dict[object, Decimal]:
    """The figures that a table prints for some statuses, by place and measure."""
    prints = {entry[:4]: _value(entry.cell) for entry in table if entry[:2] in statuses}
    return {place: value for place, value in prints.items() if value is not None}


def _proved(table: Sequence[Entry]) -> Iterator[Entry]:
    for _, own in groupby(table, key=itemgetter(0, 1)):  # the group and the status
        status = list(own)
        if _is_proved(status, table):
            yield from status


def _of_measures(block: Block) -> list[Entry]:
    """The entries of a table with a measure a column, a bucket or a status a row; [] where it is none."""
    measures = [find_column(column.heading) for column in block.columns]
    if not measures or None in measures or len(set(measures)) < len(measures):
        return []
    buckets = _read_buckets(tuple(row.label for row in block.rows))
    entries = []
    for row, bucket in zip(block.rows, buckets, strict=True):
        found = find_row(row.label)
        status = found.status if found else ""
        status = status or _status_of(block, row)
        if bucket is None or not status:
            return []
        entries += [
            Entry(row.group, status, bucket, measures[place] or "", row.label, cell)
            for place, cell in sorted(row.values.items())
        ]
    return _once(entries)


@lru_cache(maxsize=1024)  # a trustee's rows and columns come again on the next statement
def _read_buckets(labels: tuple[str, ...]) -> list[str | None]:
    return read_buckets(labels)


def _of_buckets(block: Block) -> list[Entry]:
    """The entries of a table with a bucket a column, a measure a row, and a status a title."""
    labels = [column.heading for column in block.columns]
    if len(labels) < 2 or not all(labels):
        return []
    buckets = _read_buckets(tuple(labels))
    if None in buckets or len(set(buckets)) < len(buckets):
        return []
    return _once(list(_rows_of_measures(block, labels, [bucket or "" for bucket in buckets])))


def _rows_of_measures(block: Block, labels: Sequence[str], buckets: Sequence[str]) -> Iterator[Entry]:
    for row in block.rows:
        measure, status = find_column(row.label), _status_of(block, row)
        if measure is None or not status:
            continue
        for place, cell in sorted(row.values.items()):
            yield Entry(row.group, status, buckets[place], measure, labels[place], cell)


def _status_of(block: Block, row: BlockRow) -> str:
    """The status that the nearest title names, or the heading over the labels."""
    nearest = find_status(row.section[-1]) if row.section else None
    return nearest or find_status(block.stub) or ""


def _once(entries: list[Entry]) -> list[Entry]:
    """The entries; none where two claim one place."""
    return entries if len({entry[:4] for entry in entries}) == len(entries) else []


def _is_proved(status: Sequence[Entry], table: Sequence[Entry]) -> bool:
    """Whether a status adds up, or all percentages are one multiple of the table's balances."""
    sums = [holds for measure in _measures(status) if (holds := _adds_up(status, measure)) is not None]
    if sums:
        return all(sums)
    shares = [
        holds for share, amount in SHARES.items() if (holds := _are_shares(table, share, amount)) is not None
    ]
    return bool(shares) and all(shares)


def _measures(entries: Sequence[Entry]) -> list[str]:
    return sorted({entry.measure for entry in entries})


def _adds_up(status: Sequence[Entry], measure: str) -> bool | None:
    """Whether the total of a measure is the sum of its buckets; None where it prints no total or bucket."""
    own = [entry for entry in status if entry.measure == measure]
    total = next((_value(entry.cell) for entry in own if entry.bucket == TOTAL), None)
    terms = [_value(entry.cell) for entry in own if entry.bucket != TOTAL]
    known = [term for term in terms if term is not None]
    if total is None or not known or len(known) < len(terms):
        return None
    miss = abs(sum(known, Decimal(0)) - total)
    return not miss or miss <= rounding([*known, total])


def _are_shares(table: Sequence[Entry], share: str, amount: str) -> bool | None:
    """Whether the percentages of a table are one multiple of its amounts; None if fewer than two tell."""
    amounts = {entry[:3]: _value(entry.cell) for entry in table if entry.measure == amount}
    bounds: dict[str | None, list[tuple[Decimal, Decimal]]] = {}
    for entry in table:
        printed, of = _value(entry.cell), amounts.get(entry[:3])
        if entry.measure == share and printed and of:
            half = half_unit(printed)
            bounds.setdefault(entry.group, []).append(((printed - half) / of, (printed + half) / of))
    told = [own for own in bounds.values() if len(own) > 1]
    if not told:
        return None
    return all(max(low for low, _ in own) <= min(high for _, high in own) for own in told)


def _value(cell: Cell) -> Decimal | None:
    return Decimal(0) if cell.kind == "dash" else cell.value
