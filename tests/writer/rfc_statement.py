"""Residential Funding's statement of 20 sections of a month: contents, class table, a section not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.writer.formats import money, rate, words
from tests.writer.pass_through import ClassMonth, Month, PassThrough
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)
SHELVES = {
    "Residential Asset Mtge Products": "RAMP",
    "Residential Accredit Loans Inc": "RALI",
    "Residential Asset Securities Corp": "RASC",
    "Residential Funding Mtg Sec I": "RFMSI",
}
SECTIONS = (
    "Distribution Summary",
    "Factor Summary",
    "Components Information",
    "Interest Summary",
    "Other Income Detail",
    "Interest Shortfalls, Compensation and Expenses",
    "Prepayment Interest and Basis Risk/Net WAC Shortfall Amounts",
    "Collateral Summary",
    "Repurchase Information",
    "Loan Status Report (Delinquencies)",
    "Deal Delinquencies (30 Day Buckets)",
    "Loss Mitigation and Servicing Modifications",
    "Losses and Recoveries",
    "Credit Enhancement Report",
    "Distribution Percentages",
    "Overcollateralization Summary",
    "Excess Cash Flow, Overcollateralization Provisions and Derivative Amounts",
    "Performance Tests",
    "Lender Paid Mortgage Insurance",
    "Comments",
)
COLUMNS = {
    "class_name": "Class",
    "cusip": "CUSIP",
    "original_balance": "Original Face Value",
    "beginning_balance": "Beginning Notional / Principal Balance",
    "pass_through_rate_pct": "Pass - Through Rate",
    "principal": "Principal Distribution",
    "interest": "Interest Distribution",
    "total_distribution": "Total Distribution (3) + (4) = (5)",
    "realized_loss": "Principal Loss",
    "interest_loss": "Interest Loss",
    "deferred_interest": "Deferred Interest",
    "ending_balance": "Ending Notional/ Principal Balance (1)-(3)-(6)+(8)=(9)",
}
ADDRESS = "GMAC-RFC, 1 Any Street, Suite 400, Burbank, CA 91504, 818.555.0100"
# Where the left block, its marks, the labels and the values of page 1 stand.
LEFT, MARK, LABEL, VALUE = 0, 80, 100, 130

random_trust = PassThrough.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of September 2006 and later."""

    shelf: str = choice(*SHELVES)
    stop: str = choice(",", ".", ", Series")
    heading: str = choice("whole", "scattered", "lost")
    facts_first_row: int = choice(0, 4)
    not_applicable: tuple[int, ...] = choice((3, 15, 19), (), (3, 5, 7, 16, 17, 19), (18,))
    mark_in_title: bool = choice(False, True)
    book_entry: bool = choice(True, False)
    extra_date: str = choice("", "Variable Book Entry:", "Fixed BE:")
    afternoon: bool = choice(True, False)
    gap: int = choice(4, 2)
    align: str = choice("right", "center")
    rows_before_break: int = choice(0, 2)
    totals: str = choice("Deal Totals", "Totals", "")
    residual_cusip: bool = choice(True, False)
    next_section: bool = choice(True, False)


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_contents(sheet, month, style)
    _write_head(sheet, month, style, 1)
    _write_classes(sheet, month, style)
    _write_foot(sheet, month, 2)
    if style.next_section:
        _write_head(sheet, month, style, 2)
        sheet.say("A-1          0.98886840     0.97500000")
        sheet.unmapped += 2
        _write_foot(sheet, month, 3)
    return sheet.finish()


def _series(month: Month) -> str:
    return f"{month.trust.closing.year}-QS{month.trust.number}"


