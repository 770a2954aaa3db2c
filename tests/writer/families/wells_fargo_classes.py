"""Sections 2 to 6 of the CTSLink statement: principal, interest, their factors, components."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.truth import Subject
from tests.writer.families.wells_fargo_style import Style, forms_of, layout_of, pages_of
from tests.writer.formats import money, words
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO


def _principal(of: str = "", *, whole: bool = False) -> list[ClassColumn]:
    """The columns of section 2, or of 3 with the footnotes' marks of that."""
    mark, suffix = (" (1)", "") if not of else (" (3)", "_per_1000")
    ratio = bool(of)
    names = [
        ("Original Face Amount", "original_balance", None),
        ("Beginning Certificate Balance", "beginning_balance", "beginning_balance_per_1000"),
        ("Scheduled Principal Distribution", "scheduled_principal", "scheduled_principal_per_1000"),
        ("Unscheduled Principal Distribution", "unscheduled_principal", "unscheduled_principal_per_1000"),
        ("Accretion", "accretion", "accretion_per_1000"),
        (f"Realized Loss{mark}", "realized_loss", "realized_loss_per_1000"),
        ("Total Principal Reduction", "principal_reduction", "principal_reduction_per_1000"),
        ("Ending Certificate Balance", "ending_balance", "ending_balance_per_1000"),
        ("Ending Certificate Percentage", "factor", "factor"),
        ("Total Principal Distribution", "principal", "principal_per_1000"),
    ]
    if whole:
        names.insert(6, ("Principal Recovery", "principal_recovery", "principal_recovery_per_1000"))
    assert suffix in ("", "_per_1000")
    return [ClassColumn(heading, per if ratio and per else field) for heading, field, per in names]


def draw_principal(
    drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], style: Style, *, whole: bool = False
) -> None:
    title = "Principal Distribution Statement"
    drawing.title(title)
    _draw_amounts(drawing, rng, classes, style, title, ("Class", _principal(whole=whole), 1))
    if style.sections <= 2:
        return
    title = "Principal Distribution Factors Statement"
    drawing.title(title)
    _draw_amounts(
        drawing, rng, classes, style, title, ("Class (2)", _principal("per", whole=whole), style.denomination)
    )
    if style.denomination_said:
        drawing.say(f"(2) All Classes are Per ${style.denomination:,} Denomination", "", at=0)


def draw_interest(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], style: Style) -> None:
    names = [
        ("Original Face Amount", "original_balance", None),
        ("Current Certificate Rate", "pass_through_rate_pct", "pass_through_rate_pct"),
        (
            "Beginning Certificate/ Notional Balance",
            "beginning_interest_balance",
            "beginning_interest_balance_per_1000",
        ),
        ("Current Accrued Interest", "accrued_interest", "accrued_interest_per_1000"),
        ("Payment of Unpaid Interest Shortfall", "unpaid_shortfall_paid", "unpaid_shortfall_paid_per_1000"),
        ("Current Interest Shortfall", "interest_shortfall", "interest_shortfall_per_1000"),
        (
            "Non-Supported Interest Shortfall",
            "net_prepayment_interest_shortfall",
            "net_prepayment_interest_shortfall_per_1000",
        ),
        ("Realized Losses{}", "interest_loss", "interest_loss_per_1000"),
        ("Total Interest Distribution", "interest", "interest_per_1000"),
        (
            "Remaining Unpaid Interest Shortfall",
            "remaining_interest_shortfall",
            "remaining_interest_shortfall_per_1000",
        ),
        (
            "Ending Certificate/ Notional Balance",
            "ending_interest_balance",
            "ending_interest_balance_per_1000",
        ),
    ]
    for title, mark, unit in (
        ("Interest Distribution Statement", " (4)", 1),
        ("Interest Distribution Factors Statement", " (6)", style.denomination),
    ):
        ratio = "Factors" in title
        columns = [ClassColumn(h.format(mark), (per or f) if ratio else f) for h, f, per in names]
        drawing.title(title)
        head = "Class (5)" if ratio else "Class"
        _draw_amounts(drawing, rng, classes, style, title, (head, columns, unit))


def _draw_amounts(
    drawing: Drawing,
    rng: Random,
    classes: Sequence[ClassMonth],
    style: Style,
    title: str,
    what: tuple[str, Sequence[ClassColumn], int],
) -> None:
    """A class table of amounts, or of amounts per unit where the title says factors."""
    head, columns, unit = what
    ratio = "Factors" in title
    forms = forms_of(style, unit)
    rows = []
    for one in classes:
        subject = Subject("tranche", one.name)
        cells = [Cell(words(one.name), subject, "class_name")]
        for column in columns:
            ink = _amount(one, column.field, forms, ratio=ratio, unit=unit, strips=style.strips)
            cells.append(Cell(ink, subject, column.field))
        rows.append(TableRow(one.name, cells))
    if not ratio:
        rows.append(_totals(classes, columns, forms, style))
    drawn = [Column(head, left=True, is_key=True), *[Column(one.heading) for one in columns]]
    draw_table(drawing, drawn, rows, layout_of(rng, style, 20), pages_of(title, style))
    drawing.say("")


