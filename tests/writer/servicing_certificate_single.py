"""The servicing certificate of one loan group or class: each kind of notes a block of rows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.writer import servicing_certificate as certificate
from tests.writer.formats import day_in, factor, money, rate, words
from tests.writer.home_equity import HomeEquity, revolving_note, term_notes
from tests.writer.home_equity_months import Month, NoteMonth
from tests.writer.servicing_certificate_losses import put, write_losses
from tests.writer.servicing_certificate_rows import POOL
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice
from tests.writer.trust import REVOLVING, ZERO, part

STATEMENT: Key = ("statement",)
# Rows of a block: label, field of the amount, field of the factor beside it.
NOTE_ROWS = (
    ("Beginning Balance", "beginning_balance", "beginning_factor"),
    ("Ending Balance", "ending_balance", "factor"),
    ("Principal", "principal", "principal_per_1000"),
    ("Interest", "interest", "interest_per_1000"),
    ("Interest Shortfall", "interest_shortfall", "interest_shortfall_per_1000"),
)


@dataclass(frozen=True)
class Style(certificate.Style):
    """As the certificate with a note table, and: what the title says that it covers, how notes are shown."""

    covers: str = choice("Class A-1", "Group 2", "")
    share: str = choice("percent", "fraction")
    factor_gap: int = choice(20, 14, 40)  # from the end of the amounts to that of the factors
    certificates: bool = choice(True, False)


def random_trust(rng: Random, groups: int | None = None, classes: int | None = None) -> HomeEquity:
    """A trust with one group, its term notes and, where it has them, variable notes, drawn on or not."""
    trust = HomeEquity.random(rng, 1, 1)
    (term,) = term_notes(trust)
    funding = revolving_note(rng, "Variable Funding Notes")
    held = rng.choice((None, ZERO, part(rng, term.original, 0.01, 0.2)))
    drawn = () if held is None else (replace(funding, original=held),)
    term = replace(term, name="Term Notes", original=term.original - (held or ZERO))
    eventful = trust.eventful and not (drawn and not drawn[0].original)
    return replace(trust, notes=(term, *drawn), eventful=eventful, _months=[])


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    style = style or Style()
    sheet = Sheet()
    _write_head(sheet, month, style)
    _write_pool(sheet, month, style)
    for number, note in enumerate(month.notes, start=1):
        _write_notes(sheet, note, number, month, style)
    if style.certificates:
        paid = month.enhancement["credit_enhancement_draw"] + 7
        put(sheet, style, "Certificates", "certificate_distribution", money(paid))
        sheet.say("")
    certificate.write_singles(sheet, month, style)
    certificate.write_delinquencies(sheet, month, style)
    write_losses(sheet, month, style)
    certificate.write_accounts(sheet, month, style)
    certificate.write_repurchases(sheet, style)
    return sheet.finish()


def _write_head(sheet: Sheet, month: Month, style: Style) -> None:
    start, _, _ = style.title.partition("{}")
    trust = start.removesuffix(" ").removesuffix(" Series")
    title = Row().figure(STATEMENT, "trust", words(trust), start=17)
    title.words(" Series" if start.endswith("Series ") else "", column=0)
    title.figure(STATEMENT, "series", words(month.trust.series), column=0)
    sheet.add(title.words(f" {style.covers}" if style.covers else "", column=0))
    day = day_in(style.date_form, month.distribution_date)
    sheet.add(Row("Payment Date ", 46).figure(STATEMENT, "distribution_date", day))
    sheet.say("")
    covered = {"group": style.covers.split()[-1]} if style.covers else {}
    sheet.know(STATEMENT, deal=f"GMACM {month.trust.series}", **covered)


def _write_pool(sheet: Sheet, month: Month, style: Style) -> None:
    sheet.say("Servicing Certificate")
    key: Key = ("pool", style.covers.split()[-1] if style.covers.startswith("Group") else None)
    for label, field in POOL.items():
        if field == "excess_cash":
            continue
        ink = certificate.pool_ink(field, month.groups[0], style)
        sheet.add(Row(label).figure(key, field, ink, end=style.edge))
        if field in ("ending_loan_count", "interest_collections", "substitution_adjustment"):
            sheet.say("")
    coupon = rate(month.notes[0].of.rate_pct, 5)
    sheet.add(Row("Note Rate").figure(("tranche", 1), "pass_through_rate_pct", coupon, end=style.edge))
    sheet.say("")


def _write_notes(sheet: Sheet, note: NoteMonth, number: int, month: Month, style: Style) -> None:
    """A block of rows; that of the variable notes has no factors."""
    key: Key = ("tranche", number)
    has_factors = note.of.kind != REVOLVING
    heading = Row().figure(key, "class_name", words(note.of.name), start=0)
    heading.label("Amount", style.edge - 6, "heading")
    if has_factors:
        heading.label("Factor", style.edge + style.factor_gap - 6, "heading")
    sheet.add(heading)
    for label, field, over in NOTE_ROWS:
        value = getattr(note, field)
        row = Row(label).figure(key, field, money(value), end=style.edge)
        if has_factors:
            scale = 1 if field.endswith("_balance") else 1000
            row.figure(key, over, factor(scale * value / note.of.original), end=style.edge + style.factor_gap)
        sheet.add(row)
    whole = sum((one.original for one in month.trust.notes), Decimal(0))
    share = 100 * note.ending_balance / whole
    sheet.add(Row("Security Percentage").figure(key, "security_pct", _share(share, style), end=style.edge))
    sheet.say("")
    sheet.know(key, tranche=number, class_name_cut=False, notional=False)


def _share(share: Decimal, style: Style) -> Ink:
    percent = rate(share, 2)
    if style.share == "percent" or not isinstance(percent.value, Decimal):
        return percent
    return Ink(f"{percent.value.scaleb(-2):f}", percent.value)
