"""Answers of the submissions API: a registrant's filings as parallel arrays, newest first."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from crawler.replica.archive import Contents
from crawler.replica.headers import HeaderRegistrant, SubmissionHeader

# The API keeps at least this many rows in the first answer; older ones go to pages.
RECENT_ROWS = 1000
# On this day the numbers of Form 8-K's items changed.
NEW_ITEMS = dt.date(2004, 8, 23)
OLD_NUMBERS = {"other events": "5", "financial statements and exhibits": "7"}
NEW_NUMBERS = {"other events": "8.01", "financial statements and exhibits": "9.01"}
NO_ADDRESS = {
    "street1": None,
    "street2": None,
    "city": None,
    "stateOrCountry": None,
    "zipCode": None,
    "stateOrCountryDescription": None,
    "isForeignLocation": None,
    "foreignStateTerritory": None,
    "country": None,
    "countryCode": None,
}


def company_files(cik: int, contents: Contents, recent_rows: int = RECENT_ROWS) -> dict[str, bytes]:
    """The API's files of a registrant by name; empty where no submission names it."""
    filings = [
        (header, registrant)
        for header in contents.headers.values()
        for registrant in header.registrants
        if registrant.cik == cik
    ]
    if not filings:
        return {}
    filings.sort(key=lambda filing: (filing[0].filed, filing[0].accepted, filing[0].accession), reverse=True)
    recent, older = filings[:recent_rows], filings[recent_rows:]
    pages = {
        f"CIK{cik:010d}-submissions-{number:03d}.json": older[start : start + recent_rows]
        for number, start in enumerate(range(0, len(older), recent_rows), start=1)
    }
    company = _company(recent[0][1])
    company["filings"] = {"recent": _columns(recent), "files": [_page(*page) for page in pages.items()]}
    files = {f"CIK{cik:010d}.json": company, **{name: _columns(page) for name, page in pages.items()}}
    # One line, ASCII, no final line feed.
    return {name: json.dumps(file, separators=(",", ":")).encode() for name, file in files.items()}


def _page(name: str, filings: list[tuple[SubmissionHeader, HeaderRegistrant]]) -> dict[str, Any]:
    days = [str(header.filed) for header, _ in filings]
    return {"name": name, "filingCount": len(days), "filingFrom": min(days), "filingTo": max(days)}


def _columns(filings: Iterable[tuple[SubmissionHeader, HeaderRegistrant]]) -> dict[str, list[Any]]:
    rows = [_row(header, registrant) for header, registrant in filings]
    return {column: [row[column] for row in rows] for column in rows[0]}


def _row(header: SubmissionHeader, registrant: HeaderRegistrant) -> dict[str, Any]:
    at = header.accepted
    return {
        "accessionNumber": header.accession,
        "filingDate": str(header.filed),
        "reportDate": "-".join((header.period[:4], header.period[4:6], header.period[6:]))
        if header.period
        else "",
        # Eastern time marked as UTC, as EDGAR often answers.
        "acceptanceDateTime": f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:14]}.000Z",
        "act": "34",
        "form": header.form,
        "fileNumber": registrant.file_number,
        "filmNumber": registrant.film_number,
        "items": ",".join(_item_number(item, header.filed) for item in header.items),
        "core_type": header.form,
        "size": header.size,
        "isXBRL": 0,
        "isInlineXBRL": 0,
        "primaryDocument": header.filename,
        "primaryDocDescription": header.description or header.form,
    }


def _item_number(item: str, filed: dt.date) -> str:
    return (NEW_NUMBERS if filed >= NEW_ITEMS else OLD_NUMBERS).get(item.lower(), item)


def _company(registrant: HeaderRegistrant) -> dict[str, Any]:
    return {
        "cik": f"{registrant.cik:010d}",
        "entityType": "other",
        "sic": "6189",
        "sicDescription": "Asset-Backed Securities",
        "ownerOrg": None,
        "insiderTransactionForOwnerExists": 0,
        "insiderTransactionForIssuerExists": 0,
        "name": registrant.name,
        "tickers": [],
        "exchanges": [],
        "ein": "000000000",
        "lei": None,
        "description": "",
        "website": "",
        "investorWebsite": "",
        "category": "",
        "fiscalYearEnd": "1231",
        "stateOfIncorporation": "DE",
        "stateOfIncorporationDescription": "DE",
        "addresses": {"mailing": NO_ADDRESS, "business": NO_ADDRESS},
        "phone": "",
        "flags": "",
        "formerNames": [],
    }
