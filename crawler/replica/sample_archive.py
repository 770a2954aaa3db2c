"""Composes the submissions of the bundled sample archive from their parts.

`python -m crawler.replica.sample_archive` rewrites the files; a test checks that they are up to date.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from crawler.replica.archive import SUBMISSIONS
from crawler.replica.submission_files import Filer, SubmissionDocument, compose_submission

SAMPLE = Path(__file__).parent / "sample"
PARTS = SAMPLE / "parts"

# The items of a monthly report, as headers of 2003 and 2004 spell them.
MONTHLY = ("Other events", "Financial statements and exhibits")
BLOOMINGTON = {
    "city": "BLOOMINGTON",
    "state_of_address": "MN",
    "zip_code": "55437",
    "irs_number": "411955181",
}

AR1 = Filer(
    cik=1264853,
    name="GMACM MORTGAGE LOAN TRUST 2003-AR1",
    file_number="333-104662-05",
    film_number="04000001",
    street="8400 NORMANDALE LAKE BLVD STE 600",
    phone="9528577000",
    **BLOOMINGTON,
)
AR2 = Filer(
    cik=1270371,
    name="GMACM MORTGAGE LOAN TRUST 2003-AR2",
    file_number="333-104662-07",
    film_number="04000002",
    street="8400 NORMANDALE LAKE BLVD STE 250",
    phone="2156823562",
    **BLOOMINGTON,
)
HE2 = Filer(cik=1226782, name="GMACM HOME EQUITY LOAN TRUST 2003-HE2", film_number="04000003")
DEPOSITOR = Filer(
    cik=1099391,
    name="RESIDENTIAL ASSET MORTGAGE PRODUCTS INC",
    file_number="333-104662",
    film_number="04000004",
    street="8400 NORMANDALE LAKE BLVD STE 250",
    **BLOOMINGTON,
)
NEW_GMACM = Filer(
    cik=9900000009, name="GMACM MORTGAGE LOAN TRUST 2003-XX9 (INVENTED)", film_number="04000009"
)
NEW_RAMP = Filer(cik=9900000008, name="RAMP SERIES 2003-XX8 TRUST (INVENTED)", film_number="04000008")


def part(name: str) -> bytes:
    """The text of a document, byte for byte."""
    return (PARTS / name).read_bytes()


def compose_sample() -> Iterator[tuple[str, bytes]]:
    """Accession and bytes of every submission of the sample archive."""
    yield from _statements()
    yield from _home_equity()
    yield from _without_a_statement()


def _statements() -> Iterator[tuple[str, bytes]]:
    payment = dt.date(2003, 12, 19)
    filed = dt.date(2004, 1, 5)
    # This accession and this file name are EDGAR's own.
    accession = "0001019965-04-000027"
    ar2 = SubmissionDocument("8-K", part("2003-AR2.txt"), "gmac03ar28k1203.txt", "DECEMBER 2003 8-K")
    yield (
        accession,
        compose_submission(
            accession, "8-K", filed, filers=[AR2], documents=[ar2], period=payment, items=MONTHLY[:1]
        ),
    )
    accession = "0000000003-04-000001"
    ar1 = SubmissionDocument("8-K", part("2003-AR1.txt"), "invented-ar1.txt", "DECEMBER 2003 8-K")
    yield (
        accession,
        compose_submission(
            accession, "8-K", filed, filers=[AR1, DEPOSITOR], documents=[ar1], period=payment, items=MONTHLY
        ),
    )


def _home_equity() -> Iterator[tuple[str, bytes]]:
    refilings = [
        ("0000000003-04-000002", "8-K", dt.date(2004, 3, 3), "cover-2003-HE2.txt"),
        ("0000000003-04-000003", "8-K/A", dt.date(2004, 4, 5), "cover-2003-HE2-amended.txt"),
    ]
    for accession, form, filed, cover in refilings:
        documents = [
            SubmissionDocument(form, part(cover), "invented-cover.txt", "COVER (INVENTED)"),
            SubmissionDocument("EX-99", part("2003-HE2.txt"), "invented-he2.txt", "SERVICING CERTIFICATE"),
        ]
        yield (
            accession,
            compose_submission(
                accession,
                form,
                filed,
                filers=[HE2],
                documents=documents,
                period=dt.date(2004, 2, 25),
                items=MONTHLY,
            ),
        )


def _without_a_statement() -> Iterator[tuple[str, bytes]]:
    filings = [
        ("0000000003-03-000001", "8-K", dt.date(2003, 11, 14), AR2, "notice-2003-AR2.txt"),
        ("0000000003-04-000004", "10-K", dt.date(2004, 3, 30), AR1, "annual-2003-AR1.txt"),
        ("0000000003-04-000005", "8-K", dt.date(2004, 2, 17), NEW_GMACM, "notice-2003-XX9.txt"),
        ("0000000003-04-000006", "8-K", dt.date(2004, 2, 18), NEW_RAMP, "notice-2003-XX8.txt"),
    ]
    for accession, form, filed, filer, text in filings:
        documents = [SubmissionDocument(form, part(text), "invented.txt", "INVENTED")]
        items = MONTHLY[:1] if form == "8-K" else ()
        raw = compose_submission(
            accession, form, filed, filers=[filer], documents=documents, period=filed, items=items
        )
        yield accession, raw


def write_sample() -> None:
    """Write every submission of the sample archive to its file."""
    for accession, raw in compose_sample():
        (SAMPLE / SUBMISSIONS / f"{accession}.txt").write_bytes(raw)


if __name__ == "__main__":
    write_sample()
