"""The paying agent's 'Certificateholder Distribution Summary' of a month, as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.writer.formats import money, rate, words
from tests.writer.pass_through import ClassMonth, Month, PassThrough
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)
HEADINGS = {
    "class_name": ("Class",),
    "cusip": ("CUSIP",),
    "class_type": ("Certificate", "Class", "Description"),
    "pass_through_rate_pct": ("Certificate", "Pass-Through", "Rate"),
    "beginning_balance": ("Beginning", "Certificate", "Balance"),
    "interest": ("Interest", "Distribution"),
    "principal": ("Principal", "Distribution"),
    "realized_loss": ("Current", "Realized", "Loss"),
    "ending_balance": ("Ending", "Certificate", "Balance"),
    "total_distribution": ("Total", "Distribution"),
    "cumulative_realized_loss": ("Cumulative", "Realized", "Losses"),
}
FIRST = ("class_name", "cusip", "class_type", "pass_through_rate_pct", "beginning_balance", "interest")
MONEY = tuple(HEADINGS)[4:]
DATES = {
    "07/31/2000": "%m/%d/%Y",
    "8/31/00": "%-m/%-d/%y",
    "30-Sep-2000": "%d-%b-%Y",
    "22-June-2000": "%d-%B-%Y",
}

random_trust = PassThrough.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of the summary of 2000."""

    date_form: str = choice(*DATES)
    colon: bool = choice(True, False)
    digits: int = choice(1, 2)  # '2000-J1', '2000-J01'
    scanned: bool = choice(False, True)  # letters in the series for 0 and 1
    stamp: bool = choice(False, True)
    address: bool = choice(True, False)
    columns: int = choice(7, 6)  # of the first table; 6 leave the principal to the second
    rules: bool = choice(False, True)
    marks: bool = choice(True, False)
    align: str = choice("right", "center")
    gap: int = choice(4, 1, 2, 9)
    indent: int = choice(4, 0)
    continued: bool = choice(True, False)
    rest: bool = choice(True, False)
    totals: bool = choice(True, False)
    fixed_income: bool = choice(False, True)  # 'SEN_FI'
    notional: bool = choice(True, False)  # an IO's notional balance, or 0.00
    own_code: bool = choice(True, False)  # the residual's, in place of a CUSIP
    page_break: bool = choice(False, True)


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_head(sheet, month, style)
    split = style.columns - 1
    columns = [*FIRST, *MONEY[2:]]
    _write_table(sheet, month, columns[: split + 1], style)
    if style.rest:
        sheet.say("")
        if style.continued:
            sheet.say("          Certificateholder Distribution Summary (continued)", "")
        _write_table(sheet, month, ["class_name", *columns[split + 1 :]], style)
    sheet.say("", "All distributions required by the Pooling and Servicing Agreement have been")
    sheet.say("calculated by the Certificate Administrator on behalf of the Trustee.")
    return sheet.finish()


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    def day(label: str, field: str, value: date) -> None:
        ink = Ink(value.strftime(DATES[style.date_form]), value.isoformat(), is_number=False)
        sheet.add(Row(label).figure(STATEMENT, field, ink, start=24))

    sheet.say("GMAC Mortgage Corporation", "Mortgage Pass-Through Certificates", "")
    sheet.know(STATEMENT, trust="GMAC Mortgage Corporation Mortgage Pass-Through Certificates")
    day("Record Date:", "record_date", month.record_date)
    day("Distribution Date:", "distribution_date", month.distribution_date)
    if style.stamp:
        sheet.say("", f"{month.distribution_date:%d-%b-%Y} 1:05:09PM")
        sheet.know(STATEMENT, printed_at=f"{month.distribution_date} 13:05:09")
    year, number = month.trust.closing.year, month.trust.number
    series = f"{year}-J{number:0{style.digits}}"
    if style.scanned:
        series = series[:5] + series[5:].replace("0", "O").replace("1", "l")
    sheet.say("")
    label = f"          GMA {' Series:' if style.colon else 'Series'} "
    sheet.add(Row().words(label).figure(STATEMENT, "series", words(series), start=len(label), column=0))
    sheet.know(STATEMENT, deal=f"GMA {year}-J{number:02}")
    if style.address:
        sheet.say("", "Contact: Customer Service - CTSLink", "         Frederick, MD 21703")
        sheet.say("         Telephone: (301) 555-0100")
    sheet.say("", "", "                    Certificateholder Distribution Summary", "")


