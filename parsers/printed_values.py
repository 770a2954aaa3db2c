"""Converts printed text to values: dates, numbers with their digits, class names, check digits."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[A-Za-z]*\.? (\d{1,2})(?:, ?| )(\d{4})$")
_DAY_FIRST = re.compile(r"(\d{1,2})-([A-Za-z]{3})[A-Za-z]*-(\d{2,4})$")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
_CENTURY_TURN = 80  # two-digit years: 19xx from 80, else 20xx (the trusts begin in the 1980s)


def read_date(text: str) -> str | None:
    """ISO date of 'Dec 19, 2003', '12/19/03', '20-December-00' or '30-Sep-2000'; None for other text."""
    if match := _SLASHES.match(text):
        month, day, year = (int(part) for part in match.groups())
    elif match := _MONTH_FIRST.match(text):
        month, day, year = MONTHS.get(match[1].lower(), 0), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.match(text):
        month, day, year = MONTHS.get(match[2].lower(), 0), int(match[1]), int(match[3])
    else:
        return None
    if year < 100:
        year += 1900 if year >= _CENTURY_TURN else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # the page prints a day that does not exist
        return None


def read_number(text: str) -> Decimal:
    """The printed digits of '$1,234.50', '(1.00)', '2-', '3 CR' or '4.5%', with the sign that is printed."""
    bare = text.removesuffix("%")
    if bare[:1] in _DIGITS and bare[-1] in _DIGITS:  # nearly all
        return Decimal(bare.replace(",", ""))
    digits = _NUMBER.search(text)
    if digits is None:
        raise ValueError(f"no digits in {text!r}")
    value = Decimal(digits[0].replace(",", ""))
    # '(0.00)' is 0.00, and never -0.00; unlike '-', copy_negate rounds no long number.
    return value.copy_negate() if value and _NEGATIVE.search(text) else value


_DIGITS = frozenset("0123456789")
_NUMBER = re.compile(r"[\d,]*\.?\d+")
_NEGATIVE = re.compile(r"[-(<\[{]|CR", re.IGNORECASE)


def as_percent(fraction: Decimal) -> Decimal:
    """0.088455 is 8.8455, with the same digits; never an exponent."""
    percent = fraction.scaleb(2)
    return percent if percent.as_tuple().exponent <= 0 else percent.quantize(Decimal(1))  # type: ignore[operator] # a printed number is finite


@lru_cache(maxsize=4096)  # a cache: the names are repeated in each table of a page
def tidy_class_name(text: str) -> str:
    """'A- 1' is 'A-1' and 'Class A-II -4' is 'A-II-4': without the word 'Class' and blanks around hyphens."""
    name = " ".join(text.split()).rstrip(":")
    return _CLASS.sub("", _HYPHEN.sub("-", name)) if " " in name else name


_HYPHEN = re.compile(r" ?- ?")
_CLASS = re.compile(r"^class (?=\S)", re.IGNORECASE)


def cusip_check_digit(cusip: str) -> str:
    """The ninth character that the first eight of a CUSIP demand (CUSIP Global Services' modulus 10)."""
    once, twice = map(_ONCE.__getitem__, cusip[:8:2]), map(_TWICE.__getitem__, cusip[1:8:2])
    return str(-sum(once, sum(twice)) % 10)


# The digits of each character's value added up, and those of twice its value.
_ONCE, _TWICE = (
    {
        character: sum(divmod(times * value, 10))
        for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#")
    }
    for times in (1, 2)
)


_LETTERS_FOR_DIGITS = str.maketrans("OolI", "0011")


def letters_as_digits(text: str) -> str:
    """A scan's letters O, l and I replaced by the digits that they look like."""
    return text.translate(_LETTERS_FOR_DIGITS)


def repair_cusip(printed: str) -> str | None:
    """The CUSIP with misread letters replaced by digits; None where the check digit does not prove it.

    '36185NAEO' is 36185NAE0. CUSIPs have no letter O or I, so there is one way to read it. Also None where
    the code is valid as printed.
    """
    repaired = letters_as_digits(printed)
    return repaired if _is_valid(repaired) and not _is_valid(printed) else None


def _is_valid(code: str) -> bool:
    return _CUSIP.fullmatch(code) is not None and cusip_check_digit(code) == code[8]


_CUSIP = re.compile(r"[0-9A-Z]{8}[0-9]")


def squash(text: str) -> str:
    """Words joined by single blanks."""
    return " ".join(text.split())
