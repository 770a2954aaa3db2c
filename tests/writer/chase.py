"""Chase Manhattan's 'Statement to Certificateholders' of a first-lien month, as text."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.writer.bank_one_tables import TOTAL, class_keys
from tests.writer.class_tables import Column, write_table
from tests.writer.first_lien import FirstLien
from tests.writer.first_lien_months import BUCKETS, Month
from tests.writer.formats import count, day_in, money, rate, words
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)
LOANS = "Number and Aggregate Principal Amounts of Mortgage Loans in"
DOLLARS = {
    "original_balance": "ORIGINAL FACE VALUE",
    "beginning_balance": "PRIOR PRINCIPAL BALANCE",
    "principal": "PRINCIPAL",
    "interest": "INTEREST",
    "total_distribution": "TOTAL",
    "realized_loss": "REALIZED LOSSES",
    "deferred_interest": "DEFERRED INTEREST",
    "ending_balance": "CURRENT PRINCIPAL BALANCE",
}
FACTORS = {
    "beginning_balance": "PRIOR PRINCIPAL FACTOR",
    "principal": "PRINCIPAL",
    "interest": "INTEREST",
    "total_distribution": "TOTAL",
    "ending_balance": "CURRENT PRINCIPAL FACTOR",
}
LATER = {"PRIOR PRINCIPAL FACTOR": "BEGINNING PRINCIPAL", "CURRENT PRINCIPAL FACTOR": "ENDING PRINCIPAL"}
STATUSES = {"foreclosure": "Foreclosure", "bankruptcy": "Bankruptcy", "reo": "REO"}
MISSED = ("1 Month", "2 Months", "3 Months", "Total")


def random_trust(rng: Random, groups: int | None = None, classes: int | None = None) -> FirstLien:
    """A trust without shortfalls, which the page would not print."""
    return replace(FirstLien.random(rng, groups, classes), eventful=False)


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of 1999."""

    later: bool = choice(False, True)  # BEGINNING and ENDING, a CUSIP column, roman numbers
    misspelt: bool = choice(False, True)
    date_form: str = choice("December 19, 2003", "December 19 2003", "19-Dec-03")
    totals: str = choice("TOTALS", "TOTAL")
    facts: bool = choice(True, False)
    delinquencies: bool = choice(True, False)
    one_group_heading: bool = choice(True, False)
    gap: int = choice(3, 2, 6)
    heading_shift: int = choice(0, 3, -2)
    rows_before_break: int = choice(0, 2, 5)
    break_repeats_heading: bool = choice(True, False)
    negative: str = choice("()", "-")


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_head(sheet, month, style)
    _write_classes(sheet, month, style)
    _write_contact(sheet, style)
    if style.facts:
        _write_facts(sheet, month, style)
    if style.delinquencies:
        _write_delinquencies(sheet, month, style)
    return sheet.finish()


def _day(form: str, day: date) -> Ink:
    if form == "December 19 2003":
        return Ink(f"{day:%B} {day.day} {day.year}", day.isoformat(), is_number=False)
    if form == "19-Dec-03":
        return Ink(f"{day:%d-%b-%y}", day.isoformat(), is_number=False)
    return day_in(form, day)


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    trust = month.trust
    sheet.say(f"                    {trust.name} {trust.series}")
    sheet.say("                    Statement to Certificateholders")
    day = _day(style.date_form, month.distribution_date)
    sheet.add(Row().figure(STATEMENT, "distribution_date", day, start=20))
    sheet.say("")
    sheet.know(STATEMENT, trust=trust.name, series=trust.series, deal=f"GMACM {trust.series}")


