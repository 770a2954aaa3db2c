"""Deutsche Bank National Trust's report of a first-lien month, as text: contents, classes, single loans."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.writer.bank_one_tables import TOTAL, class_keys
from tests.writer.class_tables import Column, write_table
from tests.writer.first_lien import FirstLien
from tests.writer.first_lien_months import Month
from tests.writer.formats import day_in, money, rate, words
from tests.writer.sheet import Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)
REPORTS = ("Certificate Payment Report", "Collection Account Report", "Prepayment Detail Report")
CURRENT = {
    "original_balance": "Original Face Value",
    "beginning_balance": "Prior Principal Balance",
    "interest": "Interest",
    "principal": "Principal",
    "total_distribution": "Total Distribution",
    "realized_loss": "Realized Loss",
    "deferred_interest": "Deferred Interest",
    "ending_balance": "Current Principal Balance",
}
PER_1000 = {
    "beginning_balance": "Prior Principal Balance",
    "interest": "Interest",
    "principal": "Principal",
    "total_distribution": "Total Distribution",
    "ending_balance": "Current Principal Balance",
}
TO_DATE = {
    "original_balance": "Original Face Value",
    "principal": "Unscheduled Principal",
    "cumulative_realized_loss": "Realized Loss",
    "ending_balance": "Current Principal Balance",
}
CODES = {
    "Senior": "SR/FLT",
    "Mezzanine": "MEZ/FLT",
    "Junior": "SEQ/SUB/FLT",
    "Strip IO": "SR/IO",
    "Residual": "RES",
}

random_trust = FirstLien.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of 2004 and later."""

    contents: str = choice("Contents", "Table of Contents")
    parties: bool = choice(True, False)  # 'Dates' on the first page
    revised: bool = choice(False, True)
    class_type: bool = choice(True, False)
    remic: str = choice("", " - REMIC-II")
    factors: bool = choice(True, False)
    to_date: bool = choice(True, False)
    detail: bool = choice(True, False)
    totals: str = choice("Total", "Totals")
    gap: int = choice(3, 2, 6)
    heading_shift: int = choice(0, 3, -2)
    rows_before_break: int = choice(0, 2, 5)
    break_repeats_heading: bool = choice(True, False)
    negative: str = choice("()", "-")


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_front(sheet, month, style)
    sheet.say("Certificate Payment Report")
    sheet.say(f"Current Period Distribution{style.remic}")
    _write_table(sheet, month, style, [*_types(month, style), *_columns(month, CURRENT, style)])
    if style.factors:
        sheet.say(f"Current Period Factor Information per $1,000 of Original Face{style.remic}")
        _write_table(sheet, month, style, [_cusips(month), *_factors(month)], totals=False)
    if style.to_date:
        _write_to_date(sheet, month, style)
    if style.detail:
        _write_detail(sheet, month)
    for key, one in zip(class_keys(month), month.classes, strict=True):
        sheet.know(key, tranche=key[1], class_name_cut=False, notional=one.of.is_strip, **_remic(style))
    sheet.know(TOTAL, **_remic(style))
    return sheet.finish()


def _remic(style: Style) -> dict[str, str]:
    return {"remic": "II"} if style.remic else {}


def _write_front(sheet: Sheet, month: Month, style: Style) -> None:
    trust = month.trust
    sheet.say(f"                    {trust.name} {trust.series}")
    sheet.say("                    Mortgage Pass-Through Certificates")
    day = day_in("December 19, 2003", month.distribution_date)
    sheet.add(Row().figure(STATEMENT, "distribution_date", day, start=20).words(" Distribution"))
    sheet.say("", style.contents, "")
    for place, title in enumerate(REPORTS, start=1):
        sheet.say(f"{place}.   {title.ljust(44)}{place + 1:3}")
    sheet.say("Total Number of Pages                             21", "")
    sheet.ignored += len(REPORTS) + 1
    sheet.say("Dates" if style.parties else "ISSUANCE INFORMATION")
    dates = [("Cut-Off Date:", "cutoff_date", trust.closing)]
    if style.parties:
        dates.append(("Distribution Date:", "distribution_date", month.distribution_date))
    for label, field, when in dates:
        sheet.add(Row(label).figure(STATEMENT, field, day_in("December 19, 2003", when), start=30))
    sheet.say("", "1761 E. St. Andrew Place, Santa Ana, CA 92705", "(714) 555-0100")
    sheet.say("Factor Information: (800) 555-0199", "")
    sheet.know(STATEMENT, trust=trust.name, series=trust.series, deal=f"GMACM {trust.series}")
    if style.revised:
        sheet.say("Revised Statement", "")
        sheet.know(STATEMENT, revised=True)


def _types(month: Month, style: Style) -> list[Column]:
    if not style.class_type:
        return []
    return [Column("Class Type", "class_type", [*(words(CODES[one.of.kind]) for one in month.classes), None])]


def _columns(month: Month, fields: dict[str, str], style: Style) -> list[Column]:
    return [
        Column(
            heading,
            field,
            [
                money(value, 2, style.negative)
                for value in (*(getattr(one, field) for one in month.classes), month.total(field))
            ],
        )
        for field, heading in fields.items()
    ]


def _write_table(
    sheet: Sheet, month: Month, style: Style, columns: list[Column], *, totals: bool = True
) -> None:
    names = [*(words(one.of.name) for one in month.classes), *([words(style.totals)] if totals else [])]
    keys: list[Key] = [*class_keys(month), *([TOTAL] if totals else [])]
    write_table(sheet, keys, [Column("Class", "class_name", names, left=True), *columns], style)
    sheet.say("")


def _cusips(month: Month) -> Column:
    return Column("Cusip", "cusip", [words(one.of.cusip) for one in month.classes], left=True)


def _factors(month: Month) -> list[Column]:
    return [
        Column(
            heading,
            f"{'total' if field == 'total_distribution' else field}_per_1000",
            [rate(1000 * getattr(one, field) / one.original_balance, 6, "") for one in month.classes],
        )
        for field, heading in PER_1000.items()
    ]


def _write_to_date(sheet: Sheet, month: Month, style: Style) -> None:
    """Sums since the closing, under words of this month's table: no figures of the month."""
    sheet.say(f"Distribution to Date{style.remic}")
    sheet.say("Class    " + "".join(heading.rjust(26) for heading in TO_DATE.values()))
    for one in month.classes:
        figures = [money(7 * getattr(one, field) + 11).text for field in TO_DATE]
        sheet.say(one.of.name.ljust(9) + "".join(text.rjust(26) for text in figures))
        sheet.unmapped += len(figures)
    sheet.say("")


def _write_detail(sheet: Sheet, month: Month) -> None:
    sheet.say("Prepayment Detail Report", "Loan Number    Original Principal Balance    Unpaid Principal")
    rng = Random(month.number)
    for _ in range(3):
        balance = Decimal(rng.randint(5_000_000, 40_000_000)).scaleb(-2)
        sheet.say(
            f"{rng.randint(10_000_000, 99_999_999)}    {money(balance * 2).text}    {money(balance).text}"
        )
        sheet.ignored += 3
    sheet.say("")
