"""Chase Manhattan's, later JPMorgan Chase's 'Statement to Certificateholders'.

Seen: the class tables and the head of dates. General knowledge: the delinquency blocks by group.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import total_of
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.loans import LoanGroup, share_pct, sum_of, three
from tests.writer.families.tables import Column, Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.formats import count, money, rate, words
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style

STATEMENT = Subject("statement")
DOLLARS = "DISTRIBUTION IN DOLLARS"
FACTORS = "FACTOR INFORMATION PER $1000 OF ORIGINAL FACE"
RATES = "PASS-THROUGH RATES"


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of 1999."""

    year: str = choice("1999", "2000", "2003", "2006")  # which page: its rules, dates, cut, wordings
    totals: str = choice("TOTALS", "TOTAL")
    lower_remic: bool = choice(False, True)
    delinquencies: bool = choice(True, False)
    facts: bool = choice(True, False)
    rows_before_break: int = choice(0, 3)
    misspelt: bool = choice(False, True)  # 'REALIZED LOSES'
    strips: bool = choice(True, False)  # whether a strip prints its notional as a balance
    names: str = choice("{}", "{}", "Class {}")  # how a class's name is printed


def write(
    seed: int | Random, *, html: bool = False, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(shortfall=False, lower_remic=style.lower_remic, deferral=True))
    drawing = Drawing("chase", html)
    _draw_titles(drawing, trust, style)
    for classes in filter(None, (trust.classes, trust.lower)):
        _draw_tables(drawing, rng, classes, style)
    _draw_contact(drawing, style)
    _draw_dates(drawing, trust, style)
    if style.facts:
        _draw_facts(drawing, trust, style)
    if style.delinquencies:
        _draw_delinquencies(drawing, trust)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _draw_titles(drawing: Drawing, trust: Trust, style: Style) -> None:
    rule = style.year == "1999"
    if rule:
        drawing.rule()
    drawing.say(f"Invented Home Loan Trust {trust.series}")
    drawing.sections[:] = ["Statement to Certificateholders"]
    drawing.say("Statement to Certificateholders")
    day = trust.distribution_date
    drawing.say(_long(day, style))
    if rule:
        drawing.rule()
    drawing.say("")
    drawing.know(STATEMENT, series=trust.series, distribution_date=day.isoformat())


def _long(day: date, style: Style) -> str:
    if style.year == "2000":
        return f"{day:%d-%b-%y}"
    return f"{day:%B} {day.day}{'' if style.year == '2003' else ','} {day.year}"


def _draw_tables(drawing: Drawing, rng: Random, classes: tuple, style: Style) -> None:  # type: ignore[type-arg]
    forms = Forms(
        name=style.names,
        zero="0" if style.year == "2000" else "0.00",
        rate_places=6 if style.year != "2000" else 5,
        factor_places=8 if style.year != "2000" else 7,
        negative="()",
    )
    sizes = ((5, 3), (4, 2)) if style.year == "2000" else ((), ())
    if classes[0].remic:
        drawing.title(f"REMIC {classes[0].remic}", 2)
    layout = {"rows_before_break": style.rows_before_break}
    table = random_table_style(rng, sizes=sizes[0], **layout)
    columns = _dollars(style)
    drawing.title(DOLLARS, 3)
    drawing.group = f"REMIC {classes[0].remic}" if classes[0].remic else None
    draw_table(
        drawing,
        columns_of(columns),
        rows_of(classes, columns, forms, style.totals, style.strips),
        table,
        PAGES,
    )
    drawing.say("")
    columns = _factors(style)
    table = random_table_style(rng, **layout)
    totals = style.totals if style.year in ("2000", "2006") else ""
    rows = rows_of(classes, columns, forms, totals)
    titles = drawing.sections[:2]
    drawing.sections[:] = titles
    draw_table(drawing, columns_of(columns), rows, table, PAGES)
    drawing.group = None
    drawing.say("")


PAGES = Pages(
    at_part=lambda drawing, part: drawing.say(""), at_break=lambda drawing: drawing.say("", "Page 2 of 8", "")
)


def _dollars(style: Style) -> list[ClassColumn]:
    late = style.year == "2006"
    before, after = ("BEGINNING", "ENDING") if late else ("PRIOR", "CURRENT")
    return [
        ClassColumn("CLASS", "class_name"),
        ClassColumn("ORIGINAL FACE VALUE", "original_balance"),
        ClassColumn(f"{before} PRINCIPAL BALANCE", "beginning_balance"),
        ClassColumn("PRINCIPAL", "principal"),
        ClassColumn("INTEREST", "interest"),
        ClassColumn("TOTAL", "total_distribution"),
        ClassColumn("REALIZED LOSES" if style.misspelt else "REALIZED LOSSES", "realized_loss"),
        ClassColumn("DEFERRED INTEREST", "deferred_interest"),
        ClassColumn(f"{after} PRINCIPAL BALANCE", "ending_balance"),
    ]