def _write_classes(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("                    DISTRIBUTION IN DOLLARS")
    columns = [
        Column(
            _heading(heading, style),
            field,
            [
                money(value, 2, style.negative)
                for value in (*(getattr(one, field) for one in month.classes), month.total(field))
            ],
        )
        for field, heading in DOLLARS.items()
    ]
    keys: list[Key] = [*class_keys(month), TOTAL]
    write_table(sheet, keys, [_names(month, style.totals), *columns], style)
    sheet.say("", "                    FACTOR INFORMATION PER $1000 OF ORIGINAL FACE")
    write_table(sheet, class_keys(month), _factors(month, style), style)
    sheet.say("")
    for key, one in zip(class_keys(month), month.classes, strict=True):
        sheet.know(key, tranche=key[1], class_name_cut=False, notional=one.of.is_strip)


def _heading(heading: str, style: Style) -> str:
    words_of = heading.replace("PRIOR", "BEGINNING").replace("CURRENT", "ENDING") if style.later else heading
    return words_of.replace("LOSSES", "LOSES") if style.misspelt else words_of


def _names(month: Month, totals: str = "") -> Column:
    own = [words(one.of.name) for one in month.classes]
    return Column("CLASS", "class_name", [*own, *([words(totals)] if totals else [])], left=True)


def _factors(month: Month, style: Style) -> list[Column]:
    columns = [_names(month)]
    if style.later:
        columns.append(Column("CUSIP", "cusip", [words(one.of.cusip) for one in month.classes], left=True))
    for field, heading in FACTORS.items():
        cells = [rate(1000 * getattr(one, field) / one.original_balance, 8, "") for one in month.classes]
        name = "total" if field == "total_distribution" else field
        columns.append(
            Column(LATER.get(heading, heading) if style.later else heading, f"{name}_per_1000", cells)
        )
    rates = [rate(one.of.rate_pct, 6) for one in month.classes]
    return [*columns, Column("CURRENT PASS-THRU RATE", "pass_through_rate_pct", rates)]


def _write_contact(sheet: Sheet, style: Style) -> None:
    sheet.say("", "A. Person", "The Chase Manhattan Bank - Structured Finance Services")
    sheet.say("450 W. 33rd Street, 14th Floor", "New York, New York 10001", "Tel: (212) 555-0147")
    sheet.say("COPYRIGHT 1999, CHASE MANHATTAN CORPORATION", "")


def _write_facts(sheet: Sheet, month: Month, style: Style) -> None:
    face = month.total("original_balance")
    fees = {"Servicing Fee": "master_servicing_fee", "Trustee Fee": "other_fee"}
    for place, (label, source) in enumerate(fees.items(), start=1):
        section = ("I", "II")[place - 1] if style.later else f"5.8({'i' * place})"
        printed = f"{section}." if style.later else f"Section {section}"
        name = label.lower().replace(" ", "_")
        value = month.fees[source]
        _write_fact(sheet, f"{printed} {label}", name, money(value), "usd", section)
        per = rate(value * 1000 / face, 8, "")
        _write_fact(sheet, f"{printed} {label} per $1000", f"{name}_per_1000", per, "usd_per_1000", section)
    sheet.say("")


def _write_fact(sheet: Sheet, label: str, name: str, ink: Ink, unit: str, section: str) -> None:
    key: Key = ("amount", name, None, None)
    sheet.add(Row(label).figure(key, "value", ink, end=80))
    sheet.know(key, unit=unit, section=section)


def _write_delinquencies(sheet: Sheet, month: Month, style: Style) -> None:
    for place, group in enumerate(month.groups, start=1):
        name = str(place) if len(month.groups) > 1 or style.one_group_heading else None
        for status in ("delinquent", *STATUSES):
            sheet.say(f"{LOANS} {STATUSES.get(status, 'Delinquency')}", *([f"Group {name}"] if name else []))
            rows = [group.behind[status, bucket] for bucket in BUCKETS]
            rows.append((sum((row[0] for row in rows), Decimal(0)), sum(row[1] for row in rows)))
            labels = MISSED if status == "delinquent" else (STATUSES[status],)
            buckets = (*BUCKETS, "total")[-len(labels) :]
            shown = rows[-len(labels) :]
            columns = [
                Column("Category", "", [words(label) for label in labels], left=True),
                Column("Number", "loan_count", [count(row[1]) for row in shown]),
                Column("Principal Balance", "balance", [money(row[0]) for row in shown]),
                Column(
                    "Percentage",
                    "balance_pct",
                    [rate(100 * row[0] / group.ending_balance, 6) for row in shown],
                ),
            ]
            _write_block(sheet, [("delinquency", name, status, bucket) for bucket in buckets], columns)


def _write_block(sheet: Sheet, keys: list[Key], columns: list[Column]) -> None:
    sheet.say("Category          Number     Principal Balance     Percentage")
    for place, key in enumerate(keys):
        row = Row(columns[0].cells[place].text if columns[0].cells[place] else "")
        for column, end in zip(columns[1:], (24, 46, 61), strict=True):
            ink = column.cells[place]
            assert ink is not None
            row.figure(key, column.field, ink, end=end)
        sheet.add(row)
    sheet.say("")
