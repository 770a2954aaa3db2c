"""The servicing certificate of the high-LTV trusts: groups end the labels of rows, note rates are rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.writer import servicing_certificate as certificate
from tests.writer.formats import count, dash, day_in, money, rate, words
from tests.writer.home_equity import HomeEquity, term_notes
from tests.writer.home_equity_months import BUCKETS, LoanMonth, Month, NoteMonth
from tests.writer.servicing_certificate_losses import amount, put, write_losses
from tests.writer.servicing_certificate_rows import HLTV_ACCOUNTS, HLTV_OVERCOLLATERALIZATION
from tests.writer.sheet import Ink, Key, Row, Sheet, Written
from tests.writer.style import choice
from tests.writer.trust import ZERO

STATEMENT: Key = ("statement",)
GROUPS = ("A-I", "A-II", "A-III", "A-IV")
# The rows of each group, and the labels of their sums: of balances with a name, of flows without one.
POOL = {
    "Beginning Principal Balance": "beginning_balance",
    "Ending Principal Balance": "ending_balance",
    "Principal Collections": "principal_collections",
    "Interest Collections": "interest_collections",
    "Active Loan Count": "ending_loan_count",
    "Repurchased Loan Count": "repurchase_count",
    "Repurchased Loan Amount": "repurchase_balance",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Principal Balance of Current Month Prefunding": "additional_loans_funding",
}
SUMS = {
    "beginning_balance": ("Total Beginning Balance", "total_beginning_balance"),
    "ending_balance": ("Total Ending Balance", "total_ending_balance"),
    "principal_collections": ("", ""),
}
NOTES = {
    "beginning_balance": ("Beginning", "Note Balance"),
    "ending_balance": ("Ending", "Note Balance"),
    "percentage_interest_pct": ("Percentage", "Interest"),
    "principal": ("Principal", "Distribution"),
    "interest": ("", "Interest"),
}


@dataclass(frozen=True)
class Style(certificate.Style):
    """As the certificate with groups as columns, and: how notes and sums are shown."""

    edge: int = choice(72, 76, 84)
    one_line: bool = choice(False, True)  # the heading of the notes
    percentage_interest: bool = choice(True, False)
    sums: bool = choice(True, False)
    total_notes: bool = choice(True, False)


def random_trust(rng: Random, groups: int | None = None, classes: int | None = None) -> HomeEquity:
    """A trust of term notes alone."""
    trust = HomeEquity.random(rng, groups, classes)
    return replace(trust, notes=term_notes(trust), _months=[])


def write(month: Month, style: Style | None = None) -> Written:
    """The page of a month in a style."""
    writer = _Writer(Sheet(), month, style or Style())
    writer.write()
    return writer.sheet.finish()


class _Writer:
    def __init__(self, sheet: Sheet, month: Month, style: Style) -> None:
        self.sheet, self.month, self.style = sheet, month, style
        many = len(month.groups)
        names: tuple[str | None, ...] = GROUPS[:many] if many > 1 else (None,)
        self.groups = list(zip(names, month.groups, strict=True))

    def write(self) -> None:
        self._write_head()
        for label, field in POOL.items():
            self._write_rows(label, field)
        self._write_singles()
        self._write_notes()
        self._put("Certificates", "certificate_distribution", money(Decimal("291000.00")))
        for title, labels in HLTV_ACCOUNTS.items():
            self.sheet.say("", title)
            for label, name in labels.items():
                value = self.month.accounts.get(name, self.month.accounts["prefunding_withdrawn_prior"])
                self._put(label, name, money(value))
        self.sheet.say("")
        for label, edge in HLTV_OVERCOLLATERALIZATION.items():
            known = "ending" if edge == "outstanding" else edge
            value = self.month.enhancement[f"overcollateralization_{known}"]
            self._put(label, f"overcollateralization_{edge}", money(value))
        for name, group in self.groups:
            self._write_delinquencies(name, group)
        if self.style.footnote:
            self.sheet.say(f"* Delinquency Figures {self.style.footnote} Foreclosures, REO and Bankruptcies")
        self.sheet.say("")
        write_losses(self.sheet, self.month, self.style)

    def _put(self, label: str, name: str, ink: Ink, unit: str = "usd") -> None:
        put(self.sheet, self.style, label, name, ink, unit)

    def _write_head(self) -> None:
        start, _, _ = self.style.title.partition("{}")
        trust = start.removesuffix(" ").removesuffix(" Series")
        title = Row().figure(STATEMENT, "trust", words(trust), start=17)
        if start.endswith("Series "):
            title.words(" Series", column=0)
        self.sheet.add(title.figure(STATEMENT, "series", words(self.month.trust.series), column=0))
        day = day_in(self.style.date_form, self.month.distribution_date)
        self.sheet.add(Row("Payment Date ", 46).figure(STATEMENT, "distribution_date", day))
        self.sheet.say("", "Servicing Certificate")
        self.sheet.know(STATEMENT, deal=f"GMACM {self.month.trust.series}")

    def _write_rows(self, label: str, field: str) -> None:
        """A row for each group, and their sum."""
        for name, group in self.groups:
            own = f"{label} Group {name}" if name else label
            if field.startswith("repurchase"):
                key: Key = ("amount", field, name, None)
                ink = count(0) if field.endswith("count") else money(ZERO)
                self.sheet.know(key, unit="count" if field.endswith("count") else "usd")
                self.sheet.add(Row(own).figure(key, "value", ink, end=self.style.edge))
            else:
                ink = self._pool_ink(group, field)
                self.sheet.add(Row(own).figure(("pool", name), field, ink, end=self.style.edge))
        if len(self.groups) > 1 and self.style.sums and field in SUMS:
            whole = sum((_amount(group, field) for _, group in self.groups), ZERO)
            own, named = SUMS[field]
            if named:
                self._put(own, named, money(whole))
            else:
                self.sheet.add(Row().words(money(whole).text.rjust(self.style.edge), 0, column=1))
                self.sheet.ignored += 1

    def _pool_ink(self, group: LoanMonth, field: str) -> Ink:
        if field == "ending_loan_count":
            return count(group.ending_loan_count)
        value = _amount(group, field)
        return money(value) if value else amount(value, self.style, place=len(field))

    def _write_singles(self) -> None:
        enhancement = self.month.enhancement
        self._put(
            "Policy Draw Amount", "credit_enhancement_draw", money(enhancement["credit_enhancement_draw"])
        )
        reimbursed = money(enhancement["unreimbursed_prior_draws"])
        self._put("Total Limited Reimbursement Amount", "limited_reimbursement", reimbursed)
        paid = money(enhancement["extraordinary_event_loss"])
        self._put("Current month distribution to Credit Enhancer", "credit_enhancer_distribution", paid)
        self._put("Net Loan Rate", "net_wac", rate(self.month.groups[0].net_wac_pct, 2), "pct")
        for number, note in enumerate(self.month.notes, start=1):
            row = Row(f"Note Rate - Class {note.of.name} Notes")
            coupon = rate(note.of.rate_pct, 4)
            key: Key = ("tranche", number)
            self.sheet.add(row.figure(key, "pass_through_rate_pct", coupon, end=self.style.edge))
        self.sheet.say("")

    def _write_notes(self) -> None:
        fields = [name for name in NOTES if self.style.percentage_interest or not name.endswith("_pct")]
        edges = [24 + 20 * (place + 1) for place in range(len(fields))]
        if self.style.one_line:
            edges = [24 + 25 * (place + 1) for place in range(len(fields))]
            headings = [[" ".join(NOTES[field]).strip() for field in fields]]
        else:
            headings = [[NOTES[field][line] for field in fields] for line in (0, 1)]
        for texts in headings:
            heading = Row()
            for column, (text, edge) in enumerate(zip(texts, edges, strict=True), start=1):
                if text:
                    heading.label(text, edge - len(text), "heading", column)
            self.sheet.add(heading)
        for key, name, inks in self._note_rows():
            row = Row().figure(key, "class_name", name, start=0) if key[0] == "tranche" else Row(name.text)
            for column, (field, edge) in enumerate(zip(fields, edges, strict=True), start=1):
                if field in inks:
                    row.figure(key, field, inks[field], end=edge, column=column)
            self.sheet.add(row)
        self.sheet.say("")

    def _note_rows(self) -> Iterator[tuple[Key, Ink, dict[str, Ink]]]:
        """The notes, and the sums of their figures."""
        whole = sum((note.of.original for note in self.month.notes), ZERO)
        sums = dict.fromkeys(("beginning_balance", "ending_balance", "principal", "interest"), ZERO)
        for number, note in enumerate(self.month.notes, start=1):
            values = {field: _note_amount(note, field) for field in sums}
            sums = {field: sums[field] + value for field, value in values.items()}
            inks = {field: money(value) if value else dash(Decimal(0)) for field, value in values.items()}
            inks["percentage_interest_pct"] = rate(100 * note.ending_balance / whole, 3)
            key: Key = ("tranche", number)
            self.sheet.know(key, tranche=number, class_name_cut=False, notional=False)
            name = f"{note.of.name} Notes"
            yield key, Ink(f"Class {name}", name, is_number=False), inks
        if self.style.total_notes:
            yield ("total",), words("Total Notes"), {field: money(value) for field, value in sums.items()}

    def _write_delinquencies(self, name: str | None, group: LoanMonth) -> None:
        edges = self.style.delinquency_edges
        self.sheet.say("", "")
        for texts in (("", "Number", "Percent"), ("Balance", "of Loans", "of Balance")):
            heading = Row(f"Group {name}") if name and texts[0] else Row()
            for column, (text, edge) in enumerate(zip(texts, edges, strict=True), start=1):
                if text:
                    heading.label(text, edge - len(text), "heading", column)
            self.sheet.add(heading)
        labels = certificate.delinquency_labels(self.style)
        for place, ((status, bucket), label) in enumerate(labels.items()):
            balance, loans = self.month.behind[status, bucket]
            share = rate(100 * balance / group.ending_balance, 2)
            inks = (amount(balance, self.style, place=place), count(loans), share)
            key: Key = ("delinquency", name, status, bucket)
            row = Row(label)
            for field, ink, edge in zip(("balance", "loan_count", "balance_pct"), inks, edges, strict=True):
                row.figure(key, field, ink, end=edge)
            self.sheet.add(row)
            if self.style.footnote and bucket in BUCKETS:
                included = ["bankruptcy", "foreclosure", "reo"] if self.style.footnote == "Include" else []
                self.sheet.know(key, includes=included)


def _amount(group: LoanMonth, field: str) -> Decimal:
    """As these pages have it: what was collected is net of what was drawn, and no loans are bought."""
    if field == "principal_collections":
        return group.net_principal_collections
    return ZERO if field == "additional_loans_funding" else Decimal(getattr(group, field))


def _note_amount(note: NoteMonth, field: str) -> Decimal:
    """Interest is paid in full: a shortfall has no column here."""
    value = Decimal(getattr(note, field))
    return value + note.interest_shortfall if field == "interest" else value
