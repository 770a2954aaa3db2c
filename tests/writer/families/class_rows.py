"""Class tables of a family: which amounts its columns print of each class, in which form, and the totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.writer.families.class_months import ClassMonth, total_of
from tests.writer.families.drawing import Cell
from tests.writer.families.tables import Column, TableRow
from tests.writer.families.truth import Subject
from tests.writer.formats import money, rate
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO

# What the amounts of a class are called (the data dictionary's names), and where they come from.
AMOUNTS = {
    "original_balance": "original",
    "beginning_balance": "beginning",
    "principal": "principal",
    "interest": "interest",
    "total_distribution": "total",
    "realized_loss": "realized_loss",
    "cumulative_realized_loss": "cumulative_loss",
    "deferred_interest": "deferred",
    "ending_balance": "ending",
    "accrued_interest": "accrued",
    "scheduled_principal": "scheduled",
    "unscheduled_principal": "unscheduled",
    "net_principal": "principal",
    "net_prepayment_interest_shortfall": "shortfall",
}
PER_1000 = {
    "beginning_balance_per_1000": "beginning",
    "principal_per_1000": "principal",
    "interest_per_1000": "interest",
    "total_per_1000": "total",
    "deferred_interest_per_1000": "deferred",
    "realized_loss_per_1000": "realized_loss",
    "ending_balance_per_1000": "ending",
    "scheduled_principal_per_1000": "scheduled",
    "unscheduled_principal_per_1000": "unscheduled",
    "accrued_interest_per_1000": "accrued",
    "interest_shortfall_per_1000": "shortfall",
}
BALANCES = ("original", "beginning", "ending")


@dataclass(frozen=True)
class Forms:
    """How a family prints values."""

    zero: str = "0.00"  # or '0', '-', the dash of HTML
    negative: str = "-"
    rate_places: int = 5
    rate_sign: str = "%"
    factor_places: int = 8
    unit: int = 1000  # what factors are of: dollars per 1,000 or per 1
    name: str = "{}"  # 'Class {}': how a class's name is printed

    def money(self, value: Decimal) -> Ink:
        if value == 0 and self.zero != "0.00":
            return Ink(self.zero, 0 if self.zero == "0" else ZERO)
        return money(value, negative=self.negative)

    def rate(self, value: Decimal) -> Ink:
        return rate(value, self.rate_places, self.rate_sign)

    def per(self, value: Decimal) -> Ink:
        """Dollars per unit; what is printed per 1 is read per 1,000."""
        places = self.factor_places
        text = f"{value.quantize(Decimal(1).scaleb(-places)):,.{places}f}"
        read = Decimal(text.replace(",", "")) * (1000 // self.unit)
        return Ink(text, read)


@dataclass(frozen=True)
class ClassColumn:
    """A column of a class table: its heading, the field below it, the title straight over it."""

    heading: str
    field: str
    over: str = ""
    own: Callable[[ClassMonth], Ink | None] | None = None  # a value that no table above knows
    total: Callable[[Sequence[ClassMonth]], Ink | None] | None = None


KEYS = {"class_name", "cusip", "class_type", "cusip_printed"}


def columns_of(columns: Sequence[ClassColumn]) -> list[Column]:
    """The columns to draw; those before the first value are keys, which each part of a table may repeat."""
    values = [place for place, one in enumerate(columns) if one.field not in ("class_name", "cusip")]
    return [
        Column(one.heading, one.field in KEYS, one.over, place < values[0])
        for place, one in enumerate(columns)
    ]


def rows_of(
    classes: Sequence[ClassMonth],
    columns: Sequence[ClassColumn],
    forms: Forms,
    totals: str = "",
    strips: bool = True,
) -> list[TableRow]:
    """A row for each class, and the totals; `strips`: whether those print their notional as a balance."""
    rows = []
    for one in classes:
        shown = one if strips or not one.is_strip else _without_notional(one)
        subject = Subject("tranche", one.name, remic=one.remic)
        cells = [_cell(shown, column, forms, subject) for column in columns]
        rows.append(TableRow(forms.name.format(one.name), cells))
    if totals:
        subject = Subject("total", remic=classes[0].remic)
        cells = [totals if c.field == "class_name" else _total(classes, c, forms, subject) for c in columns]
        rows.append(TableRow(totals, cells, is_total=True))
    return rows


def _without_notional(one: ClassMonth) -> ClassMonth:
    return replace(one, original=ZERO, beginning=ZERO, notional_after=ZERO)


def _cell(one: ClassMonth, column: ClassColumn, forms: Forms, subject: Subject) -> Cell | None:
    ink = _own(column.own(one), forms) if column.own else _ink(one, column.field, forms)
    return None if ink is None else Cell(ink, subject, column.field)


def _own(ink: Ink | None, forms: Forms) -> Ink | None:
    """A zero of a column's own in the form of the page's zeros."""
    return forms.money(ZERO) if ink is not None and ink.text == "0.00" else ink


def _ink(one: ClassMonth, field: str, forms: Forms) -> Ink | None:
    if field in KEYS:
        text = {"class_name": forms.name.format(one.name), "cusip": one.cusip, "class_type": one.kind}[field]
        return Ink(text, one.name if field == "class_name" else text, is_number=False) if text else None
    if field == "pass_through_rate_pct":
        return forms.rate(one.rate_pct)
    if field == "factor":
        ratio = one.per(one.ending, 1, forms.factor_places)
        return forms.per(ratio)._replace(value=ratio)
    if field in PER_1000:
        return forms.per(one.per(getattr(one, PER_1000[field]), forms.unit, forms.factor_places))
    return forms.money(getattr(one, AMOUNTS[field]))


def _total(classes: Sequence[ClassMonth], column: ClassColumn, forms: Forms, subject: Subject) -> Cell | None:
    if column.own:
        ink = _own(column.total(classes), forms) if column.total else None
    elif column.field in AMOUNTS:
        ink = forms.money(total_of(classes, AMOUNTS[column.field]))
    elif column.field in PER_1000:
        original = total_of(classes, "original")
        ratio = total_of(classes, PER_1000[column.field]) * forms.unit / original
        ink = forms.per(ratio)
    else:
        ink = None
    return None if ink is None else Cell(ink, subject, column.field)
