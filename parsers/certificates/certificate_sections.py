"""The sections of a servicing certificate: two accounts below their titles, the rest anywhere on the page."""

from collections.abc import Mapping

from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Kind
from parsers.blocks.matrix import Matrix
from parsers.blocks.paragraph import Paragraph
from parsers.certificates.certificate_head import read_head
from parsers.certificates.delinquency_tables import DelinquencyTables
from parsers.certificates.footnotes import FootnoteLines
from parsers.certificates.note_tables import NoteRates, part_glued_figures
from parsers.certificates.overcollateralization import Overcollateralization
from parsers.certificates.pool_rows import PoolRows
from parsers.certificates.wordings import (
    DELINQUENCY_COLUMNS,
    DELINQUENCY_ROWS,
    LOSS_COLUMNS,
    LOSSES,
    RECOVERIES,
)
from parsers.form import HEAD, Blocks
from parsers.targets import Target, targets


def certificate_sections(
    notes: Kind,
    rows: Mapping[str, Target],
    enhancement: dict[str, str],
    accounts: Mapping[str, dict[str, str]],
    statuses: Mapping[str, Target] | None = None,
) -> dict[str, Blocks]:
    """The blocks of each section; tables and rows are above, between or below the accounts.

    `notes` is the block of the notes' figures; `statuses` are delinquency columns of further statuses.
    """
    anywhere = (
        Overcollateralization(targets("amount", enhancement)),
        DelinquencyTables(DELINQUENCY_ROWS, {**DELINQUENCY_COLUMNS, **(statuses or {})}, by_place=True),
        FootnoteLines(),
        NoteRates(),
        PoolRows(rows, others=[label for labels in accounts.values() for label in labels]),
        Matrix(targets("amount", LOSSES), LOSS_COLUMNS, by_place=True),
        Facts(targets("amount", RECOVERIES)),
        notes,
    )
    of_accounts = {
        title: (Paragraph(targets("amount", labels)), *anywhere) for title, labels in accounts.items()
    }
    return {HEAD: (read_head, part_glued_figures, *anywhere), **of_accounts}
