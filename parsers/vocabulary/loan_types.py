"""Loan groups that pages name by the kind of their loans: 'FIXED', 'Adjustable Rate Group'.

In Residential Funding's statements of home-equity deals and in CTSLink's (general knowledge).
"""

import re

_RATE = r"(?:[ -]rate)?"
# To be put in the expressions of those who look for groups.
LOAN_TYPE = (
    rf"(?:fixed{_RATE}|adjustable{_RATE}|variable{_RATE}|hybrid(?: arms?)?|arms?|balloon|heloc|hel"
    r"|closed[ -]end(?: second lien)?|(?:first|second|junior) lien|(?:non-?)?conforming|jumbo)"
)
_NAME = re.compile(rf"(?:loan group )?(?P<name>{LOAN_TYPE})(?: (?:loan )?group)?(?: loans)?$", re.IGNORECASE)


def name_loan_type(words: str) -> str | None:
    """The kind of loans that words name and nothing else, as printed: 'ARM' of 'ARM Loans'."""
    match = _NAME.match(words.rstrip(" :"))
    return match["name"] if match else None
