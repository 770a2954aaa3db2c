"""The 'Payment Statement' of C-BASS 2004: starred classes that the totals leave out in part.

Seen: the title lines and the class table. The trustee is not shown; the per-unit table's columns are
invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.tables import Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.formats import money
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style
from tests.writer.trust import ZERO, part

STATEMENT = Subject("statement")
STARRED = ("N", "X")


@dataclass(frozen=True)
class Style:
    """How the page is printed."""

    stars: str = choice("*", "")  # behind the names of classes that the totals leave out
    dollars: str = choice("each", "first", "none")  # which amounts have a currency sign
    per_1000: bool = choice(True, False)
    rows_before_break: int = choice(0, 4)
    cut: int = choice(0, 5)
    carryover: bool = choice(False, True)
    total: str = choice("Total", "TOTAL")


def write(
    seed: int | Random, *, html: bool = True, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(strips=False, principal_only=False, accretion=False, excess=True))
    drawing = Drawing("cbass", html)
    _draw_titles(drawing, trust)
    classes = [*(one for one in trust.classes if one.kind not in ("P", "CE")), *_notes(rng)]
    _draw_classes(drawing, rng, classes, style)
    if html:
        dress = random_style(Dress, rng)
        return as_html(drawing.family, drawing.rows, replace(dress, dollar=""), tuple(drawing.known))
    return drawing.as_text()


def _draw_titles(drawing: Drawing, trust: Trust) -> None:
    day = trust.distribution_date
    drawing.say("C-BASS", "MORTGAGE LOAN ASSET-BACKED CERTIFICATES", f"SERIES {trust.series}")
    drawing.title("Payment Statement")
    drawing.say(f"Pooling and Servicing Agreement Dated {trust.closing:%B} 1, {trust.closing.year}")
    ink = Ink(f"{day:%B} {day.day}, {day.year}", day.isoformat(), is_number=False)
    drawing.fact("Distribution Date:", Cell(ink, STATEMENT, "distribution_date"), at=0, end=0)
    drawing.say("")
    drawing.know(STATEMENT, series=trust.series)


def _notes(rng: Random) -> list[ClassMonth]:
    """Class N, paid from excess cash, and class X, which has neither face nor balance."""
    original = Decimal(rng.randint(10_000, 40_000)).quantize(Decimal("0.01")) * 1000
    before = part(rng, original, 0.3, 0.9)
    paid = part(rng, before, 0.05, 0.2)
    rate = Decimal("5.25000")
    accrued = (before * rate / 1200).quantize(Decimal("0.01"))
    note = ClassMonth("N", "N", original, before, rate, unscheduled=paid, accrued=accrued)
    return [note, ClassMonth("X", "X", ZERO, ZERO)]


def _columns(style: Style) -> list[ClassColumn]:
    carried = [part(Random(place), Decimal(900), 0, 1) for place in range(1)]
    nothing = lambda one: money(ZERO)  # noqa: E731 # a column's own value
    some = (
        (lambda one: money(carried[0]) if one.kind == "MEZ" else money(ZERO)) if style.carryover else nothing
    )

    def total(classes: Sequence[ClassMonth]) -> Ink | None:
        return money(sum((Decimal(some(one).value) for one in classes), ZERO))  # type: ignore[no-untyped-call]

    return [
        ClassColumn("Class", "class_name"),
        ClassColumn("Original Certificate Face Value", "original_balance"),
        ClassColumn("Beginning Certificate Balance", "beginning_balance"),
        ClassColumn("Principal Distribution", "principal"),
        ClassColumn("Interest Distribution", "interest"),
        ClassColumn(
            "Class Interest Carryover Shortfall", "interest_carryover_shortfall", own=some, total=total
        ),
        ClassColumn("Total Distribution", "total_distribution"),
        ClassColumn("Remaining Int. Carryover Amount", "remaining_interest_carryover", own=some, total=total),
        ClassColumn("Applied Realized Loss", "realized_loss"),
        ClassColumn("Ending Certificate Balance", "ending_balance"),
    ]


def _break(drawing: Drawing) -> None:
    drawing.say("", "Page 2", "")


def _draw_classes(drawing: Drawing, rng: Random, classes: list[ClassMonth], style: Style) -> None:
    columns = _columns(style)
    rows = rows_of(classes, columns, Forms(), style.total)
    # The totals' balances are those of the classes without a star, the flows those of all.
    plain = rows_of([one for one in classes if one.name not in STARRED], columns, Forms(), style.total)[-1]
    balances = {place for place, one in enumerate(columns) if one.field.endswith("_balance")}
    cells = [plain.cells[place] if place in balances else cell for place, cell in enumerate(rows[-1].cells)]
    rows[-1] = replace(rows[-1], cells=cells)
    rows = [_dressed(row, style, first=not place) for place, row in enumerate(rows)]
    sizes = (style.cut, 9) if style.cut else ()
    table = random_table_style(rng, rows_before_break=style.rows_before_break, sizes=sizes)
    draw_table(drawing, columns_of(columns), rows, table, Pages(at_break=_break))
    drawing.say("")
    if not style.per_1000:
        return
    drawing.title("AMOUNTS PER $1,000 UNIT", 2)
    ratios = [
        ClassColumn("Class", "class_name"),
        ClassColumn("CUSIP", "cusip"),
        ClassColumn("Principal Distribution", "principal_per_1000"),
        ClassColumn("Interest Distribution", "interest_per_1000"),
        ClassColumn("Total Distribution", "total_per_1000"),
        ClassColumn("Ending Certificate Balance", "ending_balance_per_1000"),
    ]
    own = [one for one in classes if one.original]
    rows = [
        _dressed(row, replace(style, dollars="none"), first=False) for row in rows_of(own, ratios, Forms())
    ]
    draw_table(drawing, columns_of(ratios), rows, random_table_style(rng), Pages(at_break=_break))
    if style.stars:
        drawing.say("* Balance not included in the total.", at=0)


def _dressed(row: TableRow, style: Style, *, first: bool) -> TableRow:
    """A row with its star, its currency signs and its 'N/A's; the star is no part of the class's name."""
    starred = row.label in STARRED and not row.is_total
    signed = style.dollars == "each" or (style.dollars == "first" and (first or row.is_total))
    cells: list[Cell | str | None] = []
    for cell in row.cells:
        if not isinstance(cell, Cell):
            cells.append(cell)
            continue
        text, value, is_number = cell.ink
        if cell.field == "class_name":
            text += style.stars * starred
        elif row.label == "X" and cell.field in ("original_balance", "beginning_balance", "ending_balance"):
            text, value, is_number = "N/A", None, False
        elif is_number and signed:
            text = f"${text}"
        cells.append(cell._replace(ink=Ink(text, value, is_number)))
    label = f"{row.label}{style.stars * starred}"
    return replace(row, cells=cells, label=label)
