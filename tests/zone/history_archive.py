"""The bundled archive with a history: invented trusts over 24 months, with a few faults planted.

`python -m tests.zone.history_archive` writes crawler/replica/history.zip anew; a test shows that it is what
the writers print today.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from crawler.replica import Filer, SubmissionDocument, compose_submission
from crawler.replica.history import HISTORY
from tests.zone.histories import Archive, Filing, History, by_accession, histories
from tests.zone.loan_list import LOAN_LIST

MONTHS = 24
FIRST_CIK = 9900000100
# Layout, seed, and how many trusts.
TRUSTS = (
    ("bank_one", 5, 2),
    ("servicing_certificate", 6, 2),
    ("paying_agent", 7, 1),
    ("rfc_statement", 8, 1),
)
NAMES = {
    "bank_one": "GMACM MORTGAGE LOAN TRUST {series}",
    "servicing_certificate": "GMACM HOME EQUITY LOAN TRUST {series}",
    "paying_agent": "GMACM MORTGAGE LOAN TRUST {series}",
    "rfc_statement": "RAMP SERIES {series} TRUST",
}
COVER = """FORM 8-K (INVENTED)

Item 5.  Other Events

{name}
See the statement that is attached. All trusts, figures and codes of this archive are invented.

<PAGE>

"""
# A page that proves nothing: no layout reads it, and it has no class table.
UNREAD = (
    """{name}
SERIES {series}
Statement to Certificateholders (invented)
Distribution Date: {date:%B %d, %Y}

List of the Largest Loans
"""
    + LOAN_LIST
)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the least date of a ZIP archive: the same bytes whenever it is written


def trusts() -> list[History]:
    """The trusts, each with a CIK that no registrant has."""
    found = (one for layout, seed, count in TRUSTS for one in histories(count, seed, layout))
    return [replace(one, cik=FIRST_CIK + place) for place, one in enumerate(found)]


def filings() -> tuple[Archive, list[History]]:
    """The archive's statements, with its faults."""
    own = trusts()
    archive = Archive.sound(own, MONTHS)
    first, second, third, fourth = own[:4]
    archive.lose_months(first, 9)
    archive.amend(first, 15)
    archive.break_carry_over(second, 12)
    archive.file_twice(second, 18)
    archive.let_losses_fall(third, 14)
    archive.lose_months(fourth, 20, 21)
    return archive, own


def submissions() -> Iterator[tuple[str, bytes]]:
    """Accession and bytes of every submission."""
    archive, own = filings()
    for accession, together in groupby(sorted(archive, key=by_accession), by_accession):
        statements = list(together)
        name = name_of(statements[0].history)
        cover = SubmissionDocument(
            statements[0].form, COVER.format(name=name).encode(), "invented-cover.txt", "COVER"
        )
        pages = [
            SubmissionDocument("EX-99", one.page, "invented.txt", "STATEMENT (INVENTED)")
            for one in statements
        ]
        yield accession, submission(statements[0], [cover, *pages])
    for number in (6, 7):
        filing = Filing(own[1], number, b"", again=7)
        month = own[1].month(number)
        words = UNREAD.format(name=name_of(own[1]), series=series_of(own[1]), date=month.distribution_date)
        page = SubmissionDocument("EX-99", words.encode(), "invented-loans.txt", "LOANS (INVENTED)")
        yield filing.accession, submission(filing, [page])


def submission(filing: Filing, documents: list[SubmissionDocument]) -> bytes:
    filer = Filer(filing.history.cik, name_of(filing.history))
    period = filing.history.month(filing.number).distribution_date
    return compose_submission(
        filing.accession, filing.form, filing.filed, filers=[filer], documents=documents, period=period
    )


def name_of(history: History) -> str:
    return f"{NAMES[history.layout].format(series=series_of(history))} (INVENTED)"


def series_of(history: History) -> str:
    """'2003-T2', of the deal 'GMACM 2003-T2'."""
    return history.deal.rpartition(" ")[2]


def packed() -> bytes:
    """The archive's bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for accession, raw in sorted(submissions()):
            archive.writestr(
                zipfile.ZipInfo(f"submissions/{accession}.txt", EPOCH), raw, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


if __name__ == "__main__":
    Path(HISTORY).write_bytes(packed())