def _ink(one: ClassMonth, field: str, style: Style) -> Ink:
    if field == "class_name":
        return words(one.of.name)
    if field == "cusip":
        return words(_code(one, style))
    if field == "class_type":
        return words(_kind(one, style))
    if field == "pass_through_rate_pct":
        return rate(one.of.rate_pct, 5)
    return money(_amount(one, field, style), negative="-")


def _code(one: ClassMonth, style: Style) -> str:
    return "GMA00J4R1" if one.of.kind == "RES" and style.own_code else one.of.cusip


def _kind(one: ClassMonth, style: Style) -> str:
    kind = "SEN" if one.of.kind == "Z" else one.of.kind
    return f"{kind}_FI" if style.fixed_income and kind not in ("IO", "PO") else kind


def _amount(one: ClassMonth, field: str, style: Style) -> Decimal:
    if one.of.is_notional and field.endswith("_balance") and not style.notional:
        return Decimal(0)
    return Decimal(getattr(one, field))


def _write_table(sheet: Sheet, month: Month, fields: Sequence[str], style: Style) -> None:
    rows: list[tuple[Key, list[Ink | None]]] = []
    for number, one in enumerate(month.classes, start=1):
        rows.append((("tranche", number), [_ink(one, field, style) for field in fields]))
        sheet.know(("tranche", number), class_name_cut=False, notional=one.of.is_notional)
        if _code(one, style) != one.of.cusip:
            sheet.know(("tranche", number), cusip_printed=_code(one, style))
    totals = [_total(month, field, style) for field in fields]
    widths = [
        max(len(text) for text in (*HEADINGS[field], *(row[1][place].text for row in rows)))  # type: ignore[union-attr] # a class has them all
        for place, field in enumerate(fields)
    ]
    widths = [
        max(width, len(total.text) if total else 0) for width, total in zip(widths, totals, strict=True)
    ]
    edges = _edges(widths, style)
    rule = "-" * edges[-1][1]
    _write_heading(sheet, fields, edges, style, rule)
    for place, (key, inks) in enumerate(rows):
        if style.page_break and place == 2:
            sheet.say("", "<PAGE>", "")
            _write_heading(sheet, fields, edges, style, rule)
        sheet.add(_row(key, fields, inks, edges))
    if style.totals:
        if style.rules:
            sheet.say(rule)
        sheet.add(_row(("total",), fields, totals, edges))


def _total(month: Month, field: str, style: Style) -> Ink | None:
    if field not in MONEY:
        return None
    whole = (one for one in month.classes if not (one.of.is_notional and field.endswith("_balance")))
    return money(sum((_amount(one, field, style) for one in whole), Decimal(0)), negative="-")


def _edges(widths: Sequence[int], style: Style) -> list[tuple[int, int]]:
    edges, at = [], style.indent
    for width in widths:
        edges.append((at, at + width))
        at += width + style.gap
    return edges


def _write_heading(
    sheet: Sheet, fields: Sequence[str], edges: Sequence[tuple[int, int]], style: Style, rule: str
) -> None:
    if style.rules:
        sheet.say(rule)
    for line in (3, 2, 1):
        row = Row()
        for place, (field, (left, right)) in enumerate(zip(fields, edges, strict=True)):
            if len(HEADINGS[field]) >= line:
                word = HEADINGS[field][-line]
                blanks = right - left - len(word)
                start = left + (blanks // 2 if style.align == "center" else blanks)
                row.label(word, left if field in FIRST[:3] else start, "heading", column=place)
        sheet.add(row)
    if style.rules:
        sheet.say(rule)
    if style.marks:
        sheet.say("<S>" + "".join(" <C>" for _ in fields[1:]))


def _row(
    key: Key, fields: Sequence[str], inks: Sequence[Ink | None], edges: Sequence[tuple[int, int]]
) -> Row:
    row = Row("Totals", 0) if key == ("total",) else Row()
    for place, (field, ink, (left, right)) in enumerate(zip(fields, inks, edges, strict=True)):
        if ink is None:
            continue
        own = Ink(ink.text, None, False) if field == "cusip" and ink.text.startswith("GMA") else ink
        if field in FIRST[:3]:
            row.figure(key, field, own, start=left, column=place)
        else:
            row.figure(key, field, ink, end=right, column=place)
    return row
