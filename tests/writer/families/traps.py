"""Tables that fit the words and are no class table in dollars of the period: traps for a reader.

    page = traps.write("last_month", 7, html=False)             # the trap alone, or with what belongs to it
    page = traps.write("waterfall", 7, html=True, beside=True)  # and a true class table before it
    page.facts       # the only facts that may be taken as class facts; every other number is a stray
    traps.TRAPS      # name -> what the trap is, in a sentence

A fact here may be taken and need not: in some of the traps arithmetic cannot prove what is true. Rows that
sum up without the word 'total' have the subject 'total' with the row's words as its `name`.
"""

from collections.abc import Callable, Sequence
from random import Random

from tests.writer.families import trap_rolls as rolls
from tests.writer.families import trap_tables as own
from tests.writer.families.class_months import ClassMonth
from tests.writer.families.drawing import Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Written
from tests.writer.style import random_style

Draw = Callable[[Drawing, Random, Trust], None]

TRAPS: dict[str, str] = {}
_DRAW: dict[str, Draw] = {}
# Traps that hold their true class table themselves.
WITH_THEIR_OWN = frozenset(
    {
        "last_month",
        "per_1000",
        "subtotals",
        "other_order",
        "other_order_without_class",
        "goes_on",
        "goes_on_wrongly",
        "doubled_heading",
        "unknown_column",
        "other_columns",
        "row_repeated",
        "group_tables",
        "group_shares",
    }
)


TITLES_BEFORE = ("Prior Distribution", "Previous Month", "Distribution Summary - {}", "Distribution Summary")


def trap(reported: str) -> Callable[[Draw], Draw]:
    """A trap by the name of its function."""

    def keep(draw: Draw) -> Draw:
        name = draw.__name__.removeprefix("_")
        TRAPS[name], _DRAW[name] = reported, draw
        return draw

    return keep


