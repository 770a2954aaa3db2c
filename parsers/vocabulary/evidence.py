"""The source of a wording, and whether it was seen on a page.

A wording that was not seen may propose a field; a figure is taken only where its identity agrees.
"""

from typing import NamedTuple


class Evidence(NamedTuple):
    """Pages that print a wording; `seen` is False for general knowledge of a program."""

    text: str
    seen: bool = True


EVIDENCE = {
    "bank_one": Evidence("Bank One's Statement to Certificateholders, 2001 to 2003"),
    "bny": Evidence("The Bank of New York's mortgage report, 2003 and 2004"),
    "bny_later": Evidence("The same report behind its first tables", seen=False),
    "cts": Evidence("Norwest's and Wells Fargo's CTSLink statement: summary and principal, 1999 to 2013"),
    "cts_later": Evidence("The CTSLink statement behind its principal distribution", seen=False),
    "rfc_report": Evidence("Residential Funding's report in text, to 2000"),
    "rfc_html": Evidence("The same report in HTML, 2008"),
    "rfc_statement": Evidence("Residential Funding's statement, page 1 and section 1, 2006 and 2007"),
    "rfc_later": Evidence("Residential Funding's statement, sections 2 to 20", seen=False),
    "certificate": Evidence("GMAC Mortgage's servicing certificates, 2001 to 2006"),
    "chase": Evidence("Chase Manhattan's and JPMorgan's statement, 1999 to 2006 (class tables of car loans)"),
    "chase_later": Evidence("The mortgage pages of that statement", seen=False),
    "deutsche": Evidence("Bankers Trust's and Deutsche Bank's reports, to 2005: first class table"),
    "deutsche_later": Evidence("Deutsche Bank's reports behind the first class table", seen=False),
    "c_bass": Evidence("C-BASS's Payment Statement, 2004"),
    "lasalle": Evidence("LaSalle's class table", seen=False),
    "field": Evidence("General knowledge of mortgage statements", seen=False),
}


def is_seen(sources: tuple[str, ...]) -> bool:
    """Whether a page with the wording was seen."""
    return any(EVIDENCE[source].seen for source in sources)
