"""The class tables of Bank One's statement: columns in any spread, names whole or cut, totals or none."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.writer.class_tables import Column, split_columns, write_table
from tests.writer.first_lien_months import ClassMonth, Month
from tests.writer.formats import money, rate, words
from tests.writer.sheet import Ink, Key, Sheet

if TYPE_CHECKING:
    from tests.writer.bank_one import Style

TOTAL: Key = ("total",)
HEADINGS = {
    "beginning_balance": "Beg Bal",
    "pass_through_rate_pct": "Rate",
    "principal": "Prin",
    "interest": "Int",
    "total_distribution": "Total",
    "realized_loss": "Cur Loss",
    "ending_balance": "End Bal",
    "cumulative_realized_loss": "Cumul Loss",
    "original_balance": "Orig Bal",
    "scheduled_principal": "Sched Prin",
    "acc_principal": "Acc Prin",
    "principal_adjustment": "Prin Adj",
    "net_principal": "Net Prin",
    "accrued_interest": "Acc Int",
    "unpaid_interest": "Unpaid Int",
    "deferred_interest": "Def Int",
    "net_prepayment_interest_shortfall": "NPPIS",
    "interest_adjustment": "Int Adj",
    "total_interest_due": "Total Int Due",
}
SIZES = {"2003-AR2": (2, 5, 5, 5, 2), "2003-AR1": (1, 4, 2, 4, 4, 4)}
PER_1000 = {
    "beginning_balance": "Beg Bal",
    "principal": "Prin",
    "interest": "Int",
    "total_distribution": "Total",
    "deferred_interest": "Def Int",
    "ending_balance": "End Bal",
}


def _spread(style: Style) -> list[list[str]]:
    fields = list(HEADINGS)
    if style.spread == "2003-AR2":  # Total Int Due stands before NPPIS there
        fields = [*fields[:-3], fields[-1], *fields[-3:-1]]
    if style.spread == "shuffled":
        Random(style.columns_per_table).shuffle(fields)
    return split_columns(fields, SIZES.get(style.spread, (style.columns_per_table,)))


def class_keys(month: Month) -> list[Key]:
    return [("tranche", place) for place in range(1, len(month.classes) + 1)]


def printed_name(name: str, style: Style) -> str:
    """The class's name as the column shows it."""
    if style.names == "spaced":
        return name.replace("-", "- ")
    return name[:6] if style.names == "cut" else name


def _names(month: Month, style: Style, *, totals: str) -> Column:
    inks = [
        Ink(printed, printed.replace("- ", "-"), is_number=False)
        for printed in (printed_name(one.of.name, style) for one in month.classes)
    ]
    return Column("Class", "class_name", [*inks, *([words(totals)] if totals else [])], left=True)


def type_of(one: ClassMonth) -> str:
    return "Senior" if one.of.kind == "Residual" else one.of.kind


def rate_type_of(one: ClassMonth, *, spaced: bool = False) -> str:
    start = "Var" if one.of.rate_type == "variable" else "Fix"
    days = "Act/360" if one.of.day_count == "actual/360" else "30/360"
    text = f"{start}-{days}"
    return text.replace("-", "- ").replace("/", "/ ") if spaced else text


def write_classes(sheet: Sheet, month: Month, style: Style) -> None:
    """The summary, the tables that follow it, and the table of types and balances."""
    keys = class_keys(month)
    for place, fields in enumerate(_spread(style)):
        totals = style.totals != "none"
        word = style.totals_word if place == 0 else "Totals"
        columns = [_names(month, style, totals=word if totals else "")]
        if place == 0:
            columns += _words_columns(month, style, totals=totals)
        elif style.headless_names and place % 2:
            columns[0] = Column("", "class_name", columns[0].cells, left=True)
        columns += [_figures(month, style, field, totals=totals) for field in fields]
        write_table(sheet, [*keys, *([TOTAL] if totals else [])], columns, style)
        sheet.say("", "")
    if style.repeats_balances:
        _write_balances(sheet, month, style)
    _know_classes(sheet, month, style)


def _words_columns(month: Month, style: Style, *, totals: bool) -> list[Column]:
    none: list[Ink | None] = [None] if totals else []
    return [
        Column("Cusip", "cusip", [*(words(one.of.cusip) for one in month.classes), *none], left=True),
        Column("Class Type", "class_type", [*(words(type_of(one)) for one in month.classes), *none]),
        Column(
            "Rate Type",
            "rate_type",
            [
                *(
                    Ink(rate_type_of(one, spaced=style.names == "spaced"), one.of.rate_type, is_number=False)
                    for one in month.classes
                ),
                *none,
            ],
        ),
    ]


def _figures(month: Month, style: Style, field: str, *, totals: bool) -> Column:
    if field == "pass_through_rate_pct":
        cells: list[Ink | None] = [rate(one.of.rate_pct, 4, "") for one in month.classes]
        return Column(HEADINGS[field], field, [*cells, *([None] if totals else [])])
    values = [getattr(one, field) for one in month.classes]
    flat = style.flat_zeros and field in ("realized_loss", "principal_adjustment") and not any(values)
    cells = [money(value, 2 if flat else style.places, style.negative) for value in values]
    total = money(month.total(field), style.places, style.negative)
    return Column(HEADINGS[field], field, [*cells, *([total] if totals else [])])


def _write_balances(sheet: Sheet, month: Month, style: Style) -> None:
    """The table that says types and balances once more."""
    totals = style.totals == "all"
    none: list[Ink | None] = [None] if totals else []
    columns = [
        _names(month, style, totals="Totals" if totals else ""),
        Column("Class Type", "class_type", [*(words(type_of(one)) for one in month.classes), *none]),
        *(
            _figures(month, style, field, totals=totals)
            for field in ("original_balance", "beginning_balance", "ending_balance")
        ),
    ]
    write_table(sheet, [*class_keys(month), *([TOTAL] if totals else [])], columns, style)
    sheet.say("", "")


def write_per_1000(sheet: Sheet, month: Month, style: Style) -> None:
    """Balances and flows over the original balance, times 1,000."""
    totals = style.totals == "all"
    sheet.say("AMOUNTS PER $1,000 UNIT", "")
    columns = [_names(month, style, totals="Totals" if totals else "")]
    for field, heading in PER_1000.items():
        if field in ("total_distribution", "deferred_interest") and not style.per_1000_extra:
            continue
        cells = [_per_1000(getattr(one, field), one.original_balance) for one in month.classes]
        if totals:
            cells.append(_per_1000(month.total(field), month.total("original_balance")))
        name = "total" if field == "total_distribution" else field
        columns.append(Column(heading, f"{name}_per_1000", cells))
    write_table(sheet, [*class_keys(month), *([TOTAL] if totals else [])], columns, style)


def _per_1000(value: Decimal, original: Decimal) -> Ink:
    return rate(1000 * value / original, 4, "")


def _know_classes(sheet: Sheet, month: Month, style: Style) -> None:
    names = Counter(printed_name(one.of.name, style) for one in month.classes)
    for key, one in zip(class_keys(month), month.classes, strict=True):
        printed = printed_name(one.of.name, style)
        sheet.know(
            key,
            tranche=key[1],
            class_name_cut=printed.endswith("-") or names[printed] > 1,
            day_count=one.of.day_count,
            notional=one.of.is_strip,
        )
