"""Deutsche Bank National Trust's report of 2003-2005: a table of contents, then report on report.

Seen: the first page, the contents, the columns of the first class table. General knowledge: the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.deutsche_loans import PAGES, draw_collateral, draw_delinquency, draw_detail
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.formats import money, words
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style

STATEMENT = Subject("statement")
REPORTS = (
    "Certificate Payment Report",
    "Collection Account Report",
    "Credit Enhancement Report",
    "Collateral Report",
    "Delinquency Report",
    "REO Report",
    "Prepayment Report",
    "Prepayment Detail Report",
    "Realized Loss Report",
    "Realized Loss Detail Report",
    "Triggers and Adj. Cert. Report",
    "Other Related Information",
)
FORMULA = ("", "", "", "", "(1)", "(2)", "(3)", "(4)=(2)+(3)", "(5)", "(6)", "(7)=(1)-(3)-(5)+(6)")
CODES = {
    "SEN": "SR/FLT",
    "MEZ": "MEZ/FLT",
    "SUB": "SEQ/SUB/FLT",
    "IO": "SR/IO",
    "PO": "SR/PO",
    "ACC": "SR/ACC",
}


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of GSAA's deals."""

    parties: bool = choice(True, False)  # 'External Parties', 'Dates', 'Contacts'
    revised: bool = choice(False, True)
    class_type: bool = choice(True, False)  # missing, not empty
    currency: bool = choice(True, False)  # a cell 'Cur' with '$' in the first row
    numbering: bool = choice(True, False)
    names_remic: bool = choice(True, False)  # 'REMIC-II' in the title of the only class table
    lower_remic: bool = choice(False, True)
    factors: bool = choice(True, False)
    interest: bool = choice(True, False)  # what accrued, at which rate, on which balance
    to_date: bool = choice(True, False)  # 'Distribution to Date': not of this month
    detail: bool = choice(True, False)  # lists of single loans
    collateral: bool = choice(True, False)
    delinquency: bool = choice(True, False)
    rows_before_break: int = choice(0, 4)
    total: str = choice("Total", "Totals")
    names: str = choice("{}", "{}", "Class {}")  # how a class's name is printed


def write(
    seed: int | Random, *, html: bool = True, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(lower_remic=style.lower_remic, deferral=True))
    drawing = Drawing("deutsche", html)
    _draw_front(drawing, trust, style)
    _draw_payments(drawing, rng, trust, style)
    if style.collateral:
        draw_collateral(drawing, rng, trust)
    if style.delinquency:
        draw_delinquency(drawing, rng, trust)
    if style.detail:
        draw_detail(drawing, rng, trust)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _draw_front(drawing: Drawing, trust: Trust, style: Style) -> None:
    day = trust.distribution_date
    drawing.say(f"Invented Loan Trust {trust.series}", "Mortgage Pass-Through Certificates")
    drawing.say(f"{day:%B} {day.day}, {day.year} Distribution", "", "Contents", "")
    drawing.know(STATEMENT, series=trust.series, distribution_date=day.isoformat())
    rows = [
        (f"{place}.   {title}", Cell(Ink(str(place + 1), place + 1)))
        for place, title in enumerate(REPORTS, 1)
    ]
    drawing.sections[:] = ["Contents"]
    drawing.facts([*rows, ("Total Number of Pages", Cell(Ink("21", 21)))], end=70)  # type: ignore[list-item]
    drawing.say("")
    if style.parties:
        drawing.title("Dates", at=0)
        drawing.facts(
            [
                ("Cut-Off Date:", _date(trust.closing.replace(day=1), "cutoff_date")),
                ("Close Date:", _date(trust.closing, "closing_date")),
                ("Distribution Date:", _date(day, "distribution_date")),
                ("Determination Date:", _date(trust.determination_date, "determination_date")),
                ("Record Date:", _date(trust.record_date, "record_date")),
            ],
            end=46,
        )
        drawing.say("")
    drawing.sections.clear()
    drawing.say("1761 E. St. Andrew Place, Santa Ana, CA 92705", "(714) 247-6000", at=0)
    drawing.say("Factor Information: (800) 735-7777", "")
    if style.revised:
        drawing.say("Revised Statement", "")
        drawing.know(STATEMENT, revised="Revised Statement")


def _date(day: date, field: str) -> Cell:
    return Cell(Ink(f"{day:%B} {day.day}, {day.year}", day.isoformat(), is_number=False), STATEMENT, field)


def _draw_payments(drawing: Drawing, rng: Random, trust: Trust, style: Style) -> None:
    drawing.title("Certificate Payment Report")
    upper = "II" if trust.lower or style.names_remic else None
    for classes, remic in ((trust.classes, upper), (trust.lower, "I")):
        if classes:
            ending = f" - REMIC-{remic}" if remic else ""
            own = tuple(replace(one, remic=remic) for one in classes)
            _draw_current(drawing, rng, own, f"Current Period Distribution{ending}", style)
            if style.factors:
                title = f"Current Period Factor Information per $1,000 of Original Face{ending}"
                _draw_factors(drawing, rng, own, title)
            if style.interest:
                _draw_interest(drawing, rng, own, f"Interest Detail{ending}")
            if style.to_date:
                _draw_to_date(drawing, rng, own, f"Distribution to Date{ending}")