def write(name: str, seed: int | Random, *, html: bool = False, beside: bool = False) -> Written:
    """The page of a trap; `beside`: with a true class table of the same trust before it."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    trust = invent(rng, Shape(accretion=False, principal_only=False, shortfall=False, strips=False, groups=2))
    drawing = Drawing(f"trap {name}", html)
    day = trust.distribution_date
    drawing.say(
        f"Invented Trust {trust.series}",
        "Statement to Certificateholders",
        f"{day:%B} {day.day}, {day.year}",
        "",
    )
    if beside and name not in WITH_THEIR_OWN:
        own.class_table(drawing, rng, trust.classes, rng.choice(own.TITLES))
        drawing.sections.clear()
    _DRAW[name](drawing, rng, trust)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


@trap("a class table whose amounts are all zero")
def _all_zeros(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, own.without_amounts(trust.classes), rng.choice(own.TITLES), is_true=False)


@trap(
    "a class table of a month without principal: roll and total hold whatever principal and loss are called"
)
def _no_principal(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, own.without_principal(trust.classes), rng.choice(own.TITLES), is_true=False)


@trap(
    "this month's table and last month's, which ends where this begins; its title may say so or give its date"
)
def _last_month(drawing: Drawing, rng: Random, trust: Trust) -> None:
    before = own.month_before(rng, trust.classes)
    day = trust.previous_date
    title = rng.choice(TITLES_BEFORE).format(f"{day:%B} {day.day}, {day.year}")
    tables: list[tuple[Sequence[ClassMonth], str, bool]] = [
        (before, title, False),
        (trust.classes, "Distribution Summary", True),
    ]
    if rng.random() < 0.5:
        tables.reverse()
    for classes, heading, is_true in tables:
        own.class_table(drawing, rng, classes, heading, is_true=is_true)


@trap("the pools, a row for each loan group, under a class table's headings")
def _pools(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.pool_table(
        drawing, rng, trust, rng.choice(("Pool Summary", "Distribution Summary", "Collateral Summary"))
    )


@trap("a list of single loans with balances, principal, interest and balances after")
def _single_loans(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.loan_table(
        drawing, rng, rng.choice(("Loan Detail", "Distribution Summary", "Prepayment Detail Report"))
    )


@trap("accounts with what came in and went out, a row for each, that roll like classes")
def _accounts(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.account_table(
        drawing, rng, rng.choice(("Account Activity", "Available Funds", "Certificate Account"))
    )


@trap("payments in their order: what is left after each row is what the next begins with")
def _waterfall(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.waterfall_table(
        drawing, rng, trust.classes, rng.choice(("Available Funds", "Priority of Payments"))
    )


@trap("distributions to date: the roll holds from the original balance on")
def _to_date(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.since_closing(
        drawing, rng, trust.classes, rng.choice(("Distributions to Date", "Cumulative Distributions"))
    )


@trap("distributions since inception, under the same headings")
def _since_inception(drawing: Drawing, rng: Random, trust: Trust) -> None:
    title = rng.choice(("Distributions Since Inception", "Payments Since Issue", "Calendar Year to Date"))
    own.since_closing(drawing, rng, trust.classes, title)


@trap("last month's table alone, its title says prior, previous, preceding or last")
def _prior(drawing: Drawing, rng: Random, trust: Trust) -> None:
    title = rng.choice(
        ("Prior Distribution", "Previous Distribution Summary", "Preceding Period", "Last Month")
    )
    own.class_table(drawing, rng, own.month_before(rng, trust.classes), title, is_true=False)


@trap("the next month as somebody expects it")
def _projected(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(
        drawing, rng, own.month_after(rng, trust.classes), "Projected Distribution", is_true=False
    )


@trap("a class table in thousands of dollars, which adds up to its cent")
def _in_thousands(drawing: Drawing, rng: Random, trust: Trust) -> None:
    title = rng.choice(("Distribution Summary (in thousands)", "Distribution Summary\nDollars in Thousands"))
    for line in title.split("\n"):
        drawing.title(line)
    own.draw(drawing, rng, own.in_thousands(trust.classes), own.DOLLARS, is_true=False)


@trap(
    "the class table and the same per $1,000 under the same headings, the unit in a title straight over them"
)
def _per_1000(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, trust.classes, "Distribution in Dollars")
    drawing.sections.clear()
    over = rng.choice(("AMOUNTS PER $1,000 UNIT", "Per $1,000 of Original Balance", "FACTORS"))
    own.draw(drawing, rng, [one for one in trust.classes if one.original], own.ratios(over), totals="")


@trap("per $1,000 under dollars' headings and no table in dollars")
def _per_1000_alone(drawing: Drawing, rng: Random, trust: Trust) -> None:
    over = rng.choice(("AMOUNTS PER $1,000 UNIT", "Per $1,000 of Original Balance"))
    classes = [one for one in trust.classes if one.original]
    columns = [one for one in own.ratios(over) if one.field != "original_balance"]
    own.draw(drawing, rng, classes, columns, totals="", is_true=False)


@trap("rows between the classes that sum up the rows above them, without the word total")
def _subtotals(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.with_subtotals(drawing, rng, trust.classes)


@trap("the second half of the class table names the classes in another order")
def _other_order(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.in_halves(drawing, rng, trust.classes, own.shuffled(rng, trust.classes), keyed=True)


@trap("the second half of the class table has no class names and another order: nothing joins it")
def _other_order_without_class(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.in_halves(drawing, rng, trust.classes, own.shuffled(rng, trust.classes), keyed=False)


@trap("the class table goes on behind a page break, with or without its heading")
def _goes_on(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.broken(drawing, rng, trust.classes, repeats_heading=rng.random() < 0.5)


@trap("the last class before a page break is printed again behind it")
def _row_repeated(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.broken(drawing, rng, trust.classes, repeats_heading=rng.random() < 0.5, repeats_row=True)


@trap("behind a page break the same classes stand again, without a heading: other columns of another table")
def _goes_on_wrongly(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, trust.classes, "Distribution Summary")
    own.foreign_rows(drawing, rng, trust.classes)


@trap("a class table of all classes, and one of each group's own")
def _group_tables(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, trust.classes, "Distribution Summary")
    own.tables_of_groups(drawing, rng, trust)


@trap("a class table of all classes, and one of each group's share of each class: same names, other figures")
def _group_shares(drawing: Drawing, rng: Random, trust: Trust) -> None:
    own.class_table(drawing, rng, trust.classes, "Distribution Summary")
    own.shares_of_groups(drawing, rng, trust)


@trap("what is short of interest by class: unpaid before, added, paid, unpaid after")
def _shortfalls(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.shortfall_table(drawing, rng, trust.classes)


@trap("what stands below each class, under words for balances of the class")
def _support(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.support_table(drawing, rng, trust.classes)


@trap("per $1,000 to the cent, and no word says so: no amount is above 1,000")
def _per_1000_unsaid(drawing: Drawing, rng: Random, trust: Trust) -> None:
    classes = own.of_1000(trust.classes)
    own.class_table(drawing, rng, classes, rng.choice(own.TITLES), is_true=False)


@trap("two columns under one heading: the words do not say which is principal")
def _doubled_heading(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.draw(drawing, rng, trust.classes, own.reworded({"interest": "Principal"}))


@trap("a column that no vocabulary knows, and without which the balances do not roll")
def _unknown_column(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.draw(drawing, rng, trust.classes, own.reworded({"realized_loss": rng.choice(("Adj. 7(c)", "Other"))}))


@trap("columns of other times or things beside those of the month: prior, projected, year to date, shortfall")
def _other_columns(drawing: Drawing, rng: Random, trust: Trust) -> None:
    drawing.title("Distribution Summary")
    own.with_other_columns(drawing, rng, trust.classes)


@trap("the history of one class, a row for each date, each row ending where the next begins")
def _history(drawing: Drawing, rng: Random, trust: Trust) -> None:
    rolls.history_table(drawing, rng, trust)
