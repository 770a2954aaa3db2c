"""The Bank of New York's mortgage report of a first-lien month, as text: Bank One's columns in long words."""

from dataclasses import dataclass
from decimal import Decimal

from tests.writer.bank_one import STATEMENT, write_dates, write_fees
from tests.writer.bank_one_loans import write_delinquencies, write_pools, write_support
from tests.writer.bank_one_tables import TOTAL, class_keys, rate_type_of, type_of
from tests.writer.class_tables import Column, write_table
from tests.writer.first_lien import FirstLien
from tests.writer.first_lien_months import Month
from tests.writer.formats import dash, day_in, money, rate, words
from tests.writer.sheet import Ink, Row, Sheet, Written
from tests.writer.style import choice

random_trust = FirstLien.random

SUMMARY = {
    "beginning_balance": "Beginning Balance",
    "pass_through_rate_pct": "Pass Through Rate (%)",
    "principal": "Principal Distribution",
    "interest": "Interest Distribution",
    "total_distribution": "Total Distribution",
    "realized_loss": "Current Realized Losses",
    "ending_balance": "Ending Balance",
    "cumulative_realized_loss": "Cumulative Realized Losses",
}
PRINCIPAL = {
    "original_balance": "Original Certificate Balance",
    "beginning_balance": "Beginning Certificate Balance",
    "scheduled_principal": "Scheduled Principal Distribution",
    "acc_principal": "Accretion Principal",
    "principal_adjustment": "Unscheduled Principal Adjustments",
    "net_principal": "Net Principal Distribution",
    "realized_loss": "Current Realized Losses",
    "ending_balance": "Ending Certificate Balance",
    "factor": "Ending Certificate Factor",
}
INTEREST = {
    "beginning_balance": "Beginning Certificate Balance",
    "pass_through_rate_pct": "Pass Through Rate (%)",
    "accrued_interest": "Accrued Optimal Interest",
    "unpaid_interest": "Cumulative Unpaid Interest",
    "deferred_interest": "Deferred Interest",
    "total_interest_due": "Total Interest Due",
    "net_prepayment_interest_shortfall": "Net Prepayment Int Shortfall",
    "interest_adjustment": "Unscheduled Interest Adjustment",
    "interest": "Interest Paid",
}
PER_1000 = {
    "beginning_balance": "Beginning Certificate Factor",
    "principal": "Principal Distribution",
    "interest": "Interest Distribution",
    "ending_balance": "Ending Certificate Factor",
}


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of 2003. The sections of loans are Bank One's."""

    lost: str = choice(
        "", "Rate", "Losses", "cumulative", "Interest"
    )  # what the headings lack in some months
    zero: str = choice("-", "0.00")
    totals: bool = choice(True, False)
    per_1000: bool = choice(True, False)
    gap: int = choice(3, 2, 6)
    heading_shift: int = choice(0, 3, -2)
    rows_before_break: int = choice(0, 2, 5)
    break_repeats_heading: bool = choice(True, False)
    date_form: str = choice("12/19/03", "12/19/2003")
    dates: str = choice("2003-AR2", "2003-AR1")
    value_edge: int = choice(73, 82, 0)
    one_group_heading: bool = choice(True, False)
    wac_places: int = choice(4, 5, 6)
    speed_label: str = choice("Pool Prepayment Rate", "Aggregate Pool Curtailment Principal")
    fee_places: int = choice(2, 0)
    few_fees: bool = choice(True, False)
    negative: str = choice("()", "-")
    bucket_width: int = choice(14, 10, 0)
    support: str = choice("2003-AR2", "2003-AR1")
    support_places: int = choice(2, 0)


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_head(sheet, month, style)
    _write_classes(sheet, month, style)
    write_dates(sheet, month, style)
    write_pools(sheet, month, style)
    write_fees(sheet, month, style)
    write_delinquencies(sheet, month, style)
    write_support(sheet, month, style)
    return sheet.finish()


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    trust = month.trust
    sheet.say("THE BANK OF NEW YORK", "101 Any Street, 8 West", "New York, NY 10286", "")
    day = day_in(style.date_form, month.distribution_date)
    sheet.add(Row("Distribution Date:").figure(STATEMENT, "distribution_date", day))
    sheet.say("Officer:    A. Person    212.555.0143", "Associate:    B. Person    212.555.0151", "")
    sheet.say("Invented Mortgage Securities Inc.", f"{trust.name} {trust.series}")
    sheet.say("Mortgage-Backed Certificates", f"Series {trust.series}", "")
    sheet.know(STATEMENT, series=trust.series, trust=trust.name, deal=f"GMACM {trust.series}")