def _title(drawing: Drawing, title: str, remic: str | None) -> None:
    """A title, which names the REMIC of the classes below it."""
    drawing.title(title, 2)
    drawing.group = f"REMIC {remic}" if remic else None


def _type_column(style: Style) -> list[ClassColumn]:
    none = lambda one: words(CODES.get(one.kind, "RES"))  # noqa: E731 # a column's own value
    return [ClassColumn("Class Type", "class_type", own=none)] if style.class_type else []


def _currency(classes: Sequence[ClassMonth], style: Style) -> list[ClassColumn]:
    own = lambda one: words("$") if one is classes[0] else None  # noqa: E731
    return [ClassColumn("Cur", "", own=own)] if style.currency else []


def _draw_current(
    drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str, style: Style
) -> None:
    _title(drawing, title, classes[0].remic)
    columns = [
        ClassColumn("Class", "class_name"),
        *_type_column(style),
        *_currency(classes, style),
        ClassColumn("Original Face Value", "original_balance"),
        ClassColumn("Prior Principal Balance", "beginning_balance"),
        ClassColumn("Interest", "interest"),
        ClassColumn("Principal", "principal"),
        ClassColumn("Total Distribution", "total_distribution"),
        ClassColumn("Realized Loss", "realized_loss"),
        ClassColumn("Deferred Interest", "deferred_interest"),
        ClassColumn("Current Principal Balance", "ending_balance"),
    ]
    marks = dict(zip((one.field for one in columns[-7:]), FORMULA[-7:], strict=True))
    numbering = [marks.get(one.field, "") for one in columns] if style.numbering else ()
    table = random_table_style(rng, numbering=numbering, rows_before_break=style.rows_before_break)
    draw_table(
        drawing,
        columns_of(columns),
        rows_of(classes, columns, Forms(name=style.names), style.total),
        table,
        PAGES,
    )
    drawing.say("")


def _draw_factors(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str) -> None:
    _title(drawing, title, classes[0].remic)
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Cusip", "cusip"),
        ClassColumn("Prior Principal Balance", "beginning_balance_per_1000"),
        ClassColumn("Interest", "interest_per_1000"),
        ClassColumn("Principal", "principal_per_1000"),
        ClassColumn("Total Distribution", "total_per_1000"),
        ClassColumn("Current Principal Balance", "ending_balance_per_1000"),
    ]
    own = [one for one in classes if one.original]
    rows = rows_of(own, columns, Forms(factor_places=6))
    draw_table(drawing, columns_of(columns), rows, random_table_style(rng), PAGES)
    drawing.say("")


def _draw_interest(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str) -> None:
    _title(drawing, title, classes[0].remic)

    def nothing(one: object) -> Ink:
        return money(Decimal("0.00"))

    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Pass-Through Rate", "pass_through_rate_pct"),
        ClassColumn("Prior Principal Balance", "beginning_balance"),
        ClassColumn("Accrued Interest", "accrued_interest"),
        ClassColumn("Non-Supported Interest Shortfall", "net_prepayment_interest_shortfall"),
        ClassColumn("Prior Unpaid Interest", "", own=nothing, total=nothing),
        ClassColumn("Paid or Deferred Interest", "", own=_paid_or_deferred, total=_all_paid_or_deferred),
        ClassColumn("Current Unpaid Interest", "unpaid_interest", own=nothing, total=nothing),
    ]
    rows = rows_of(classes, columns, Forms(), "Total")
    draw_table(drawing, columns_of(columns), rows, random_table_style(rng), PAGES)
    drawing.say("")


def _paid_or_deferred(one: ClassMonth) -> Ink:
    return money(one.interest + one.deferred)


def _all_paid_or_deferred(classes: Sequence[ClassMonth]) -> Ink:
    return money(sum((one.interest + one.deferred for one in classes), Decimal("0.00")))


def _draw_to_date(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str) -> None:
    """Sums since the deal closed, under the words of this month's table: no facts of the month."""
    _title(drawing, title, classes[0].remic)
    headings = (
        "Original Face Value",
        "Unscheduled Principal",
        "Scheduled Principal",
        "Total Principal",
        "Realized Loss",
        "Deferred Interest",
        "Current Principal Balance",
    )
    columns = [Column("Class", left=True), *map(Column, headings)]
    rows = []
    for one in classes:
        paid = max(one.original - one.cumulative_loss - one.ending, one.principal)
        some = paid / 4
        early = money(paid - some.quantize(one.original))
        amounts = [money(one.original), early, money(some), money(paid), money(one.cumulative_loss)]
        amounts += [money(one.ending - one.original + paid + one.cumulative_loss), money(one.ending)]
        rows.append(TableRow(one.name, [one.name, *map(Cell, amounts)]))
    draw_table(drawing, columns, rows, random_table_style(rng), PAGES)
    drawing.say("")
