"""Residential Funding's 'Statement to Certificateholder' in HTML, of 16 and of 20 sections.

Seen: the first page and section 1. General knowledge: the columns and labels of all other sections.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.writer.families import rfc_html_classes as class_sections
from tests.writer.families import rfc_html_loans as loan_sections
from tests.writer.families import rfc_html_whole as whole_sections
from tests.writer.families.class_months import ClassMonth
from tests.writer.families.drawing import Bit, Cell, Drawing, value_bit
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.rfc_statement import SECTIONS
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style
from tests.writer.trust import part

STATEMENT = Subject("statement")
SHELVES = {
    "Residential Asset Mtge Products": "RAMP",
    "Residential Accredit Loans Inc": "RALI",
    "Residential Asset Securities Corp": "RASC",
    "Residential Funding Mtg Sec I": "RFMSI",
}
SIXTEEN = {
    "Distribution Summary": "Distribution Summary",
    "Factor Summary": "Factor Summary",
    "Component Level Reporting (if applicable)": "Components Information",
    "Interest Summary": "Interest Summary",
    "Other Income Detail": "Other Income Detail",
    "Index Based Classes (if applicable)": "Index Rates",
    "Collateral Interest Shortfalls": "Interest Shortfalls, Compensation and Expenses",
    "Basis Risk/Net WAC Shortfall (if applicable)": SECTIONS[6],
    "Collateral Summary": "Collateral Summary",
    "Compensation and Expense Adjustments": "",
    "Overcollateralization Summary (if applicable)": "Overcollateralization Summary",
    "Delinquency, Foreclosure, and REO Information": "Loan Status Report (Delinquencies)",
    "Prepayment and Repurchases": "Repurchase Information",
    "Credit Instrument (if applicable)": "",
    "Distribution Percentages": "Distribution Percentages",
    "Comments": "Comments",
}
SUBORDINATED_LACKS = (3, 5, 7, 16, 17, 19)
EXCESS_LACKS = (3, 15, 19)


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of September 2006 and later."""

    sections: int = choice(20, 16)
    shelf: str = choice(*SHELVES)
    stop: str = choice(",", ".")
    excess: bool = choice(True, False)  # overcollateralized, else senior and subordinate
    revised: str = choice("", "REVISED", "Restated")
    interest_loss: bool = choice(False, True)
    notice: str = choice("", "(Not Applicable)", "(This Section not applicable for this Deal)")
    rows_before_break: int = choice(0, 3)
    totals: str = choice("Deal Totals", "Deal Total")
    only_classes: bool = choice(False, True)  # section 1 alone is printed behind the first page
    whole: bool = choice(False)  # every section that a deal can have, as far as it is known or guessed


def write(
    seed: int | Random, *, html: bool = True, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(excess=style.excess, principal_only=not style.excess, deferral=True))
    drawing = Drawing("rfc_html", html, width=150)
    losses = _interest_losses(rng, trust.classes) if style.interest_loss else {}
    _draw_front(drawing, trust, style)
    _draw_sections(drawing, rng, trust, style, losses)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _interest_losses(rng: Random, classes: Sequence[ClassMonth]) -> dict[str, Decimal]:
    """Interest lost by senior classes; the printed rate is computed back from what is paid."""
    return {
        one.name: part(rng, one.interest, 0.001, 0.01)
        for one in classes
        if one.kind == "SEN" and one.interest and not one.deferred
    }


def _series(trust: Trust, style: Style) -> str:
    return f"{trust.closing.year}-{'KS' if style.excess else 'QS'}{trust.number}"


def _titles(style: Style) -> list[str]:
    return list(SECTIONS if style.sections == 20 else SIXTEEN)


def _lacking(style: Style) -> tuple[int, ...]:
    if style.sections == 16 or style.whole:
        return ()
    return EXCESS_LACKS if style.excess else SUBORDINATED_LACKS


