"""Checks of credit support: class lines against the class tables, shares against all certificates."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import PERCENT, Subject, Tally, half_unit, number, numbers, rounding
from parsers.checks.class_checks import RESIDUAL
from parsers.records import CreditSupport, Tranche

EDGES = {"original": "original_balance", "current": "ending_balance"}


def check_support(builder: Builder, tally: Tally) -> None:
    """Check balances and shares of every line of credit support."""
    if not builder.supports:
        return
    wholes = {edge: _all_certificates(builder, field) for edge, field in EDGES.items()}
    below = any(support.kind == "subordination" for support in builder.supports)
    for support in builder.supports:
        classes = [one for one in builder.tranches if support.kind == "class" and _belongs(one, support.name)]
        for edge, whole in wholes.items():
            if support.kind == "class":
                _balance(support, classes, (edge, whole), tally)
            if below:
                _note_share(support, (edge, whole), tally)
            else:
                _share(support, (edge, whole), tally)


def _subject(support: CreditSupport, edge: str, figure: str) -> Subject:
    name = f"Class {support.name}" if support.kind == "class" else support.name
    return Subject(
        f"credit support {name}", support.lines, f"credit support {name}, {edge}", f"{edge}_{figure}"
    )


def _balance(
    support: CreditSupport, classes: Sequence[Tranche], edge_whole: tuple[str, Decimal | None], tally: Tally
) -> None:
    edge, whole = edge_whole
    printed = number(getattr(support, f"{edge}_balance"))
    if printed is None:
        return
    known = numbers(getattr(tranche, EDGES[edge]) for tranche in classes)
    if not known:
        tally.skip("credit_support_balance", "no class of that name has the balance printed")
        return
    tally.compare(
        "credit_support_balance",
        lambda: _subject(support, edge, "balance"),
        expected=sum(known, Decimal(0)),
        printed=printed,
        tolerance=lambda: rounding([*known, printed]),
        message=lambda: (
            "its classes add up to {expected}, the page prints {printed}" + _whole_deal(printed, whole)
        ),
    )


def _whole_deal(printed: Decimal, whole: Decimal | None) -> str:
    if whole is not None and abs(printed - whole) <= half_unit(whole) + half_unit(printed):
        return ", which is the whole deal"
    return ""


def _belongs(tranche: Tranche, name: str) -> bool:
    """Whether a line covers a class; 'A' covers the classes A… and R…, without strips."""
    own = tranche.class_name or ""
    if tranche.notional:
        return False
    if name == "A":
        return own.startswith("A") or RESIDUAL.match(own) is not None
    return own == name or own.startswith(f"{name}-")


def _all_certificates(builder: Builder, field: str) -> Decimal | None:
    """Balance of all certificates: the printed total, else the sum of the classes without strips."""
    for total in builder.totals:
        printed = number(getattr(total, field))
        if total.group is UNSET and printed is not None:
            return printed
    values = numbers(getattr(tranche, field) for tranche in builder.tranches if not tranche.notional)
    return sum(values, Decimal(0)) if values else None


def _note_share(support: CreditSupport, edge_whole: tuple[str, Decimal | None], tally: Tally) -> None:
    """Note shares on a page that prints the balance below each class: no page proves their base."""
    edge, whole = edge_whole
    share, amount = number(getattr(support, f"{edge}_share_pct")), number(getattr(support, f"{edge}_balance"))
    if share is not None and amount is not None and whole:
        tolerance = half_unit(share) + 100 * half_unit(amount) / whole
        tally.note("credit_support_pct", expected=100 * amount / whole, printed=share, tolerance=tolerance)


def _share(support: CreditSupport, edge_whole: tuple[str, Decimal | None], tally: Tally) -> None:
    edge, whole = edge_whole
    share, amount = number(getattr(support, f"{edge}_share_pct")), number(getattr(support, f"{edge}_balance"))
    if share is None:
        return
    if amount is None or not whole:
        tally.skip("credit_support_pct", "the balance or that of all certificates is not printed")
        return
    if tally.is_ratio("credit_support_pct", printed=share, amount=amount, whole=whole, scale=PERCENT):
        return
    tally.compare(
        "credit_support_pct",
        lambda: _subject(support, edge, "share_pct"),
        expected=PERCENT * amount / whole,
        printed=share,
        tolerance=lambda: (
            half_unit(share) + PERCENT * (half_unit(amount) + half_unit(whole) * amount / whole) / whole
        ),
        message="its balance is {expected} % of all certificates, the page prints {printed} %",
    )
