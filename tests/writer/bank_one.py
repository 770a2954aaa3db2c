"""Bank One's 'Statement to Certificateholders' of a first-lien month, as text."""

from dataclasses import dataclass
from decimal import Decimal

from tests.writer.bank_one_loans import write_delinquencies, write_pools, write_support
from tests.writer.bank_one_tables import write_classes, write_per_1000
from tests.writer.first_lien import FirstLien
from tests.writer.first_lien_months import Month
from tests.writer.formats import day_in, money, words
from tests.writer.sheet import Ink, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)

random_trust = FirstLien.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of the 2003-AR2 sample."""

    spread: str = choice("2003-AR2", "2003-AR1", "even", "shuffled")
    columns_per_table: int = choice(4, 1, 2, 3, 6, 9, 20)
    gap: int = choice(3, 1, 2, 6)
    heading_shift: int = choice(0, 3, -2)
    headless_names: bool = choice(True, False)  # the heading leaves 'Class' out from the second table on
    rows_before_break: int = choice(0, 2, 5)
    break_repeats_heading: bool = choice(True, False)
    repeats_balances: bool = choice(True, False)  # the table of class types and balances
    per_1000_extra: bool = choice(False, True)
    names: str = choice("cut", "whole", "spaced")  # 'A-III-', 'A-III-1', 'A- III- 1'
    totals: str = choice("2003-AR2", "all", "none")
    places: int = choice(0, 2)
    flat_zeros: bool = choice(True, False)  # '0.00' down a column of zeros, in a page of whole dollars
    date_form: str = choice("12/19/2003", "12/19/03")
    title_date_form: str = choice("December 19, 2003", "Dec 19, 2003")
    cover: bool = choice(True, False)
    dates: str = choice("2003-AR2", "2003-AR1")
    value_edge: int = choice(73, 82, 0)  # 0: one blank behind the label
    one_group_heading: bool = choice(True, False)
    wac_places: int = choice(4, 5, 6)
    speed_label: str = choice("Pool Prepayment Rate", "Aggregate Pool Curtailment Principal")
    fee_places: int = choice(0, 2)
    few_fees: bool = choice(True, False)
    negative: str = choice("()", "-")
    bucket_width: int = choice(14, 10, 0)
    support: str = choice("2003-AR2", "2003-AR1")
    support_places: int = choice(0, 2)

    @property
    def totals_word(self) -> str:
        return "totals" if self.totals == "2003-AR2" else "Totals"


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    if style.cover:
        _write_cover(sheet, month)
    _write_title(sheet, month, style)
    write_classes(sheet, month, style)
    write_per_1000(sheet, month, style)
    _write_dates(sheet, month, style)
    write_pools(sheet, month, style)
    _write_fees(sheet, month, style)
    write_delinquencies(sheet, month, style)
    write_support(sheet, month, style)
    _write_signature(sheet, month)
    return sheet.finish()


def _write_cover(sheet: Sheet, month: Month) -> None:
    issuer = f"Residential Asset Mortgage Products, {month.trust.name}, Series {month.trust.series}"
    sheet.say("FORM 8-K", "", "CURRENT REPORT", "")
    sheet.say("Date of Report (date of earliest event reported):             Dec 19, 2003", "", "", issuer)
    sheet.say("(Exact name of registrant as specified in its charter)", "", "")
    sheet.say("8400 Normandale Lake Blvd., Ste. 250", "Bloomington, MN              55437", "", "")
    sheet.say("   B. Have and deficiencies occurred?  NO.", "", "")
    sheet.know(STATEMENT, issuer=issuer)


def _write_title(sheet: Sheet, month: Month, style: Style) -> None:
    trust = month.trust
    sheet.add(Row().figure(STATEMENT, "trust", words(trust.name), start=0))
    sheet.add(Row("Series").figure(STATEMENT, "series", words(trust.series), column=0))
    sheet.say("", "STATEMENT TO CERTIFICATEHOLDERS", "")
    day = day_in(style.title_date_form, month.distribution_date)
    sheet.add(Row("Distribution Date: ").figure(STATEMENT, "distribution_date", day, column=0))
    sheet.say("", "DISTRIBUTION SUMMARY", "", "")
    sheet.know(STATEMENT, deal=f"GMACM {trust.series}")


def labelled(label: str, edge: int) -> Row:
    """A row of one label whose value ends at a column, or stands one blank behind it."""
    return Row(label if len(label) < edge - 14 or not edge else f"{label}".ljust(edge - 14))


def _write_dates(sheet: Sheet, month: Month, style: Style) -> None:
    first = month.distribution_date.replace(day=1)
    before = first.replace(month=first.month - 1 or 12, year=first.year - (first.month == 1))
    variant = {"2003-AR2": 0, "2003-AR1": 1}[style.dates]
    edge = style.value_edge + 3 if style.value_edge else None

    def put(label: str, field: str, ink: Ink, edge: int | None = edge) -> None:
        sheet.add(Row(label).figure(STATEMENT, field, ink, end=edge))

    def day(value: object) -> Ink:
        return day_in(style.date_form, value)  # type: ignore[arg-type] # a date

    def period(label: str, field: str, start: object, end: object) -> None:
        sheet.add(Row(label).words("Beg", 48).figure(STATEMENT, f"{field}_start", day(start), end=edge))
        sheet.add(Row().words("End", 48, column=1).figure(STATEMENT, f"{field}_end", day(end), end=edge))

    sheet.say("", "", "Pool Level Data")
    put("Dist Date", "distribution_date", day(month.distribution_date))
    put("Cut-Off Date:", "cutoff_date", day(month.trust.closing))
    put("Determination Date:", "determination_date", day(first))
    period(("Accrual Period 30/360:", "Accrual Period:")[variant], "accrual", before, first)
    thirty = ("Number of Days in 30/360 Accrual Period:", "Number of Days in Accrual Period:")[variant]
    put(thirty, "accrual_days", Ink("30", 30))
    sheet.say("")
    actual = ("Accrual Period Actual Days:", "Accrual Period Actual Days")[variant]
    period(actual, "actual_accrual", month.last_distribution_date, month.distribution_date)
    days = (month.distribution_date - month.last_distribution_date).days
    label = ("Number of Days in Actual Accrual Period:", "Number of Days in Actual Accrual Period")[variant]
    put(label, "actual_accrual_days", Ink(str(days), days))
    sheet.say("")


SHORTFALLS = {
    "Total Gross Prepayment Interest Shortfall": "gross_prepayment_interest_shortfall",
    "Compensation for Gross PPIS from Servicing Fees": "servicing_fee_compensation",
    "Other Gross PPIS Compensation": "other_compensation",
    "Total Net PPIS (Non-Supported PPIS)": "net_prepayment_interest_shortfall",
}
FEES = {
    "Master Servicing Fees Paid": "master_servicing_fee",
    "Sub Servicing Fees Paid": "sub_servicing_fee",
    "Insurance Premium(s) Paid": "insurance_premium",
    "Personal Mortgage Insurance Fees Paid": "mortgage_insurance_fee",
    "Other Fees Paid": "other_fee",
}


def _write_fees(sheet: Sheet, month: Month, style: Style) -> None:
    edge = style.value_edge or None

    def put(label: str, name: str, value: Decimal) -> None:
        key = ("amount", name, None, None)
        ink = money(value, style.fee_places, style.negative)
        sheet.add(Row(label).figure(key, "value", ink, end=edge))
        sheet.know(key, unit="usd")

    sheet.say("Prepayment Compensation")
    for label, name in SHORTFALLS.items():
        put(label, name, month.compensation[name])
    sheet.say("")
    paid = dict(list(FEES.items())[: 1 if style.few_fees else None])
    for label, name in paid.items():
        put(label, name, month.fees[name])
    sheet.say("")
    put("Total Fees", "total_fee", sum((month.fees[name] for name in paid.values()), Decimal(0)))
    sheet.say("", "")


def _write_signature(sheet: Sheet, month: Month) -> None:
    sheet.say("", "        SIGNATURES", "Pursuant to the requirements of the Securities")
    sheet.say("Exchange Act of 1934, the registrant has duly caused this", "")
    sheet.say(month.trust.name, f"Series {month.trust.series}", "", "")
    indent = " " * 24
    sheet.say(f"{indent}By: /s/ Keith Richardson", f"{indent}Name:  Keith Richardson")
    sheet.say(f"{indent}Title:  Vice President", f"{indent}Bank One, NA")
    sheet.know(STATEMENT, signer="Keith Richardson", signer_title="Vice President", trustee="Bank One, NA")
