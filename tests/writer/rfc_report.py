"""Residential Funding's monthly report in text: statements of two or three pages, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.writer.formats import money, rate, words
from tests.writer.rfc_report_figures import write_figures
from tests.writer.rfc_trust import ClassMonth, Month, RfcTrust
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT: Key = ("statement",)
TOTAL: Key = ("total",)
# The words over each column, from the top.
HEADINGS = {
    "class_name": ("", "", "CLASS"),
    "cusip": ("", "", "CUSIP"),
    "original_balance": ("", "ORIGINAL", "FACE VALUE"),
    "beginning_balance": ("PRINCIPAL", "BALANCE BEFORE", "DISTRIBUTION"),
    "pass_through_rate_pct": ("CURRENT", "PASS-THROUGH", "RATE"),
    "principal": ("", "PRINCIPAL", "DISTRIBUTION"),
    "interest": ("", "INTEREST", "DISTRIBUTION"),
    "total_distribution": ("", "TOTAL", "DISTRIBUTION"),
    "deferred_interest": ("", "DEFERRED", "INTEREST"),
    "realized_loss": ("", "REALIZED", "LOSSES"),
    "ending_balance": ("REMAINING", "PRINCIPAL", "BALANCE"),
}
PER_1000 = {
    "class_name": ("", "", "CLASS"),
    "beginning_balance_per_1000": ("BEGINNING", "BALANCE", "FACTOR"),
    "principal_per_1000": ("", "PRINCIPAL", "FACTOR"),
    "interest_per_1000": ("", "INTEREST", "FACTOR"),
    "total_per_1000": ("", "TOTAL", "DISTRIBUTION"),
    "deferred_interest_per_1000": ("", "DEFERRED", "INTEREST"),
    "ending_balance_per_1000": ("ENDING", "BALANCE", "FACTOR"),
}
SUMMED = frozenset(HEADINGS) - {"class_name", "cusip", "pass_through_rate_pct"}
RULE = "_" * 79

random_trust = RfcTrust.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of the report of December 2000."""

    split: int = choice(6, 5, 4, 11)  # columns of the first part of the class table, names included
    gap: int = choice(3, 2, 5)
    center: bool = choice(True, False)  # headings over the middle of their column, or over its end
    named: bool = choice(False, True)  # 'CLASS' over the names of the second part too
    title: str = choice("MORTGAGE PASS-THROUGH CERTIFICATES", "CONDUIT MORTGAGE PASS-THROUGH CERTIFICATES")
    stamp: bool = choice(True, False)
    breaks: tuple[int, int, int] = choice((0, 0, 0), (2, 0, 0), (0, 3, 0), (0, 0, 2), (1, 4, 3))
    repeats_heading: bool = choice(True, False)
    blank_lines: int = choice(25, 0, 4)
    page_of_factors: bool = choice(True, False)  # the amounts per $1,000 have a page of their own
    twice: str = choice("", "last")  # a page that was printed twice; "first" is another way
    wordings: str = choice("classes", "subordinate")  # of the distribution percentages
    letter_of_credit: bool = choice(False, True)
    coverages: bool = choice(True, False)
    strips: bool = choice(True, False)
    indexes: tuple[str, ...] = choice(("LIBOR",), (), ("LIBOR", "1 YEAR TREASURY"))
    components: bool = choice(False, True)
    optimal: bool = choice(False, True)
    edge: int = choice(79, 90)


def write(month: Month, style: Style | None = None) -> Written:
    """The statement of a month in a style."""
    style = style or Style()
    writer = _Pages(Sheet(), month, style)
    for name, page in (("first", _class_page), ("", _factor_page), ("last", _related_page)):
        number = writer.number
        page(writer)
        if name and style.twice == name:
            writer.number = number
            page(writer)
    writer.sheet.say("", " " + "." * 80, "", "")
    _know(writer.sheet, month, style)
    return writer.sheet.finish()


@dataclass
class _Pages:
    """The pages so far; each begins with the same head."""

    sheet: Sheet
    month: Month
    style: Style
    number: int = 0

    def turn(self, title: str, form: str = "") -> None:
        """The head of the next page; the first of them counts as where the statement's words are."""
        trust, sheet = self.month.trust, self.sheet
        self.number += 1
        if self.number > 1:
            sheet.say(*[""] * self.style.blank_lines)
        stamp = self.month.determination_date
        time = f"     09:50:5{self.number % 10}" if self.style.stamp else ""
        sheet.say(f"Run:        {stamp:%m/%d/%y}{time}{form.rjust(41)}", f"Page:         {self.number} of 3")
        sheet.say("               RESIDENTIAL FUNDING CORPORATION (MASTER SERVICER)")
        sheet.say(f"           {trust.company} (COMPANY)")
        sheet.say(f"    {self.style.title} SERIES {trust.series}(POOL #  {trust.pool})")
        sheet.say("STATEMENT TO CERTIFICATEHOLDERS", f"{title} {trust.pool}", RULE)


SUMMARY = "DISTRIBUTION SUMMARY FOR POOL#  "


