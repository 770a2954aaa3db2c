"""Composes complete submission text files in the form in which EDGAR serves filings of 2002 to 2010."""

import base64
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The key lines are the same in every wrapped submission that EDGAR serves.
PEM_HEAD = b"""-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
Originator-Name: webmaster@www.sec.gov
Originator-Key-Asymmetric:
 MFgwCgYEVQgBAQICAf8DSgAwRwJAW2sNKK9AVtBzYZmr6aGjlWyK3XmZv3dTINen
 TWSM7vrzLADbmYQaionwg5sDW3P6oaM5D3tdezXMm7z1T+B+twIDAQAB
MIC-Info: RSA-MD5,RSA,
"""
PEM_END = b"-----END PRIVACY-ENHANCED MESSAGE-----\n"
# A signature has 64 bytes, 88 characters of base64; this one contains a label.
INVENTED_SIGNATURE = b"INVENTED+SIGNATURE+"
# The default time of a filing; EDGAR's day ends at 17:30 Eastern.
NOON = dt.time(12, 0, 0)


@dataclass(frozen=True)
class Filer:
    """One registrant of a submission's header; `street` to `phone` are its business address."""

    cik: int
    name: str
    file_number: str = "333-000000-00"
    film_number: str = "04000000"
    sic: str = "ASSET-BACKED SECURITIES [6189]"
    irs_number: str = ""
    state: str = "DE"
    fiscal_year_end: str = "1231"
    street: str = ""
    city: str = ""
    state_of_address: str = ""
    zip_code: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SubmissionDocument:
    """One document of a submission; `text` goes in byte for byte, with a final line feed if it has none."""

    type: str
    text: bytes
    filename: str = ""
    description: str = ""


def compose_submission(  # noqa: PLR0913 - each is a line of the header
    accession: str,
    form: str,
    filed: dt.date,
    *,
    filers: Sequence[Filer],
    documents: Sequence[SubmissionDocument],
    period: dt.date | None = None,
    items: Iterable[str] = (),
    accepted: dt.datetime | None = None,
    disseminated: dt.date | None = None,
    document_count: int | None = None,
    wrapper: str = "pem",
) -> bytes:
    """The bytes that EDGAR serves for a filing.

    `items` are the header's texts ('Other events'); `accepted` is Eastern time; `document_count` is the
    header's count if it is to differ from the real one; `wrapper` is 'pem' (to 2010) or 'none' (today).
    """
    if wrapper not in {"pem", "none"}:
        raise ValueError(f"no such wrapper: {wrapper!r}; choose 'pem' or 'none'")
    stamp = f"{disseminated or filed:%Y%m%d}"
    head = [
        f"<SEC-DOCUMENT>{accession}.txt : {stamp}",
        f"<SEC-HEADER>{accession}.hdr.sgml : {stamp}",
        f"<ACCEPTANCE-DATETIME>{accepted or dt.datetime.combine(filed, NOON):%Y%m%d%H%M%S}",
        f"ACCESSION NUMBER:\t\t{accession}",
        f"CONFORMED SUBMISSION TYPE:\t{form}",
        f"PUBLIC DOCUMENT COUNT:\t\t{len(documents) if document_count is None else document_count}",
        *([f"CONFORMED PERIOD OF REPORT:\t{period:%Y%m%d}"] if period else []),
        *(f"ITEM INFORMATION:\t\t{item}" for item in items),
        f"FILED AS OF DATE:\t\t{filed:%Y%m%d}",
    ]
    for filer in filers:
        head += ["", *_filer_lines(filer, form)]
    body = "\n".join([*head, "</SEC-HEADER>", ""]).encode("latin-1")
    for sequence, document in enumerate(documents, start=1):
        body += _document_part(document, sequence)
    body += b"</SEC-DOCUMENT>\n"
    return wrap(body) if wrapper == "pem" else body


def wrap(body: bytes) -> bytes:
    """The body inside a PEM message: lines that begin with '-' get '- ' before them."""
    escaped = b"".join(b"- " + line if line[:1] == b"-" else line for line in body.splitlines(keepends=True))
    return PEM_HEAD + _signature() + b"\n" + escaped + PEM_END


def _signature() -> bytes:
    letters = base64.b64decode((INVENTED_SIGNATURE * 5)[:88])[:64]
    encoded = base64.b64encode(letters)
    return b" " + encoded[:64] + b"\n " + encoded[64:] + b"\n"


def _filer_lines(filer: Filer, form: str) -> list[str]:
    # Section heads with an address or a company end in a tab, FILING VALUES does not.
    lines = [
        "FILER:",
        "",
        "\tCOMPANY DATA:\t",
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{filer.name}",
        f"\t\tCENTRAL INDEX KEY:\t\t\t{filer.cik:010d}",
        f"\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t{filer.sic}",
        *([f"\t\tIRS NUMBER:\t\t\t\t{filer.irs_number}"] if filer.irs_number else []),
        f"\t\tSTATE OF INCORPORATION:\t\t\t{filer.state}",
        f"\t\tFISCAL YEAR END:\t\t\t{filer.fiscal_year_end}",
        "",
        "\tFILING VALUES:",
        f"\t\tFORM TYPE:\t\t{form}",
        "\t\tSEC ACT:\t\t1934 Act",
        f"\t\tSEC FILE NUMBER:\t{filer.file_number}",
        f"\t\tFILM NUMBER:\t\t{filer.film_number}",
    ]
    return [*lines, *_address_lines(filer)] if filer.street else lines


def _address_lines(filer: Filer) -> list[str]:
    return [
        "",
        "\tBUSINESS ADDRESS:\t",
        f"\t\tSTREET 1:\t\t{filer.street}",
        f"\t\tCITY:\t\t\t{filer.city}",
        f"\t\tSTATE:\t\t\t{filer.state_of_address}",
        f"\t\tZIP:\t\t\t{filer.zip_code}",
        *([f"\t\tBUSINESS PHONE:\t\t{filer.phone}"] if filer.phone else []),
    ]


def _document_part(document: SubmissionDocument, sequence: int) -> bytes:
    lines = [
        "<DOCUMENT>",
        f"<TYPE>{document.type}",
        f"<SEQUENCE>{sequence}",
        *([f"<FILENAME>{document.filename}"] if document.filename else []),
        *([f"<DESCRIPTION>{document.description}"] if document.description else []),
        "<TEXT>",
        "",
    ]
    end = b"" if document.text.endswith(b"\n") else b"\n"
    return "\n".join(lines).encode("latin-1") + document.text + end + b"</TEXT>\n</DOCUMENT>\n"
