"""Values as pages print them: amounts, rates, counts and dates, each with what it must be read as."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tests.writer.sheet import Ink

CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def money(value: Decimal, places: int = 2, negative: str = "()") -> Ink:
    """'1,234.50'; a negative amount in parentheses or with a leading minus."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded.is_zero():
        rounded = abs(rounded)
    text = f"{abs(rounded):,.{places}f}"
    if rounded < 0:
        text = f"({text})" if negative == "()" else f"-{text}"
    return Ink(text, rounded)


def rate(value: Decimal, places: int = 4, sign: str = "%") -> Ink:
    """'4.0952%' or, without a sign, '3.7252'."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Ink(f"{rounded:f}{sign}", rounded)


def factor(value: Decimal) -> Ink:
    return rate(value, 7, "")


def count(value: int) -> Ink:
    return Ink(f"{value:,}", value)


def words(text: str) -> Ink:
    return Ink(text, text, is_number=False)


def dash(value: Decimal | int | None) -> Ink:
    """A lone dash: 0 for money and counts, null for rates, shares and factors."""
    return Ink("-", value)


DATES = {
    "12/19/2003": lambda day: f"{day.month}/{day.day}/{day.year}",
    "12/19/03": lambda day: f"{day.month}/{day.day}/{day.year % 100:02}",
    "02/25/2004": lambda day: day.strftime("%m/%d/%Y"),
    "02/25/04": lambda day: day.strftime("%m/%d/%y"),
    "Dec 19, 2003": lambda day: f"{day:%b} {day.day}, {day.year}",
    "December 19, 2003": lambda day: f"{day:%B} {day.day}, {day.year}",
}


def day_in(form: str, day: date) -> Ink:
    """A date in the form of one of the samples' dates."""
    return Ink(DATES[form](day), day.isoformat(), is_number=False)
