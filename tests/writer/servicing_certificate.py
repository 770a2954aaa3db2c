"""GMAC Mortgage's 'Servicing Certificate' of a home-equity month, as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.writer.formats import count, dash, day_in, factor, money, rate, words
from tests.writer.home_equity import BUCKETS, HomeEquity, LoanMonth, Month, NoteMonth
from tests.writer.servicing_certificate_rows import (
    CAPITALIZED_INTEREST,
    DELINQUENCIES,
    ENHANCEMENT,
    POOL,
    PREFUNDING,
    RECOVERIES,
    TARGETS,
)
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice

STATEMENT = ("statement",)
NOTE_HEADINGS = {
    "beginning_balance": ("Beginning", "Balance"),
    "ending_balance": ("Ending", "Balance"),
    "factor": ("", "Factor"),
    "principal": ("", "Principal"),
    "interest": ("", "Interest"),
    "interest_shortfall": ("Interest", "Shortfalls"),
    "security_pct": ("Security", "%"),
    "pass_through_rate_pct": ("", "Coupon"),
}


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
    footnote: str = choice("Do Not include", "Do Not Include", "Include", "")
    stray_zero: bool = choice(True, False)
    recoveries_row: bool = choice(True, False)
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
    _write_notes(sheet, month, style)
    _write_singles(sheet, month, style)
    _write_delinquencies(sheet, month, style)
    _write_losses(sheet, month, style)
    _write_accounts(sheet, month, style)
    _write_repurchases(sheet, style)
    if style.markup:
        sheet.say("</TABLE>")
    return sheet.finish()


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    start, _, _ = style.title.partition("{}")
    trust = start.removesuffix(" ").removesuffix(" Series")
    title = Row().figure(STATEMENT, "trust", words(trust), start=37)
    if start.endswith("Series "):
        title.words(" Series")
    sheet.add(title.figure(STATEMENT, "series", words(month.trust.series)))
    day = day_in(style.date_form, month.distribution_date)
    sheet.add(Row("Payment Date ", 56).figure(STATEMENT, "distribution_date", day))
    sheet.say("")
    sheet.know(STATEMENT, deal=f"GMACM {month.trust.series}")


def _zero(value: Decimal, style: Style, *, place: int) -> Ink:
    """An amount; zeros as dashes now and then."""
    if not value and (style.dash_zeros == "all" or (style.dash_zeros == "some" and place % 2)):
        return dash(Decimal(0))
    return money(value)


def _amount(name: str, loss_type: str | None = None) -> Key:
    return ("amount", name, None, loss_type)


def _put(sheet: Sheet, style: Style, label: str, name: str, ink: Ink, unit: str = "usd") -> None:
    """A single figure of the vocabulary, printed over the end of its label where that is too long."""
    sheet.add(Row(label).figure(_amount(name), "value", ink, end=style.edge))
    sheet.know(_amount(name), unit=unit)


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
            ink = _pool_ink(field, group, style)
            row.figure(("pool", name), field, ink, end=style.edge + place * width)
        sheet.add(row)
        if field in ("ending_loan_count", "interest_collections", "substitution_adjustment"):
            sheet.say("")
    sheet.say("")


def _pool_ink(field: str, group: LoanMonth, style: Style) -> Ink:
    value = getattr(group, field)
    if field == "ending_loan_count":
        return count(value)
    if field == "net_wac_pct":
        return rate(value, 5)
    return _zero(value, style, place=field.startswith("ending") + 0)


def _write_notes(sheet: Sheet, month: Month, style: Style) -> None:
    rows = [_note_inks(month.trust, note, style) for note in month.notes]
    if style.certificates_row:
        rows.append(_certificates_inks())
    edges, at = [], 0
    for field, heading in {"class_name": ("", "Term Notes"), **NOTE_HEADINGS}.items():
        width = max(*(len(word) for word in heading), *(len(row[field].text) for row in rows))
        edges.append((field, at, at + width))
        at += width + max(style.note_gap, 2 if field == "class_name" else 1)
    for line in (0, 1):
        heading_row = Row()
        for field, start, end in edges:
            text = ("", "Term Notes")[line] if field == "class_name" else NOTE_HEADINGS[field][line]
            if text:
                heading_row.label(text, _note_start(field, text, start, end, style), "heading")
        sheet.add(heading_row)
    sheet.say("   ".join("-" * 8 for _ in edges))
    if style.markup:
        sheet.say("<S>     <C>   <C>            <C>             <C>       <C>           <C>")
    for number, inks in enumerate(rows, start=1):
        row = Row()
        key: Key = ("tranche", number)
        for field, start, end in edges:
            ink = inks[field]
            row.figure(key, field, ink, start=_note_start(field, ink.text, start, end, style))
        sheet.add(row)
        is_strip = number <= len(month.notes) and month.notes[number - 1].of.is_strip
        sheet.know(key, tranche=number, class_name_cut=False, notional=is_strip)
    sheet.say("")


def _note_start(field: str, text: str, start: int, end: int, style: Style) -> int:
    return start if style.notes_left or field == "class_name" else end - len(text)


def _note_inks(trust: HomeEquity, note: NoteMonth, style: Style) -> dict[str, Ink]:
    name = style.strip_name if note.of.is_strip else note.of.name
    whole = sum((one.original for one in trust.notes if not one.is_strip), Decimal(0))
    share = Decimal(0) if note.of.is_strip else 100 * note.ending_balance / whole
    return {
        "class_name": Ink(f"Class {name}" if style.class_word else name, name, is_number=False),
        "beginning_balance": money(note.beginning_balance),
        "ending_balance": money(note.ending_balance),
        "factor": factor(note.ending_balance / note.of.original),
        "principal": money(note.principal),
        "interest": money(note.interest),
        "interest_shortfall": money(note.interest_shortfall),
        "security_pct": rate(share, 2),
        "pass_through_rate_pct": rate(note.of.rate_pct, 3),
    }


def _certificates_inks() -> dict[str, Ink]:
    """The row of the certificates: dashes, and no interest."""
    inks = {
        field: dash(Decimal(0) if field.endswith("balance") or field in FLOWS else None)
        for field in NOTE_HEADINGS
    }
    return inks | {"class_name": words("Certificates"), "interest": money(Decimal(0))}


FLOWS = ("principal", "interest", "interest_shortfall")


def _write_singles(sheet: Sheet, month: Month, style: Style) -> None:
    labels = {**ENHANCEMENT, style.target_label: "overcollateralization_target"}
    for place, (label, name) in enumerate(sorted(labels.items(), key=lambda pair: ORDER.index(pair[1]))):
        if name == "credit_enhancement_draw":
            sheet.say("")
        _put(sheet, style, label, name, _zero(month.enhancement[name], style, place=place))
    sheet.say("", "")


ORDER = (
    "overcollateralization_beginning",
    "overcollateralization_change",
    "overcollateralization_ending",
    "overcollateralization_target",
    "credit_enhancement_draw",
    "unreimbursed_prior_draws",
)


def _write_delinquencies(sheet: Sheet, month: Month, style: Style) -> None:
    edges = style.delinquency_edges
    fields = ("balance", "loan_count", "balance_pct")
    for texts in (("", "Number", "Percent"), ("Balance", "of Loans", "of Balance")):
        heading = Row()
        for text, edge in zip(texts, edges, strict=True):
            if text:
                heading.label(text, edge - len(text), "heading")
        sheet.add(heading)
    whole = sum((group.ending_balance for group in month.groups), Decimal(0))
    for place, ((status, bucket), label) in enumerate(DELINQUENCIES.items()):
        balance, loans = month.behind[status, bucket]
        inks = (_zero(balance, style, place=place), count(loans), rate(100 * balance / whole, 2))
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


LOSS_ROWS = (
    ("Beginning Loss Amount", "cumulative_loss_beginning"),
    ("Current Month Loss Amount", "loss_current_month"),
    ("Current Month Recoveries", "recoveries_current_month"),
    ("Ending Loss Amount", "cumulative_loss_ending"),
)
OTHER_LOSS_ROWS = (
    ("Beginning Amount", "cumulative_loss_beginning", 0),
    ("Current Month Loss Amount", "loss_current_month", 1),
    ("Ending Amount", "cumulative_loss_ending", 3),
)
OTHER_LOSSES = (("special_hazard", "Special Hazard"), ("fraud", "Fraud"), ("bankruptcy", "Bankruptcy"))


def _write_losses(sheet: Sheet, month: Month, style: Style) -> None:
    _write_liquidation(sheet, month, style)
    sheet.say("", " " * 34 + "Net Recoveries to Date")
    for (label, name), value in zip(RECOVERIES.items(), month.net_recovery, strict=True):
        _put(sheet, style, label, name, money(value))
    sheet.say("")
    heading = Row()
    for (_, text), edge in zip(OTHER_LOSSES, style.loss_edges, strict=True):
        heading.words(text, max(edge - len(text), len(heading.text) + 2))
    sheet.add(heading)
    for label, name, place in OTHER_LOSS_ROWS:
        row = Row(label)
        for (loss_type, _), edge in zip(OTHER_LOSSES, style.loss_edges, strict=True):
            ink = _zero(month.losses[loss_type][place], style, place=place // 3)
            row.figure(_amount(name, loss_type), "value", ink, end=edge)
            sheet.know(_amount(name, loss_type), unit="usd", loss_type=loss_type)
        sheet.add(row)
    sheet.say("")
    for label, name in (
        ("Extraordinary Event Losses", "extraordinary_event_loss"),
        ("Excess Loss Amounts", "excess_loss_amount"),
    ):
        _put(sheet, style, label, name, money(month.enhancement[name]))
    sheet.say("")


def _write_liquidation(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say(" " * 34 + "Liquidation To-Date")
    for place, (label, name) in enumerate(LOSS_ROWS):
        key = _amount(name, "liquidation")
        if place == 3:
            sheet.say(" " * 33 + "-" * 18)
        row = Row(label).figure(key, "value", money(month.losses["liquidation"][place]), end=style.edge)
        if place == 3 and style.stray_zero:
            row.words("          0.00")
            sheet.unmapped += 1
        sheet.add(row)
        sheet.know(key, unit="usd", loss_type="liquidation")
    sheet.say("")


def _write_accounts(sheet: Sheet, month: Month, style: Style) -> None:
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
            sheet.know(_amount(name), unit="usd")
        sheet.say("", "")


def _account_rows(labels: dict[str, str], month: Month, style: Style) -> Iterable[Row]:
    for label, name in labels.items():
        yield Row(label).figure(_amount(name), "value", money(month.accounts[name]), end=style.edge)


def _write_repurchases(sheet: Sheet, style: Style) -> None:
    """No month of the writer has any: loans that leave by repurchase stop the roll of the pool."""
    figures: Sequence[tuple[str, str, Ink, str]] = (
        ("Units", "repurchase_count", count(0), "count"),
        ("($)", "repurchase_balance", dash(Decimal(0)), "usd"),
    )
    for end, name, ink, unit in figures:
        _put(sheet, style, f"{style.repurchases} Month Repurchases {end}", name, ink, unit)
