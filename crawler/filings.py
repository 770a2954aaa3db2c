"""A filing before it is fetched: its accession and its address at EDGAR."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from storage import Landed

if TYPE_CHECKING:  # `scrapy list` imports the spiders and needs no parsers
    from parsers.submission import Submission

ACCESSION = re.compile(r"\d{10}-\d\d-\d{6}", re.ASCII)
# Both forms of address are in use, flat and in a folder, and both serve the same bytes.
PATH = re.compile(r"edgar/data/(?P<cik>\d{1,10})/(?:\d{18}/)?(?P<accession>\d{10}-\d\d-\d{6})\.txt", re.ASCII)
# 9999999997- is a filing on paper, 9999999995- and 9999999994- are made by the SEC itself:
# these filings may have no text.
WITHOUT_TEXT = ("9999999997-", "9999999995-", "9999999994-")


@dataclass(frozen=True, slots=True)
class FilingRef:
    """One filing to fetch; values that are not known yet are None."""

    accession: str
    cik: str | None = None  # ten digits
    form: str | None = None
    filed: date | None = None
    path: str | None = None  # edgar/data/<cik>/<accession>.txt

    @property
    def has_text(self) -> bool:
        return not self.accession.startswith(WITHOUT_TEXT)


@dataclass
class Received:
    """A submission to land and read, or one that an earlier run landed and did not read."""

    ref: FilingRef
    raw: bytes = b""
    submission: "Submission | None" = None  # the same bytes, their envelope opened
    landed: Landed | None = None


def ten_digits(cik: str) -> str:
    """EDGAR pads CIKs in its headers and not in its paths; records always do."""
    return cik.strip().zfill(10)


def flat_path(cik: str, accession: str) -> str:
    """The address that the indexes list: the CIK without its leading zeros."""
    return f"edgar/data/{int(cik)}/{accession}.txt"


def first_year(accession: str) -> int:
    """The year in an accession: no index of an earlier year is likely to list it."""
    digits = int(accession[11:13])
    return 1900 + digits if digits >= 80 else 2000 + digits


def read_ref(text: str) -> FilingRef:
    """Read an accession, a `cik:accession` pair, or an EDGAR path or address; raises ValueError."""
    text = text.strip()
    if ACCESSION.fullmatch(text):
        return FilingRef(text)
    cik, colon, accession = text.partition(":")
    if colon and cik.isascii() and cik.isdigit() and len(cik) <= 10 and ACCESSION.fullmatch(accession):
        return FilingRef(accession, ten_digits(cik), path=flat_path(cik, accession))
    found = PATH.search(text)
    if found and found.end() == len(text):
        return FilingRef(found["accession"], ten_digits(found["cik"]), path=found[0])
    raise ValueError(text)
