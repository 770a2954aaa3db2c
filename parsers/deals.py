"""The deal of a page: the shelf and the series, from the words of its title."""

import re

from parsers.printed_values import letters_as_digits

SERIES = re.compile(r"\b((?:19|20)\d{2}-[A-Z0-9]{1,10})\b", re.IGNORECASE)

# Shelves by their words, the more specific first.
_SHELVES = (
    (re.compile(r"\bGMA +SERIES", re.IGNORECASE), "GMA"),
    (re.compile(r"\bGMACM\b|\bGMAC (?:MORTGAGE|HOME EQUITY)", re.IGNORECASE), "GMACM"),
    (re.compile(r"\bRESIDENTIAL ASSET (?:MORTGAGE|MTGE)|\bRAMP\b", re.IGNORECASE), "RAMP"),
    (re.compile(r"\bRESIDENTIAL FUNDING M\w+ SEC\w* II\b", re.IGNORECASE), "RFMSII"),
    (re.compile(r"\bRESIDENTIAL FUNDING M\w+ SEC\w* I\b", re.IGNORECASE), "RFMSI"),
    (re.compile(r"\bRESIDENTIAL ACCREDIT LOANS\b", re.IGNORECASE), "RALI"),
    (re.compile(r"\bRESIDENTIAL ASSET SEC\w* CORP", re.IGNORECASE), "RASC"),
)
SHELVES = frozenset(shelf for _, shelf in _SHELVES)  # in the form that `deal` uses


def find_series(text: str) -> str | None:
    """The series as printed ('2003-AR2'), None where the words name none."""
    match = SERIES.search(text)
    return match[1] if match else None


def name_deal(title: str, series: str | None) -> str | None:
    """'GMACM 2003-AR2' of a title and a series; None where the title names no known shelf."""
    if series is None:
        return None
    for words, shelf in _SHELVES:
        if words.search(title):
            return f"{shelf} {_two_digits(series) if shelf == 'GMA' else series.upper()}"
    return None


_AGENTS_SERIES = re.compile(r"((?:19|20)\d{2}-J)([0-9OlI]{1,2})$", re.IGNORECASE)


def _two_digits(series: str) -> str:
    """'2000-J1' of one month is '2000-J01' of the next; in scans '1999-J0l' and '1999-JOl' are 1999-J01."""
    match = _AGENTS_SERIES.match(series)
    if match is None:
        return series.upper()
    return f"{match[1].upper()}{letters_as_digits(match[2]).zfill(2)}"
