"""Loan groups that pages name by the kind of their loans: 'FIXED', 'Adjustable Rate Group'.

Of Residential Funding's statement and CTSLink's (general knowledge: `rfc-statement.md` 1.5, `wells-fargo.md`).
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
    """The kind of loans that words name and nothing else, as printed ('ARM' of 'ARM Loans'); None for others."""
    match = _NAME.match(words.rstrip(" :"))
    return match["name"] if match else None
