"""The notes of a servicing certificate: headings stacked on two lines, values on the left or the right."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.writer.formats import dash, factor, money, rate, words
from tests.writer.home_equity_months import Month, NoteMonth
from tests.writer.sheet import Ink, Key, Row, Sheet
from tests.writer.trust import REVOLVING

if TYPE_CHECKING:
    from tests.writer.home_equity import HomeEquity
    from tests.writer.servicing_certificate import Style

NOTE_HEADINGS = {
    "beginning_balance": ("Beginning", "Balance"),
    "ending_balance": ("Ending", "Balance"),
    "factor": ("", "Factor"),
    "principal": ("", "Principal"),
    "interest": ("", "Interest"),
    "interest_shortfall": ("Interest", "Shortfalls"),
    "security_pct": ("Security", "%"),
    "pass_through_rate_pct": ("", "Coupon"),
}


def write_notes(sheet: Sheet, month: Month, style: Style) -> None:
    """A row for each note, and one of dashes for the certificates."""
    rows = [_note_inks(month.trust, note, style) for note in month.notes]
    if style.certificates_row:
        rows.append(_certificates_inks())
    edges, at = [], 0
    for field, heading in {"class_name": ("", "Term Notes"), **NOTE_HEADINGS}.items():
        width = max(*(len(word) for word in heading), *(len(row[field].text) for row in rows))
        edges.append((field, at, at + width))
        at += width + max(style.note_gap, 2 if field == "class_name" else 1)
    for line in (0, 1):
        heading_row = Row()
        for column, (field, start, end) in enumerate(edges):
            text = ("", "Term Notes")[line] if field == "class_name" else NOTE_HEADINGS[field][line]
            if text:
                heading_row.label(text, _note_start(field, text, start, end, style), "heading", column)
        sheet.add(heading_row)
    sheet.say("   ".join("-" * 8 for _ in edges))
    if style.markup:
        sheet.say("<S>     <C>   <C>            <C>             <C>       <C>           <C>")
    for number, inks in enumerate(rows, start=1):
        row = Row()
        key: Key = ("tranche", number)
        for column, (field, start, end) in enumerate(edges):
            ink = inks[field]
            row.figure(key, field, ink, start=_note_start(field, ink.text, start, end, style), column=column)
        sheet.add(row)
        is_strip = number <= len(month.notes) and month.notes[number - 1].of.is_strip
        sheet.know(key, tranche=number, class_name_cut=False, notional=is_strip)
    sheet.say("")


def _note_start(field: str, text: str, start: int, end: int, style: Style) -> int:
    return start if style.notes_left or field == "class_name" else end - len(text)


def _note_inks(trust: HomeEquity, note: NoteMonth, style: Style) -> dict[str, Ink]:
    name = style.strip_name if note.of.is_strip else note.of.name
    worded = style.class_word and note.of.kind != REVOLVING
    whole = sum((one.original for one in trust.notes if not one.is_strip), Decimal(0))
    share = Decimal(0) if note.of.is_strip else 100 * note.ending_balance / whole
    return {
        "class_name": Ink(f"Class {name}" if worded else name, name, is_number=False),
        "beginning_balance": money(note.beginning_balance),
        "ending_balance": money(note.ending_balance),
        "factor": factor(note.ending_balance / note.of.original),
        "principal": money(note.principal),
        "interest": money(note.interest),
        "interest_shortfall": money(note.interest_shortfall),
        "security_pct": rate(share, 2),
        "pass_through_rate_pct": rate(note.of.rate_pct, 3),
    }


def _certificates_inks() -> dict[str, Ink]:
    """The row of the certificates: dashes, and no interest."""
    inks = {
        field: dash(Decimal(0) if field.endswith("balance") or field in FLOWS else None)
        for field in NOTE_HEADINGS
    }
    return inks | {"class_name": words("Certificates"), "interest": money(Decimal(0))}


FLOWS = ("principal", "interest", "interest_shortfall")