def _class_page(pages: _Pages) -> None:
    pages.turn(SUMMARY, "REPT1B.FRG")
    fields = list(HEADINGS)
    split = pages.style.split
    parts = [fields[:split], ["class_name", *fields[split:]] if fields[split:] else []]
    for place, part in enumerate(part for part in parts if part):
        named = place == 0 or pages.style.named
        _write_part(pages, part, pages.style.breaks[place], named=named, headings=HEADINGS)
        pages.sheet.say("", "-" * 79)
        pages.sheet.add(_row(pages, TOTAL, part, _edges(pages, part, HEADINGS)))
        pages.sheet.say("=" * 79, RULE)


def _factor_page(pages: _Pages) -> None:
    if pages.style.page_of_factors:
        pages.turn(SUMMARY)
    pages.sheet.say("", "", "AMOUNTS PER $1,000 UNIT", RULE)
    _write_part(pages, list(PER_1000), pages.style.breaks[2], named=True, headings=PER_1000)
    pages.sheet.say("", RULE, "", "")
    for label in ("DETERMINATION DATE", "DISTRIBUTION DATE"):
        field = label.lower().replace(" ", "_")
        day = getattr(pages.month, field)
        ink = Ink(f"{day:%d-%B-%y}", day.isoformat(), is_number=False)
        pages.sheet.add(Row(label).figure(STATEMENT, field, ink, start=25))
    pages.sheet.say("")


def _related_page(pages: _Pages) -> None:
    pages.turn("              ADDITIONAL RELATED INFORMATION FOR POOL", "rept2.frg")
    write_figures(pages.sheet, pages.month, pages.style)


Headed = dict[str, tuple[str, str, str]]


def _write_part(pages: _Pages, fields: Sequence[str], rows: int, *, named: bool, headings: Headed) -> None:
    """The heading and a row for each class; the page may turn behind so many rows."""
    edges = _edges(pages, fields, headings)
    _write_heading(pages, fields, edges, named=named, headings=headings)
    for place in range(len(pages.month.classes)):
        if rows and place == rows:
            pages.turn(SUMMARY)
            if pages.style.repeats_heading:
                _write_heading(pages, fields, edges, named=named, headings=headings)
        pages.sheet.add(_row(pages, ("tranche", place + 1), fields, edges))


def _write_heading(
    pages: _Pages, fields: Sequence[str], edges: Sequence[tuple[int, int]], *, named: bool, headings: Headed
) -> None:
    for line in range(3):
        row = Row()
        for field, (left, right) in zip(fields, edges, strict=True):
            word = headings[field][line]
            if not word or (field == "class_name" and not named):
                continue
            spare = right - left - len(word)
            start = left if field in ("class_name", "cusip") else left + spare // (1 + pages.style.center)
            row.label(word, start, "heading")
        if row.text:
            pages.sheet.add(row)
    pages.sheet.say(RULE)


def _edges(pages: _Pages, fields: Sequence[str], headings: Headed) -> list[tuple[int, int]]:
    edges, at = [], 0
    for field in fields:
        cells = [_ink(one, field) for one in pages.month.classes]
        width = max(len(text) for text in (*headings[field], *(ink.text for ink in cells if ink)))
        if total := _total(pages.month, field):
            width = max(width, len(total.text))
        edges.append((at, at + width))
        at += width + pages.style.gap
    return edges


def _row(pages: _Pages, key: Key, fields: Sequence[str], edges: Sequence[tuple[int, int]]) -> Row:
    row = Row()
    for field, (left, right) in zip(fields, edges, strict=True):
        ink = _total(pages.month, field) if key == TOTAL else _ink(_class(pages.month, key), field)
        if ink is None:
            continue
        if field in ("class_name", "cusip"):
            row.figure(key, field, ink, start=left)
        else:
            row.figure(key, field, ink, end=right)
    return row


def _class(month: Month, key: Key) -> ClassMonth:
    return month.classes[int(str(key[1])) - 1]


def _ink(one: ClassMonth, field: str) -> Ink | None:
    """What a class prints in a column; nothing where it has no name or no CUSIP."""
    if field in ("class_name", "cusip"):
        text = one.of.name if field == "class_name" else one.of.cusip
        return words(text) if text else None
    if field == "pass_through_rate_pct":
        return rate(one.of.rate_pct, 6, "  %")
    if field.endswith("_per_1000"):
        return rate(_per_1000(one, field.removesuffix("_per_1000")), 6, "")
    return money(getattr(one, field))


def _per_1000(one: ClassMonth, field: str) -> Decimal:
    name = {"total": "total_distribution"}.get(field, field)
    return 1000 * Decimal(getattr(one, name)) / one.of.original if one.of.original else Decimal(0)


def _total(month: Month, field: str) -> Ink | None:
    return money(month.total(field)) if field in SUMMED else None


def _know(sheet: Sheet, month: Month, style: Style) -> None:
    """What the heads of the pages say, and what a class is."""
    trust = month.trust
    time = " 09:50:51" if style.stamp else ""
    sheet.know(
        STATEMENT,
        deal=trust.deal,
        series=trust.series,
        trust=style.title,
        pool_number=str(trust.pool),
        issuer=trust.company,
        master_servicer="RESIDENTIAL FUNDING CORPORATION",
        printed_at=f"{month.determination_date}{time}",
    )
    for number, one in enumerate(month.classes, start=1):
        sheet.know(("tranche", number), class_name_cut=False, notional=one.is_notional)
