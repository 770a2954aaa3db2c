"""Tables that roll like classes and are none: pools, loans, accounts, the order of payments."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth, total_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import money
from tests.writer.sheet import Ink
from tests.writer.trust import ZERO, part


def plain_rows(names: Sequence[str], values: Sequence[Sequence[Ink]]) -> list[TableRow]:
    return [TableRow(name, [name, *map(Cell, inks)]) for name, inks in zip(names, values, strict=True)]


def plain_table(
    drawing: Drawing, rng: Random, title: str, headings: Sequence[str], rows: Sequence[TableRow]
) -> None:
    drawing.title(title)
    columns = [Column(headings[0], left=True), *map(Column, headings[1:])]
    draw_table(drawing, columns, rows, random_table_style(rng))
    drawing.say("")


def rolled(rng: Random, before: Decimal) -> list[Ink]:
    """Before, principal, interest, total, loss, after: as a class rolls."""
    principal, interest = part(rng, before, 0.01, 0.1), part(rng, before, 0.002, 0.006)
    loss = part(rng, before, 0, 0.01)
    return [
        money(one)
        for one in (before, principal, interest, principal + interest, loss, before - principal - loss)
    ]


ROLLED = ("Beginning Balance", "Principal", "Interest", "Total", "Realized Loss", "Ending Balance")


def _summed(values: Sequence[Sequence[Ink]]) -> list[Ink]:
    return [
        money(sum((Decimal(str(ink.value)) for ink in column), ZERO)) for column in zip(*values, strict=True)
    ]


def pool_table(drawing: Drawing, rng: Random, trust: Trust, title: str) -> None:
    values = [rolled(rng, one.beginning) for one in trust.groups]
    names = [f"Group {one.name}" for one in trust.groups]
    head = rng.choice(("Group", "Pool", "Loan Group", ""))
    rows = plain_rows([*names, "Total"], [*values, _summed(values)])
    for row, group in zip(rows, trust.groups, strict=False):
        subject = Subject("pool", group=group.name)
        row.cells[1] = row.cells[1]._replace(subject=subject, field="beginning_balance")  # type: ignore[index,union-attr]
        row.cells[-1] = row.cells[-1]._replace(subject=subject, field="ending_balance")  # type: ignore[index,union-attr]
    plain_table(drawing, rng, title, (head, *ROLLED), rows)


def loan_table(drawing: Drawing, rng: Random, title: str) -> None:
    many = rng.randint(4, 9)
    names = [str(rng.randint(100_000_000, 999_999_999)) for _ in range(many)]
    values = [rolled(rng, Decimal(rng.randint(5_000_000, 70_000_000)).scaleb(-2)) for _ in range(many)]
    rows = [
        TableRow(name, [Cell(Ink(name, int(name))), *map(Cell, inks)])
        for name, inks in zip(names, values, strict=True)
    ]
    rows += plain_rows(["Total"], [_summed(values)])
    plain_table(drawing, rng, title, (rng.choice(("Loan Number", "Loan ID", "Loan")), *ROLLED), rows)


def account_table(drawing: Drawing, rng: Random, title: str) -> None:
    names = [
        "Reserve Account",
        "Class A Certificate Account",
        "Class M Certificate Account",
        "Pre-Funding Account",
    ]
    values = [rolled(rng, Decimal(rng.randint(100_000_000, 900_000_000)).scaleb(-2)) for _ in names]
    rows = plain_rows([*names, "Total"], [*values, _summed(values)])
    plain_table(drawing, rng, title, ("Account", *ROLLED), rows)


def waterfall_table(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth], title: str) -> None:
    """What is available before each class, what the class is paid, what is left."""
    left = total_of(classes, "total") + part(rng, Decimal(900_000), 0, 1)
    values = []
    for one in classes:
        after = left - one.total
        values.append([money(amount) for amount in (left, one.principal, one.interest, one.total, after)])
        left = after
    headings = ("Class", "Beginning Balance", "Principal", "Interest", "Total", "Ending Balance")
    plain_table(drawing, rng, title, headings, plain_rows([one.name for one in classes], values))


def shortfall_table(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    values = []
    for one in classes:
        before, added = part(rng, one.beginning / 100, 0, 1), part(rng, one.beginning / 1000, 0, 1)
        paid = part(rng, before, 0, 1)
        values.append([money(amount) for amount in (before, paid, added, paid + added, before - paid)])
    headings = ("Class", "Beginning Balance", "Principal", "Interest", "Total", "Ending Balance")
    title = rng.choice(("Interest Shortfall", "Unpaid Interest Shortfall Amounts", "Basis Risk Shortfall"))
    plain_table(drawing, rng, title, headings, plain_rows([one.name for one in classes], values))


def support_table(drawing: Drawing, rng: Random, classes: Sequence[ClassMonth]) -> None:
    """Balances of all classes behind each class."""
    values = []
    for place in range(len(classes)):
        rest = classes[place + 1 :]
        values.append(
            [money(total_of(rest, name)) for name in ("original", "beginning", "principal", "ending")]
        )
    headings = ("Class", "Original Balance", "Beginning Balance", "Principal", "Ending Balance")
    plain_table(
        drawing, rng, "Credit Enhancement", headings, plain_rows([one.name for one in classes], values)
    )


def history_table(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Months of one class, the last of them this one's."""
    one = next(one for one in trust.classes if one.principal)
    balance, values, names = one.original, [], []
    for month in range(rng.randint(4, 9)):
        inks = rolled(rng, balance)
        values.append(inks)
        balance = Decimal(str(inks[-1].value))
        names.append(f"{month % 12 + 1:02}/25/{trust.closing.year + month // 12}")
    head = rng.choice(("Date", "Distribution Date", "Payment Date"))
    plain_table(
        drawing,
        rng,
        rng.choice(("Payment History", f"Class {one.name}")),
        (head, *ROLLED),
        plain_rows(names, values),
    )
