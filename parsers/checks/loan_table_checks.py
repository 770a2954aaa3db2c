"""Checks between the tables about loans: groups and kinds add up, totals agree with other tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Subject, Tally, number, numbers, rounding
from parsers.checks.deal_totals import are_groups_complete
from parsers.records import WHOLE_NUMBERS, Amount, Delinquency

# Rows of losses whose column 'total' is the sum of the other kinds'.
BY_KIND = ("loss_count", "loss_beginning_balance", "loss_principal", "loss_interest", "cumulative_loss_count")


def check_loan_tables(builder: Builder, tally: Tally) -> None:
    """Check the tables about loans against each other."""
    _groups_of_amounts(builder, tally)
    _kinds(builder, tally)
    _losses(builder, tally)
    _delinquency_whole(builder, tally)
    _repurchases(builder, tally)
    _class_losses(builder, tally)


def _compare(
    tally: Tally, check: str, subject: str, terms: Sequence[Decimal], printed: Decimal, lines: Sequence[int]
) -> None:
    tally.compare(
        check,
        Subject(subject, lines),
        expected=sum(terms, Decimal(0)),
        printed=printed,
        tolerance=rounding([*terms, printed]),
        message="what should make it up is {expected}, the page prints {printed}",
    )


def _groups_of_amounts(builder: Builder, tally: Tally) -> None:
    """The groups' amounts add up to the deal's: in layouts that claim it, where the page has all groups."""
    if "group_total" not in builder.unproved or not are_groups_complete(builder):
        return
    places: dict[tuple[object, ...], list[Amount]] = {}
    for amount in builder.amounts:
        if amount.unit in ("usd", *WHOLE_NUMBERS):
            place = (amount.name, amount.class_name, amount.column, amount.loss_type)
            places.setdefault(place, []).append(amount)
    for (name, *_), own in places.items():
        whole = [amount for amount in own if amount.group is UNSET]
        terms = numbers(amount.value for amount in own if amount.group is not UNSET)
        printed = number(whole[0].value) if len(whole) == 1 else None
        if terms and printed is not None:
            _compare(tally, "group_total", str(name), terms, printed, whole[0].lines)


def _kinds(builder: Builder, tally: Tally) -> None:
    """A 'total' column of repurchases, modifications or losses is the sum of the columns beside it."""
    for total in builder.amounts:
        by_loss = total.loss_type == "total"
        if not by_loss and total.column != "total":
            continue
        beside = [one for one in _beside(builder, total) if one is not total]
        terms = numbers(one.value for one in beside)
        printed = number(total.value)
        if terms and printed is not None and (not by_loss or total.name in BY_KIND):
            check = "loss_total" if by_loss else f"{total.name.split('_')[0]}_total"
            _compare(tally, check, _subject(total), terms, printed, total.lines)


def _beside(builder: Builder, total: Amount) -> Iterator[Amount]:
    """The amounts of the same name and group in the other columns."""
    for one in builder.amounts:
        if (one.name, one.group, one.class_name) == (total.name, total.group, total.class_name):
            yield one


def _subject(amount: Amount) -> str:
    return f"group {amount.group} {amount.name}" if amount.group else amount.name


def _losses(builder: Builder, tally: Tally) -> None:
    """Principal and interest make a loss; the kinds make the total; recoveries lower the net loss."""
    for loss in builder.amounts:
        if loss.name in ("current_realized_loss", "total_realized_loss") and loss.loss_type:
            _loss_by_portion(builder, loss, tally)
        if loss.name == "total_realized_loss" and loss.loss_type == "total":
            kinds = [one for one in builder.amounts if _is(one, "current_realized_loss", loss.group)]
            terms, printed = numbers(one.value for one in kinds if one.loss_type), number(loss.value)
            if terms and printed is not None:
                _compare(tally, "loss_total", _subject(loss), terms, printed, loss.lines)
        if loss.name == "net_loss":
            _net_loss(builder, loss, tally)


def _is(one: Amount, name: str, group: object) -> bool:
    return one.name == name and one.group == group


def _loss_by_portion(builder: Builder, loss: Amount, tally: Tally) -> None:
    portions = [
        one
        for name in ("loss_principal", "loss_interest")
        for one in builder.amounts
        if _is(one, name, loss.group) and one.loss_type == loss.loss_type
    ]
    terms, printed = numbers(one.value for one in portions), number(loss.value)
    if terms and len(terms) == 2 and printed is not None:
        _compare(tally, "loss_total", f"{_subject(loss)} {loss.loss_type}", terms, printed, loss.lines)


def _net_loss(builder: Builder, net: Amount, tally: Tally) -> None:
    losses, recoveries = {
        "current": ("total_realized_loss", "recoveries_current_month"),
        "cumulative": ("cumulative_loss_ending", "cumulative_recoveries"),
    }.get(str(net.column), ("", ""))
    lost = [one for one in builder.amounts if _is(one, losses, net.group) and one.loss_type in TOTAL]
    back = [one for one in builder.amounts if _is(one, recoveries, net.group)]
    terms, printed = numbers(one.value for one in (*lost, *back)), number(net.value)
    if terms and len(terms) == 2 and printed is not None:
        _compare(tally, "net_loss", _subject(net), [terms[0], -terms[1]], printed, net.lines)


TOTAL = (UNSET, "total")


def _delinquency_whole(builder: Builder, tally: Tally) -> None:
    """All loans of the status report are the pool; the delinquent ones are all but the current ones."""
    places = {(one.group, one.status, one.bucket): one for one in builder.delinquencies}
    pools = {pool.group: pool for pool in builder.pools}
    for (group, status, bucket), whole in places.items():
        if (status, bucket) != ("all", "total"):
            continue
        pool, current = pools.get(group), places.get((group, "all", "current"))
        behind = [one for one in builder.delinquencies if (one.group, one.status) == (group, "any")]
        for field, of_pool in (("balance", "ending_balance"), ("loan_count", "ending_loan_count")):
            printed = number(getattr(whole, field))
            if pool is not None and current is not None:  # else the page adds up only the delinquent loans
                _equal(tally, whole, field, number(getattr(pool, of_pool)), printed)
            if current is not None and behind and printed is not None:
                terms = numbers(getattr(one, field) for one in (current, *behind))
                if terms:
                    _compare(tally, "delinquency_by_days", _place(whole), terms, printed, whole.lines)


def _equal(
    tally: Tally, whole: Delinquency, field: str, expected: Decimal | None, printed: Decimal | None
) -> None:
    if expected is not None and printed is not None:
        _compare(tally, "delinquency_whole", _place(whole), [expected], printed, whole.lines)


def _place(one: Delinquency) -> str:
    return f"group {one.group} {one.status} {one.bucket}" if one.group else f"{one.status} {one.bucket}"


def _repurchases(builder: Builder, tally: Tally) -> None:
    """The total of the repurchases by reason is the repurchase amount in the pool's roll."""
    for pool in builder.pools:
        for field in ("repurchase_count", "repurchase_balance"):
            where = {"group": pool.group} if pool.group else {}
            total = builder.amount(field, column="total", **where)
            terms, printed = numbers([getattr(pool, field)]), number(total.value if total else None)
            if terms and total is not None and printed is not None:
                _compare(tally, "repurchase_total", _subject(total), terms, printed, total.lines)


def _class_losses(builder: Builder, tally: Tally) -> None:
    """Without overcollateralization the classes bear the principal that the loans lost."""
    principal = builder.amount("loss_principal", loss_type="total")
    if principal is None or builder.amount("overcollateralization_ending") is not None:
        return
    terms = numbers(one.realized_loss for one in builder.tranches)
    printed = number(principal.value)
    if terms and printed is not None and builder.pools:
        _compare(tally, "class_losses", "loss_principal", terms, printed, principal.lines)
