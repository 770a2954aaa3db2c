"""Residential Funding's report as it was filed in HTML in 2008: one class table, rates as fractions of 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.writer.formats import money, rate, words
from tests.writer.rfc_trust import ClassMonth, Month, RfcTrust
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT: Key = ("statement",)
TOTAL: Key = ("total",)
SERVICER = "RESIDENTIAL FUNDING COMPANY, LLC."
CERTIFICATES = "MORTGAGE ASSET-BACKED PASS-THROUGH CERTIFICATES"
# The words over each column, the upper line and the lower; '*' may stand before the deferred interest.
HEADINGS = {
    "class_name": ("", "Class"),
    "cusip": ("", "Cusip"),
    "original_balance": ("Original", "Face Value"),
    "beginning_balance": ("Principal Balance", "Before Distribution"),
    "pass_through_rate_pct": ("Current", "Pass-Through Rate"),
    "principal": ("", "Principal"),
    "interest": ("", "Interest"),
    "total_distribution": ("Total", "Distribution"),
    "deferred_interest": ("Deferred", "Interest"),
    "realized_loss": ("Principal", "Loss"),
    "interest_loss": ("Interest", "Loss"),
    "ending_balance": ("Remaining", "Principal Balance"),
}
PER_1000 = {
    "class_name": ("", "Class"),
    "beginning_balance_per_1000": ("Principal Balance", "Before Distribution"),
    "principal_per_1000": ("", "Principal"),
    "interest_per_1000": ("", "Interest"),
    "interest_shortfall_per_1000": ("Interest", "Shortfall"),
    "total_per_1000": ("", "Total"),
    "deferred_interest_per_1000": ("Deferred", "Interest"),
    "ending_balance_per_1000": ("Principal Balance", "After Distribution"),
}
Headed = dict[str, tuple[str, str]]


def random_trust(rng: Random, groups: int | None = None, classes: int | None = None) -> RfcTrust:
    """A trust whose classes have names."""
    while True:
        trust = RfcTrust.random(rng, groups, classes)
        if all(one.name for one in trust.classes):
            return trust


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of the page of May 2008."""

    star: bool = choice(True, False)  # '*Deferred Interest'
    total: str = choice("TOTAL", "TOTALS")
    sign: str = choice(" %", "%")
    gap: int = choice(3, 2, 6)
    series: str = choice("", "SERIES ")  # before its name
    dates: bool = choice(False, True)


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet, trust = Sheet(), month.trust
    sheet.say(f"{SERVICER} (MASTER SERVICER)", f"{trust.company} (COMPANY)")
    row = Row().words(f"{CERTIFICATES} {style.series}")
    row.figure(STATEMENT, "series", words(trust.series), start=len(row.text), column=0)
    sheet.add(row.words(f" (POOL # {trust.pool})", column=0))
    sheet.say("STATEMENT TO CERTIFICATEHOLDERS", "", "DISTRIBUTION SUMMARY")
    rows: list[tuple[Key, ClassMonth]] = [
        (("tranche", number), one) for number, one in enumerate(month.classes, start=1)
    ]
    _write_table(sheet, month, rows, _headings(style), style)
    sheet.say("", "DISTRIBUTION FACTOR SUMMARY", "AMOUNTS PER $1,000 UNIT")
    _write_table(sheet, month, [row for row in rows if row[1].of.original], PER_1000, style)
    sheet.say("")
    if style.dates:
        _write_dates(sheet, month)
    _know(sheet, month)
    return sheet.finish()


def _headings(style: Style) -> Headed:
    return {**HEADINGS, "deferred_interest": ("*Deferred" if style.star else "Deferred", "Interest")}


def _write_table(
    sheet: Sheet, month: Month, rows: Sequence[tuple[Key, ClassMonth]], headings: Headed, style: Style
) -> None:
    inks = [[_ink(one, field, style) for field in headings] for _, one in rows]
    totals = [_total(month, field) for field in headings] if "original_balance" in headings else []
    columns = [*zip(*inks, totals or [None] * len(headings), strict=True)] if inks else []
    ends, at = [], 0
    for place, words_over in enumerate(headings.values()):
        column = columns[place] if columns else ()
        at += max(len(text) for text in (*words_over, *(ink.text for ink in column if ink))) + style.gap
        ends.append(at - style.gap)
    for line in range(2):
        heading = Row()
        for place, (end, words_over) in enumerate(zip(ends, headings.values(), strict=True)):
            if words_over[line]:
                start = 0 if not place else end - len(words_over[line])
                heading.label(words_over[line], start, "heading", column=place)
        sheet.add(heading)
    for (key, _), row in zip(rows, inks, strict=True):
        sheet.add(_row(key, list(headings), row, ends))
    if totals:
        sheet.add(_row(TOTAL, list(headings), totals, ends, style.total))


def _row(
    key: Key, fields: Sequence[str], inks: Sequence[Ink | None], ends: Sequence[int], label: str = ""
) -> Row:
    row = Row(label)
    for place, (field, ink, end) in enumerate(zip(fields, inks, ends, strict=True)):
        if ink is not None:
            at = {"start": 0} if not place else {"end": end}
            row.figure(key, field, ink, column=place, **at)
    return row


def _ink(one: ClassMonth, field: str, style: Style) -> Ink | None:
    """What a class prints in a column; no CUSIP anywhere."""
    if field == "class_name":
        return words(one.of.name)
    if field == "cusip":
        return None
    if field == "pass_through_rate_pct":
        fraction = (one.of.rate_pct / 100).quantize(Decimal("0.0001"), ROUND_HALF_UP)
        return Ink(f"{fraction}{style.sign}", fraction.scaleb(2))
    if field in ("interest_loss", "interest_shortfall_per_1000"):
        return money(Decimal(0)) if field == "interest_loss" else rate(Decimal(0), 6, "")
    if field.endswith("_per_1000"):
        name = {"total": "total_distribution"}.get(field.removesuffix("_per_1000"))
        amount = Decimal(getattr(one, name or field.removesuffix("_per_1000")))
        figure = (1000 * amount / one.of.original).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        return Ink(f"{figure:,}", figure)
    return money(getattr(one, field))


def _total(month: Month, field: str) -> Ink | None:
    if field in ("class_name", "cusip", "pass_through_rate_pct"):
        return None
    return money(Decimal(0) if field == "interest_loss" else month.total(field))


def _write_dates(sheet: Sheet, month: Month) -> None:
    for label in ("DETERMINATION DATE", "DISTRIBUTION DATE"):
        field = label.lower().replace(" ", "_")
        day = getattr(month, field)
        ink = Ink(f"{day:%d-%B-%y}", day.isoformat(), is_number=False)
        sheet.add(Row(label).figure(STATEMENT, field, ink, start=25))
    sheet.say("")


def _know(sheet: Sheet, month: Month) -> None:
    trust = month.trust
    sheet.know(
        STATEMENT,
        deal=trust.deal,
        trust=CERTIFICATES,
        pool_number=str(trust.pool),
        issuer=trust.company,
        master_servicer=SERVICER,
    )
    for number, one in enumerate(month.classes, start=1):
        sheet.know(("tranche", number), class_name_cut=False, notional=one.is_notional)
