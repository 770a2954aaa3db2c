"""The single figures of a servicing certificate, and its blocks of losses and recoveries."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.writer.formats import dash, money
from tests.writer.home_equity_months import Month
from tests.writer.servicing_certificate_rows import RECOVERIES
from tests.writer.sheet import Ink, Key, Row, Sheet

if TYPE_CHECKING:
    from tests.writer.servicing_certificate import Style


def amount(value: Decimal, style: Style, *, place: int) -> Ink:
    """An amount; zeros as dashes now and then."""
    if not value and (style.dash_zeros == "all" or (style.dash_zeros == "some" and place % 2)):
        return dash(Decimal(0))
    return money(value)


def amount_key(name: str, loss_type: str | None = None) -> Key:
    """The record of a figure of the vocabulary."""
    return ("amount", name, None, loss_type)


def put(sheet: Sheet, style: Style, label: str, name: str, ink: Ink, unit: str = "usd") -> None:
    """A single figure of the vocabulary, printed over the end of its label where that is too long."""
    sheet.add(Row(label).figure(amount_key(name), "value", ink, end=style.edge))
    sheet.know(amount_key(name), unit=unit)


LOSS_ROWS = (
    ("Beginning Loss Amount", "cumulative_loss_beginning"),
    ("Current Month Loss Amount", "loss_current_month"),
    ("Current Month Recoveries", "recoveries_current_month"),
    ("Ending Loss Amount", "cumulative_loss_ending"),
)
OTHER_LOSS_ROWS = (
    ("Beginning Amount", "cumulative_loss_beginning", 0),
    ("Current Month Loss Amount", "loss_current_month", 1),
    ("Ending Amount", "cumulative_loss_ending", 3),
)
OTHER_LOSSES = (("special_hazard", "Special Hazard"), ("fraud", "Fraud"), ("bankruptcy", "Bankruptcy"))


def write_losses(sheet: Sheet, month: Month, style: Style) -> None:
    """Losses to date by type, one column a type, and what was recovered."""
    _write_liquidation(sheet, month, style)
    sheet.say("", " " * 34 + "Net Recoveries to Date")
    for (label, name), value in zip(RECOVERIES.items(), month.net_recovery, strict=True):
        put(sheet, style, label, name, money(value))
    sheet.say("")
    heading = Row()
    for column, ((_, text), edge) in enumerate(zip(OTHER_LOSSES, style.loss_edges, strict=True), start=1):
        heading.words(text, max(edge - len(text), len(heading.text) + 2), column)
    sheet.add(heading)
    for label, name, place in OTHER_LOSS_ROWS:
        row = Row(label)
        for (loss_type, _), edge in zip(OTHER_LOSSES, style.loss_edges, strict=True):
            ink = amount(month.losses[loss_type][place], style, place=place // 3)
            row.figure(amount_key(name, loss_type), "value", ink, end=edge)
            sheet.know(amount_key(name, loss_type), unit="usd", loss_type=loss_type)
        sheet.add(row)
    sheet.say("")
    for label, name in (
        ("Extraordinary Event Losses", "extraordinary_event_loss"),
        ("Excess Loss Amounts", "excess_loss_amount"),
    ):
        put(sheet, style, label, name, money(month.enhancement[name]))
    sheet.say("")


def _write_liquidation(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say(" " * 34 + "Liquidation To-Date")
    for place, (label, name) in enumerate(LOSS_ROWS):
        key = amount_key(name, "liquidation")
        if place == 3:
            sheet.say(" " * 33 + "-" * 18)
        row = Row(label).figure(key, "value", money(month.losses["liquidation"][place]), end=style.edge)
        if place == 3 and style.stray_zero:
            row.words("          0.00")
            sheet.unmapped += 1
        sheet.add(row)
        sheet.know(key, unit="usd", loss_type="liquidation")
    sheet.say("")
