"""GMAC Mortgage's 'Servicing Certificate' of a home-equity month, as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.writer.formats import count, dash, day_in, money, rate, words
from tests.writer.home_equity import HomeEquity
from tests.writer.home_equity_months import BUCKETS, LoanMonth, Month
from tests.writer.servicing_certificate_losses import amount, amount_key, put, write_losses
from tests.writer.servicing_certificate_notes import write_notes
from tests.writer.servicing_certificate_rows import (
    CAPITALIZED_INTEREST,
    DAYS,
    ENHANCEMENT,
    POOL,
    PREFUNDING,
    STATUS_ROWS,
    TARGETS,
)
from tests.writer.sheet import Ink, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)

random_trust = HomeEquity.random


@dataclass(frozen=True)
class Style:
    """How the page is printed; the first choices are those of the 2003-HE2 sample."""

    markup: bool = choice(True, False)
    title: str = choice(
        "Home Equity Loan-Backed Term Notes, GMACM Series {}",
        "GMAC HOME EQUITY LOAN TRUST {}",
        "Home Equity Loan Backed GMACM Series {}",
    )
    date_form: str = choice("02/25/2004", "02/25/04")
    group_label: str = choice("Group {}", "Loan Group {}")
    group_letters: bool = choice(False, True)
    dash_zeros: str = choice("some", "none", "all")  # a zero amount printed as a lone dash
    edge: int = choice(50, 46, 58, 72)  # where single values end; they print over longer labels
    group_gap: int = choice(8, 2)
    note_gap: int = choice(2, 1, 4)
    notes_left: bool = choice(True, False)  # values begin at their column, as in the sample, or end there
    class_word: bool = choice(True, False)
    certificates_row: bool = choice(True, False)
    strip_name: str = choice("IO", "A-IO (Notional)")
    target_label: str = choice(*TARGETS)
    delinquency_edges: tuple[int, int, int] = choice((49, 70, 84), (45, 56, 68), (60, 80, 110))
    status_rows: int = choice(*range(len(STATUS_ROWS)))
    last_bucket: str = choice("180+", "180", "180 +")
    footnote: str = choice("Do Not include", "Do Not Include", "Include", "")
    stray_zero: bool = choice(True, False)
    loss_edges: tuple[int, int, int] = choice((50, 73, 83), (50, 66, 82), (55, 90, 125))
    capitalized_width: int = choice(0, 79)  # 0: in rows; else run together at that width
    prefunding_width: int = choice(79, 0, 60, 100, 130)
    repurchases: str = choice("Cuurent", "Current")


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    if style.markup:
        sheet.say("<TABLE>", "<CAPTION>", "", "")
    _write_head(sheet, month, style)
    _write_pools(sheet, month, style)
    write_notes(sheet, month, style)
    write_singles(sheet, month, style)
    write_delinquencies(sheet, month, style)
    write_losses(sheet, month, style)
    write_accounts(sheet, month, style)
    write_repurchases(sheet, style)
    if style.markup:
        sheet.say("</TABLE>")
    return sheet.finish()


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    start, _, _ = style.title.partition("{}")
    trust = start.removesuffix(" ").removesuffix(" Series")
    title = Row().figure(STATEMENT, "trust", words(trust), start=37)
    if start.endswith("Series "):
        title.words(" Series", column=0)
    sheet.add(title.figure(STATEMENT, "series", words(month.trust.series), column=0))
    day = day_in(style.date_form, month.distribution_date)
    sheet.add(Row("Payment Date ", 56).figure(STATEMENT, "distribution_date", day))
    sheet.say("")
    sheet.know(STATEMENT, deal=f"GMACM {month.trust.series}")


def _write_pools(sheet: Sheet, month: Month, style: Style) -> None:
    names = ["1A", "1B", "2", "3"] if style.group_letters else ["1", "2", "3", "4"]
    names = names[: len(month.groups)]
    width = 16 + style.group_gap
    opener = Row("Servicing Certificate", 0)
    for place, name in enumerate(names):
        text = style.group_label.format(name)
        opener.words(text, style.edge + place * width - len(text) - 5)
    sheet.add(opener)
    sheet.say("---------------------")
    for label, field in POOL.items():
        row = Row(label)
        for place, (name, group) in enumerate(zip(names, month.groups, strict=True)):
            ink = pool_ink(field, group, style)
            row.figure(("pool", name), field, ink, end=style.edge + place * width)
        sheet.add(row)
        if field in ("ending_loan_count", "interest_collections", "substitution_adjustment"):
            sheet.say("")
    sheet.say("")


def pool_ink(field: str, group: LoanMonth, style: Style) -> Ink:
    """A group's figure in its unit."""
    value = getattr(group, field)
    if field == "ending_loan_count":
        return count(value)
    if field == "net_wac_pct":
        return rate(value, 5)
    return amount(value, style, place=field.startswith("ending") + 0)


