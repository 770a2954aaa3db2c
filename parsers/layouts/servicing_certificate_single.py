"""The servicing certificate of one loan group or class (2000-HE1, HE2, HE4): its notes' figures as rows."""

from collections.abc import Sequence

from parsers.builder import Builder
from parsers.certificates import (
    Certificate,
    Grammar,
    account_opener,
    open_delinquencies,
    open_losses,
    read_certificate,
)
from parsers.certificates.certificate import Block
from parsers.certificates.head import SPLITTING
from parsers.certificates.notes import place_note_rates, read_as_percent
from parsers.certificates.wordings import (
    CAPITALIZED_INTEREST,
    ENHANCEMENT,
    LOSS_AMOUNTS,
    PREFUNDING,
    REPURCHASES,
)
from parsers.labels import Vocabulary, plain
from parsers.layout import Layout
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.records import Tranche

NOTE_ROWS = Vocabulary(
    {
        "Beginning Balance": "beginning_balance",
        "Ending Balance": "ending_balance",
        "Principal": "principal",
        "Interest": "interest",
        "Interest Shortfall": "interest_shortfall",
        "Security Percentage": "security_pct",
    }
)
# 'Factor' is a fraction of the original balance beside a balance, and an amount per 1,000 beside a payment.
FACTORS = {
    "beginning_balance": "beginning_factor",
    "ending_balance": "factor",
    "principal": "principal_per_1000",
    "interest": "interest_per_1000",
    "interest_shortfall": "interest_shortfall_per_1000",
}
ROWS = {
    "Beginning Pool Balance": "beginning_balance",
    "Beginning PFA": "beginning_prefunding_balance",
    "Ending Pool Balance": "ending_balance",
    "Ending PFA Balance": "ending_prefunding_balance",
    "Principal Collections": "principal_collections",
    "Principal Draws": "principal_draws",
    "Remaing Funding Balance - Paid to Noteholders": "funding_closing_release",  # sic, 2000-HE2 in 01/2002
    "Remaining Funding Balance - Paid to Noteholders": "funding_closing_release",
    "Net Principal Collections": "net_principal_collections",
    "Active Loan Count": "ending_loan_count",
    "Interest Collections": "interest_collections",
    "Weighted Average Net Loan Rate": "net_wac_pct",
    "Substitution Adjustment Amount": "substitution_adjustment",
    "Note Rate": "note_rate",
    "Certificates": "certificate_distribution",
    **ENHANCEMENT,
    **LOSS_AMOUNTS,
    **REPURCHASES,
}


class NoteRows(Block):
    """One kind of notes: a row a figure, its amount and mostly a factor beside it."""

    def __init__(self, certificate: Certificate, name: str) -> None:
        self.builder = certificate.builder
        self.note = Tranche(
            tranche=len(self.builder.tranches) + 1, class_name=tidy_class_name(name), class_name_cut=False
        )
        self.note.notional = False
        self.builder.tranches.append(self.note)

    def take(self, line: Line, label: str) -> bool:
        """A row of the notes' figures."""
        field = NOTE_ROWS.find(label)
        if field is None or len(line.values) > 2:
            return False
        fields = [field, FACTORS.get(field)]
        if field == "security_pct":
            read_as_percent(self.builder, line.values[:1])
        for name, cell in zip(fields, line.values, strict=False):
            if name is not None:
                self.builder.put(self.note, name, cell, f"tranche {self.note.tranche}")
        return True


def open_note_rows(certificate: Certificate, heading: Sequence[Line]) -> Block | None:
    """The rows below 'Term Notes  Amount  Factor' or 'Variable Funding Notes  Amount'."""
    name, *columns = [cell.text for cell in heading[-1].cells]
    if not plain(name).endswith("notes") or [plain(column) for column in columns] not in (
        ["amount", "factor"],
        ["amount"],
    ):
        return None
    return NoteRows(certificate, name)


GRAMMAR = Grammar(
    "servicing_certificate_single",
    ROWS,
    (
        open_note_rows,
        open_delinquencies,
        open_losses,
        account_opener(
            {"Capitalized Interest Account": CAPITALIZED_INTEREST, "Prefunding Account": PREFUNDING}
        ),
    ),
    place_note_rates,
)


def read(lines: Sequence[Line]) -> Builder:
    """One certificate of one group or class."""
    return read_certificate(lines, GRAMMAR)


LAYOUT = Layout(
    name="servicing_certificate_single",
    signatures=(
        r"^[ ]*Servicing Certificate\b",
        r"\bPool Balance\b",
        r"\bPayment Date\b",
        r"\bNotes {2,}Amount {2,}Factor\b",
    ),
    excludes=(r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS",),
    splitting=SPLITTING,
    reader=read,
)