def _draw_front(drawing: Drawing, trust: Trust, style: Style) -> None:
    """Page 1: section titles on the left, facts on the right, row by row."""
    drawing.say("Statement to Certificateholder")
    if style.revised:
        drawing.say(style.revised)
        drawing.know(STATEMENT, revised=style.revised)
    heads = (
        ("Distribution Information", "Deal Information")
        if style.sections == 20
        else ("Sections", "Deal Information")
    )
    table = drawing.new_table()
    drawing.add(Bit(heads[0], 0, 0), Bit(heads[1], 100, 2), table=table)
    facts = _facts(trust, style)
    for number, title in enumerate(_titles(style), start=1):
        bits = [Bit(f"{number}. {title}", 0, 0)]
        if number in _lacking(style):
            bits.append(Bit("(Not Applicable)", 80, 1))
        if number <= len(facts):
            label, cell = facts[number - 1]
            bits.append(Bit(label, 100, 2, kind="label"))
            if cell:
                bits.append(value_bit(cell, 132, 3, drawing.address(label)))
        drawing.add(*bits, table=table)
    drawing.know(
        STATEMENT, series=_series(trust, style), deal=f"{SHELVES[style.shelf]} {_series(trust, style)}"
    )
    _draw_foot(drawing, trust, 1)


def _facts(trust: Trust, style: Style) -> list[tuple[str, Cell | None]]:
    name = f"{style.shelf}{style.stop} {_series(trust, style)}"
    day = trust.distribution_date
    late = style.sections == 20
    facts: list[tuple[str, Cell | None]] = [
        ("Deal Name:" if late else "Deal:", Cell(Ink(name, name, is_number=False))),
        ("Asset Type:", Cell(Ink("Mortgage Asset-Backed Pass-Through Certificates", "", is_number=False))),
        ("Determination Date:", _date(trust.determination_date, "determination_date")),
        ("Distribution Date:", _date(day, "distribution_date")),
        (
            "Trustee:",
            Cell(
                Ink("Invented Trust Company", "Invented Trust Company", is_number=False), STATEMENT, "trustee"
            ),
        ),
        ("Pool(s) :", Cell(Ink("40340,40339", "40340,40339", is_number=False), STATEMENT, "pool_number")),
    ]
    if late:
        facts += [
            ("Closing Date:", _date(trust.closing, "closing_date")),
            ("Record Date:", None),
            ("Book-Entry:", _date(day - timedelta(days=1), "book_entry_record_date")),
            ("Definitive:", _date(trust.record_date, "definitive_record_date")),
        ]
    return facts


def _date(day: date, field: str) -> Cell:
    return Cell(Ink(f"{day:%m/%d/%Y}", day.isoformat(), is_number=False), STATEMENT, field)


def _draw_foot(drawing: Drawing, trust: Trust, page: int) -> None:
    day = trust.distribution_date
    drawing.say(
        f"{day:%m/%d/%Y}    6:46:43PM    GMAC-RFC, 1 Any Street, Suite 400    Page {page} of 20", "", at=0
    )


def _draw_head(drawing: Drawing, trust: Trust, style: Style, title: str) -> None:
    """The head of a page, and the section that begins or goes on there."""
    day = trust.distribution_date
    drawing.say("Statement to Certificateholder", f"{style.shelf}{style.stop} {_series(trust, style)}")
    drawing.say(f"{day:%B} {day.day}, {day.year}")
    drawing.title(title, at=0)


def _draw_sections(
    drawing: Drawing, rng: Random, trust: Trust, style: Style, losses: dict[str, Decimal]
) -> None:
    for number, printed in enumerate(_titles(style), start=1):
        title = printed if style.sections == 20 else SIXTEEN[printed]
        heading = f"{number}. {printed}"
        if number in _lacking(style) or not title:
            if style.notice:
                _draw_head(drawing, trust, style, heading)
                drawing.say(style.notice)
            continue
        _draw_head(drawing, trust, style, heading)
        on_break = lambda drawing, heading=heading: _turn(drawing, trust, style, heading)  # noqa: E731
        of_classes = class_sections.SECTIONS.get(title)
        of_loans = loan_sections.SECTIONS.get(title)
        if style.whole and title in whole_sections.SECTIONS:
            for draw in whole_sections.SECTIONS[title]:
                draw(drawing, rng, trust)
        elif of_classes:
            month = class_sections.Month(trust, losses, style.totals, style.rows_before_break, on_break)
            of_classes(drawing, rng, month)
        elif of_loans:
            of_loans(drawing, rng, trust)
        if style.whole and title in whole_sections.ADDED:
            whole_sections.ADDED[title](drawing, rng, trust)
        _draw_foot(drawing, trust, number + 1)
        if style.only_classes:
            return


def _turn(drawing: Drawing, trust: Trust, style: Style, heading: str) -> None:
    sections = list(drawing.sections)
    _draw_foot(drawing, trust, 2)
    _draw_head(drawing, trust, style, heading)
    drawing.sections[:] = sections
