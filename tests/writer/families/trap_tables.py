"""The tables that `traps` draws: true class tables, and others that add up like them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.tables import Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import cents, money
from tests.writer.trust import ZERO, part, share_out

TITLES = ("Distribution Summary", "Certificateholder Distribution Summary", "Distribution in Dollars")
DOLLARS = [
    ClassColumn("Class", "class_name"),
    ClassColumn("Original Balance", "original_balance"),
    ClassColumn("Beginning Balance", "beginning_balance"),
    ClassColumn("Principal", "principal"),
    ClassColumn("Interest", "interest"),
    ClassColumn("Total", "total_distribution"),
    ClassColumn("Realized Loss", "realized_loss"),
    ClassColumn("Ending Balance", "ending_balance"),
]


def ratios(over: str) -> list[ClassColumn]:
    """Dollars' headings over amounts per 1,000."""
    fields = {
        "original_balance": "original_balance",
        "beginning_balance": "beginning_balance_per_1000",
        "principal": "principal_per_1000",
        "interest": "interest_per_1000",
        "total_distribution": "total_per_1000",
        "ending_balance": "ending_balance_per_1000",
    }
    kept = [one for one in DOLLARS if one.field in fields and one.field != "original_balance"]
    return [
        ClassColumn("Class", "class_name"),
        *[ClassColumn(one.heading, fields[one.field], over) for one in kept],
    ]


def stray(rows: Sequence[TableRow]) -> list[TableRow]:
    """The same rows, no value of which is a fact."""
    return [
        replace(
            row,
            cells=[
                cell._replace(subject=None, field="") if isinstance(cell, Cell) else cell
                for cell in row.cells
            ],
        )
        for row in rows
    ]


def draw(
    drawing: Drawing,
    rng: Random,
    classes: Sequence[ClassMonth],
    columns: Sequence[ClassColumn],
    *,
    totals: str = "Totals",
    is_true: bool = True,
) -> None:
    """A class table; its values are facts where it is a true one."""
    rows = rows_of(classes, columns, Forms(), totals)
    draw_table(drawing, columns_of(columns), rows if is_true else stray(rows), random_table_style(rng))
    drawing.say("")


def class_table(
    drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str, *, is_true: bool = True
) -> None:
    drawing.title(title)
    draw(drawing, rng, classes, DOLLARS, is_true=is_true)