def _facts(month: Month, style: Style) -> list[tuple[str, str, date | str | None]]:
    """Labels, fields and values of the right block; '' for a label that heads others."""
    day = month.distribution_date
    facts: list[tuple[str, str, date | str | None]] = [
        ("Asset Type:", "asset_type", "Mortgage Asset-Backed Pass-Through Certificates"),
        ("Closing Date:", "closing_date", month.trust.closing),
        ("First Distribution Date:", "first_distribution_date", month.trust.month(1).distribution_date),
        ("Determination Date:", "determination_date", day - timedelta(days=3)),
        ("Distribution Date:", "distribution_date", day),
        ("Record Date:", "", None),
        ("Book-Entry:", "book_entry_record_date", day - timedelta(days=1) if style.book_entry else None),
        ("Definitive:", "definitive_record_date", month.record_date),
        ("Trustee:", "trustee", "Us Bank, Inc."),
        ("Main Telephone:", "trustee_phone", "651-555-0104"),
        ("GMAC-RFC", "", None),
        ("Bond Administrator:", "bond_administrator", "A. Person"),
        ("Telephone:", "bond_administrator_phone", "818-555-0103"),
        ("Pool(s) :", "pool_number", "40340,40339"),
    ]
    if style.extra_date:
        field = f"{'variable' if style.extra_date.startswith('Var') else 'fixed'}_book_entry_record_date"
        facts.insert(8, (style.extra_date, field, month.record_date))
    return facts


