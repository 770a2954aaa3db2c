"""Every number of the fixtures that has no field, and why: a fixture that is not here has none.

Each line says how many numbers of a page, the words of their row and column, and the reason.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Left(NamedTuple):
    """Numbers that stay unmapped: the words of their row or column, how many they are, and why."""

    words: str
    count: int
    reason: str


TO_DATE = "the title says 'to date': no field holds what was paid since the closing"
NO_FACTOR = "the heading does not say whether it is a fraction or per 1,000, and nothing on the page does"
ALONE = "its table is cut behind this column: nothing proves it"
BROKEN = "a spreadsheet printed no number, but that its cell was too small or that it failed"
_DEAL_FACTORS = (Left("A-1 | Beginning Factor", 1, NO_FACTOR), Left("A-1 | Ending Factor", 1, NO_FACTOR))

REASONS: Mapping[str, Sequence[Left]] = {
    "deutsche.invented-single-loans.txt": tuple(
        Left(column, 11, TO_DATE)
        for column in (
            "Original Face Value",
            "Unscheduled Principal",
            "Realized Loss",
            "Current Principal Balance",
        )
    ),
    "paying_agent.from-facts-2000-J1.txt": (
        Left(
            "A-1 | Beginning Certificate Balance", 1, "its table is cut behind this column: nothing proves it"
        ),
        Left(
            "A-3 | Beginning Certificate Balance", 1, "its table is cut behind this column: nothing proves it"
        ),
    ),
    "rfc_report.invented-1999-S97-two-pools.txt": (
        Left(
            "MORTGAGE POOL INSURANCE CLAIMS PENDING", 1, "no amount has that name: claims are counted nowhere"
        ),
    ),
    "rfc_report_html.invented-2008-QR9.htm": (Left("NUMBER OF LOANS SOLD", 1, "no amount has that name"),),
    "rfc_statement.from-facts-2006-KS7.htm": _DEAL_FACTORS,
    "rfc_statement.from-facts-2006-QS3.htm": _DEAL_FACTORS,
    "rfc_statement.from-facts-2006-RS3.htm": _DEAL_FACTORS,
    "rfc_statement.from-facts-2007-QO2.htm": _DEAL_FACTORS,
    "rfc_statement.from-facts-2007-SP1-restated.htm": (
        Left("Any Insurer | Coverage", 1, "no record holds a share of coverage"),
    ),
    "servicing_certificate.2003-HE2.txt": (
        Left("Ending Loss Amount", 1, "a second 0.00 behind it stands under no heading"),
    ),
    "servicing_certificate.from-facts-2000-CL1-2002-07-25.htm": (Left("Payment Date", 1, BROKEN),),
    "servicing_certificate.from-facts-2001-HE3-2003-11-25.htm": (
        Left("Beginning Overcollateralization Amount", 1, "a stray sum of two groups beside the second's"),
    ),
    "servicing_certificate.from-facts-2002-HE1-2002-07-25.htm": (
        Left("Required Overcollateralization Amount", 1, BROKEN),
    ),
}


def why_left(page: str, record: Mapping[str, Any]) -> Left | None:
    """The line of the table that an unmapped number of a page is of; None where no line is."""
    words = " | ".join(str(record[name]) for name in ("label", "column") if name in record)
    return next((one for one in REASONS.get(page, ()) if one.words in words), None)