def without_amounts(classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """All classes paid off."""
    none = {"beginning": ZERO, "scheduled": ZERO, "unscheduled": ZERO, "accrued": ZERO, "realized_loss": ZERO}
    return [replace(one, shortfall=ZERO, **none) for one in classes]


def without_principal(classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    return [replace(one, scheduled=ZERO, unscheduled=ZERO, realized_loss=ZERO) for one in classes]


def month_before(rng: Random, classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """The month that ends where this one begins."""
    found = []
    for one in classes:
        paid = part(rng, one.beginning, 0.001, 0.03) if one.principal else ZERO
        before = one.beginning + paid
        accrued = cents(before * one.rate_pct * one.days / 36000)
        found.append(
            replace(
                one, beginning=before, scheduled=paid, unscheduled=ZERO, accrued=accrued, realized_loss=ZERO
            )
        )
    return found


def month_after(rng: Random, classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """A month that begins where this one ends."""
    found = []
    for one in classes:
        paid = part(rng, one.ending, 0.001, 0.03) if one.principal else ZERO
        accrued = cents(one.ending * one.rate_pct * one.days / 36000)
        found.append(
            replace(
                one,
                beginning=one.ending,
                scheduled=paid,
                unscheduled=ZERO,
                accrued=accrued,
                realized_loss=ZERO,
            )
        )
    return found


def of_1000(classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """Each class as if its original balance had been 1,000, to the cent."""
    names = ("beginning", "scheduled", "unscheduled", "accrued", "realized_loss")
    thousand = Decimal("1000.00")
    return [
        replace(one, original=thousand, **{name: cents(one.per(getattr(one, name))) for name in names})
        for one in classes
        if one.original
    ]


def reworded(headings: dict[str, str]) -> list[ClassColumn]:
    """The columns with other headings over some fields."""
    return [replace(one, heading=headings.get(one.field, one.heading)) for one in DOLLARS]


OTHERS = (
    "Prior Principal",
    "Projected Principal",
    "Interest Year to Date",
    "Principal Since Issue",
    "Interest Shortfall Paid",
    "Previous Ending Balance",
)


def with_other_columns(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    """The class table with columns between its own that are not of the month."""
    columns = list(DOLLARS)
    for heading in rng.sample(OTHERS, 2):
        seed = rng.random()
        own = lambda one, seed=seed: money(part(Random(f"{seed} {one.name}"), one.beginning, 0, 0.1))  # noqa: E731
        columns.insert(rng.randint(2, len(columns)), ClassColumn(heading, "", own=own))
    draw(drawing, rng, classes, columns)


def in_thousands(classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """Each amount in thousands, to two decimals; what follows from them follows from the rounded ones."""
    names = ("original", "beginning", "scheduled", "unscheduled", "accrued", "realized_loss")
    return [replace(one, **{name: cents(getattr(one, name) / 1000) for name in names}) for one in classes]


def since_closing(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str) -> None:
    """From the original balance on: principal and losses of all months, interest of all months."""
    found = []
    for one in classes:
        losses = min(one.cumulative_loss, one.original)
        paid = one.original - losses - one.ending
        earned = part(rng, one.original, 0.05, 0.2)
        found.append(
            replace(
                one,
                beginning=one.original,
                scheduled=paid,
                unscheduled=ZERO,
                accrued=earned,
                shortfall=ZERO,
                realized_loss=losses,
            )
        )
    class_table(drawing, rng, found, title, is_true=False)


def with_subtotals(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    """Behind the seniors and behind the others a row that sums up what stands above it."""
    seniors = [one for one in classes if one.group]
    others = [one for one in classes if not one.group]
    words = rng.choice((("Senior", "Subordinate"), ("Class A", "Other"), ("", ""), ("Sub", "Sub")))
    rows: list[TableRow] = []
    for own, name in ((seniors, words[0]), (others, words[1])):
        *above, total = rows_of(own, DOLLARS, Forms(), name or "Totals")
        subject = Subject("total", name=name)
        cells = [
            cell._replace(subject=subject) if isinstance(cell, Cell) else (name or None)
            for cell in total.cells
        ]
        rows += [*above, TableRow(name, cells)]
    rows.append(rows_of(classes, DOLLARS, Forms(), "Totals")[-1])
    draw_table(drawing, columns_of(DOLLARS), rows, random_table_style(rng))


def shuffled(rng: Random, classes: Sequence[ClassMonth]) -> list[ClassMonth]:
    """Another order; no class where it was if that can be."""
    turn = rng.randint(1, len(classes) - 1)
    return [*classes[turn:], *classes[:turn]]


def in_halves(
    drawing: Drawing, rng: Random, first: Sequence[ClassMonth], second: Sequence[ClassMonth], *, keyed: bool
) -> None:
    """The table in two: what is paid, then what is left; each with its own order."""
    draw(drawing, rng, first, DOLLARS[:5])
    columns = [DOLLARS[0], *DOLLARS[5:]]
    rows = rows_of(second, columns, Forms(), "Totals")
    drawn = columns_of(columns)
    if not keyed:
        rows = [replace(row, cells=row.cells[1:], label="") for row in rows]
        drawn = drawn[1:]
    draw_table(drawing, drawn, rows, random_table_style(rng))


def broken(
    drawing: Drawing,
    rng: Random,
    classes: Sequence[ClassMonth],
    *,
    repeats_heading: bool,
    repeats_row: bool = False,
) -> None:
    """The table over two pages."""
    place = rng.randint(2, len(classes) - 2)
    rows = rows_of(classes, DOLLARS, Forms(), "Totals")
    if repeats_row:
        rows.insert(place, rows[place - 1])
    style = random_table_style(rng, rows_before_break=place, repeats_heading=repeats_heading)
    pages = Pages(at_break=lambda drawing: drawing.say("", "Page 2", ""))
    draw_table(drawing, columns_of(DOLLARS), rows, style, pages)


def foreign_rows(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    """Rows of the classes without a heading: accrued, paid, unpaid, and what the rate is of."""
    drawing.say("", "Page 2", "")
    columns = [ClassColumn("", one.field) for one in DOLLARS]
    rows = stray(rows_of(month_before(rng, classes), columns, Forms()))
    draw_table(drawing, columns_of(columns), rows, random_table_style(rng, rules=""))


def tables_of_groups(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Each group's own classes again, under the group's name: the same figures."""
    for group in trust.groups:
        drawing.title(f"Group {group.name}", 2, at=0)
        drawing.group = group.name
        draw(drawing, rng, [one for one in trust.classes if one.group == group.name], DOLLARS, totals="")


def shares_of_groups(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Each group's part of each class: distinguished by the group's name alone."""
    weights = [one.beginning for one in trust.groups]
    names = ("original", "beginning", "scheduled", "unscheduled", "accrued", "realized_loss")
    for place, group in enumerate(trust.groups):
        drawing.title(f"Group {group.name}", 2, at=0)
        drawing.group = group.name
        own = [
            replace(
                one, shortfall=ZERO, **{name: share_out(getattr(one, name), weights)[place] for name in names}
            )
            for one in trust.classes
        ]
        rows = rows_of(own, DOLLARS, Forms())
        rows = [
            replace(
                row,
                cells=[
                    cell._replace(subject=replace(cell.subject, group=group.name))
                    if isinstance(cell, Cell) and cell.subject
                    else cell
                    for cell in row.cells
                ],
            )
            for row in rows
        ]  # the class's name as the record's, with the group that the page prints
        draw_table(drawing, columns_of(DOLLARS), rows, random_table_style(rng))
        drawing.say("")
