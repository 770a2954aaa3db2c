"""Residential Funding's old report as HTML, filed in 2008: rates as fractions with a '%'.

Seen: the head, both class tables. The rest of the report was not seen and is not written.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Drawing, Drawn
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.tables import Pages, draw_table, random_table_style
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.formats import money
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style
from tests.writer.trust import ZERO

STATEMENT = Subject("statement")


@dataclass(frozen=True)
class Style:
    """How the page is printed."""

    cusip: str = choice("empty", "missing")  # its cell in the rows; the heading has one
    star: bool = choice(True, False)  # '*Deferred Interest'
    total: str = choice("TOTAL", "TOTALS")
    rows_before_break: int = choice(0, 4)
    names: str = choice("{}", "{}", "Class {}")  # how a class's name is printed


def write(
    seed: int | Random, *, html: bool = True, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(groups=1, principal_only=False, shortfall=False, deferral=True))
    drawing = Drawing("rfc_report_html", html)
    _draw_head(drawing, trust)
    _draw_summary(drawing, rng, trust, style)
    _draw_factors(drawing, rng, trust)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _draw_head(drawing: Drawing, trust: Trust) -> None:
    drawing.say(
        "RESIDENTIAL FUNDING COMPANY, LLC. (MASTER SERVICER)", "INVENTED ACCREDIT LOANS, INC. (COMPANY)"
    )
    pool = f"(POOL # {8000 + trust.number})"
    drawing.say(f"MORTGAGE ASSET-BACKED PASS-THROUGH CERTIFICATES {trust.series} {pool}")
    drawing.title("STATEMENT TO CERTIFICATEHOLDERS")
    drawing.say("")
    drawing.know(STATEMENT, series=trust.series, pool_number=str(8000 + trust.number))


def _rate(one: ClassMonth) -> Ink:
    """'0.0430 %' for 4.295 %: four decimals of the fraction; read as percent."""
    fraction = (one.rate_pct / 100).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return Ink(f"{fraction} %", (fraction * 100).quantize(Decimal("0.01")))


def _break(drawing: Drawing) -> None:
    drawing.say("", "")


PAGES = Pages(at_break=_break)


def _draw_summary(drawing: Drawing, rng: Random, trust: Trust, style: Style) -> None:
    drawing.title("DISTRIBUTION SUMMARY", 2)
    star = "*" if style.star else ""
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Cusip", "cusip", own=lambda one: None),
        ClassColumn("Original Face Value", "original_balance"),
        ClassColumn("Principal Balance Before Distribution", "beginning_balance"),
        ClassColumn("Current Pass-Through Rate", "pass_through_rate_pct", own=_rate),
        ClassColumn("Principal", "principal"),
        ClassColumn("Interest", "interest"),
        ClassColumn("Total Distribution", "total_distribution"),
        ClassColumn(f"{star}Deferred Interest", "deferred_interest"),
        ClassColumn("Principal Loss", "realized_loss"),
        ClassColumn("Interest Loss", "interest_loss", own=_nothing, total=_nothing),
        ClassColumn("Remaining Principal Balance", "ending_balance"),
    ]
    rows = rows_of(trust.classes, columns, Forms(name=style.names), style.total, strips=False)
    table = random_table_style(rng, rows_before_break=style.rows_before_break)
    before = len(drawing.rows)
    draw_table(drawing, columns_of(columns), rows, table, PAGES)
    if style.cusip == "missing" and drawing.html:
        drawing.rows[before:] = [_without_cell(row, 1) for row in drawing.rows[before:]]
    drawing.say("")


def _without_cell(row: Drawn, place: int) -> Drawn:
    """The row with one cell fewer: all values behind it stand in the column before their own."""
    if not any(bit.figure for bit in row.bits):
        return row
    return row._replace(
        bits=tuple(bit._replace(column=bit.column - 1) if bit.column > place else bit for bit in row.bits)
    )


def _nothing(one: object) -> Ink:
    return money(ZERO)


def _draw_factors(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Amounts per unit of the classes that have a face."""
    drawing.title("DISTRIBUTION FACTOR SUMMARY", 2)
    drawing.title("AMOUNTS PER $1,000 UNIT", 3)
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Principal Balance Before Distribution", "beginning_balance_per_1000"),
        ClassColumn("Principal", "principal_per_1000"),
        ClassColumn("Interest", "interest_per_1000"),
        ClassColumn("Interest Shortfall", "interest_shortfall_per_1000"),
        ClassColumn("Total", "total_per_1000"),
        ClassColumn("Deferred Interest", "deferred_interest_per_1000"),
        ClassColumn("Principal Balance After Distribution", "ending_balance_per_1000"),
    ]
    own = [one for one in trust.classes if one.original and not one.is_strip]
    rows = rows_of(own, columns, Forms(factor_places=6))
    draw_table(drawing, columns_of(columns), rows, random_table_style(rng), PAGES)
    drawing.say("")
