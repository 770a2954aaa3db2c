"""The servicing certificate of one loan group or class (2000-HE1, HE2, HE4): its notes' figures as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parsers.builder import Builder
from parsers.certificates.certificate_head import SPLITTING
from parsers.certificates.certificate_sections import certificate_sections
from parsers.certificates.note_tables import read_as_percent
from parsers.certificates.wordings import (
    CAPITALIZED_INTEREST,
    ENHANCEMENT,
    LOSS_AMOUNTS,
    OF_OTHERS,
    PREFUNDING,
    REPURCHASES,
)
from parsers.labels import Vocabulary, plain
from parsers.layout import Layout
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.records import Tranche
from parsers.targets import Target, place, targets

# 'Factor' is a fraction of the original balance beside a balance, and an amount per 1,000 beside a payment.
NOTES = {
    "Beginning Balance": ("beginning_balance", "beginning_factor"),
    "Ending Balance": ("ending_balance", "factor"),
    "Principal": ("principal", "principal_per_1000"),
    "Interest": ("interest", "interest_per_1000"),
    "Interest Shortfall": ("interest_shortfall", "interest_shortfall_per_1000"),
    "Security Percentage": ("security_pct",),
}
POOL = {
    "Beginning Pool Balance": "beginning_balance",
    "Beginning PFA": "beginning_prefunding_balance",
    "Ending Pool Balance": "ending_balance",
    "Ending PFA Balance": "ending_prefunding_balance",
    "Principal Collections": "principal_collections",
    "Principal Draws": "principal_draws",
    "Net Principal Collections": "net_principal_collections",
    "Active Loan Count": "ending_loan_count",
    "Interest Collections": "interest_collections",
    "Weighted Average Net Loan Rate": "net_wac_pct",
    "Substitution Adjustment Amount": "substitution_adjustment",
}
AMOUNTS = {
    "Remaing Funding Balance - Paid to Noteholders": "funding_closing_release",  # sic, 2000-HE2 in 01/2002
    "Remaining Funding Balance - Paid to Noteholders": "funding_closing_release",
    "Certificates": "certificate_distribution",
    **LOSS_AMOUNTS,
    **REPURCHASES,
}
UNSEEN = (
    *("Beginning Net Loss Amount", "Foreclosure", "Percent of Ending Balance"),
    *("Target Overcollateralization Amount", "Required Overcollateralization Amount"),
    *("Cuurent Month Repurchases Units", "Cuurent Month Repurchases ($)"),
    "Remaining Funding Balance - Paid to Noteholders",
)


@dataclass(frozen=True)
class NoteRows:
    """One kind of notes below its name: one row per figure, with its amount and mostly a factor beside it.

    'Note Rate' above them is the rate of the term notes.
    """

    fields: Mapping[str, Sequence[str]]
    rate: str

    @cached_property
    def words(self) -> Vocabulary[Sequence[str]]:
        """The labels of rows, matched even where they are damaged."""
        return Vocabulary(self.fields)

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the rows below each heading 'Term Notes  Amount  Factor'; returns the other lines."""
        note: Tranche | None = None
        columns, is_apart = 0, False
        rest, rates = [], []
        for line in lines:
            if _headed(line)[1]:
                name, columns = _headed(line)
                note = _open_note(builder, name)
            elif line.cells and not line.values and is_apart:  # the heading of another table
                note = None
            if len(line.values) == 1 and plain(line.label) == plain(self.rate):
                rates.append(line)
            elif not (note is not None and line.values and self._place(builder, note, columns, line)):
                rest.append(line)
            is_apart = not line.text.strip()
        for line in rates:
            _place_rate(builder, line)
        return rest

    def _place(self, builder: Builder, note: Tranche, columns: int, line: Line) -> bool:
        fields = self.words.find(line.label)
        if fields is None or len(line.values) > columns:
            return False
        if fields[0] == "security_pct":
            read_as_percent(builder, line.values[:1])
        for field, cell in zip(fields, line.values, strict=False):
            builder.put(note, field, cell)
        return True


def _headed(line: Line) -> tuple[str, int]:
    """The notes' name and the columns of 'Term Notes  Amount  Factor' or 'Variable Funding Notes  Amount'."""
    name, *columns = [cell.text for cell in line.cells] or [""]
    known = [plain(column) for column in columns] in (["amount", "factor"], ["amount"])
    return (name, len(columns)) if known and plain(name).endswith("notes") else ("", 0)


def _open_note(builder: Builder, name: str) -> Tranche:
    note = Tranche(tranche=len(builder.tranches) + 1, class_name=tidy_class_name(name), class_name_cut=False)
    note.notional = False
    builder.tranches.append(note)
    return note


def _place_rate(builder: Builder, line: Line) -> None:
    notes = [note for note in builder.tranches if plain(note.class_name or "") == "term notes"]
    if len(notes) == 1:
        builder.put(notes[0], "pass_through_rate_pct", line.values[0])
    else:
        place(builder, Target("amount", "note_rate"), line.values[0], line.label)


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
    sections=certificate_sections(
        NoteRows(NOTES, "Note Rate"),
        targets("pool", POOL) | targets("amount", AMOUNTS),
        ENHANCEMENT,
        {"Capitalized Interest Account": CAPITALIZED_INTEREST, "Prefunding Account": PREFUNDING},
    ),
    seen_elsewhere=dict.fromkeys(UNSEEN, OF_OTHERS),
)