def write_singles(sheet: Sheet, month: Month, style: Style) -> None:
    """Overcollateralization and draws."""
    labels = {**ENHANCEMENT, style.target_label: "overcollateralization_target"}
    for place, (label, name) in enumerate(sorted(labels.items(), key=lambda pair: ORDER.index(pair[1]))):
        if name == "credit_enhancement_draw":
            sheet.say("")
        put(sheet, style, label, name, amount(month.enhancement[name], style, place=place))
    sheet.say("", "")


ORDER = (
    "overcollateralization_beginning",
    "overcollateralization_change",
    "overcollateralization_ending",
    "overcollateralization_target",
    "credit_enhancement_draw",
    "unreimbursed_prior_draws",
)


def write_delinquencies(sheet: Sheet, month: Month, style: Style) -> None:
    """One table of all loans, and what its figures include."""
    edges = style.delinquency_edges
    fields = ("balance", "loan_count", "balance_pct")
    for texts in (("", "Number", "Percent"), ("Balance", "of Loans", "of Balance")):
        heading = Row()
        for column, (text, edge) in enumerate(zip(texts, edges, strict=True), start=1):
            if text:
                heading.label(text, edge - len(text), "heading", column)
        sheet.add(heading)
    whole = sum((group.ending_balance for group in month.groups), Decimal(0))
    for place, ((status, bucket), label) in enumerate(delinquency_labels(style).items()):
        balance, loans = month.behind[status, bucket]
        inks = (amount(balance, style, place=place), count(loans), rate(100 * balance / whole, 2))
        key = ("delinquency", None, status, bucket)
        row = Row(label)
        for field, ink, edge in zip(fields, inks, edges, strict=True):
            row.figure(key, field, ink, end=edge)
        sheet.add(row)
        if style.footnote and bucket in BUCKETS:
            included = ["bankruptcy", "foreclosure", "reo"] if style.footnote == "Include" else []
            sheet.know(key, includes=included)
    sheet.say("")
    if style.footnote:
        sheet.say(f"*Delinquency Figures {style.footnote} Bankruptcy, Foreclosure, and REO.", "")


def delinquency_labels(style: Style) -> dict[tuple[str, str], str]:
    """The label of each row, by status and bucket."""
    days = DAYS | {"180+": style.last_bucket}
    mark = "*" if style.footnote else ""
    rows = {("delinquent", bucket): f"Delinquent Loans ({text} Days){mark}" for bucket, text in days.items()}
    statuses = STATUS_ROWS[style.status_rows]
    return rows | {(status, "total"): label for status, label in statuses.items()}


def write_accounts(sheet: Sheet, month: Month, style: Style) -> None:
    """The funding accounts, in rows or run together."""
    for title, labels, width in (
        ("Capitalized Interest Account", CAPITALIZED_INTEREST, style.capitalized_width),
        ("Prefunding Account", PREFUNDING, style.prefunding_width),
    ):
        sheet.say(title)
        rows = list(_account_rows(labels, month, style))
        if width:
            sheet.reflow(rows, width)
        else:
            sheet.add(*rows)
        for name in labels.values():
            sheet.know(amount_key(name), unit="usd")
        sheet.say("", "")


def _account_rows(labels: dict[str, str], month: Month, style: Style) -> Iterable[Row]:
    for label, name in labels.items():
        yield Row(label).figure(amount_key(name), "value", money(month.accounts[name]), end=style.edge)


def write_repurchases(sheet: Sheet, style: Style) -> None:
    """No month of the writer has any: loans that leave by repurchase stop the roll of the pool."""
    figures: Sequence[tuple[str, str, Ink, str]] = (
        ("Units", "repurchase_count", count(0), "count"),
        ("($)", "repurchase_balance", dash(Decimal(0)), "usd"),
    )
    for end, name, ink, unit in figures:
        put(sheet, style, f"{style.repurchases} Month Repurchases {end}", name, ink, unit)
