"""The Bank of New York's mortgage report: Bank One's columns in long words.

Seen: the head, the four class tables. General knowledge: the sections behind them, which are Bank One's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.families.class_rows import ClassColumn, Forms, columns_of, rows_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.loans import LoanGroup, share_pct, three
from tests.writer.families.tables import Column, Pages, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Subject, Written
from tests.writer.formats import count, money, rate, words
from tests.writer.sheet import Ink
from tests.writer.style import choice, random_style

STATEMENT = Subject("statement")
SUMMARY = "Certificateholder Monthly Distribution Summary"


@dataclass(frozen=True)
class Style:
    """How the page is printed."""

    lost: str = choice("", "Rate", "Losses", "cumulative")  # words that the heading loses, or a whole column
    zero: str = choice("0.00", "-", "—")
    no_cusip: str = choice("N/A", "")
    totals: str = choice("Totals", "Totals:")
    pools: bool = choice(True, False)
    delinquencies: bool = choice(True, False)
    per_1000: bool = choice(True, False)
    rows_before_break: int = choice(0, 3)
    year_digits: int = choice(2, 4)


def write(
    seed: int | Random, *, html: bool = True, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(accretion=rng.random() < 0.5))
    drawing = Drawing("bank_of_new_york", html)
    _draw_head(drawing, trust, style)
    forms = Forms(zero=style.zero if html or style.zero != "—" else "-", rate_places=6, rate_sign="")
    _draw_classes(drawing, rng, trust, style, forms)
    if style.pools:
        _draw_pools(drawing, trust)
    if style.delinquencies:
        _draw_delinquencies(drawing, rng, trust)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _draw_head(drawing: Drawing, trust: Trust, style: Style) -> None:
    day = trust.distribution_date
    drawing.say("THE BANK OF NEW YORK", "101 Barclay Street, 8 West", "New York, NY 10286", "", at=0)
    year = f"{day:%y}" if style.year_digits == 2 else f"{day:%Y}"
    ink = Ink(f"{day.month}/{day.day}/{year}", day.isoformat(), is_number=False)
    drawing.fact("Distribution Date:", Cell(ink, STATEMENT, "distribution_date"), at=70, end=0)
    drawing.say("Officer:  A. Person  212-555-0143", "Associate:  B. Person  212-555-0151", "", at=0)
    drawing.say("Invented Mortgage Securities, Inc.", "Invented Mortgage Pass-Through Trust")
    drawing.say("Mortgage-Backed Certificates", f"Series {trust.series}", "")
    drawing.know(STATEMENT, series=trust.series)


def _break(drawing: Drawing) -> None:
    drawing.say("", "Page 2", "")


PAGES = Pages(at_break=_break)


def _summary(style: Style) -> list[ClassColumn]:
    rate_type = "Certificate Type" if style.lost == "Rate" else "Certificate Rate Type"
    columns = [
        ClassColumn("Class", "class_name"),
        ClassColumn("Cusip", "cusip", own=lambda one: _cusip(one, style)),
        ClassColumn("Class Description", "class_type", own=lambda one: words(_description(one))),
        ClassColumn(
            rate_type,
            "",
            own=lambda one: words(f"Fix-{one.basis}" if one.basis == "30/360" else "Var-Act/360"),
        ),
        ClassColumn("Beginning Balance", "beginning_balance"),
        ClassColumn("Pass Through Rate (%)", "pass_through_rate_pct"),
        ClassColumn("Principal Distribution", "principal"),
        ClassColumn("Interest Distribution", "interest"),
        ClassColumn("Total Distribution", "total_distribution"),
        ClassColumn("Current Realized Losses", "realized_loss"),
        ClassColumn("Ending Balance", "ending_balance"),
        ClassColumn("Cumulative Realized" + " Losses" * (style.lost != "Losses"), "cumulative_realized_loss"),
    ]
    return columns[:-1] if style.lost == "cumulative" else columns


def _cusip(one: ClassMonth, style: Style) -> Ink | None:
    printed = one.cusip or style.no_cusip
    return Ink(printed, one.cusip or None, is_number=False) if printed else None


def _description(one: ClassMonth) -> str:
    return {
        "SEN": "Senior",
        "ACC": "Senior",
        "PO": "Principal Only",
        "IO": "Strip IO",
        "MEZ": "Mezzanine",
        "SUB": "Junior",
        "RES": "Residual",
    }[one.kind]


def _principal(style: Style) -> list[ClassColumn]:
    return [
        ClassColumn("Class", "class_name"),
        ClassColumn("Cusip", "cusip", own=lambda one: _cusip(one, style)),
        ClassColumn("Original Certificate Balance", "original_balance"),
        ClassColumn("Beginning Certificate Balance", "beginning_balance"),
        ClassColumn(
            "Scheduled Principal Distribution", "scheduled_principal", own=_scheduled, total=_scheduled_total
        ),
        ClassColumn("Accretion Principal", "acc_principal", own=_nothing, total=_nothing),
        ClassColumn(
            "Unscheduled Principal Adjustments", "principal_adjustment", own=_nothing, total=_nothing
        ),
        ClassColumn("Net Principal Distribution", "net_principal"),
        ClassColumn("Current Realized Losses", "realized_loss"),
        ClassColumn("Ending Certificate Balance", "ending_balance"),
        ClassColumn("Ending Certificate Factor", "factor"),
    ]


def _interest() -> list[ClassColumn]:
    return [
        ClassColumn("Class", "class_name"),
        ClassColumn("Beginning Certificate Balance", "beginning_balance"),
        ClassColumn("Pass Through Rate (%)", "pass_through_rate_pct"),
        ClassColumn("Accrued Optimal Interest", "accrued_interest"),
        ClassColumn("Cumulative Unpaid Interest", "unpaid_interest", own=_nothing, total=_nothing),
        ClassColumn("Deferred Interest", "deferred_interest"),
        ClassColumn("Total Interest Due", "total_interest_due", own=_due, total=_due_total),
        ClassColumn("Net Prepayment Int Shortfall", "net_prepayment_interest_shortfall"),
        ClassColumn("Unscheduled Interest Adjustment", "interest_adjustment", own=_nothing, total=_nothing),
        ClassColumn("Interest Paid", "interest"),
    ]


def _per_1000(style: Style) -> list[ClassColumn]:
    return [
        ClassColumn("Class", "class_name"),
        ClassColumn("Cusip", "cusip", own=lambda one: _cusip(one, style)),
        ClassColumn("Original Certificate Balance", "original_balance"),
        ClassColumn("Beginning Certificate Factor", "beginning_balance_per_1000"),
        ClassColumn("Principal Distribution", "principal_per_1000"),
        ClassColumn("Interest Distribution", "interest_per_1000"),
        ClassColumn("Ending Certificate Factor", "ending_balance_per_1000"),
        ClassColumn("Pass Through Rate (%)", "pass_through_rate_pct"),
    ]


def _draw_classes(drawing: Drawing, rng: Random, trust: Trust, style: Style, forms: Forms) -> None:
    tables = {
        SUMMARY: _summary(style),
        "Principal Distribution Detail": _principal(style),
        "Interest Distribution Detail": _interest(),
    }
    if style.per_1000:
        tables["Current Payment Information"] = _per_1000(style)
    for title, columns in tables.items():
        drawing.title(title)
        is_factors = title == "Current Payment Information"
        if is_factors:
            drawing.title("Factors per $1,000", 2)
        own_forms = Forms(factor_places=11 if title.startswith("Principal") else 9, **_base(forms))
        totals = "" if is_factors else style.totals
        table = random_table_style(rng, rows_before_break=style.rows_before_break)
        draw_table(
            drawing, columns_of(columns), rows_of(trust.classes, columns, own_forms, totals), table, PAGES
        )
        drawing.say("")


def _base(forms: Forms) -> dict[str, object]:
    return {"zero": forms.zero, "rate_places": forms.rate_places, "rate_sign": forms.rate_sign}


def _nothing(one: object) -> Ink:
    return money(Decimal("0.00"))


def _scheduled(one: ClassMonth) -> Ink:
    """All principal: prepayments stand in this column too."""
    return money(one.principal)


def _scheduled_total(classes: Sequence[ClassMonth]) -> Ink:
    return money(sum((one.principal for one in classes), Decimal("0.00")))


def _due(one: ClassMonth) -> Ink:
    return money(one.accrued - one.deferred)


def _due_total(classes: Sequence[ClassMonth]) -> Ink:
    return money(sum((one.accrued - one.deferred for one in classes), Decimal("0.00")))


def _draw_pools(drawing: Drawing, trust: Trust) -> None:
    drawing.title("Pool Level Data")
    for group in trust.groups:
        if group.name:
            drawing.group_line(f"Group {group.name}", group.name)
        drawing.facts(_pool_facts(group), end=90)  # type: ignore[arg-type]
        drawing.say("")
    drawing.title("Certificate Account")
    drawing.group = None
    deposits = sum((one.principal for one in trust.groups), Decimal("0.00"))
    rows = [
        ("Beginning Balance", Decimal("0.00")),
        ("Deposits of Principal and Interest", deposits),
        ("Total Deposits", deposits),
        ("Total Withdrawals", deposits),
        ("Ending Balance", Decimal("0.00")),
    ]
    # Of accounts one label has one meaning on all pages: the others have addresses alone.
    subjects = {"Total Deposits": (Subject("amount", name="deposit_total"), "value")}
    cells = [(label, Cell(money(amount), *subjects.get(label, ()))) for label, amount in rows]
    drawing.facts(cells, end=90)  # type: ignore[arg-type]
    drawing.say("")


def _pool_facts(group: LoanGroup) -> list[tuple[str, Cell]]:
    subject = Subject("pool", group=group.name)
    lines = [
        ("Cut-Off Date Balance", money(group.original), "cutoff_balance"),
        ("Beginning Aggregate Pool Stated Principal Balance", money(group.beginning), "beginning_balance"),
        ("Ending Aggregate Pool Stated Principal Balance", money(group.ending), "ending_balance"),
        ("Beginning Aggregate Loan Count", count(group.beginning_count), "beginning_loan_count"),
        (
            "Loans Paid Off or Otherwise Removed Pursuant to Pooling and Servicing Agreement",
            count(group.beginning_count - group.ending_count),
            "removed_loan_count",
        ),
        ("Ending Aggregate Loan Count", count(group.ending_count), "ending_loan_count"),
        ("Beginning Weighted Average Loan Rate (WAC)", rate(group.wac_pct, 6), "beginning_wac_pct"),
        ("Net Weighted Average Loan Rate", rate(group.net_wac_pct, 6), "net_wac_pct"),
        ("Weighted Average Maturity (WAM) (Months)", count(group.months), "wam_months"),
        ("Servicer Advances", money(group.advances), "servicer_advances"),
        ("Aggregate Pool Prepayment", money(group.curtailments + group.payoffs), "prepayments"),
    ]
    return [(label, Cell(ink, subject, field)) for label, ink, field in lines]


def _draw_delinquencies(drawing: Drawing, rng: Random, trust: Trust) -> None:
    """Delinquent 30-59, 60-89, 90+; then bankruptcy, foreclosure and REO; a block for each group."""
    drawing.title("Delinquency Information")
    for group in trust.groups:
        name = f"Group {group.name}" if group.name else "All Groups"
        drawing.group = group.name
        headings = (name, "Number of Loans", "Principal Balance", "Percentage")
        columns = [Column(headings[0], left=True), *map(Column, headings[1:])]
        rows = []
        for status in ("delinquent", "foreclosure", "bankruptcy", "reo"):
            word = {
                "delinquent": "Delinquency",
                "foreclosure": "Foreclosure",
                "bankruptcy": "Bankruptcy",
                "reo": "REO",
            }
            buckets = {"30-59": "30-59 days", "60-89": "60-89 days", "90+": "90+ days", "total": "Total"}
            for bucket, words_of in buckets.items():
                number, balance = three(group, status, bucket)
                subject = Subject("delinquency", group=group.name, status=status, bucket=bucket)
                label = f"{word[status]} {words_of}"
                share = rate(share_pct(balance, group.ending, 4), 4)
                inks = {"loan_count": count(number), "balance": money(balance), "balance_pct": share}
                cells = [Cell(ink, subject, field) for field, ink in inks.items()]
                rows.append(TableRow(label, [label, *cells]))
        draw_table(drawing, columns, rows, random_table_style(rng, heading_lines=1), PAGES)
        drawing.say("")