def _write_contents(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("                                  Statement to Certificateholder")
    sheet.say("Distribution Information                                                Deal Information")
    facts = _facts(month, style)
    for number, title in enumerate(SECTIONS, start=1):
        row = Row()
        marked = number in style.not_applicable
        inside = " (Not Applicable)" if marked and style.mark_in_title else ""
        row.words(f"{number}. {title}{inside}", LEFT, column=0)
        if marked and not inside:
            row.words("(Not Applicable)", MARK, column=1)
        place = number - 2 - style.facts_first_row
        if number == 1:
            _put_name(row, month, style)
        elif 0 <= place < len(facts):
            _put_fact(row, *facts[place])
        sheet.add(row)
    sheet.know(STATEMENT, deal=f"{SHELVES[style.shelf]} {_series(month)}")
    if not style.book_entry:
        sheet.know(STATEMENT, book_entry_record_date=None)
    if style.not_applicable:
        sheet.know(STATEMENT, sections_not_applicable=list(style.not_applicable))
    _write_stamp(sheet, month, style)


def _put_name(row: Row, month: Month, style: Style) -> None:
    row.words("Deal Name:", LABEL, column=2)
    row.figure(STATEMENT, "trust", words(style.shelf), start=VALUE, column=3)
    stop = "," if style.stop.startswith(", S") else style.stop
    row.words(f"{stop} ", column=3)
    row.figure(STATEMENT, "series", words(_series(month)), start=len(row.text), column=3)


def _put_fact(row: Row, label: str, field: str, value: date | str | None) -> None:
    row.label(label, LABEL, column=2)
    if isinstance(value, date):
        ink = Ink(value.strftime("%m/%d/%Y"), value.isoformat(), is_number=False)
    elif value is not None:
        ink = words(value)
    else:
        return
    row.figure(STATEMENT, field, ink, start=VALUE, column=3)


def _write_stamp(sheet: Sheet, month: Month, style: Style) -> None:
    day = month.distribution_date
    clock = "6:46:43PM" if style.afternoon else "12:01:53AM"
    sheet.say(f"{day:%m/%d/%Y}    {clock}    {ADDRESS}    Page 1 of 20")
    sheet.know(STATEMENT, printed_at=f"{day} {'18:46:43' if style.afternoon else '00:01:53'}")


def _write_foot(sheet: Sheet, month: Month, page: int) -> None:
    sheet.say(f"{month.distribution_date:%m/%d/%Y}    6:46:43PM    {ADDRESS}    Page {page} of 20", "")


def _write_head(sheet: Sheet, month: Month, style: Style, section: int) -> None:
    day = month.distribution_date
    sheet.say(
        "Statement to Certificateholder",
        f"{style.shelf}, {_series(month)}",
        f"{day:%B} {day.day}, {day.year}",
    )
    sheet.say(f"{section}. {SECTIONS[section - 1]}")


def _amounts(one: ClassMonth) -> dict[str, Decimal]:
    """The figures as RFC prints them: what a class accretes is deferred interest, not negative principal."""
    deferred = one.interest if one.of.kind == "Z" else Decimal(0)
    principal = Decimal(0) if one.of.kind == "Z" else one.principal
    return {
        "original_balance": one.of.original,
        "beginning_balance": one.beginning_balance,
        "principal": principal,
        "interest": one.interest - deferred,
        "total_distribution": principal + one.interest - deferred,
        "realized_loss": one.realized_loss,
        "interest_loss": Decimal(0),
        "deferred_interest": deferred,
        "ending_balance": one.ending_balance,
    }


def _write_classes(sheet: Sheet, month: Month, style: Style) -> None:
    table: list[tuple[Key, dict[str, Ink]]] = []
    for number, one in enumerate(month.classes, start=1):
        key = ("tranche", number)
        inks = {field: money(value) for field, value in _amounts(one).items()}
        inks["class_name"] = words("IO" if one.of.is_notional else one.of.name)
        inks["pass_through_rate_pct"] = rate(one.of.rate_pct, 8, "")
        if one.of.kind != "RES" or style.residual_cusip:
            inks["cusip"] = words(one.of.cusip)
        table.append((key, inks))
        sheet.know(key, class_name_cut=False, notional=one.of.is_notional)
    if style.totals:
        table.append((("total",), {"class_name": words(style.totals), **_totals(month)}))
    edges = _edges([inks for _, inks in table], style)
    _write_heading(sheet, edges, style)
    for place, (key, inks) in enumerate(table):
        if place and place == style.rows_before_break:
            _write_foot(sheet, month, 2)
            _write_head(sheet, month, style, 1)
            _write_heading(sheet, edges, style)
        sheet.add(_row(key, inks, edges))


def _totals(month: Month) -> dict[str, Ink]:
    sums: dict[str, Decimal] = {}
    for one in month.classes:
        for field, value in _amounts(one).items():
            own = Decimal(0) if one.of.is_notional and field.endswith("_balance") else value
            sums[field] = sums.get(field, Decimal(0)) + own
    return {field: money(value) for field, value in sums.items()}


def _edges(table: Sequence[dict[str, Ink]], style: Style) -> dict[str, tuple[int, int]]:
    edges, at = {}, 0
    for field in COLUMNS:
        width = max(12, *(len(inks[field].text) for inks in table if field in inks))
        edges[field] = (at, at + width)
        at += width + style.gap
    return edges


def _write_heading(sheet: Sheet, edges: dict[str, tuple[int, int]], style: Style) -> None:
    above, anchor = Row(), Row()
    for column, (field, heading) in enumerate(COLUMNS.items()):
        left, right = edges[field]
        kept = heading[: right - left].split("(")[0].strip()
        if style.heading == "whole" or (style.heading == "scattered" and column % 3):
            above.label(kept, left, "heading", column=column)
        if column > 2:
            start = right - 3 if style.align == "right" else (left + right) // 2 - 1
            anchor.words(f"({column - 2})", start, column=column)
    if above.text:
        sheet.add(above)
    else:
        sheet.add(Row().label("Classes", 0, "heading"))
    sheet.add(anchor)


def _row(key: Key, inks: dict[str, Ink], edges: dict[str, tuple[int, int]]) -> Row:
    row = Row()
    for column, field in enumerate(COLUMNS):
        left, right = edges[field]
        if field not in inks:
            continue
        if key == ("total",) and field == "class_name":
            row.label(inks[field].text, left, column=column)
        elif field in ("class_name", "cusip"):
            row.figure(key, field, inks[field], start=left, column=column)
        else:
            row.figure(key, field, inks[field], end=right, column=column)
    return row
