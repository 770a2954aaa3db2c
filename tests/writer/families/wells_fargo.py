"""The CTSLink statement of Norwest and Wells Fargo, all fifteen sections, for any issuer.

Seen: the head, sections 1 and 2, the order of the titles, the footnotes' places. General knowledge: all
labels below section 3's title.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.writer.families import wells_fargo_loans as loans
from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.tables import draw_table
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.families.wells_fargo_classes import draw_components, draw_interest, draw_principal
from tests.writer.families.wells_fargo_style import Style, forms_of, layout_of, pages_of
from tests.writer.formats import words
from tests.writer.sheet import Ink
from tests.writer.style import random_style
from tests.writer.trust import ZERO

STATEMENT = Subject("statement")


def write(
    seed: int | Random,
    *,
    html: bool = False,
    style: Style | None = None,
    trust: Trust | None = None,
    whole: bool = False,
) -> Written:
    """The page of a seed; `whole`: with the columns and rows that only some deals' and years' pages have."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(accretion=False))
    drawing = Drawing("wells_fargo", html)
    draw_statement(drawing, rng, trust, style, whole=whole)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def draw_statement(drawing: Drawing, rng: Random, trust: Trust, style: Style, *, whole: bool = False) -> None:
    """The statement, as many sections of it as the style says."""
    _draw_head(drawing, trust, style)
    classes = _with_accretion(rng, trust.classes)
    if style.fees:
        classes += _fee_rows(rng)
    _draw_summary(drawing, rng, classes, trust, style, whole=whole)
    if style.sections > 1:
        draw_principal(drawing, rng, classes, style, whole=whole)
    if style.sections > 2:
        draw_interest(drawing, rng, classes, style)
    if style.sections > 5:
        if style.components:
            draw_components(drawing, rng, classes)
        own = replace(trust, classes=classes)
        loans.draw_sections(drawing, rng, own, old=style.old_delinquencies, whole=whole)


def _draw_head(drawing: Drawing, trust: Trust, style: Style) -> None:
    day = trust.distribution_date
    contact = (
        "Contact: Customer Service - CTSLink",
        "Wells Fargo Bank Minnesota, N.A.",
        "Securities Administration",
        "7485 New Horizon Way",
        "Frederick, MD 21703",
        "Telephone: (301) 555-8130",
    )
    series = (
        f"{style.shelf}  Series: {trust.series}"
        if style.head == "V1"
        else f"{style.shelf} Series {trust.series}"
    )
    if style.head == "V3":
        drawing.say(*contact, "", series.upper(), at=0)
        drawing.say(f"RECORD DATE: {_long(trust.record_date).upper()}", at=0)
        drawing.say(f"DISTRIBUTION DATE: {_long(day).upper()}", "", at=0)
    else:
        drawing.say("Invented Mortgage Trust", "Mortgage Pass-Through Certificates", "", "", at=0)
        record, distribution = _day(trust.record_date, style), _day(day, style)
        drawing.fact("Record Date:", _date(record, trust.record_date, "record_date"), end=36)
        drawing.fact("Distribution Date:", _date(distribution, day, "distribution_date"), end=36)
        drawing.say("", series, "", *contact, at=0)
        if style.head in ("V2", "V5"):
            drawing.say(f"{day:%d-%b-%Y} 2:05:33PM", at=60)
    drawing.say("", "")
    drawing.know(STATEMENT, series=trust.series, distribution_date=day.isoformat())


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _day(day: date, style: Style) -> str:
    return {"V1": f"{day:%m/%d/%y}", "V4": _long(day)}.get(style.head, f"{day:%d-%b-%Y}")


def _date(text: str, day: date, field: str) -> Cell:
    return Cell(Ink(text, day.isoformat(), is_number=False), STATEMENT, field)


def _with_accretion(rng: Random, classes: Sequence[ClassMonth]) -> tuple[ClassMonth, ...]:
    """One class may accrete: it prints minus its interest as principal; another is paid that more."""
    seniors = [place for place, one in enumerate(classes) if one.kind == "SEN" and one.beginning]
    found = list(classes)
    if len(seniors) > 2 and rng.random() < 0.5:
        last, first = seniors[-1], max(seniors[:-1], key=lambda place: found[place].beginning)
        own = found[last]
        before = own.principal
        found[last] = replace(own, kind="Z", scheduled=ZERO, unscheduled=ZERO - own.interest)
        paid = found[first]
        found[first] = replace(paid, unscheduled=paid.unscheduled + own.interest + before)
    return tuple(found)


def _code(one: ClassMonth, trust: Trust, style: Style) -> Ink | None:
    if one.cusip:
        return words(one.cusip)
    own = f"{style.shelf}{trust.closing:%y}{trust.number:02}{one.name.replace('-', '')}XXX"[:9]
    return words(own) if style.own_codes else None


DESCRIPTIONS = {
    "SEN": "SEN",
    "Z": "SEN",
    "MEZ": "MEZ",
    "SUB": "SUB",
    "IO": "IO",
    "PO": "PO",
    "RES": "R",
    "OC": "OC",
    "FEE": "FEE",
}


def _draw_summary(
    drawing: Drawing,
    rng: Random,
    classes: Sequence[ClassMonth],
    trust: Trust,
    style: Style,
    *,
    whole: bool,
) -> None:
    title = "Certificateholder Distribution Summary"
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("CUSIP", "cusip", own=lambda one: words(one.cusip) if one.cusip else None),
        ClassColumn(
            "Certificate Class Description", "class_type", own=lambda one: words(DESCRIPTIONS[one.kind])
        ),
        ClassColumn("Certificate Pass-Through Rate", "pass_through_rate_pct"),
        ClassColumn("Beginning Certificate Balance", "beginning_balance"),
        ClassColumn("Interest Distribution", "interest"),
        ClassColumn("Principal Distribution", "principal"),
        ClassColumn("Current Realized Loss", "realized_loss"),
        ClassColumn("Ending Certificate Balance", "ending_balance"),
        ClassColumn("Total Distribution", "total_distribution"),
        ClassColumn("Cumulative Realized Losses", "cumulative_realized_loss"),
    ]
    if whole:
        day = trust.record_date
        dated = Ink(f"{day:%m/%d/%Y}", day.isoformat(), is_number=False)
        columns.insert(3, ClassColumn("Record Date", "record_date", own=lambda one: dated))
    rows = rows_of(classes, columns, forms_of(style), style.totals, style.strips)
    for row, one in zip(rows, classes, strict=False):
        if not one.cusip and (ink := _code(one, trust, style)):
            row.cells[1] = Cell(ink, Subject("tranche", one.name), "cusip_printed")  # type: ignore[index]
    drawing.title(title)
    draw_table(drawing, columns_of(columns), rows, layout_of(rng, style, 20), pages_of(title, style))
    drawing.say(
        "", "All distributions required by the Agreement have been calculated by the trustee.", "", at=0
    )


def _fee_rows(rng: Random) -> tuple[ClassMonth, ...]:
    """A premium: interest beside a zero balance; overcollateralization: a balance that moves unpaid."""
    fee = Decimal(rng.randint(100_000, 3_000_000)).scaleb(-2)
    before, after = (Decimal(rng.randint(5_000, 90_000)).scaleb(-2) for _ in range(2))
    return (
        ClassMonth("O", "OC", ZERO, before, notional_after=after),
        ClassMonth("AMBAC", "FEE", ZERO, ZERO, Decimal("0.12000"), accrued=fee),
    )
