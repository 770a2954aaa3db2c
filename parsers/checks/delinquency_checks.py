"""Checks of the delinquency tables: buckets add up, percentages refer to their own group."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter

from parsers.builder import Builder
from parsers.checks.check_results import PERCENT, Subject, Tally, half_unit, number, numbers, rounding, shown
from parsers.checks.deal_totals import pools_of_deal
from parsers.records import Delinquency, Pool

# Each percentage with its numerator and the pool's figure in its denominator.
SHARES = {
    "balance_pct": ("balance", "ending_balance"),
    "loan_count_pct": ("loan_count", "ending_loan_count"),
}


def subject_of(record: Delinquency, field: str) -> Subject:
    """'group 3 delinquent 30-59', and the field names."""
    place = f"group {record.group} " if record.group else ""
    key = f"{place}{record.status} {record.bucket}"
    return Subject(key, record.lines, f"{key}, {FIGURES[field]}", field)


FIGURES = {
    "balance": "balance",
    "balance_pct": "share of the balance",
    "loan_count": "number of loans",
    "loan_count_pct": "share of the loans",
}


def check_delinquencies(builder: Builder, tally: Tally) -> None:
    """Totals of buckets and percentages."""
    tables: dict[tuple[str | None, str], list[Delinquency]] = {}
    for record in builder.delinquencies:
        tables.setdefault((record.group, record.status), []).append(record)
    whole_of = cache(partial(_whole, builder.pools))
    for record in builder.delinquencies:
        if record.bucket == "total":
            together = tables[record.group, record.status]
            _total(record, [other for other in together if other is not record], tally)
        for field, (of, over) in SHARES.items():
            printed = number(getattr(record, field))
            if printed is None:
                continue
            amount = number(getattr(record, of))
            whole = _denominator(record, (printed, amount), (of, over), whole_of)
            _share(builder, record, (field, of, over), (printed, amount, whole), tally)
    _all_statuses(builder.delinquencies, tally)
    _reo_share(builder, tally)


def _denominator(
    record: Delinquency,
    figures: tuple[Decimal, Decimal | None],
    what: tuple[str, str],
    whole_of: Callable[[str | None, str], Decimal | None],
) -> Decimal | None:
    """The group's figure in a percentage's denominator: the actual balance, if it is printed and fits."""
    (printed, amount), (of, over) = figures, what
    scheduled = whole_of(record.group, over)
    actual = whole_of(record.group, "ending_actual_balance") if of == "balance" else None
    if not actual or amount is None:
        return scheduled
    fits = abs(100 * amount / actual - printed) <= _share_tolerance(printed, amount, actual, counted=False)
    return actual if fits or not scheduled else scheduled


TOGETHER = ("all", "any")  # records of the four statuses together; records of all delinquent loans by days


def _all_statuses(records: Sequence[Delinquency], tally: Tally) -> None:
    """The line of all loans is the sum of the four statuses by bucket; its total the sum of their totals."""
    for whole in (record for record in records if record.status == "all"):
        own = [one for one in records if one.group == whole.group and one.status not in TOGETHER]
        parts = [one for one in own if one.bucket == whole.bucket]
        if whole.bucket == "total":
            totalled = {one.status for one in parts}
            parts += [one for one in own if one.status not in totalled]
        for field in ("balance", "loan_count"):
            _adds_up(whole, field, parts, "statuses", tally)


def _total(record: Delinquency, others: list[Delinquency], tally: Tally) -> None:
    if not others:
        if record.status != "all":  # that record is the sum of the statuses
            tally.skip("delinquency_total", "the status has no buckets")
        return
    for field in ("balance", "loan_count", "balance_pct", "loan_count_pct"):
        _adds_up(record, field, others, "buckets", tally)


def _adds_up(whole: Delinquency, field: str, parts: Sequence[Delinquency], what: str, tally: Tally) -> None:
    """A printed figure is the sum of its parts, where every part is printed."""
    printed = number(getattr(whole, field))
    terms = numbers(map(attrgetter(field), parts))
    if printed is None or not terms:
        return
    expected = sum(terms, Decimal(0))
    if expected == printed:
        tally.hold("delinquency_total", printed)
        return
    tally.compare(
        "delinquency_total",
        partial(subject_of, whole, field),
        expected=expected,
        printed=printed,
        tolerance=Decimal(0) if field == "loan_count" else partial(rounding, [printed, *terms]),
        message=f"the {what} add up to {{expected}}, the printed total is {{printed}}",
    )


def _share(
    builder: Builder,
    record: Delinquency,
    what: tuple[str, str, str],
    figures: tuple[Decimal, Decimal | None, Decimal | None],
    tally: Tally,
) -> None:
    (field, of, over), (printed, amount, whole) = what, figures
    if amount is None or not whole:
        tally.skip("delinquency_pct", "the figure or its group's whole is not printed or 0")
        return
    if tally.is_ratio("delinquency_pct", printed=printed, amount=amount, whole=whole, scale=PERCENT):
        return
    tally.compare(
        "delinquency_pct",
        lambda: subject_of(record, field),
        expected=PERCENT * amount / whole,
        printed=printed,
        tolerance=lambda: _share_tolerance(printed, amount, whole, counted=of == "loan_count"),
        message=partial(_message, builder.pools, record.group, printed, amount, over),
    )


def _whole(pools: list[Pool], group: str | None, over: str) -> Decimal | None:
    """The group's figure; the deal's where the table names no group."""
    chosen = pools_of_deal(pools, over) if group is None else [pool for pool in pools if pool.group == group]
    values = numbers(getattr(pool, over) for pool in chosen)
    return sum(values, Decimal(0)) if values else None


def _share_tolerance(printed: Decimal, amount: Decimal, whole: Decimal, *, counted: bool) -> Decimal:
    carried = Decimal(0)
    if not counted:
        carried = 100 * (half_unit(amount) + half_unit(whole) * amount / whole) / whole
    return half_unit(printed) + carried


def _message(pools: list[Pool], group: str | None, printed: Decimal, amount: Decimal, over: str) -> str:
    """What the percentage refers to, and the other group, if any, for which it would be right."""
    own = _whole(pools, group, over)
    over_own = shown(own or Decimal(0))
    template = f"{{printed}} % is printed for {shown(amount)}, which over {over_own} is {{expected}} %"
    for other, whole in _other_wholes(pools, group, over):
        if abs(100 * amount / whole - printed) <= 2 * half_unit(printed):
            own_name = f"Group {group}'s" if group else "all groups'"
            return (
                f"{{printed}} % is {shown(amount)} over {other} {shown(whole)}; "
                f"over {own_name} it is {{expected}} %"
            )
    return template


def _other_wholes(pools: list[Pool], group: str | None, over: str) -> Iterable[tuple[str, Decimal]]:
    """Figures that the percentage may refer to by mistake: another group's, or all groups'."""
    if len(pools) < 2:
        return
    for pool in pools:
        whole = number(getattr(pool, over))
        if pool.group != group and whole:
            yield f"Group {pool.group}'s", whole
    together = _whole(pools, None, over)
    if group is not None and together:
        yield "all groups'", together


def _reo_share(builder: Builder, tally: Tally) -> None:
    """The book value of REO as a percentage of its group's ending balance."""
    for share in builder.amounts:
        if share.name != "reo_book_value_pct":
            continue
        where = {"group": share.group} if share.group else {}
        book = builder.amount("reo_book_value", **where)
        amount, printed = number(book.value if book else None), number(share.value)
        whole = _whole(builder.pools, share.group or None, "ending_balance")
        if amount is None or printed is None or not whole:
            tally.skip("delinquency_pct", "the figure or its group's whole is not printed or 0")
            continue
        tally.compare(
            "delinquency_pct",
            Subject(f"group {share.group} REO" if share.group else "REO", share.lines, field=share.name),
            expected=100 * amount / whole,
            printed=printed,
            tolerance=_share_tolerance(printed, amount, whole, counted=False),
            message=partial(_message, builder.pools, share.group or None, printed, amount, "ending_balance"),
        )
