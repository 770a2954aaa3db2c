"""Words of delinquency tables: rows and titles to status and bucket, headings to measures.

Statuses and measures are rows on some pages and columns on others: either look-up serves both. A
row's bucket can depend on the row below it: '90 Days' is '90-119' above '120 Days', and may have no end as a
last row. `read_buckets` reads a whole list of labels, `find_row` assumes the usual steps of 30 days.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from parsers.vocabulary.wording import normalize

TOTAL = "total"


class Bucket(NamedTuple):
    """A status of loans and how long they are overdue; `status` '' is the status in the title."""

    status: str
    bucket: str


# Status: its source, its wordings.
STATUS_WORDINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "delinquent": {
        "bank_one": ("Delinquency",),
        "cts": ("Delinquent",),
        "rfc_report": ("Delinquencies",),
        "certificate": ("Delinquent Loans",),
        "field": ("Delinquent Mortgage Loans", "Loans Delinquent"),
    },
    "foreclosure": {
        "bank_one cts certificate": ("Foreclosure",),
        "certificate rfc_report": ("Foreclosures",),
        "certificate": ("Foreclosed Loans",),
        "field": ("In Foreclosure", "Loans in Foreclosure", "Mortgage Loans in Foreclosure"),
    },
    "bankruptcy": {
        "bank_one cts certificate": ("Bankruptcy",),
        "certificate": ("Bankruptcies",),
        "field": ("In Bankruptcy", "Loans in Bankruptcy", "Mortgage Loans in Bankruptcy"),
    },
    "reo": {
        "bank_one cts certificate": ("REO",),
        "field": ("REO Loans", "REO Properties", "REO Property", "Real Estate Owned", "R.E.O."),
    },
}
MEASURE_WORDINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "balance": {
        "bank_one": ("Scheduled Bal",),
        "certificate": ("Balance", "Dollars"),
        "rfc_report": ("Principal Balance",),
        "cts_later rfc_later": ("Actual Balance", "Scheduled Balance"),
        "cts_later": ("Unpaid Principal Balance",),
        "field": ("Aggregate Principal Balance", "Outstanding Principal Balance", "Unpaid Balance"),
    },
    "loan_count": {
        "bank_one certificate rfc_report cts_later": ("Number of Loans",),
        "certificate": ("Units",),
        "cts_later": ("Current Number of Loans",),
        "rfc_later": ("Count",),
        "field": ("Loan Count", "Number of Mortgage Loans"),
    },
    "balance_pct": {
        "bank_one": ("% of Total Pool",),
        "certificate": ("Percent of Balance", "Percent of Ending Balance"),
        "cts_later": ("Percentage Delinquent Based On: Unpaid Balance",),
        "field": ("% of Pool", "% of Pool Balance", "Percentage of Balance", "Percentage of Pool Balance"),
    },
    "loan_count_pct": {
        "bank_one": ("% of Total Loans",),
        "cts_later": ("Percentage Delinquent Based On: Number of Loans",),
        "field": ("% of Loans", "Percentage of Loans", "Percentage of Loan Count"),
    },
}


def _inverted(table: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, str]]:
    return {
        normalize(words): (meaning, sources)
        for meaning, by_source in table.items()
        for sources, printed in by_source.items()
        for words in printed
    }


STATUSES = _inverted(STATUS_WORDINGS)  # wording: (status, sources)
MEASURES = _inverted(MEASURE_WORDINGS)  # wording: (field of `delinquency`, sources)
TOTALS = frozenset({"total", "totals"})
NOT_DELINQUENT = frozenset({"current", "current loans"})

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MONTH = 30  # days of a payment missed
_LAST = 180  # '180 Days' ends the lists of the certificates and of CTSLink, and is open
_LETTERED = re.compile(r"^\s*\([A-Za-z]{1,4}\)\s*")
_PREFIX = re.compile(r"^(?:delinquent (?:mortgage )?loans|loans delinquent|delinquent|loans) (?=\w)")
_OPEN = re.compile(r"\+| (?:or more|and over|and above|or greater|plus)\b|^over ")
_LESS = re.compile(r"(?:<|less than) (?:1|one|30) (?:monthly )?(?:payment|month|days)$")
_DAYS = re.compile(r"(?P<from>\d+)(?: (?:to )?(?P<to>\d+))? days?(?: (?:delinquent|past due))?$")
_RANGE = re.compile(r"(?P<from>\d+) (?:to )?(?P<to>\d+)$")
_PAYMENTS = re.compile(
    rf"(?P<count>\d|{'|'.join(_NUMBERS)}) (?:monthly )?(?:payments?|months?)(?: (?:missed|delinquent))?$"
)


class Reach(NamedTuple):
    """The days that a label prints: from, to (None where it prints none), and whether it says 'or more'."""

    first: int
    last: int | None = None
    is_open: bool = False
    in_payments: bool = False


def find_status(title: str) -> str | None:
    """The status of a title, row or heading: 'delinquent', 'foreclosure', 'bankruptcy', 'reo', or None."""
    found = STATUSES.get(normalize(title))
    return found[0] if found else None


def find_column(heading: str) -> str | None:
    """The measure of a complete heading or row: 'balance', 'loan_count', 'balance_pct', 'loan_count_pct'."""
    found = MEASURES.get(normalize(heading))
    return found[0] if found else None


@lru_cache(maxsize=4096)  # a cache: the labels of a page are repeated on the next statement's
def find_row(label: str) -> Bucket | None:
    """The status and bucket of one label, buckets in the usual steps of 30 days; None where it has none.

    '90 Days' is '90-119' and '180 Days' '180+': use `read_buckets` where the other labels are known. Two
    monthly payments are '60-89'; '3 Months' alone may be open or not, and has none.
    """
    words = normalize(_LETTERED.sub("", label))
    if words in TOTALS:
        return Bucket("", TOTAL)
    if words in NOT_DELINQUENT:
        return Bucket("", "current")
    if words in STATUSES:
        return Bucket(STATUSES[words][0], TOTAL)
    reach = reach_of(label)
    if reach is None or (reach.in_payments and not reach.is_open and reach.first > 2 * _MONTH):
        return None
    bucket = _bucket_of(reach, None)
    return Bucket("delinquent", bucket) if bucket else None


def read_buckets(labels: Sequence[str]) -> list[str | None]:
    """The bucket of each label of a list of rows or columns; None for a label without one.

    Also None where the list does not show how far a label reaches: a last '90 Days', and '30 Days' above '90
    Days', between which a row may be lost.
    """
    reaches = [reach_of(label) for label in labels]
    buckets: list[str | None] = []
    for label, reach, following in zip_longest(labels, reaches, reaches[1:]):
        if reach is None:
            row = find_row(label)
            buckets.append(row.bucket if row else None)
        elif reach.last is None and not reach.is_open and following is None and reach.first != _LAST:
            buckets.append(None)
        else:
            buckets.append(_bucket_of(reach, following))
    return buckets


def reach_of(label: str) -> Reach | None:
    """The days of a label in days or in payments missed; None where it prints neither."""
    words = _PREFIX.sub("", normalize(_LETTERED.sub("", label)))
    if _LESS.match(words):
        return Reach(0, _MONTH - 1)
    is_open = bool(_OPEN.search(words))
    closed = _OPEN.sub("", words)
    if match := _PAYMENTS.match(closed):
        count = _NUMBERS.get(match["count"]) or int(match["count"])
        return Reach(count * _MONTH, None, is_open, in_payments=True)
    if is_open and closed.isdigit():
        return Reach(int(closed), None, is_open)
    if match := _DAYS.match(closed):
        return Reach(int(match["from"]), int(match["to"]) if match["to"] else None, is_open)
    match = _RANGE.match(closed)
    if match is None or int(match["to"]) - int(match["from"]) not in (_MONTH - 2, _MONTH - 1):
        return None  # two numbers are days only where they are a month apart
    return Reach(int(match["from"]), int(match["to"]))


def _bucket_of(reach: Reach, following: Reach | None) -> str | None:
    if reach.is_open:
        return f"{reach.first}+"
    if reach.last is not None:
        return f"{reach.first}-{reach.last}"
    if following is not None and following.first == reach.first + 1:
        return f"{reach.first}"
    if following is None and reach.first == _LAST:
        return f"{reach.first}+"
    if reach.first > _LAST or (following is not None and following.first != reach.first + _MONTH):
        return None
    return f"{reach.first}-{reach.first + _MONTH - 1}"