def _amounts(one: ClassMonth, *, strips: bool) -> dict[str, Decimal]:
    """The figures of sections 2 and 4."""
    notional = one.is_strip and not strips
    accretes = one.kind == "Z"
    accretion = -one.interest if accretes else ZERO
    unscheduled = ZERO if accretes else one.unscheduled
    principal_balance = (ZERO, ZERO, ZERO) if notional else (one.original, one.beginning, one.ending)
    return {
        "original_balance": principal_balance[0],
        "beginning_balance": principal_balance[1],
        "ending_balance": principal_balance[2],
        "scheduled_principal": one.scheduled,
        "unscheduled_principal": unscheduled,
        "accretion": accretion,
        "realized_loss": one.realized_loss,
        "principal_recovery": ZERO,
        "principal_reduction": one.principal + one.realized_loss,
        "principal": one.principal,
        "beginning_interest_balance": one.beginning,
        "ending_interest_balance": one.ending,
        "accrued_interest": one.accrued,
        "unpaid_shortfall_paid": ZERO,
        "interest_shortfall": ZERO,
        "net_prepayment_interest_shortfall": one.shortfall,
        "interest_loss": ZERO,
        "interest": one.interest,
        "remaining_interest_shortfall": ZERO,
    }


def _amount(one: ClassMonth, field: str, forms: Forms, *, ratio: bool, unit: int, strips: bool) -> Ink:
    amounts = _amounts(one, strips=strips)
    if field == "pass_through_rate_pct":
        return forms.rate(one.rate_pct)
    if field == "factor":
        value = one.per(amounts["ending_balance"], 1)
        return Ink(f"{value:.8f}", value)
    if ratio and field != "original_balance":
        return forms.per(one.per(amounts[field.removesuffix("_per_1000")], unit))
    return forms.money(amounts[field])


def _totals(
    classes: Sequence[ClassMonth], columns: Sequence[ClassColumn], forms: Forms, style: Style
) -> TableRow:
    """Sums, balances without the strips' notionals; the percentage is of the sums; no rate."""
    subject = Subject("total")
    cells: list[Cell | str | None] = [style.totals]
    sums: dict[str, Decimal] = {}
    for one in classes:
        for field, value in _amounts(one, strips=False).items():
            own = ZERO if one.is_strip and field.endswith("balance") else value
            sums[field] = sums.get(field, ZERO) + own
    for column in columns:
        if column.field == "pass_through_rate_pct":
            cells.append(None)
        elif column.field == "factor":
            ratio = (sums["ending_balance"] / sums["original_balance"]).quantize(Decimal("0.00000001"))
            cells.append(Cell(Ink(f"{ratio:.8f}", ratio), subject, "factor"))
        else:
            cells.append(Cell(forms.money(sums[column.field]), subject, column.field))
    return TableRow(style.totals, cells, is_total=True)


def draw_components(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    """A class line without values, then a line for each of its components."""
    drawing.title("Certificateholder Component Statement")
    headings = (
        "Component Pass-Through Rate",
        "Beginning Notional Balance",
        "Ending Notional Balance",
        "Beginning Component Balance",
        "Ending Component Balance",
        "Ending Component Percentage",
    )
    fields = (
        "component_pass_through_rate",
        "component_beginning_notional",
        "component_ending_notional",
        "component_beginning_balance",
        "component_ending_balance",
        "component_factor",
    )
    columns = [Column("Class", left=True), *map(Column, headings)]
    rows = []
    of = next((one for one in classes if one.kind == "PO"), classes[0])
    rows.append(TableRow(of.name, [of.name, *[None] * 6]))
    for number, share in ((1, 4), (2, 6)):
        before, after = of.beginning * share / 10, of.ending * share / 10
        cent = Decimal("0.01")
        inks = [
            Forms().rate(of.rate_pct),
            money(ZERO),
            money(ZERO),
            money(before.quantize(cent)),
            money(after.quantize(cent)),
            Ink(f"{one_part(of):.8f}", one_part(of)),
        ]
        label = f"{of.name}-{number}"
        cells = [
            Cell(ink, Subject("amount", of.name, name=field, column=label), "value")
            for ink, field in zip(inks, fields, strict=True)
        ]
        rows.append(TableRow(label, [label, *cells], group=of.name))
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")


def one_part(of: ClassMonth) -> Decimal:
    """What is left of a component: as much as of its class."""
    return of.per(of.ending, 1)
