"""Reads the fields for indexes and the submissions API from a submission's header."""

import datetime as dt
import re
from dataclasses import dataclass

# The header of the longest submission seen (399 filers) stays far below this.
HEADER_BYTES = 1_000_000
HEADER_END = re.compile(rb"^</(SEC|IMS)-HEADER>", re.MULTILINE)
DISSEMINATED = re.compile(r"^<(?:SEC|IMS)-DOCUMENT>\S+ : (\d{8})", re.MULTILINE)


@dataclass(frozen=True)
class HeaderRegistrant:
    """A company of the header: its CIK, name, file and film number as printed there."""

    cik: int
    name: str
    file_number: str
    film_number: str


@dataclass(frozen=True)
class SubmissionHeader:
    """A submission's header; `accepted` is its digits, Eastern time."""

    accession: str
    form: str
    filed: dt.date
    disseminated: dt.date  # the day whose daily index lists it
    period: str
    accepted: str
    items: tuple[str, ...]
    registrants: tuple[HeaderRegistrant, ...]
    filename: str
    description: str
    size: int


def read_header(raw: bytes) -> SubmissionHeader | None:
    """The header, or None where accession, form or filing date cannot be read (a damaged submission)."""
    end = HEADER_END.search(raw, 0, HEADER_BYTES)
    text = raw[: end.start() if end else HEADER_BYTES].decode("latin-1")
    accession = _value(text, "ACCESSION NUMBER")
    filed = _date(_value(text, "FILED AS OF DATE"))
    form = _value(text, "CONFORMED SUBMISSION TYPE")
    if not (accession and form and filed):
        return None
    first_document = raw[end.end() : end.end() + 2000].decode("latin-1") if end else ""
    disseminated = DISSEMINATED.search(text)
    accepted = re.search(r"^<ACCEPTANCE-DATETIME>(\d{14})", text, re.MULTILINE)
    return SubmissionHeader(
        accession=accession,
        form=form,
        filed=filed,
        disseminated=(_date(disseminated[1]) if disseminated else None) or filed,
        period=_value(text, "CONFORMED PERIOD OF REPORT"),
        accepted=accepted[1] if accepted else f"{filed:%Y%m%d}000000",
        items=tuple(_values(text, "ITEM INFORMATION")),
        registrants=_registrants(text),
        filename=_tag(first_document, "FILENAME"),
        description=_tag(first_document, "DESCRIPTION"),
        size=len(raw),
    )


def _registrants(text: str) -> tuple[HeaderRegistrant, ...]:
    companies = re.split(r"^\s*COMPANY CONFORMED NAME:", text, flags=re.MULTILINE)[1:]
    found: dict[int, HeaderRegistrant] = {}
    for company in companies:
        cik = _value(company, "CENTRAL INDEX KEY")
        if cik.isdecimal():  # '²' is a digit and not a number
            name = company.split("\n", 1)[0].strip()
            numbers = _value(company, "SEC FILE NUMBER"), _value(company, "FILM NUMBER")
            found.setdefault(int(cik), HeaderRegistrant(int(cik), name, *numbers))
    return tuple(found.values())


def _values(text: str, label: str) -> list[str]:
    return [value.strip() for value in re.findall(rf"^\s*{label}:([^\n]*)$", text, re.MULTILINE)]


def _value(text: str, label: str) -> str:
    return next(iter(_values(text, label)), "")


def _tag(text: str, tag: str) -> str:
    found = re.search(rf"^<{tag}>([^\n]*)$", text.split("<TEXT>", 1)[0], re.MULTILINE)
    return found[1].strip() if found else ""


def _date(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