def _write_classes(sheet: Sheet, month: Month, style: Style) -> None:
    headings = {
        "Rate": {},
        "Losses": {"cumulative_realized_loss": "Cumulative Realized"},
        "Interest": {"total_interest_due": "Total Due"},
    }.get(style.lost, {})
    summary = {field: words for field, words in SUMMARY.items() if not _is_lost(field, style)}
    for title, fields in (
        ("Certificateholder Monthly Distribution Summary", summary),
        ("Principal Distribution Detail", PRINCIPAL),
        ("Interest Distribution Detail", INTEREST),
    ):
        sheet.say(title)
        columns = [_names(month, style), *_words_columns(month, style, title)]
        columns += [
            _figures(month, style, field, headings.get(field, words)) for field, words in fields.items()
        ]
        _write_table(sheet, month, columns, style, totals=style.totals)
    if style.per_1000:
        _write_per_1000(sheet, month, style)
    for key, one in zip(class_keys(month), month.classes, strict=True):
        sheet.know(
            key, tranche=key[1], class_name_cut=False, day_count=one.of.day_count, notional=one.of.is_strip
        )


def _is_lost(field: str, style: Style) -> bool:
    return style.lost == "cumulative" and field == "cumulative_realized_loss"


def _write_table(sheet: Sheet, month: Month, columns: list[Column], style: Style, *, totals: bool) -> None:
    write_table(sheet, [*class_keys(month), *([TOTAL] if totals else [])], columns, style)
    sheet.say("")


def _names(month: Month, style: Style, *, totals: bool = True) -> Column:
    own = [words(one.of.name) for one in month.classes]
    return Column(
        "Class", "class_name", [*own, *([words("Totals")] if totals and style.totals else [])], left=True
    )


def _words_columns(month: Month, style: Style, title: str) -> list[Column]:
    none: list[Ink | None] = [None] if style.totals else []
    cusips = Column("Cusip", "cusip", [*(words(one.of.cusip) for one in month.classes), *none], left=True)
    if title.startswith("Interest"):
        return []
    if title.startswith("Principal"):
        return [cusips]
    kinds = [Ink(rate_type_of(one), one.of.rate_type, is_number=False) for one in month.classes]
    heading = "Certificate Type" if style.lost == "Rate" else "Certificate Rate Type"
    types = Column(
        "Class Description", "class_type", [*(words(type_of(one)) for one in month.classes), *none]
    )
    return [cusips, types, Column(heading, "rate_type", [*kinds, *none])]


def _figures(month: Month, style: Style, field: str, heading: str) -> Column:
    none: list[Ink | None] = [None] if style.totals else []
    if field == "pass_through_rate_pct":
        return Column(heading, field, [*(rate(one.of.rate_pct, 6, "") for one in month.classes), *none])
    if field == "factor":
        factors = [rate(one.ending_balance / one.original_balance, 11, "") for one in month.classes]
        return Column(heading, field, [*factors, *none])
    values = [getattr(one, field) for one in month.classes]
    total = [month.total(field)] if style.totals else []
    return Column(heading, field, [_money(value, style) for value in (*values, *total)])


def _money(value: Decimal, style: Style) -> Ink:
    return dash(Decimal(0)) if value == 0 and style.zero == "-" else money(value, 2, style.negative)


def _write_per_1000(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("Current Payment Information", "Factors per $1,000")
    cusips = Column("Cusip", "cusip", [words(one.of.cusip) for one in month.classes], left=True)
    columns = [_names(month, style, totals=False), cusips]
    for field, heading in PER_1000.items():
        cells = [rate(1000 * getattr(one, field) / one.original_balance, 9, "") for one in month.classes]
        columns.append(Column(heading, f"{field}_per_1000", cells))
    _write_table(sheet, month, columns, style, totals=False)
