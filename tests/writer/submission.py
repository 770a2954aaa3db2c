"""Written pages as filings: a complete submission around a page, and a trust's history month by month."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.writer.sheet import Written

CIK = "0009999901"  # of no registrant: EDGAR has not got that far


class Filed(NamedTuple):
    """One filing: its accession, the day it was filed, its bytes, and the page in it."""

    accession: str
    filed: date
    raw: bytes
    page: Written


def submit(page: Written, accession: str, filed: date, form: str = "8-K", cik: str = CIK) -> bytes:
    """A complete submission text file with the page as its only document."""
    day = filed.strftime("%Y%m%d")
    return "\n".join(
        [
            f"<SEC-DOCUMENT>{accession}.txt : {day}",
            f"<SEC-HEADER>{accession}.hdr.sgml : {day}",
            f"ACCESSION NUMBER:\t\t{accession}",
            f"CONFORMED SUBMISSION TYPE:\t{form}",
            "PUBLIC DOCUMENT COUNT:\t\t1",
            f"CONFORMED PERIOD OF REPORT:\t{day}",
            f"FILED AS OF DATE:\t\t{day}",
            "",
            "FILER:",
            "",
            "\tCOMPANY DATA:\t",
            "\t\tCOMPANY CONFORMED NAME:\t\t\tWRITTEN MORTGAGE LOAN TRUST",
            f"\t\tCENTRAL INDEX KEY:\t\t\t{cik}",
            "</SEC-HEADER>",
            "<DOCUMENT>",
            f"<TYPE>{form}",
            "<SEQUENCE>1",
            "<FILENAME>written.txt",
            "<TEXT>",
            page.text.rstrip("\n"),
            "</TEXT>",
            "</DOCUMENT>",
            "</SEC-DOCUMENT>",
            "",
        ]
    ).encode("ascii")


def history(trust: Any, write: Any, style: object, months: int) -> Iterator[Filed]:
    """A trust's filings from its first distribution on, each filed ten days after it."""
    for number in range(1, months + 1):
        month = trust.month(number)
        page = write(month, style)
        filed = month.distribution_date + timedelta(days=10)
        accession = f"9999999901-{filed:%y}-{number:06}"
        yield Filed(accession, filed, submit(page, accession, filed), page)


def report(statements: Iterable[Written]) -> bytes:
    """A report of many statements, below a cover that names their series."""
    cover = [
        "FORM 8-K",
        "",
        "Item 5.  Other Events",
        "",
        "See the respective monthly reports",
        "",
        "<PAGE>",
        "",
    ]
    lines = [*cover, *(line for one in statements for line in one.lines)]
    return ("\n".join(lines) + "\n").encode("ascii")