def _factors(style: Style) -> list[ClassColumn]:
    late = style.year == "2006"
    before, after = (
        ("BEGINNING PRINCIPAL", "ENDING PRINCIPAL")
        if late
        else (
            "PRIOR PRINCIPAL FACTOR",
            "CURRENT PRINCIPAL FACTOR",
        )
    )
    columns = [
        ClassColumn("CLASS", "class_name", FACTORS),
        ClassColumn(before, "beginning_balance_per_1000", FACTORS),
        ClassColumn("PRINCIPAL", "principal_per_1000", FACTORS),
        ClassColumn("INTEREST", "interest_per_1000", FACTORS),
        ClassColumn("TOTAL", "total_per_1000", FACTORS),
        ClassColumn(after, "ending_balance_per_1000", FACTORS),
    ]
    if style.year in ("2003", "2006"):
        none = (lambda one: words(one.cusip or "N/A")) if late else None
        columns.insert(1, ClassColumn("CUSIP", "cusip", FACTORS, none))
    if not late:
        columns.append(ClassColumn("CLASS", "class_name", RATES))
    columns.append(ClassColumn("CURRENT PASS-THRU RATE", "pass_through_rate_pct", "" if late else RATES))
    return columns


def _draw_contact(drawing: Drawing, style: Style) -> None:
    drawing.say("", "A. Person", "The Chase Manhattan Bank - Structured Finance Services", at=0)
    drawing.say("450 W. 33rd Street, 14th Floor", "New York, New York 10001", "Tel: (212) 555-0147", at=0)
    drawing.say(f"COPYRIGHT {style.year}, CHASE MANHATTAN CORPORATION", "", at=0)


def _draw_dates(drawing: Drawing, trust: Trust, style: Style) -> None:
    day = (lambda one: f"{one:%m/%d/%y}") if style.year == "2006" else (lambda one: _long(one, style))
    start, end = trust.previous_date, trust.distribution_date
    late = style.year == "2006"
    drawing.facts(
        [
            (
                "Determination Date" if late else "Determination Date:",
                _date(trust.determination_date, day, "determination_date"),
            ),
            ("Record Date", _date(trust.record_date, day, "record_date")),
            ("Payment Date", _date(end, day, "distribution_date")),
            ("Beginning Interest Accrual Period", _date(start, day, "accrual_start")),
        ]
    )
    drawing.say("")


def _date(day: date, form, field: str) -> Cell:  # type: ignore[no-untyped-def]
    return Cell(Ink(form(day), day.isoformat(), is_number=False), STATEMENT, field)


def _draw_facts(drawing: Drawing, trust: Trust, style: Style) -> None:
    """Facts numbered by the agreement's section: amounts, and the same per $1000 of all classes' face."""
    drawing.sections[:] = drawing.sections[:1]
    face = total_of(trust.classes, "original")
    pool = sum_of(trust.groups)
    facts = [
        ("Servicing Fee", pool.servicing_fee, Subject("amount", name="servicing_fee")),
        ("Trustee Fee", pool.trustee_fee, Subject("amount", name="trustee_fee")),
        ("Net Losses", pool.realized_loss, Subject("amount", name="net_loss")),
    ]
    late = style.year == "2006"
    rows = []
    for place, (label, amount, subject) in enumerate(facts, start=1):
        section = f"{('I', 'II', 'III')[place - 1]}." if late else f"Section 5.8({'i' * place})"
        rows.append((f"{section} {label}", Cell(money(amount), subject, "value")))
        per = (amount * 1000 / face).quantize(Decimal("0.00000001"))
        ink = Ink(f"{per:.8f}", per)
        per_unit = replace(subject, name=f"{subject.name}_per_1000", unit="usd_per_1000")
        rows.append((f"{section} {label} per $1000", Cell(ink, per_unit, "value")))
    balance = Cell(money(pool.ending), Subject("pool"), "ending_balance")
    rows.append(("Section 5.8(v) Pool Balance" if not late else "IV. Pool Balance", balance))
    drawing.facts(rows, end=80)  # type: ignore[arg-type]
    drawing.say("")


def _draw_delinquencies(drawing: Drawing, trust: Trust) -> None:
    """Blocks of number, balance and percentage for each group: payments missed; foreclosure; and so on."""
    for group in trust.groups:
        name = f"Group {group.name}" if group.name else None
        drawing.title("Number and Aggregate Principal Amounts of Mortgage Loans in Delinquency", 2, at=0)
        if name:
            drawing.group_line(name, group.name)
        _draw_block(
            drawing, group, {"30-59": "1 Month", "60-89": "2 Months", "90+": "3 Months", "total": "Total"}
        )
        for status, words_of in (
            ("foreclosure", "Foreclosure"),
            ("bankruptcy", "Bankruptcy"),
            ("reo", "REO"),
        ):
            drawing.title(f"Number and Aggregate Principal Amounts of Mortgage Loans in {words_of}", 2, at=0)
            if name:
                drawing.group_line(name, group.name)
            _draw_block(drawing, group, {"total": words_of}, status)


def _draw_block(
    drawing: Drawing, group: LoanGroup, labels: dict[str, str], status: str = "delinquent"
) -> None:
    columns = [
        Column("Category", left=True),
        Column("Number"),
        Column("Principal Balance"),
        Column("Percentage"),
    ]
    rows = []
    for bucket, label in labels.items():
        number, balance = three(group, status, bucket)
        subject = Subject("delinquency", group=group.name, status=status, bucket=bucket)
        share = share_pct(balance, group.ending)
        cells = [
            label,
            Cell(count(number), subject, "loan_count"),
            Cell(money(balance), subject, "balance"),
            Cell(rate(share, 6), subject, "balance_pct"),
        ]
        rows.append(TableRow(label, cells))
    draw_table(drawing, columns, rows, random_table_style(Random(0), heading_lines=1))
    drawing.say("")
